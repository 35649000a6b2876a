import Diagnostics
import Formulas
import Foundation
import Testing

/// A fix mends what it is offered for, and puts nothing else that is wrong in its place.
struct FixTests {
  @Test(arguments: WrongProgramTests.files)
  func `the fixes of a wrong program mend it`(file: String) throws {
    try check(
      SourceText(name: file, bytes: Array(try Data(contentsOf: WrongProgramTests.folder.appending(path: file)))))
  }

  @Test(
    arguments: [
      ("1,000", "1_000"), ("1,234,567.89 USD", "1_234_567.89 USD"), ("$70k", "70k USD"),
      ("5 + $70 * 2", "5 + 70 USD * 2"),
      ("70k€ + 2 EUR", "70k EUR + 2 EUR"), ("£ 5", "5 GBP"), ("7 % 3", "7 mod 3"),
      ("2 ** 3", "2 ^ 3"), ("2 > 1 && 3 > 2", "2 > 1 and 3 > 2"), ("rig = 5; rgi * 2", "rig = 5; rig * 2"),
      ("5 usd", "5 USD"), ("5 KB", "5 kB"), ("5 M", "5M"), ("5 kUSD", "5k USD"), ("3 million EUR", "3M EUR"),
      ("5 pct", "5%"), ("x = 3 km; 5 x", "x = 3 km; 5 * x"), ("avg([1, 2])", "mean([1, 2])"),
      ("qauntile(5 to 10, 50%)", "quantile(5 to 10, 50%)"), ("5 to 10 Normal", "5 to 10 normal"),
      ("10 km to 5 km", "5 km to 10 km"), ("80% 10 to 5 pert", "80% 5 to 10 pert"), ("10 km to mile", "10 km -> mile"),
      ("10 km in mile", "10 km -> mile"), ("3 in", "3 inch"), ("80 USD per hour", "80 USD/hour"),
      ("5% of 200", "5% * 200"), ("7 modulo 3", "7 mod 3"), ("1 000 000", "1_000_000"), ("5 ft 3 in", "5 ft + 3 inch"),
      ("EUR 50k", "50k EUR"), ("1,5 EUR", "1.5 EUR"), ("5 m s", "5 m*s"), ("5 to 10 80%", "80% 5 to 10"),
      ("10 km as mile", "10 km -> mile"), ("2½", "2.5"), ("5‰", "0.5%"), ("1'000", "1_000"), ("1…5", "1..5"),
      ("50–60k EUR", "50k to 60k EUR"), ("５", "5"), ("a\u{200B}b = 2", "ab = 2"), ("bernoulli(30)", "bernoulli(30%)"),
      ("npv(8, [-1 USD, 2 USD])", "npv(8%, [-1 USD, 2 USD])"), ("100 + 10%", "100 * (1 + 10%)"),
      ("5 to 10%", "5% to 10%"), ("beta(20%, 40%)", "beta(p5: 20%, p95: 40%)"),
      ("x = normal(4, 1); truncate(x, 5, 3)", "x = normal(4, 1); truncate(x, 3, 5)"),
      ("mixture(2: 2, 3: 1)", "mixture(2: 2/3, 3: 1/3)"), ("2/3 hour -> min", "2/3 * 1 hour -> min"),
      ("80% -5 to 10 normal", "80% (-5) to 10 normal"), ("if 3 = 2 then 1 else 2", "if 3 == 2 then 1 else 2"),
      ("normal(mean: 5, sb: 2)", "normal(mean: 5, sd: 2)"),
      ("chance oil = dry 50%, wet 50%\nchance sand given oli\n  dry: yes 20%, no else\n  wet: yes 50%, no else", nil),
    ] as [(String, String?)])
  func `a fix writes what was meant`(typed: String, mended: String?) throws {
    let source = SourceText(typed)
    try check(source)
    guard let mended else { return }
    let fix = try #require(faults(of: source).first?.fix)
    #expect(fix.applied(to: source).text == mended)
  }

  @Test func `what a person has to agree to is not safe`() throws {
    for (typed, isSafe) in [("$5", false), ("1,000", false), ("1,000,000", true), ("2 ** 3", true), ("5 usd", false)] {
      #expect(try #require(faults(of: SourceText(typed)).first?.fix).isSafe == isSafe, "\(typed)")
    }
  }

  /// After each fix of a text its diagnostic is gone, and no other begins where it was.
  private func check(_ source: SourceText) throws {
    let before = faults(of: source)
    for fault in before {
      guard let fix = fault.fix, let span = fault.span else { continue }
      let mended = fix.applied(to: source)
      let start = min(span.start, fix.edits[0].span.start)
      let end = max(span.end, fix.edits[fix.edits.count - 1].span.end) + mended.bytes.count - source.bytes.count
      let others = Set(before.filter { $0 != fault }.map(\.code))
      for left in faults(of: mended) where (start..<max(end, start + 1)).contains(left.span?.start ?? -1) {
        #expect(others.contains(left.code), "\(source.text) -> \(mended.text): \(left.message)")
      }
    }
  }
}
