/// What operations do to bounds, where more is known of them than of any product or quotient.
extension TailBounds {
  /// Of a number times itself, which is never below 0.
  var squared: TailBounds {
    let ends = (low * low, high * high)
    let isThroughZero = low <= 0 && high >= 0
    let isHeavy = lowMoment == 0 || highMoment == 0
    return TailBounds(
      low: isThroughZero ? 0 : min(ends.0, ends.1), high: max(ends.0, ends.1), lowMoment: .infinity,
      highMoment: isHeavy ? 0 : nil)
  }

  /// Of a quotient by a number of one sign.
  func divided(by other: TailBounds) -> TailBounds {
    guard other.low >= 0 || other.high <= 0 else { return .unknown }
    if other.low == 0, other.high == 0 { return .unknown }
    if other.high <= 0 { return times(-1).divided(by: other.times(-1)) }
    let inverse = TailBounds(
      low: 1 / other.high, high: other.low > 0 ? 1 / other.low : .infinity, lowMoment: .infinity, highMoment: nil)
    return times(inverse)
  }

  /// Of a power with a certain exponent.
  func raised(to exponent: Double) -> TailBounds {
    let isWhole = exponent == exponent.rounded()
    let isEven = isWhole && (exponent / 2) == (exponent / 2).rounded()
    if exponent < 0 {
      // Near zero it has no bound on one side, or on both.
      guard low >= 0 || isEven else { return .unknown }
      return TailBounds.bounded(1, 1).divided(by: raised(to: -exponent))
    }
    func power(_ end: Double) -> Double {
      if end.isInfinite { return end < 0 && isEven ? .infinity : end }
      return Elementary.power(end, exponent)
    }
    var result = TailBounds.unknown
    if isEven {
      let isThroughZero = low <= 0 && high >= 0
      (result.low, result.high) = (
        isThroughZero ? 0 : min(power(low), power(high)), max(power(low), power(high))
      )
    } else if isWhole {
      (result.low, result.high) = (power(low), power(high))
    } else {
      // A broken power of a number below 0 is none.
      (result.low, result.high) = (power(max(0, low)), power(max(0, high)))
    }
    if lowMoment == 0 || highMoment == 0, low >= 0 { result.highMoment = exponent >= 1 ? 0 : nil }
    return result
  }

  /// Of a logarithm, which has a bound where the number has one above 0.
  func logarithm(_ log: (Double) -> Double) -> TailBounds {
    TailBounds(
      low: low > 0 ? log(low) : -.infinity, high: high > 0 && high.isFinite ? log(high) : .infinity, lowMoment: nil,
      highMoment: nil)
  }
}

extension SampleGraph.Family {
  /// Of a distribution whose parameters are uncertain: what its distributions at the ends of their ranges span.
  func reach(_ parameters: [TailBounds]) -> TailBounds {
    guard parameters.count <= 4 else { return .unknown }
    // A range without an end is tried far out: a bound that does not depend on it is one.
    let isBounded = parameters.allSatisfy { $0.low.isFinite && $0.high.isFinite }
    let ends = parameters.map { reach -> [Double] in
      let low = reach.low.isFinite ? reach.low : -1e6
      let high = reach.high.isFinite ? reach.high : max(1e6, 2 * abs(low))
      return [low, (low + high) / 2, high]
    }
    let corners = ends.reduce([[]]) { all, ends in all.flatMap { before in ends.map { before + [$0] } } }
    let supports = corners.compactMap { make($0)?.support }
    guard let first = supports.first else { return .unknown }
    var result = TailBounds.unknown
    let isLowKnown = isBounded || supports.allSatisfy { $0.low == first.low }
    let isHighKnown = isBounded || supports.allSatisfy { $0.high == first.high }
    if isLowKnown { result.low = supports.map(\.low).min() ?? -.infinity }
    if isHighKnown { result.high = supports.map(\.high).max() ?? .infinity }
    return result
  }
}

