import Diagnostics
import Formulas
import Knowledge
import Quantities
import Reports
import Testing

struct AnswerTextTests {
  private func text(_ program: String) throws -> String {
    let (outputs, readings) = try answers(program)
    return AnswerText.lines(outputs, readings: readings, pictures: false).text
  }

  @Test func `one line for what is certain, a block for what is not`() throws {
    #expect(
      try text("40 hour * 80 USD/hour\nx = normal(10 km, 2 km)\nx\n\"a text\"\n[1, 20%]") == """
        3200 USD

        mean  10 km
        sd    2 km
        5%    6.71 km
        50%   10 km
        95%   13.29 km

        "a text"
        [1, 20%]

        """)
  }

  @Test func `a range is told once`() throws {
    let said = try text("a = 5 to 10 km\nb = 5 to 10 km\na + 0 * b")
    #expect(said.components(separatedBy: "5 to 10 km: lognormal, the middle 90%").count == 2)
  }

  /// What is printed for other programs can be read back, and is the number to the digits that are shown.
  @Test(
    arguments: [
      "1/3", "29 day", "20%", "0.24%", "1e-9 km", "5e25 FLOP", "-3.5 USD", "2027-02-01", "1 km + 1 m", "true", "3 > 4",
      "1234567.25 EUR", "(2 km)^2", "1/7 km/hour",
    ])
  func `plain reads back`(formula: String) throws {
    let first = try #require(try answers(formula).outputs.first)
    let printed = AnswerText.plain(first).plain
    let again = try #require(try answers(printed).outputs.first)
    guard case .number(let one) = first.value, case .number(let other) = again.value,
      case .exact(let value) = one.amount, case .exact(let read) = other.amount
    else {
      Issue.record("\(printed) is no certain number")
      return
    }
    #expect(one.kind == other.kind, "\(printed)")
    #expect(abs(read - value) <= 1e-11 * abs(value), "\(printed)")
    #expect(AnswerText.plain(again).plain == printed)
  }
}
