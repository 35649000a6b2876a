/// Which moments of a number exist.
package struct MomentOrders: Hashable, Sendable {
  /// E|X|ʳ is finite for every r below this.
  var finiteBelow: Double
  /// E|X|ʳ is infinite for every r from this on; ∞ where none is known to be.
  var infiniteFrom: Double
  /// The same of the part of X above 0, and of that below, where it is known of that part.
  var infiniteAbove: Double
  var infiniteUnder: Double

  package static let all = MomentOrders(finiteBelow: .infinity)
  static let unknown = MomentOrders(finiteBelow: 0)

  init(finiteBelow: Double, above: Double = .infinity, under: Double = .infinity, from: Double = .infinity) {
    self.finiteBelow = finiteBelow
    (infiniteAbove, infiniteUnder) = (above, under)
    infiniteFrom = min(from, above, under)
  }

  /// On both sides.
  static func exactly(_ order: Double) -> MomentOrders {
    MomentOrders(finiteBelow: order, above: order, under: order)
  }

  /// Whether there is no mean, and whether there is no standard deviation.
  package var lacksMean: Bool { infiniteFrom <= 1 }
  package var lacksSD: Bool { infiniteFrom <= 2 }

  /// Of a power of a number.
  func divided(by power: Double) -> MomentOrders {
    MomentOrders(finiteBelow: finiteBelow / power, above: infiniteAbove / power, from: infiniteFrom / power)
  }

  /// Of what has the moments that both have, and lacks those that either lacks, on each side.
  package func and(_ other: MomentOrders) -> MomentOrders {
    MomentOrders(
      finiteBelow: min(finiteBelow, other.finiteBelow), above: min(infiniteAbove, other.infiniteAbove),
      under: min(infiniteUnder, other.infiniteUnder), from: min(infiniteFrom, other.infiniteFrom))
  }

  /// The same without knowing on which side.
  var onEitherSide: MomentOrders { MomentOrders(finiteBelow: finiteBelow, from: infiniteFrom) }

  var withoutClaims: MomentOrders { MomentOrders(finiteBelow: finiteBelow) }

  var negated: MomentOrders {
    MomentOrders(finiteBelow: finiteBelow, above: infiniteUnder, under: infiniteAbove, from: infiniteFrom)
  }

  /// Of the greater of this number and another.
  func cutBelow(by other: MomentOrders) -> MomentOrders {
    MomentOrders(finiteBelow: min(finiteBelow, other.finiteBelow), above: min(infiniteAbove, other.infiniteAbove))
  }
}

extension Distribution {
  /// The standard deviation of what is normal, shifted or scaled; nil of every other distribution.
  fileprivate var normalDeviation: Double? {
    switch self {
    case .normal(_, let sd): sd
    case .affine(let distribution, let scale, _): distribution.normalDeviation.map { $0 * abs(scale) }
    default: nil
    }
  }

  /// Which moments exist.
  var momentOrders: MomentOrders {
    switch self {
    case .student(let degrees): return .exactly(degrees)
    case .mixture(let parts): return parts.reduce(.all) { $0.and($1.distribution.momentOrders) }
    case .truncated(let distribution, let low, let high):
      let own = distribution.momentOrders
      if low.isFinite, high.isFinite || own == .all { return .all }
      return MomentOrders(
        finiteBelow: own.finiteBelow, above: high.isFinite ? .infinity : own.infiniteAbove,
        under: low.isFinite ? .infinity : own.infiniteUnder)
    case .affine(let distribution, let scale, _):
      return scale < 0 ? distribution.momentOrders.negated : distribution.momentOrders
    default: return .all
    }
  }

  /// Which moments of 1/X exist.
  var inverseOrders: MomentOrders { inverseOrders(at: 0) }

