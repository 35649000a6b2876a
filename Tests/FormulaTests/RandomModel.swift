import SeededChance

/// A model of inputs, certain and uncertain, and of what is computed from them, in any order.
struct RandomModel {
  private(set) var inputs: [String] = []
  private(set) var text = ""

  init(using generator: inout SplitMix64) {
    var lines: [String] = []
    for index in 0..<Int.random(in: 2...4, using: &generator) {
      inputs.append("x\(index)")
      lines.append("input x\(index) = \(Self.standard(&generator))")
    }
    var names = inputs
    if Bool.random(using: &generator) {
      lines.append("twofold(a) = 2 * a + \(names.randomElement(using: &generator) ?? "1")")
    }
    let hasFunction = lines.count > inputs.count
    for index in 0..<Int.random(in: 2...6, using: &generator) {
      let formula = Self.formula(depth: 3, names, hasFunction: hasFunction, &generator)
      let role = Int.random(in: 0..<3, using: &generator) == 0 ? "output " : ""
      lines.append("\(role)y\(index) = \(formula)")
      names.append("y\(index)")
    }
    lines.append("output z = \(Self.formula(depth: 2, names, hasFunction: hasFunction, &generator))")
    if Int.random(in: 0..<3, using: &generator) == 0 {
      lines.append("require \(names.randomElement(using: &generator) ?? "x0") > -1e6")
    }
    if inputs.count > 2, Int.random(in: 0..<4, using: &generator) == 0 {
      lines += ["p = 1 to 3", "q = normal(0, 1)", "correlate(p, q, 0.5)", "output r = p * q * x0"]
    }
    text = lines.shuffled(using: &generator).joined(separator: "\n") + "\n"
  }

  private static func standard(_ generator: inout SplitMix64) -> String {
    ["3", "2 to 5", "40%", "10% to 30%", "normal(1, 0.5)", "0.5", "-2", "uniform(1, 4)", "discrete(1: 30%, 2: 70%)"]
      .randomElement(using: &generator) ?? "1"
  }

  private static func formula(
    depth: Int, _ names: [String], hasFunction: Bool, _ generator: inout SplitMix64
  ) -> String {
    func part() -> String { formula(depth: depth - 1, names, hasFunction: hasFunction, &generator) }
    func leaf() -> String {
      switch Int.random(in: 0..<9, using: &generator) {
      case 0: ["2", "0.1", "7", "12"].randomElement(using: &generator) ?? "2"
      case 1: ["(2 to 5)", "normal(0, 1)", "(20% to 40%)", "lognormal(2, 0.5)"].randomElement(using: &generator) ?? "2"
      default: names.randomElement(using: &generator) ?? "2"
      }
    }
    if depth == 0 { return leaf() }
    switch Int.random(in: 0..<20, using: &generator) {
    case 0...2: return leaf()
    case 3...6: return "(\(part()) * \(part()))"
    case 7, 8: return "(\(part()) + \(part()))"
    case 9: return "(\(part()) - \(part()))"
    case 10, 11: return "(\(part()) / (1 + abs(\(part()))))"
    case 12: return "(1 / \(part()))"
    case 13: return "abs(\(part()))^\(["2", "0.5", "1.5"].randomElement(using: &generator) ?? "2")"
    case 14: return "max(\(part()), \(part()))"
    case 15: return "ceil(\(part()))"
    case 16: return "(if \(leaf()) > \(leaf()) then \(part()) else \(part()))"
    case 17: return "mean(\(part()))"
    case 18 where hasFunction: return "twofold(\(part()))"
    case 18: return "[[noise]](spread: \(leaf())).y"
    default: return "ln(1 + abs(\(part())))"
    }
  }
}
