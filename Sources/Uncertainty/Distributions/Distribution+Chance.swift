extension Distribution {
  /// The probability that a value compares so with a number.
  package func probability(_ comparison: ClosedForm.Comparison, _ value: Double) -> Double {
    chance(comparison, value).yes
  }

  /// The probability that a value compares so with a number, and that it does not.
  func chance(_ comparison: ClosedForm.Comparison, _ value: Double) -> (yes: Double, no: Double) {
    func tail(_ isUpper: Bool, _ isClosed: Bool) -> Double {
      min(1, max(0, self.tail(value, isUpper: isUpper, isClosed: isClosed)))
    }
    switch comparison {
    case .less: return (tail(false, false), tail(true, true))
    case .atMost: return (tail(false, true), tail(true, false))
    case .greater: return (tail(true, false), tail(false, true))
    case .atLeast: return (tail(true, true), tail(false, false))
    case .same, .different:
      let same = isDiscrete ? min(1, atom(value)) : 0
      let others = isDiscrete ? min(1, tail(false, false) + tail(true, false)) : 1
      return comparison == .same ? (same, others) : (others, same)
    }
  }

  /// The probability of a value between two numbers, both of which belong to it, and of one outside.
  package func chance(between low: Double, and high: Double) -> (yes: Double, no: Double) {
    if Decimals.isLess(high, low) { return (0, 1) }
    let outside = tail(low, isUpper: false, isClosed: false) + tail(high, isUpper: true, isClosed: false)
    return (min(1, mass(low, high)), min(1, outside))
  }

  /// The probability of a single value.
  private func atom(_ x: Double) -> Double {
    switch self {
    case .poisson, .binomial:
      let whole = Decimals.snapped(x)
      let (least, greatest) = support
      return whole == whole.rounded() && whole >= least && whole <= greatest ? probability(ofWhole: whole) : 0
    case .discrete(let points):
      return points.reduce(0) { Decimals.areEqual($1.value, x) ? $0 + $1.probability : $0 }
    case .mixture(let parts): return parts.reduce(0) { $0 + $1.weight * $1.distribution.atom(x) }
    case .truncated(let distribution, let low, let high):
      if let pushed = truncationPushedIn { return pushed.atom(x) }
      return Decimals.isAtMost(low, x) && Decimals.isAtMost(x, high)
        ? distribution.atom(x) / distribution.mass(low, high) : 0
    case .affine(let distribution, let scale, let shift):
      let (y, slack) = Self.preimage(x, scale, shift)
      return distribution.nearestSingleValue(y, within: slack).map { distribution.atom($0) } ?? 0
    default: return 0
    }
  }

  /// The single value that a number is but for rounding, or within a slack; nil where it is none.
  func nearestSingleValue(_ x: Double, within slack: Double = 0) -> Double? {
    switch self {
    case .discrete(let points):
      return points.first { abs($0.value - x) <= slack || Decimals.areEqual($0.value, x) }?.value
    case .poisson, .binomial:
      let whole = x.rounded()
      return abs(x - whole) <= max(slack, Decimals.slack * abs(x)) ? whole : nil
    case .truncated(let distribution, _, _): return distribution.nearestSingleValue(x, within: slack)
    case .affine(let distribution, let scale, let shift):
      let (y, own) = Self.preimage(x, scale, shift)
      return distribution.nearestSingleValue(y, within: own + slack / abs(scale)).map {
        Decimals.sum(scale * $0, shift)
      }
    case .mixture(let parts):
      return parts.lazy.compactMap { $0.distribution.nearestSingleValue(x, within: slack) }.first
    default: return nil
    }
  }
}