  /// Which moments of 1/(X − c) exist: as many as the density falls to powers of x at c; none from the first on where c
  /// lies inside.
  func inverseOrders(at point: Double) -> MomentOrders {
    switch self {
    case .mixture(let parts): return parts.reduce(.all) { $0.and($1.distribution.inverseOrders(at: point)) }
    case .affine(let distribution, let scale, let shift):
      let inner = distribution.inverseOrders(at: Decimals.sum(point, -shift) / scale)
      return scale < 0 ? inner.negated : inner
    default: break
    }
    let (low, high) = support
    let (isLow, isHigh) = (Decimals.areEqual(low, point), Decimals.areEqual(high, point))
    if !isLow, !isHigh, low > point || high < point { return .all }
    if isDiscrete { return .all }
    if !isLow, !isHigh {
      // What comes less than once in 10¹² draws is not about the point for anybody.
      let rarer = min(tail(point, isUpper: false, isClosed: false), tail(point, isUpper: true, isClosed: false))
      return rarer > 1e-12 ? .exactly(1) : .all
    }
    func exactly(_ order: Double) -> MomentOrders {
      let one = MomentOrders(finiteBelow: order, above: order)
      return isLow ? one : one.negated
    }
    switch self {
    case .lognormal: return .all
    case .gamma(let shape, _): return exactly(shape)
    case .beta(let a, let b, _, _): return exactly(isLow ? a : b)
    case .triangular(_, let mode, _): return exactly(mode == (isLow ? low : high) ? 1 : 2)
    case .uniform, .exponential: return exactly(1)
    case .truncated(let distribution, _, _):
      return slope(at: point) > 0 ? exactly(1) : distribution.inverseOrders(at: point)
    default: return .unknown
    }
  }
}

extension SampleGraph {
  /// Which moments some numbers have, by what they are computed from.
  ///
  /// A quotient by a number about zero has no mean, the exponential of what is lognormal neither: samples would show
  /// some number all the same, another one for every seed. Where nothing can be said, every moment is taken to exist.
  package func momentOrders(of outputs: [NodeID]) -> [NodeID: MomentOrders] {
    let needed = ancestors(of: outputs)
    let isRisky = needed.contains { index in
      switch nodes[index] {
      case .table(let table, _): table.distribution.momentOrders != .all
      case .binary(.divide, _, _), .binary(.power, _, _), .unary(.exp, _): true
      default: false
      }
    }
    guard isRisky else { return Dictionary(outputs.map { ($0, .all) }) { first, _ in first } }
    var finder = MomentFinder(graph: self, reaches: reaches(among: needed))
    for index in needed { finder.add(index) }
    return Dictionary(outputs.map { ($0, finder.orders[$0.index] ?? .unknown) }) { first, _ in first }
  }
}

/// Walks through a graph in order.
private struct MomentFinder {
  let graph: SampleGraph
  let reaches: [TailBounds]
  var orders: [Int: MomentOrders] = [:]
  /// The distributions of single draws and what is linear in one.
  private var distributions: [Int: Distribution] = [:]
  private var keys: [Int: Set<UInt64>] = [:]
  /// Continuous functions of continuous draws without gaps: between two values they take every other.
  private var connected: Set<Int> = []

  init(graph: SampleGraph, reaches: [TailBounds]) {
    self.graph = graph
    self.reaches = reaches
  }

  mutating func add(_ index: Int) {
    let node = graph.nodes[index]
    let operands = graph.operands(of: node)
    func isConnected(_ list: [SampleGraph.NodeID]) -> Bool { list.allSatisfy { connected.contains($0.index) } }
    func of(_ id: SampleGraph.NodeID) -> MomentOrders { orders[id.index] ?? .unknown }
    keys[index] =
      if case .uniform(let key) = node { [key.identity] } else {
        operands.reduce(into: []) { $0.formUnion(keys[$1.index] ?? []) }
      }
    var found = MomentOrders.all
    var isContinuous = isConnected(operands)
    switch node {
    case .constant, .aggregate: break
    case .uniform: distributions[index] = .uniform(low: 0, high: 1)
    case .normal, .combined: distributions[index] = .normal(mean: 0, sd: 1)
    case .table(let table, let uniform):
      found = table.distribution.momentOrders
      // Drawn at another's number it follows the distribution all the same.
      distributions[index] = table.distribution
      isContinuous = isConnected([uniform]) && !table.distribution.isPatched
    case .steps: isContinuous = false
    case .family, .function, .supplied: (found, isContinuous) = (.unknown, false)
    case .affine(let a, let scale, let shift):
      found = scale == 0 ? .all : scale < 0 ? of(a).negated : of(a)
      if scale != 0, let distribution = distributions[a.index] {
        distributions[index] = .affine(distribution, scale: scale, shift: shift)
      }
    case .unary(let operation, let a): found = unary(operation, a, isContinuous: &isContinuous)
    case .binary(let operation, let a, let b): found = binary(operation, a, b, isContinuous: &isContinuous)
    case .select(let condition, let a, let b):
      // A condition on other draws decides nothing about the two.
      let isIndependent =
        areIndependent(condition, a) && areIndependent(condition, b)
      found = of(a).and(of(b))
      if !isIndependent { found = found.withoutClaims }
      isContinuous = false
    }
    orders[index] = found
    if isContinuous { connected.insert(index) }
  }

