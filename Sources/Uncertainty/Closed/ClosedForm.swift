/// What is known of an uncertain number without sampling it.
package enum ClosedForm: Sendable {
  /// A sum of independent normals.
  case normal(LinearForm)
  /// The exponential of one: a product of powers of independent lognormals.
  case lognormal(LinearForm)
  /// A function of discrete variables.
  case discrete(JointValues)
  /// Its distribution alone; how it depends on others is not known.
  case marginal(Distribution)
  /// The probability that it is true, and that it is not: each with digits of its own where it is small.
  case event(Double, not: Double)

  /// The number's distribution; nil for a truth.
  package var distribution: Distribution? {
    switch self {
    case .normal(let form): return .normal(mean: form.constant, sd: form.sd)
    case .lognormal(let form): return .lognormal(mu: form.constant, sigma: form.sd)
    case .discrete(let values): return values.distribution
    case .marginal(let distribution): return distribution
    case .event: return nil
    }
  }

  /// The value, where it turns out to be certain after all.
  package var constant: Double? {
    switch self {
    case .normal(let form): return form.isConstant ? form.constant : nil
    case .lognormal(let form): return form.isConstant ? Elementary.exp(form.constant) : nil
    case .discrete(let values):
      // What the list leaves out may be otherwise.
      if let chance = values.chance { return chance.no == 0 ? 1 : chance.yes == 0 ? 0 : nil }
      guard values.source == nil, let first = values.values.first, first.isFinite else { return nil }
      return values.values.allSatisfy { $0 == first } ? first : nil
    case .marginal, .event: return nil
    }
  }

  /// Of a truth, the probability that it holds; nil where a state has no value, and for distributions of which only themselves are
  /// known.
  package var probability: Double? {
    switch self {
    case .event(let yes, _): return yes
    case .discrete(let values):
      if let chance = values.chance { return chance.yes }
      guard values.distribution != nil else { return nil }
      return min(1, zip(values.values, values.probabilities).reduce(0) { $0 + ($1.0 != 0 ? $1.1 : 0) })
    case .normal, .lognormal, .marginal: return nil
    }
  }

  package func affine(scale: Double, shift: Double) -> ClosedForm? {
    switch self {
    case .normal(let form): return .normal(form.scaled(by: scale, plus: shift))
    case .lognormal(let form) where shift == 0 && scale > 0:
      return .lognormal(LinearForm(constant: form.constant + Elementary.log(scale), coefficients: form.coefficients))
    case .discrete(let values): return .discrete(values.affine(scale: scale, shift: shift))
    case .lognormal, .marginal:
      guard scale != 0, let distribution else { return nil }
      return .marginal(.affine(distribution, scale: scale, shift: shift))
    case .event: return nil
    }
  }

  package func adding(_ other: ClosedForm, times factor: Double) -> ClosedForm? {
    switch (self, other) {
    case (.normal(let left), .normal(let right)): .normal(left.adding(right, times: factor))
    case (.discrete(let left), .discrete(let right)):
      JointValues.combining([left, right]) { Decimals.sum($0[0], factor * $0[1]) }.map { .discrete($0) }
    default: nil
    }
  }

  /// The product with a power of another.
  package func multiplied(by other: ClosedForm, to power: Double) -> ClosedForm? {
    switch (self, other) {
    case (.lognormal(let left), .lognormal(let right)): .lognormal(left.adding(right, times: power))
    case (.discrete(let left), .discrete(let right)):
      JointValues.combining([left, right]) { power == 1 ? $0[0] * $0[1] : $0[1] == 0 ? .nan : $0[0] / $0[1] }.map {
        .discrete($0)
      }
    default: nil
    }
  }

  package func raised(to power: Double) -> ClosedForm? {
    switch self {
    case .lognormal(let form): .lognormal(form.scaled(by: power))
    case .discrete(let values): .discrete(values.map { Elementary.power($0, power) })
    default: nil
    }
  }

  package var exponential: ClosedForm? {
    switch self {
    case .normal(let form): .lognormal(form)
    case .discrete(let values): .discrete(values.map(Elementary.exp))
    default: nil
    }
  }

  package var logarithm: ClosedForm? {
    switch self {
    case .lognormal(let form): .normal(form)
    case .discrete(let values): .discrete(values.map { $0 > 0 ? Elementary.log($0) : .nan })
    default: nil
    }
  }

  /// Whether it is below a number, at most that, or the same: an event, or a function of the same discrete variables.
  package func compared(to value: Double, _ comparison: Comparison) -> ClosedForm? {
    if case .discrete(let values) = self {
      var truth = values.map { $0.isNaN ? .nan : comparison.holds($0, value) ? 1 : 0 }
      truth.chance = values.source.map { $0.chance(comparison, value) }
      return .discrete(truth)
    }
    guard let distribution else { return nil }
    let chance = distribution.chance(comparison, value)
    return .event(chance.yes, not: chance.no)
  }

  /// The opposite of a truth.
  package var opposite: ClosedForm? {
    switch self {
    case .event(let yes, let no): return .event(no, not: yes)
    case .discrete(let values):
      var opposite = values.map { 1 - $0 }
      opposite.chance = values.chance.map { ($0.no, $0.yes) }
      return .discrete(opposite)
    default: return nil
    }
  }

  /// How a number is compared.
  package enum Comparison: Sendable {
    case less, atMost, greater, atLeast, same, different

    /// Whether it holds for two decimals.
    package func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .less: Decimals.isLess(left, right)
      case .atMost: Decimals.isAtMost(left, right)
      case .greater: Decimals.isLess(right, left)
      case .atLeast: Decimals.isAtMost(right, left)
      case .same: Decimals.areEqual(left, right)
      case .different: !Decimals.areEqual(left, right)
      }
    }
  }
}
