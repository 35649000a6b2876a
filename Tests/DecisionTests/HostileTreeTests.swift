import Decisions
import Diagnostics
import Testing

/// Trees that no person writes: they end, and say what is wrong.
struct HostileTreeTests {
  @Test func `ten thousand markers on a line are an error`() throws {
    let line = String(repeating: "- ", count: 10_000) + "Go: 1 USD"
    #expect(try faults(options: line) == [.emptyItem])
  }

  @Test func `three hundred levels are an error`() throws {
    let lines = (0..<300).map { String(repeating: "  ", count: $0) + "- level \($0)" }
    #expect(try faults(options: lines.joined(separator: "\n")) == [.treeTooDeep])
  }

  @Test func `ten thousand levels in a quote are an error`() throws {
    let quoted = try faults(options: String(repeating: "> ", count: 10_000) + "- Go")
    #expect(quoted == [.lineOutsideList])
  }

  @Test func `two hundred levels are not too deep`() throws {
    let lines = (0..<200).map { String(repeating: "  ", count: $0) + "- level \($0): 1" }
    #expect(try score(options: lines.joined(separator: "\n")).best.expected == 200)
  }

  @Test(arguments: [[10, 10, 10, 9], [2, 5000], [1, 1, 5000], [2000, 4], [5000]])
  func `a tree of very many nodes is scored in good time`(widths: [Int]) throws {
    var count = 0
    func nodes(_ widths: ArraySlice<Int>, isChance: Bool, _ indent: String) -> String {
      guard let width = widths.first else { return "" }
      return (0..<width).map { index in
        count += 1
        let odds = isChance ? "1/\(width) " : ""
        let amount = widths.count == 1 ? ": \((index * 37 + count) % 1000)" : ""
        return "\(indent)- \(odds)n\(count)\(amount)\n"
          + nodes(widths.dropFirst(), isChance: !isChance, indent + "  ")
      }.joined()
    }
    let list = nodes(widths[...], isChance: false, "")
    #expect(count >= 5000)
    let clock = ContinuousClock()
    var result: Score?
    let time = try clock.measure { result = try score(options: list) }
    #expect(result?.options.count == widths[0])
    #expect(time < .seconds(20))
  }

  @Test func `many options that tie are scored in good time`() throws {
    let list = (0..<2000).map { "- n\($0)\n  - 50% a\($0): 1\n  - 50% b\($0): 0\n" }.joined()
    let clock = ContinuousClock()
    var result: Score?
    let time = try clock.measure { result = try score(options: list) }
    #expect(agree(result?.options[7].chanceOfBest ?? 0, 1.0 / 2000))
    #expect(time < .seconds(10))
  }

  @Test func `thousands of faults are told of in good time`() throws {
    let list = "- a\n  - 50% x\n" + (0..<5000).map { "  - (1 +) b\($0): $3\n" }.joined()
    let clock = ContinuousClock()
    var codes: [Diagnostic.Code] = []
    let time = try clock.measure { codes = try faults(options: list) }
    #expect(codes.count == 10_000 && Set(codes) == [.dollarSign, .expectedFormula])
    #expect(time < .seconds(10))
  }

  @Test(arguments: [
    "- a: 1e308\n  - b: 1e308\n- c: -1e308\n  - d: -1e308", "- a: 1e200\n- b\n  - 50% x: 1e200\n  - 50% y: -1e200",
    "- a: 1e308\n- b: -1e308",
  ])
  func `amounts beyond all sums are an error`(options: String) throws {
    #expect(try faults(options: options).contains(.amountTooLarge))
  }
}
