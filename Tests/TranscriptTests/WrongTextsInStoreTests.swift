import Diagnostics
import Foundation
import Knowledge
import Notebook
import SeededChance
import Testing

/// Texts in the store that today's rules refuse: an older program took them, or they came in from what was rescued.
/// They are listed, shown, found, compared and edited; only what has to be right is refused.
struct WrongTextsInStoreTests {
  private let machine: OwnMachine

  private static let head = """
    ---
    kind: decision
    tags: [oil]
    decide-by: 2026-12-15
    ---
    # Bet on wells
    see [[lease]]
    ## Options

    """

  private static let option = head + "- Drill: -5 $$\n- Keep (status quo): 0 USD\n## Predictions\n- 80% it rains\n"
  private static let header = option.replacing("tags: [oil]", with: "title: \"Wells\ntags: [oil]").replacing(
    "$$", with: "USD")
  private static let bytes = Array((head + "- Drill: -5 USD caf").utf8) + [0xE9, 0x0A]

  static let texts: [(name: String, text: [UInt8], code: String)] = [
    ("a wrong line under Options", Array(option.utf8), "dollar-sign"),
    ("a header that is no YAML", Array(header.utf8), "header-not-yaml"),
    ("a byte that is no text", bytes, "not-utf8"),
  ]

  init() throws {
    machine = try OwnMachine()
    try machine.write("# Lease\n", to: "lease.md")
    #expect(machine.how(["new", "model", "--from", "lease.md"]).code == 0)
  }

  /// Saves a text twice, the second time with a line more.
  private func save(_ text: [UInt8]) throws {
    let notebook = Notebook(
      Notebook.World(
        storePath: "\(machine.folder)/.local/share/how/how.sqlite", draftsPath: "",
        now: { Timestamp(milliseconds: 1_795_424_400_000) },
        today: { Timestamp(milliseconds: 1_795_424_400_000).date }, processors: 1,
        read: { SourceText(name: $0, bytes: []) }, own: { _ in nil }, waiting: {}), random: SplitMix64(seed: 1))
    let first = try notebook.save(NewRevision(kind: .decision, slug: Slug("bet"), title: "Bet", text: text)).revision
    _ = try notebook.save(
      NewRevision(
        document: first.document, kind: .decision, slug: Slug("bet"), title: "Bet",
        text: text + Array("\nporosity\n".utf8), parents: [first.name]))
  }

  @Test(arguments: texts.indices)
  func `a wrong text is there for all that only looks at it`(index: Int) throws {
    let (_, text, code) = Self.texts[index]
    try save(text)
    for _ in 0..<2 {
      let list = machine.how(["list", "decision", "--tag", "oil", "--format", "plain"])
      #expect(list.code == 0 && list.output.contains("bet\topen") && list.output.contains("Bet on wells"))
      let found = machine.how(["search", "porosity"])
      #expect(found.code == 0 && found.output.contains("bet"))
      #expect(machine.how(["history", "bet"]).output.contains("@2"))
      let diff = machine.how(["diff", "bet"])
      #expect(diff.code == 0 && diff.output.contains("+porosity"))
      let shown = machine.how(["show", "bet", "--format", "markdown"])
      #expect(shown.output.contains("Bet on wells") && shown.output.contains("porosity"))
      let json = machine.how(["show", "bet@1", "--json"])
      #expect(json.output.contains("\"tags\": [\n      \"oil\"\n    ]") && json.output.contains("2026-12-15"))
      // What is wrong with a line is told by what reads the line; what is wrong with the form of all, with the text.
      #expect(shown.code == (code == "dollar-sign" ? 0 : 65) && json.code == shown.code)
      if shown.code != 0 { #expect(shown.errors.contains(code)) }
      let doctor = machine.how(["doctor"])
      #expect(doctor.code == 0, "\(doctor.output)")
      // And the same once more when all tables are made anew.
      #expect(machine.how(["doctor", "--rebuild"]).code == 0)
    }
    #expect(machine.how(["rename", "lease", "rent"]).errors.contains("goes on to be understood: bet"))
  }

  @Test(arguments: texts.indices)
  func `a wrong text is refused where it has to be right`(index: Int) throws {
    let (_, text, code) = Self.texts[index]
    try save(text)
    for arguments in [
      ["score", "bet"], ["decide", "bet", "Drill"], ["report", "bet"], ["update", "bet", "oil", "--ratio", "3:1"],
    ] {
      let run = machine.how(arguments)
      #expect(run.code == 65 && run.errors.contains("error[\(code)]"), "\(arguments): \(run.errors)")
    }
  }

  @Test(arguments: texts.indices)
  func `a wrong text is edited and put right`(index: Int) throws {
    let (_, text, code) = Self.texts[index]
    try save(text)
    let wrong = machine.how(["edit", "bet"]) { file in
      let before = (try? Data(contentsOf: URL(filePath: file))) ?? Data()
      return (try? (before + Data("more\n".utf8)).write(to: URL(filePath: file))) == nil ? 1 : 0
    }
    #expect(wrong.code == 65 && wrong.errors.contains("error[\(code)]"))
    let right = machine.how(["edit", "bet"]) { file in
      (try? Data("# Bet\n## Options\n- Keep: 0\n".utf8).write(to: URL(filePath: file))) == nil ? 1 : 0
    }
    #expect(right.code == 0 && machine.how(["score", "bet"]).code == 0, "\(right.errors)")
    // The old text is still there, and comes back as it was.
    #expect(machine.how(["restore", "bet@1"]).code == 0)
    let shown = machine.how(["show", "bet", "--format", "markdown"])
    #expect(shown.output == String(decoding: text, as: UTF8.self))
  }
}
