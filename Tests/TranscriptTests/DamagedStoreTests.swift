import Foundation
import SeededChance
import Testing

/// Whatever bytes the file of a store has: every verb answers in words, and what can be read is saved.
struct DamagedStoreTests {
  private static let pageSize = 4096

  /// How a page is damaged.
  enum Damage: CaseIterable { case zeroed, oneBit, scrambled }

  private static let texts = [
    "alpha": "# Alpha\n\nfirst words [[beta]]\n", "beta": "---\ntags: [a, b]\n---\n# Beta\n\nmore words\n",
    "long": "# Long\n\n" + (0..<420).map { "line \($0) of many\n" }.joined(), "gamma": "# Gamma\n\nlast words\n",
  ]

  /// A machine with a store of some documents, one of them in three revisions and one longer than a page.
  private func machine() throws -> (replay: Replay, path: String, whole: [UInt8]) {
    let replay = try Replay()
    for (name, text) in Self.texts.sorted(by: { $0.key < $1.key }) {
      try text.write(toFile: "\(replay.folder)/\(name).md", atomically: true, encoding: .utf8)
      #expect(try run("how new model --from \(name).md -q", replay).code == 0)
    }
    for change in ["more/second", "second/third"] {
      #expect(try run("HOW_EDITOR='sed -i s/\(change)/' how edit beta -q", replay).code == 0)
    }
    let path = "\(replay.folder)/.local/share/how/how.sqlite"
    return (replay, path, Array(try Data(contentsOf: URL(filePath: path))))
  }

  private func run(_ command: String, _ replay: Replay) throws -> Replay.Result {
    try replay.run(Transcript("$ " + command).steps[0])
  }

  private func damaged(_ whole: [UInt8], page: Int, _ damage: Damage, seed: UInt64) -> [UInt8] {
    var bytes = whole
    var chance = SplitMix64(seed: seed &* 1009 &+ UInt64(page))
    let range = (page * Self.pageSize)..<min(bytes.count, (page + 1) * Self.pageSize)
    switch damage {
    case .zeroed: for index in range { bytes[index] = 0 }
    case .oneBit: bytes[range.randomElement(using: &chance) ?? 0] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
    case .scrambled:
      for index in range where Bool.random(using: &chance) { bytes[index] = .random(in: 0...255, using: &chance) }
    }
    return bytes
  }

  /// The exit codes that are documented.
  private static let codes: Set<Int32> = [0, 1, 64, 65, 66, 74]

  private static let verbs = [
    "how list", "how list --json --sort title", "how show beta", "how show beta@1 --json", "how show long",
    "how history beta", "how search words", "how search '->'", "how diff beta", "how test alpha", "how doctor",
    "how run alpha", "HOW_EDITOR=true how edit beta", "how rename gamma delta", "how remove alpha",
    "how restore beta@1", "how new model Fresh --no-edit", "how backup -", "how doctor --rescue rescued",
    "how doctor --rebuild", "how list", "how new model Another --no-edit",
  ]

  /// A quarter of the verbs on one damaged file, another on the next.
  private func answersInWords(
    _ bytes: [UInt8], _ replay: Replay, _ path: String, _ what: String, turn: Int
  ) throws {
    try Data(bytes).write(to: URL(filePath: path))
    unlink(path + "-journal")
    for (index, verb) in Self.verbs.enumerated() where index % 4 == turn % 4 || verb.contains("--re") {
      let result = try run(verb, replay)
      #expect(Self.codes.contains(result.code), "\(what): \(verb): \(result.code)")
      if result.code == 65 || result.code > 66 {
        #expect(result.errors.contains("error[") || result.errors.contains("\"code\""), "\(what): \(verb): no words")
      }
    }
    try? FileManager.default.removeItem(atPath: "\(replay.folder)/rescued")
    try? FileManager.default.removeItem(atPath: "\(replay.folder)/.local/state")
    for name in try FileManager.default.contentsOfDirectory(atPath: (path as NSString).deletingLastPathComponent) {
      if name.contains(".damaged-") || name.hasPrefix(".how-") {
        unlink((path as NSString).deletingLastPathComponent + "/" + name)
      }
    }
  }

