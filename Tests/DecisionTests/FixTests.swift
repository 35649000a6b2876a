import Diagnostics
import Formulas
import Foundation
import Knowledge
import Markdown
import Testing

/// A fix mends what it is offered for, and puts nothing else that is wrong in its place.
struct FixTests {
  @Test(arguments: WrongTreeTests.files)
  func `the fixes of a wrong tree mend it`(file: String) throws {
    try check(SourceText(name: file, bytes: Array(try Data(contentsOf: WrongTreeTests.folder.appending(path: file)))))
  }

  @Test(
    arguments: [
      ("- A\n  - 60 % good: 5\n  - else bad: 0\n- B: 0", "  - 60% good: 5"),
      ("- A\n  - good (60%): 5\n  - else bad: 0\n- B: 0", "  - 60% good: 5"),
      ("- A\n  - 60% good: 5\n  - Else bad: 0\n- B: 0", "  - else bad: 0"),
      ("- A\n  - 60% good: 5\n  - 40 bad: 0\n- B: 0", "  - 40% bad: 0"),
      ("- A\n  - oil\n    - dry: 5\n    - wett: 0\n- B: 0", "    - wet: 0"),
      ("- A\n  - oli\n    - dry: 5\n    - wet: 0\n- B: 0", "  - oil"),
      ("- A\n  - p good: 5\n  - bad: 0\n- B: 0", "  - (p) good: 5"),
      ("- A\n  - (30) good: 5\n  - else bad: 0\n- B: 0", "  - 30% good: 5"),
      ("- A: 5 usd\n- B: 0", "- A: 5 USD"),
    ])
  func `a fix writes what was meant`(options: String, line: String) throws {
    let source = SourceText(
      name: "test.md", text: "## Beliefs\n```how\nchance oil = dry 50%, wet 50%\np = 30%\n```\n## Options\n\(options)\n"
    )
    try check(source)
    let fix = try #require(Self.faults(of: source).first?.fix)
    #expect(fix.applied(to: source).text.split(separator: "\n").contains(line[...]))
  }

  @Test func `what reads otherwise than it is written has no edits`() throws {
    let source = SourceText(name: "test.md", text: "## Options\n- A\n  - **60 % good**: 5\n  - else bad: 0\n- B: 0\n")
    let fault = try #require(Self.faults(of: source).first)
    #expect(fault.code == .resemblesProbability && fault.fix == nil && fault.hint?.contains("'60% good'") == true)
  }

  private static func faults(of source: SourceText) -> [Diagnostic] {
    do throws(DocumentErrors) {
      let sampling = Calculation.Sampling(count: 4096)
      return try Decision(DocumentReader.read(source)).scored(sampling: sampling).warnings
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
