import Diagnostics
import Foundation
import Knowledge
import Markdown
import Testing

/// A fix mends what it is offered for, and puts nothing else that is wrong in its place.
struct FixTests {
  @Test(arguments: WrongDocumentTests.files)
  func `the fixes of a wrong document mend it`(file: String) throws {
    try check(
      SourceText(name: file, bytes: Array(try Data(contentsOf: WrongDocumentTests.folder.appending(path: file)))))
  }

  @Test(
    arguments: [
      ("kind: decison", "", "kind: decision"), ("slug: My Bet", "", "slug: my-bet"),
      ("chosen: \"Kepe: it\"", "", "chosen: \"Keep: it\""), ("chosen: Sel", "", "chosen: \"Sell\""),
      ("", "## Evidence\n- 2026-11-30: oil: dry 20%, wet 50%\n", "- 2026-11-30 oil: dry 20%, wet 50%"),
      ("", "## Evidence\n- 2026-11-30 oli: dry 20%, wet 50%\n", "- 2026-11-30 oil: dry 20%, wet 50%"),
      ("", "## Evidence\n- 2026-11-30 oil: dyr 20%, wet 50%\n", "- 2026-11-30 oil: dry 20%, wet 50%"),
      ("", "## Predictions\n- 60 % it ships\n", "- 60% it ships"),
      ("", "## Outcome\n- 2027-01-01 oil = wett\n", "- 2027-01-01 oil = wet"),
      ("", "## Outcome\n- 2027-01-01 oli = wet\n", "- 2027-01-01 oil = wet"),
      ("", "## Outcome\n2027-01-01 oil = wet\n", "- 2027-01-01 oil = wet"),
      ("stake: 5 usd", "", "stake: 5 USD"), ("stake: \"$5\"", "", "stake: \"5 USD\""),
    ])
  func `a fix writes what was meant`(header: String, section: String, line: String) throws {
    let kind = header.hasPrefix("kind") ? "" : "kind: decision\n"
    let source = SourceText(
      name: "test.md",
      text: "---\n\(kind)\(header)\n---\n## Beliefs\n```how\nchance oil = dry 50%, wet 50%\n```\n## Options\n"
        + "- \"Keep: it\": 0\n- Sell\n  - oil\n    - dry: -1 USD\n    - wet: 2 USD\n\n\(section)")
    try check(source)
    let fix = try #require(Self.faults(of: source).first?.fix)
    #expect(fix.applied(to: source).text.split(separator: "\n").contains(line[...]))
  }

  private static func faults(of source: SourceText) -> [Diagnostic] {
    do throws(DocumentErrors) {
      let document = try DocumentReader.read(source)
      try DocumentReader.checkForm(of: document)
      _ = try Entry(document, kind: nil)
      return []
    } catch {
      return error.diagnostics
    }
  }

  /// After each fix of a text its diagnostic is gone, and no other begins where it was.
  private func check(_ source: SourceText) throws {
    let before = Self.faults(of: source)
    for fault in before {
      guard let fix = fault.fix, let span = fault.span else { continue }
      let mended = fix.applied(to: source)
      let start = min(span.start, fix.edits[0].span.start)
      let end = max(span.end, fix.edits[fix.edits.count - 1].span.end) + mended.bytes.count - source.bytes.count
      let others = Set(before.filter { $0 != fault }.map(\.code))
      for left in Self.faults(of: mended) where (start..<max(end, start + 1)).contains(left.span?.start ?? -1) {
        #expect(others.contains(left.code), "\(source.text) -> \(mended.text): \(left.message)")
      }
    }
  }
}