  @Test(arguments: Damage.allCases)
  func `every verb answers in words whichever page is damaged`(damage: Damage) throws {
    let (replay, path, whole) = try machine()
    for page in 0..<(whole.count / Self.pageSize) {
      let bytes = damaged(whole, page: page, damage, seed: 1)
      try answersInWords(bytes, replay, path, "page \(page) \(damage)", turn: page)
    }
  }

  @Test func `every verb answers in words whatever the header says`() throws {
    let (replay, path, whole) = try machine()
    var chance = SplitMix64(seed: 7)
    for offset in stride(from: 0, to: 100, by: 5) {
      var bytes = whole
      bytes[offset] = .random(in: 0...255, using: &chance)
      try answersInWords(bytes, replay, path, "byte \(offset)", turn: offset / 5)
    }
    for bytes in [[0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0x7F, 0xFF, 0xFF, 0xFF]] as [[UInt8]] {
      try answersInWords(Array(whole[..<60]) + bytes + whole[64...], replay, path, "version \(bytes)", turn: 0)
    }
  }

  @Test(arguments: [0, 1, 99, 100, 511, 512, 4095, 4096, 5000, 20_000, 60_000])
  func `every verb answers in words however short the file is`(length: Int) throws {
    let (replay, path, whole) = try machine()
    try answersInWords(Array(whole.prefix(length)), replay, path, "\(length) bytes", turn: length % 5)
  }

  /// The pages of the tables that hold what was saved, and nothing else does.
  private func pages(of tables: Set<String>, _ replay: Replay) throws -> Set<Int> {
    let names = tables.map { "'\($0)'" }.joined(separator: ", ")
    let listed = try run(
      "sqlite3 .local/share/how/how.sqlite \"SELECT pageno FROM dbstat WHERE name IN (\(names))\"", replay)
    return Set(listed.output.split(separator: "\n").compactMap { Int($0).map { $0 - 1 } })
  }

  private func texts(_ replay: Replay) throws -> [String: String] {
    var texts: [String: String] = [:]
    for name in Self.texts.keys {
      let shown = try run("how show \(name) --format markdown", replay)
      if shown.code == 0 { texts[name] = shown.output }
    }
    return texts
  }

  @Test(arguments: [Damage.zeroed, .scrambled])
  func `a store is made anew from its revisions wherever they can be read`(damage: Damage) throws {
    let (replay, path, whole) = try machine()
    let before = try texts(replay)
    #expect(before.count == 4)
    let kept = try pages(of: ["document", "revision", "parent"], replay)
    try #require(!kept.isEmpty)
    for page in 0..<(whole.count / Self.pageSize) where !kept.contains(page) {
      try Data(damaged(whole, page: page, damage, seed: 2)).write(to: URL(filePath: path))
      let rebuilt = try run("how doctor --rebuild", replay)
      #expect(rebuilt.code == 0, "page \(page): \(rebuilt.screen)")
      #expect(try run("how doctor", replay).output.hasPrefix("✓"), "page \(page)")
      #expect(try texts(replay) == before, "page \(page)")
      #expect(try run("how history beta", replay).output.contains("@3"))
      #expect(try run("how search third", replay).code == 0)
      #expect(try run("how new model Fresh --no-edit -q", replay).code == 0)
    }
  }

  @Test(arguments: [Damage.zeroed, .scrambled])
  func `every text whose pages are whole is rescued`(damage: Damage) throws {
    let (replay, path, whole) = try machine()
    let before = try texts(replay)
    let revisions = try pages(of: ["revision"], replay)
    for page in 0..<(whole.count / Self.pageSize) {
      try Data(damaged(whole, page: page, damage, seed: 3)).write(to: URL(filePath: path))
      let rescued = try run("how doctor --rescue rescued", replay)
      let found = before.filter { name, text in
        (try? String(contentsOfFile: "\(replay.folder)/rescued/\(name).md", encoding: .utf8)) == text
      }
      if !revisions.contains(page) {
        #expect(found.count == 4, "page \(page): \(rescued.screen)")
      } else {
        // What lies on the page itself is lost; the rest is there, or named as missing.
        #expect(rescued.code != 0 && rescued.screen.contains("✗") || rescued.errors.contains("error["), "page \(page)")
      }
      try? FileManager.default.removeItem(atPath: "\(replay.folder)/rescued")
    }
  }
}