  private func areIndependent(_ a: SampleGraph.NodeID, _ b: SampleGraph.NodeID) -> Bool {
    (keys[a.index] ?? []).isDisjoint(with: keys[b.index] ?? [])
  }

  private func unary(
    _ operation: SampleGraph.Unary, _ a: SampleGraph.NodeID, isContinuous: inout Bool
  ) -> MomentOrders {
    let own = orders[a.index] ?? .unknown
    switch operation {
    case .negate: return own.negated
    case .abs: return own.divided(by: 1)
    case .floor, .ceil, .round:
      isContinuous = false
      return own
    case .not, .phi: return .all
    case .sqrt: return own.divided(by: 0.5)
    case .exp: return exponential(a, 1)
    case .log, .log10, .log2: return .unknown
    }
  }

  /// Of the exponential of a multiple of a number.
  private func exponential(_ a: SampleGraph.NodeID, _ factor: Double) -> MomentOrders {
    guard let moment = highMoment(of: a, times: factor) else { return .unknown }
    return MomentOrders(finiteBelow: moment, above: connected.contains(a.index) ? moment : .infinity)
  }

  /// The greatest t for which E[exp(t·factor·X)] is finite; nil where it is not known.
  private func highMoment(of node: SampleGraph.NodeID, times factor: Double) -> Double? {
    if let known = reaches[node.index].times(factor).highMoment { return known }
    switch graph.nodes[node.index] {
    case .affine(let a, let scale, _): return highMoment(of: a, times: factor * scale)
    case .binary(.multiply, let a, let b) where a == b: return squareMoment(of: a, times: factor)
    case .binary(.power, let a, let b):
      guard case .constant(2) = graph.nodes[b.index] else { return nil }
      return squareMoment(of: a, times: factor)
    default: return nil
    }
  }

  /// The same of the square of what is normal: E[exp(tX²)] is finite below 1/(2σ²).
  private func squareMoment(of node: SampleGraph.NodeID, times factor: Double) -> Double? {
    if factor <= 0 { return .infinity }
    guard let distribution = distributions[node.index], let sd = distribution.normalDeviation else { return nil }
    return 1 / (2 * sd * sd * factor)
  }

  private func binary(
    _ operation: SampleGraph.Binary, _ a: SampleGraph.NodeID, _ b: SampleGraph.NodeID, isContinuous: inout Bool
  ) -> MomentOrders {
    let (left, right) = (orders[a.index] ?? .unknown, orders[b.index] ?? .unknown)
    switch operation {
    case .add, .subtract:
      let other = if case .subtract = operation { right.negated } else { right }
      if areIndependent(a, b) { return left.and(other) }
      // What the one lacks the other cannot make good where it has it.
      let most = max(left.finiteBelow, right.finiteBelow)
      let both = left.and(other)
      return both.infiniteFrom < most ? both.onEitherSide : both.withoutClaims
    case .multiply:
      if a == b { return left.divided(by: 2) }
      if areIndependent(a, b) { return product(left, a, right, b) }
      let sum = 1 / left.finiteBelow + 1 / right.finiteBelow
      return MomentOrders(finiteBelow: sum == 0 ? .infinity : 1 / sum)
    case .divide:
      let inverse = inverse(of: b)
      if inverse != .all { isContinuous = false }
      if areIndependent(a, b) { return product(left, a, inverse, b) }
      // The numerator may vanish where the denominator does, unless it stays away from zero.
      return isAwayFromZero(a) || staysApart(a, where: b) ? inverse.onEitherSide : .unknown
    case .max: return left.cutBelow(by: right)
    case .min: return left.negated.cutBelow(by: right.negated).negated
    case .less, .lessOrEqual, .equal, .and, .or:
      isContinuous = false
      return .all
    case .power:
      if case .constant(let power) = graph.nodes[b.index] {
        if power > 0 {
          let order = left.divided(by: power)
          return reaches[a.index].low >= 0 ? order : order.onEitherSide
        }
        let inverse = inverse(of: a)
        if inverse != .all { isContinuous = false }
        let order = inverse.divided(by: -power)
        return reaches[a.index].low >= 0 ? order : order.onEitherSide
      }
      if case .constant(let base) = graph.nodes[a.index], base > 0 { return exponential(b, Elementary.logOfAny(base)) }
      isContinuous = false
      return .unknown
    }
  }

