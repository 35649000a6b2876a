import Dispatch
import Foundation
import Testing

@testable import LineEditing

/// A folder that is gone afterwards.
private func inFolder(_ act: (String) throws -> Void) throws {
  let folder = NSTemporaryDirectory() + "how-history-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try act(folder)
}

private func text(_ path: String) throws -> String {
  try String(contentsOfFile: path, encoding: .utf8)
}

private func mode(_ path: String) -> mode_t {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
}

extension LineEditorTests {
  @Test func historyIsKept() throws {
    try inFolder { folder in
      let path = folder + "/state/how/lines"
      let history = LineHistory(path: path)
      #expect(history.entries.isEmpty && !FileManager.default.fileExists(atPath: folder + "/state"))
      for line in ["1 + 1", "1 + 1", " secret", "", "\t", "a = 3\nb = \\n", "1 + 1", "x\u{7}\u{1B}[A"] {
        history.add(line)
      }
      try history.finish()
      #expect(try text(path) == "1 + 1\na = 3\\nb = \\\\n\n1 + 1\nx[A\n")
      #expect(mode(path) == 0o600 && mode(folder + "/state/how") == 0o700 && mode(folder + "/state") == 0o700)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/state/how") == ["lines"])
      #expect(LineHistory(path: path).entries == ["1 + 1", "a = 3\nb = \\n", "1 + 1", "x[A"])
      #expect(LineHistory(path: path).entries == history.entries)
    }
  }

  @Test func sessionsAtTheSameTimeKeepAllLines() throws {
    try inFolder { folder in
      let path = folder + "/lines"
      let (one, two) = (LineHistory(path: path), LineHistory(path: path))
      one.add("a")
      two.add("b")
      two.add("c")
      one.add("c")
      one.add("d")
      #expect(one.entries == ["a", "c", "d"] && two.entries == ["b", "c"])
      let merged = try text(path)
      #expect(merged == "a\nb\nc\nd\n")
      DispatchQueue.concurrentPerform(iterations: 4) { session in
        let history = LineHistory(path: path)
        for line in 0..<12 { history.add("\(session) \(line)") }
        if (try? history.finish()) == nil { Issue.record("\(session) could not write") }
      }
      let all = LineHistory(path: path).entries
      #expect(all.count == 52)
      for session in 0..<4 {
        #expect(all.filter { $0.hasPrefix("\(session) ") } == (0..<12).map { "\(session) \($0)" })
      }
    }
  }

  @Test func theNewestThousandAreKept() throws {
    try inFolder { folder in
      let path = folder + "/lines"
      try (0..<1005).map { "\($0)\n" }.joined().write(toFile: path, atomically: true, encoding: .utf8)
      let history = LineHistory(path: path)
      #expect(history.entries.count == 1000 && history.entries.first == "5")
      history.add("new")
      #expect(history.entries.count == 1000 && history.entries.first == "6" && history.entries.last == "new")
      #expect(LineHistory(path: path).entries == history.entries)
      #expect(try text(path).split(separator: "\n").count == 1000 && mode(path) == 0o600)
    }
  }

  @Test func aFileWrittenByHand() throws {
    try inFolder { folder in
      let path = folder + "/lines"
      try Data("a\\x\\\r\n\n  b\u{1B}\nlast".utf8).write(to: URL(filePath: path))
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: path)
      let history = LineHistory(path: folder + "/link")
      #expect(history.entries == ["a\\x\\", "  b", "last"])
      history.add("new")
      #expect(try text(path) == "a\\\\x\\\\\n  b\nlast\nnew\n")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == path)
    }
  }

  @Test func aFileThatCannotBeReadIsEmptyAndStaysAsItIs() throws {
    try inFolder { folder in
      let path = folder + "/lines"
      let bytes = Data([0x61, 0xFF, 0x0A])
      try bytes.write(to: URL(filePath: path))
      for path in [path, folder, path + "/below", "/dev/null"] {
        let history = LineHistory(path: path)
        #expect(history.entries.isEmpty)
        history.add("1")
        history.add("2")
        #expect(history.entries == ["1", "2"])
        let fault = #expect(throws: HistoryFault.self) { try history.finish() }
        #expect(fault?.path == path && fault?.reason.isEmpty == false)
        #expect(throws: Never.self) { try history.finish() }
      }
      #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    }
    let history = LineHistory(path: nil)
    history.add("1")
    #expect(history.entries == ["1"])
    #expect(throws: Never.self) { try history.finish() }
  }

  @Test(arguments: UInt64(0)..<200)
  func whatIsWrittenIsReadBack(seed: UInt64) {
    var chance = Chance(seed)
    let parts = ["\\", "n", "\n", "\u{301}", "a", "日", "\\n", " "]
    let entry = (0..<12).map { _ in parts.randomElement(using: &chance) ?? "" }.joined()
    let escaped = HistoryFile.escaped(entry)
    #expect(!escaped.unicodeScalars.contains("\n"))
    #expect(Array(HistoryFile.unescaped(escaped).utf8) == Array(entry.utf8))
  }
}
