/// How far a number reaches: its bounds, and how heavy its tails are where it has none.
package struct TailBounds: Hashable, Sendable {
  package var low: Double
  package var high: Double
  /// The greatest t for which E[exp(−tX)] is finite: ∞ where X is bounded below or its tail is as light as a normal's,
  /// 0 where it is as heavy as a lognormal's; nil where it is not known.
  package var lowMoment: Double?
  /// The same of E[exp(tX)].
  package var highMoment: Double?

  static func bounded(_ low: Double, _ high: Double) -> TailBounds {
    TailBounds(low: low, high: high, lowMoment: .infinity, highMoment: .infinity)
  }

  /// Nothing is known of it.
  static let unknown = TailBounds(low: -.infinity, high: .infinity, lowMoment: nil, highMoment: nil)

  package init(low: Double, high: Double, lowMoment: Double?, highMoment: Double?) {
    self.low = low
    self.high = high
    self.lowMoment = lowMoment
    self.highMoment = highMoment
  }

  package init(_ distribution: Distribution) {
    let (low, high) = distribution.support
    var moments: (low: Double?, high: Double?)
    switch distribution {
    case .normal, .poisson, .uniform, .triangular, .beta, .binomial, .discrete: moments = (.infinity, .infinity)
    case .lognormal: moments = (.infinity, 0)
    case .gamma(_, let scale): moments = (.infinity, 1 / scale)
    case .exponential(let mean): moments = (.infinity, 1 / mean)
    case .student: moments = (0, 0)
    case .mixture(let parts):
      let all = parts.map { TailBounds($0.distribution) }
      moments = (Self.least(all.map(\.lowMoment)), Self.least(all.map(\.highMoment)))
    case .truncated(let inner, let from, let to):
      let inner = TailBounds(inner)
      moments = (from.isFinite ? .infinity : inner.lowMoment, to.isFinite ? .infinity : inner.highMoment)
    case .affine(let inner, let scale, _):
      let scaled = TailBounds(inner).times(scale)
      moments = (scaled.lowMoment, scaled.highMoment)
    }
    self.init(low: low, high: high, lowMoment: moments.low, highMoment: moments.high)
  }

  private static func least(_ moments: [Double?]) -> Double? {
    moments.contains { $0 == nil } ? nil : moments.compactMap { $0 }.min()
  }

  package func times(_ scale: Double) -> TailBounds {
    if scale == 0 { return .bounded(0, 0) }
    let scaled = TailBounds(
      low: low * abs(scale), high: high * abs(scale), lowMoment: lowMoment.map { $0 / abs(scale) },
      highMoment: highMoment.map { $0 / abs(scale) })
    return scale > 0 ? scaled : scaled.negated
  }

  package func plus(_ shift: Double) -> TailBounds {
    TailBounds(low: low + shift, high: high + shift, lowMoment: lowMoment, highMoment: highMoment)
  }

  private var negated: TailBounds { TailBounds(low: -high, high: -low, lowMoment: highMoment, highMoment: lowMoment) }

  /// Of a sum: the heavier tail decides. Where both tails come from the same draws they may cancel.
  package func plus(_ other: TailBounds, isIndependent: Bool) -> TailBounds {
    func moment(_ one: Double?, _ end: Double, _ another: Double?, _ otherEnd: Double) -> Double? {
      if end.isFinite { return another }
      if otherEnd.isFinite { return one }
      return isIndependent ? Self.least([one, another]) : nil
    }
    return TailBounds(
      low: low + other.low, high: high + other.high, lowMoment: moment(lowMoment, low, other.lowMoment, other.low),
      highMoment: moment(highMoment, high, other.highMoment, other.high))
  }

  /// Of a product: of a bounded number and any other; of two unbounded ones only the bounds are known.
  func times(_ other: TailBounds) -> TailBounds {
    func product(_ a: Double, _ b: Double) -> Double { a == 0 || b == 0 ? 0 : a * b }
    let ends = [product(low, other.low), product(low, other.high), product(high, other.low), product(high, other.high)]
    var result = TailBounds.unknown
    (result.low, result.high) = (ends.min() ?? 0, ends.max() ?? 0)
    let (bounded, free) = low.isFinite && high.isFinite ? (self, other) : (other, self)
    if bounded.low.isFinite, bounded.high.isFinite {
      let most = max(abs(bounded.low), abs(bounded.high))
      let up = free.times(most)
      // Of one sign, it keeps the tails on their sides; of both, either tail may come out on either side.
      if bounded.low >= 0 {
        (result.lowMoment, result.highMoment) = (up.lowMoment, up.highMoment)
      } else if bounded.high <= 0 {
        (result.lowMoment, result.highMoment) = (up.highMoment, up.lowMoment)
      } else {
        let both = Self.least([up.lowMoment, up.highMoment])
        (result.lowMoment, result.highMoment) = (both, both)
      }
    } else if low >= 0, other.low >= 0, highMoment == 0 || other.highMoment == 0 {
      (result.lowMoment, result.highMoment) = (.infinity, 0)
    }
    if result.low.isFinite { result.lowMoment = .infinity }
    if result.high.isFinite { result.highMoment = .infinity }
    return result
  }

  /// Either one or the other.
  package func or(_ other: TailBounds) -> TailBounds {
    TailBounds(
      low: min(low, other.low), high: max(high, other.high), lowMoment: Self.least([lowMoment, other.lowMoment]),
      highMoment: Self.least([highMoment, other.highMoment]))
  }
}

extension SampleGraph {
  /// The reaches of all nodes, by interval arithmetic.
  package func reaches() -> [TailBounds] { reaches(among: nil) }