extension SampleGraph {
  /// The reach of a branch of `if` where its condition compares what the branch is made of.
  func narrowed(_ branch: NodeID, where condition: NodeID, is truth: Bool, _ reaches: [TailBounds]) -> TailBounds {
    var reach = reaches[branch.index]
    guard case .binary(let operation, let left, let right) = nodes[condition.index] else { return reach }
    switch operation {
    case .less, .lessOrEqual: break
    default: return reach
    }
    // left ≤ right where it is true, right ≤ left where it is not.
    let (lesser, greater) = truth ? (left, right) : (right, left)
    if case .affine(let inner, let scale, let shift) = nodes[branch.index] {
      let own = narrowed(inner, where: condition, is: truth, reaches).times(scale).plus(shift)
      (reach.low, reach.high) = (max(reach.low, own.low), min(reach.high, own.high))
    }
    if branch == lesser { reach.high = min(reach.high, reaches[greater.index].high) }
    if branch == greater { reach.low = max(reach.low, reaches[lesser.index].low) }
    return reach
  }

  /// Whether a number is one term of a sum of numbers that are not below 0: then it is a share of it.
  func isPart(_ part: NodeID, of sum: NodeID, _ reaches: [TailBounds]) -> Bool {
    var terms: [NodeID] = []
    var open = [sum]
    while let next = open.popLast() {
      guard terms.count < 100 else { return false }
      if case .binary(.add, let a, let b) = nodes[next.index] { open += [a, b] } else { terms.append(next) }
    }
    return terms.contains(part) && terms.allSatisfy { reaches[$0.index].low >= 0 }
  }
}

/// A number as a sum of multiples of others, for bounds of what stands in several terms: `x - x / 2`, `x^2 - x`.
struct LinearBound {
  /// For each other node what it is multiplied with.
  private var terms: [Int: Double] = [:]
  private var shift = 0.0
  private var isSum = false

  private static let mostTerms = 12

  /// A node that is nothing but itself.
  init(node index: Int) {
    terms = [index: 1]
  }

  init(_ node: SampleGraph.Node, at index: Int, _ forms: [LinearBound]) {
    switch node {
    case .affine(let a, let scale, let shift):
      add(forms[a.index], times: scale)
      self.shift += shift
    case .binary(.add, let a, let b):
      add(forms[a.index], times: 1)
      add(forms[b.index], times: 1)
    case .binary(.subtract, let a, let b):
      add(forms[a.index], times: 1)
      add(forms[b.index], times: -1)
    case .unary(.negate, let a): add(forms[a.index], times: -1)
    case .constant(let value): shift = value
    default: terms = [index: 1]
    }
    if terms.count > Self.mostTerms { (terms, shift, isSum) = ([index: 1], 0, false) }
  }

  private mutating func add(_ other: LinearBound, times factor: Double) {
    isSum = true
    for (node, scale) in other.terms {
      let sum = terms[node, default: 0] + scale * factor
      terms[node] = sum == 0 ? nil : sum
    }
    shift += other.shift * factor
  }

  /// The bounds of the sum; nil where it is none.
  func bounds(_ graph: SampleGraph, _ reaches: [TailBounds], _ forms: [LinearBound]) -> (low: Double, high: Double)? {
    guard isSum else { return nil }
    var rest = terms
    var (low, high) = (shift, shift)
    func add(_ ends: (low: Double, high: Double)) { (low, high) = (low + ends.low, high + ends.high) }
    // Squares together with what they are squares of.
    for (node, scale) in terms.sorted(by: { $0.key < $1.key }) {
      guard case .binary(.multiply, let a, let b) = graph.nodes[node], a == b, rest[node] != nil,
        let (inner, factor) = forms[a.index].terms.first, forms[a.index].terms.count == 1, let slope = rest[inner]
      else { continue }
      // What is squared is a multiple of what stands beside it, shifted.
      (rest[node], rest[inner]) = (nil, nil)
      let beside = slope / factor
      add(Self.parabola(scale, beside, over: reaches[a.index]))
      add((-beside * forms[a.index].shift, -beside * forms[a.index].shift))
    }
    for (node, scale) in rest.sorted(by: { $0.key < $1.key }) {
      let reach = reaches[node].times(scale)
      add((reach.low, reach.high))
    }
    return low.isNaN || high.isNaN ? nil : (low, high)
  }

  /// The bounds of a x² + b x.
  private static func parabola(_ a: Double, _ b: Double, over x: TailBounds) -> (low: Double, high: Double) {
    func value(_ x: Double) -> Double { x.isInfinite ? a * .infinity : a * x * x + b * x }
    var values = [value(x.low), value(x.high)]
    let vertex = -b / (2 * a)
    if x.low < vertex, vertex < x.high { values.append(value(vertex)) }
    return (values.min() ?? -.infinity, values.max() ?? .infinity)
  }
}
