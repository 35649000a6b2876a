import Diagnostics
import Formulas
import Foundation
import Testing

/// What a hint proposes in quotes is a formula that can be typed: following it gives no further error.
struct ProposalTests {
  /// What proposals may lack: the names and documents of whoever reads them, and a test case around them.
  private static let open: Set<Diagnostic.Code> = [
    .functionWithoutCall, .missingInput, .noSuchDocument, .outsideTestCase, .rowsMissing, .unknownChance,
    .unknownInput, .unknownName,
  ]
  /// What stands within the line of a chance is no formula.
  private static let partsOfChances: Set<Diagnostic.Code> = [.expectedValueName, .valueWithoutProbability]
  /// Quotes that name a part of the language and are no formulas.
  private static let parts: Set<String> = [
    "with si", "with multiples", "with binary", "how block", "Test Cases", "x == 1", "low:", "high:",
  ]

  @Test(arguments: WrongProgramTests.files)
  func `the proposals for a wrong program read`(file: String) throws {
    let source = SourceText(
      name: file, bytes: Array(try Data(contentsOf: WrongProgramTests.folder.appending(path: file))))
    follow(source)
  }

  @Test(
    arguments: [
      "-80k to -150k EUR", "10 km to 5 km", "-5 km to 10 km", "10% to 5%", "3 to 0", "0 to 5", "5 to -5 km",
      "40 USD + 3", "3 EUR + 4 USD", "5 km - 3 kg", "x = 3 km; 5 x", "x = 3; (1 + 2) x", "5 kW + 3 kWh",
      "bernoulli(30)",
      "quantile(5 to 10, 95)", "5 usd", "5 gallns", "5 meteer", "avg([1, 2])", "pow(2, 3)", "[1, 2][3]", "5..1",
      "70k ± 5k", "0 < 1 < 2", "5 km ** 2", "2 > 1 && 3 > 2", "not 3", "3!", "round(2, 1.5)", "normal(0, -1)",
      "normal(5)", "normal(mean: 5, sp: 2)", "correlate(a, b, 2)", "sd(student(1))", "ln(-1)", "ln(normal(1, 1))",
      "(-8)^0.5", "2^(3 km)", "irr([1, 2])", "irr([-1, 5, -6])", "1 EUR -> USD", "20 -> km", "2027-02-30",
      "1 / (1 - 1)",
      "5 to 10 pert beta", "f(x) = x + 1 km; f(2)", "discrete(1: 20%, 2: 70%)", "mixture(1: 5, 2: 5)", "€70k", "$5",
      "80% -5 km to 10 km", "50% to 100%", "0% to 5%", "0.3 to 90%", "1 Gb", "10 knots", "1/3 day -> hour",
      "5 lightyear",
      "if 3 > 2 then 1", "2027-01-01 + 2027-02-01", "2027-01-01 * 2", "5 km to 10", "1 km to mile", "sum([])",
    ])
  func `the proposals for what people type read`(typed: String) {
    follow(SourceText(typed))
  }

  private func follow(_ source: SourceText) {
    for fault in faults(of: source) where !Self.partsOfChances.contains(fault.code) {
      for proposal in Self.proposals(in: fault.hint ?? "") {
        // What else stands in the program is known where the proposal is followed.
        let others = source.text.split(whereSeparator: { "\n;".contains($0) }).map(String.init).filter { line in
          guard let place = fault.span, let range = source.text.range(of: line) else { return true }
          let start = source.text.utf8.distance(from: source.text.startIndex, to: range.lowerBound)
          return place.start < start || place.start > start + line.utf8.count
        }
        let defined = Set(Program(SourceText(proposal)).definedNames)
        let kept = others.filter { Set(Program(SourceText($0)).definedNames).isDisjoint(with: defined) }
        let again = FormulaTestsSupport.codes(of: kept + [proposal]).subtracting(Self.open)
        let before = FormulaTestsSupport.codes(of: kept)
        #expect(again.subtracting(before).isEmpty, "\(source.text): '\(proposal)' gives \(again)")
      }
    }
  }

  /// What stands in quotes and is a formula: neither one word or sign, nor a form with a gap.
  static func proposals(in hint: String) -> [String] {
    hint.matches(of: /(?:^|[^A-Za-z])'([^']*)'/).map { String($0.1) }.filter { text in
      !text.contains("…") && !Self.parts.contains(text) && text.contains { $0.isNumber || $0 == " " }
        && text.contains { $0.isLetter || $0.isNumber }
    }
  }
}

enum FormulaTestsSupport {
  static func codes(of lines: [String]) -> Set<Diagnostic.Code> {
    Set(faults(of: SourceText(lines.joined(separator: "\n"))).map(\.code))
  }
}
