import Formulas

/// Formulas and programs of any kind, many of them wrong.
extension FuzzGenerator {
  mutating func formula() -> String {
    if once(in: 4) {
      let text = one(of: corpus.formulas)
      return String(decoding: mutated(Array(text.utf8), times: count(0...3)), as: UTF8.self)
    }
    return expression(count(0...4))
  }

  mutating func program() -> [UInt8] {
    if once(in: 3) { return mutated(Array(one(of: corpus.formulas).utf8), times: count(0...4)) }
    var lines: [String] = []
    for index in 0..<count(1...8) {
      let name = "x\(index)"
      switch count(0...9) {
      case 0: lines.append("input \(name) = \(expression(1))")
      case 1: lines.append("output \(name): \(unit()) = \(expression(2))")
      case 2: lines.append("unit u\(index) = \(expression(1))")
      case 3: lines.append("f\(index)(a) = a * \(expression(1)) + a")
      case 4 where index > 1: lines.append("correlate(x0, x1, \(number()))")
      case 5: lines.append("require \(expression(1)) > \(number())  # why")
      case 6 where index > 0: lines.append("\(name) = x\(count(0...index - 1)) \(binary()) \(expression(1))")
      default: lines.append("\(name) = \(expression(3))")
      }
    }
    if once(in: 2) { lines.append("P(x0 \(comparison()) \(number()))") }
    return Array(lines.joined(separator: "\n").utf8)
  }

  mutating func unit() -> String {
    one(of: [
      "USD", "EUR", "km", "m", "hour", "day", "month", "year", "1/month", "kg", "t", "byte", "GB", "FLOP/s", "%",
      "km/hour",
      "W", "kWh", "m^2", "USD/hour", "min", "bit", "happy",
    ])
  }

  private mutating func binary() -> String { one(of: ["+", "-", "*", "/", "^", "mod", "and", "or", comparison()]) }

  private mutating func comparison() -> String { one(of: ["<", ">", "<=", ">=", "==", "!="]) }

  mutating func expression(_ depth: Int) -> String {
    if depth <= 0 { return quantity() }
    switch count(0...14) {
    case 0...3: return "\(expression(depth - 1)) \(binary()) \(expression(depth - 1))"
    case 4: return "(\(expression(depth - 1)))"
    case 5, 6: return distribution()
    case 7, 8: return call(depth)
    case 9: return "\(number()) to \(number())\(once(in: 2) ? " " + unit() : "")\(once(in: 3) ? " " + shape() : "")"
    case 10:
      return "if \(expression(depth - 1)) > \(number()) then \(expression(depth - 1)) else \(expression(depth - 1))"
    case 11: return "[\((0..<count(1...4)).map { _ in expression(depth - 1) }.joined(separator: ", "))]"
    case 12: return "P(\(expression(depth - 1)) \(comparison()) \(quantity()))"
    case 13: return "\(expression(depth - 1)) -> \(unit())"
    default: return "-\(expression(depth - 1))"
    }
  }

  private mutating func shape() -> String { one(of: ["normal", "lognormal", "uniform", "beta", "pert"]) }

  private mutating func quantity() -> String {
    once(in: 2) ? number() : "\(number()) \(unit())"
  }

  /// A family with parameters of any size.
  private mutating func distribution() -> String {
    let family = one(of: [
      "normal", "lognormal", "uniform", "triangular", "pert", "beta", "gamma", "exponential", "poisson", "binomial",
      "bernoulli", "student", "dirichlet",
    ])
    let inner =
      "\(family)(\((0..<count(1...3)).map { _ in once(in: 4) ? quantity() : number() }.joined(separator: ", ")))"
    switch count(0...7) {
    case 0: return "truncate(\(inner), low: \(number()))"
    case 1: return "truncate(\(inner), \(number()), \(number()))"
    case 2: return "mixture(\(inner): 50%, \(number()): 50%)"
    case 3: return "\(inner) * \(quantity())"
    case 4: return "quantile(\(inner), \(count(0...100))%)"
    case 5: return "\(one(of: ["mean", "sd", "median"]))(\(inner))"
    default: return inner
    }
  }

  private mutating func call(_ depth: Int) -> String {
    let name = one(of: Builtin.all.map(\.name))
    return "\(name)(\((0..<count(1...3)).map { _ in expression(depth - 1) }.joined(separator: ", ")))"
  }
}