  /// Of the product of two independent numbers, or of one and the inverse of the other: the sides stay where neither is
  /// below 0; where both sides of one are heavy and the other is not always 0, both of the product are.
  private func product(
    _ left: MomentOrders, _ a: SampleGraph.NodeID, _ right: MomentOrders, _ b: SampleGraph.NodeID
  ) -> MomentOrders {
    let both = left.and(right)
    if reaches[a.index].low >= 0, reaches[b.index].low >= 0 { return both }
    let sides = [left, right].map { max($0.infiniteAbove, $0.infiniteUnder) }.min() ?? .infinity
    return MomentOrders(finiteBelow: both.finiteBelow, above: sides, under: sides, from: both.infiniteFrom)
  }

  private func isAwayFromZero(_ node: SampleGraph.NodeID) -> Bool {
    let reach = reaches[node.index]
    return reach.low > 0 || reach.high < 0
  }

  /// Whether a numerator stays as it is where its denominator gets small, instead of vanishing with it: told by the
  /// samples in which the denominator is least.
  private func staysApart(_ a: SampleGraph.NodeID, where b: SampleGraph.NodeID) -> Bool {
    guard connected.contains(a.index), connected.contains(b.index), !graph.isLater(a), !graph.isLater(b) else {
      return false
    }
    let columns = graph.samples(of: [a, b], count: 16 * SampleColumns.block, threads: 1).columns
    let order = columns[1].indices.sorted { abs(columns[1][$0]) < abs(columns[1][$1]) }
    func median(_ count: Int) -> Double { order.prefix(count).map { abs(columns[0][$0]) }.sorted()[count / 2] }
    return median(64) > 0.5 * median(1024)
  }

  /// Which moments of 1/X exist: those of its distribution where it is known, else what samples on both sides of zero tell.
  private func inverse(of node: SampleGraph.NodeID) -> MomentOrders {
    if let distribution = distributions[node.index] { return distribution.inverseOrders }
    if isAwayFromZero(node) { return .all }
    switch graph.nodes[node.index] {
    case .affine(let a, let scale, 0) where scale != 0:
      return scale < 0 ? inverse(of: a).negated : inverse(of: a)
    case .binary(.multiply, let a, let b):
      if a == b { return inverse(of: a).divided(by: 2).onEitherSide }
      if areIndependent(a, b) { return inverse(of: a).and(inverse(of: b)).onEitherSide }
    case .binary(.power, let a, let b):
      if case .constant(let power) = graph.nodes[b.index], power > 0 {
        return inverse(of: a).divided(by: power).onEitherSide
      }
    case .unary(.abs, let a): return inverse(of: a).onEitherSide
    case .unary(.sqrt, let a): return inverse(of: a).divided(by: 0.5)
    case .select(let condition, let a, let b) where areIndependent(condition, a) && areIndependent(condition, b):
      return inverse(of: a).and(inverse(of: b))
    default: break
    }
    guard connected.contains(node.index), !graph.isLater(node) else { return .unknown }
    let column = graph.samples(of: [node], count: 16 * SampleColumns.block, threads: 1).columns[0]
    return column.contains { $0 < 0 } && column.contains { $0 > 0 } ? .exactly(1) : .unknown
  }
}
