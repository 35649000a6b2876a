import Diagnostics
import Formulas
import Testing

/// Models held against test cases.
struct CaseEvaluationTests {
  private let model = """
    input compute: FLOP = 5e25 FLOP
    input gpus = 10_000
    input peak: FLOP/s = 989.4 TFLOP/s
    input utilization = 80% 23% to 56%
    output duration: day = compute / (gpus * peak * utilization)
    cost = duration * gpus * 2 USD/hour -> USD
    """

  private func examined(_ testCase: String) -> CaseEvaluation {
    let source = SourceText(model + "\n" + testCase)
    let place = model.utf8.count
    return CaseEvaluation(
      of: Program(source, in: [SourceSpan(0, place)]),
      against: Program(source, in: [SourceSpan(place, source.bytes.count)]))
  }

  @Test(
    arguments: [
      ("expect duration = 29 day ± 1%", true), ("expect duration = 29 day", false),
      ("expect duration = 28.935 day +- 0.001 day", true),
      ("expect duration = 694.4 hour ± 1 hour", true), ("expect duration in 28 to 30 day", false),
      ("expect duration in 28 day to 30 day", true), ("expect duration > 4 week", true),
      ("expect duration > 5 week", false),
      ("expect gpus = 10_000", true), ("limit = 30 day; expect duration < limit", true),
      ("expect peak = 2 PFLOP/s", true), ("expect [gpus, 2] = [10k, 2]", true),
      ("expect duration = 28.93518518518519 day", true),
    ])
  func `an expectation holds or not`(expectation: String, isHeld: Bool) {
    let found = examined("given peak = 2000 TFLOP/s; given utilization = 100%\n\(expectation)")
    #expect(
      found.faults.map(\.message)
        == (expectation.contains("28 to 30 day") ? ["'day' and a plain number do not go together here"] : []))
    #expect(found.findings.map(\.isHeld) == (found.faults.isEmpty ? [isHeld] : []))
  }

  @Test func `what is uncertain is compared by its mean, and how far off it is told`() throws {
    let found = examined("expect utilization = 38% ± 5%\nexpect duration = 100 day ± 1%")
    #expect(found.faults.isEmpty && found.findings.map(\.isHeld) == [true, false])
    let difference = try #require(found.findings[1].difference)
    #expect(difference.absolute.unit.symbol == "day" && difference.absolute.value > 50)
    #expect(found.findings[1].expected == "100 day ± 1%")
  }
}