  /// - Parameter needed: the nodes that are asked for, in ascending order, with all that they are computed from; nothing
  ///   is known of the others.
  func reaches(among needed: [Int]?) -> [TailBounds] {
    var reaches: [TailBounds] = []
    reaches.reserveCapacity(nodes.count)
    var keys: [Set<UInt64>] = []
    var forms: [LinearBound] = []
    let isNeeded = needed.map(Set.init)
    for (index, node) in nodes.enumerated() {
      if isNeeded?.contains(index) == false {
        reaches.append(.unknown)
        keys.append([])
        forms.append(LinearBound(node: index))
        continue
      }
      func of(_ id: NodeID) -> TailBounds { reaches[id.index] }
      let own: Set<UInt64> =
        if case .uniform(let key) = node { [key.identity] } else {
          operands(of: node).reduce(into: []) { $0.formUnion(keys[$1.index]) }
        }
      keys.append(own)
      var reach: TailBounds
      switch node {
      case .constant(let value): reach = .bounded(value, value)
      case .uniform: reach = .bounded(0, 1)
      case .normal, .combined: reach = TailBounds(.normal(mean: 0, sd: 1))
      case .table(let table, _): reach = TailBounds(table.distribution)
      case .steps, .function, .supplied: reach = .unknown
      case .family(let family, let parameters, _): reach = family.reach(parameters.map(of))
      case .aggregate(.sd, let a): reach = .bounded(0, of(a).high - of(a).low)
      case .aggregate(_, let a): reach = .bounded(of(a).low, of(a).high)
      case .affine(let a, let scale, let shift): reach = of(a).times(scale).plus(shift)
      case .select(let condition, let a, let b):
        reach = narrowed(a, where: condition, is: true, reaches).or(narrowed(b, where: condition, is: false, reaches))
      case .unary(let operation, let a): reach = Self.reach(operation, of(a))
      case .binary(let operation, let a, let b):
        let isIndependent = keys[a.index].isDisjoint(with: keys[b.index])
        switch operation {
        case .add: reach = of(a).plus(of(b), isIndependent: isIndependent)
        case .subtract: reach = of(a).plus(of(b).times(-1), isIndependent: isIndependent)
        case .multiply where a == b: reach = of(a).squared
        case .multiply: reach = of(a).times(of(b))
        case .min, .max:
          reach = of(a).or(of(b))
          let isMin = if case .min = operation { true } else { false }
          reach.low = isMin ? min(of(a).low, of(b).low) : max(of(a).low, of(b).low)
          reach.high = isMin ? min(of(a).high, of(b).high) : max(of(a).high, of(b).high)
        case .less, .lessOrEqual, .equal, .and, .or: reach = .bounded(0, 1)
        case .divide:
          reach = of(a).divided(by: of(b))
          if isPart(a, of: b, reaches) { reach = .bounded(max(reach.low, 0), min(reach.high, 1)) }
        case .power:
          if case .constant(let exponent) = nodes[b.index] {
            reach = of(a).raised(to: exponent)
          } else if case .constant(let base) = nodes[a.index], base > 0 {
            reach = Self.reach(.exp, of(b).times(Elementary.log(base)))
          } else {
            // A power of what is not below 0 is not below 0 either.
            reach = .unknown
            if of(a).low >= 0 { reach.low = 0 }
          }
        }
      }
      if case .steps(let table, _) = node { reach = .bounded(table.ends.low, table.ends.high) }
      // What stands in several terms of a sum moves with itself.
      let form = LinearBound(node, at: index, forms)
      forms.append(form)
      if let (low, high) = form.bounds(self, reaches, forms) {
        (reach.low, reach.high) = (max(reach.low, low), min(reach.high, high))
      }
      if reach.low.isFinite { reach.lowMoment = .infinity }
      if reach.high.isFinite { reach.highMoment = .infinity }
      reaches.append(reach)
    }
    return reaches
  }

  private static func reach(_ operation: Unary, _ a: TailBounds) -> TailBounds {
    switch operation {
    case .negate: return a.times(-1)
    case .not: return .bounded(0, 1)
    case .phi: return .bounded(0, 1)
    case .exp:
      return TailBounds(
        low: a.low.isFinite ? Elementary.exp(a.low) : 0, high: a.high.isFinite ? Elementary.exp(a.high) : .infinity,
        lowMoment: .infinity, highMoment: a.high.isFinite ? .infinity : 0)
    case .floor, .ceil, .round:
      func moved(_ end: Double) -> Double {
        switch operation {
        case .floor: end.rounded(.down)
        case .ceil: end.rounded(.up)
        default: end.rounded()
        }
      }
      return TailBounds(low: moved(a.low), high: moved(a.high), lowMoment: a.lowMoment, highMoment: a.highMoment)
    case .abs where a.low >= 0: return a
    case .abs where a.high <= 0: return a.times(-1)
    case .abs:
      return TailBounds(
        low: 0, high: max(-a.low, a.high), lowMoment: .infinity,
        highMoment: a.lowMoment == nil || a.highMoment == nil ? nil : min(a.lowMoment ?? 0, a.highMoment ?? 0))
    case .sqrt:
      return TailBounds(
        low: max(0, a.low).squareRoot(), high: max(0, a.high).squareRoot(), lowMoment: .infinity,
        highMoment: a.low < 0 || a.highMoment == 0 ? nil : .infinity)
    case .log: return a.logarithm(Elementary.log)
    case .log10: return a.logarithm { Elementary.log($0) / Elementary.log(10) }
    case .log2: return a.logarithm { Elementary.log($0) / Elementary.log(2) }
    }
  }

  /// The reach of a node.
  package func reach(of node: NodeID, in reaches: [TailBounds]) -> TailBounds { reaches[node.index] }
}
