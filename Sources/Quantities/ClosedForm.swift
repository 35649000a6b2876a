/// What is known of an uncertain number without sampling it.
public enum ClosedForm: Sendable {
  /// A sum of independent normals.
  case normal(LinearForm)
  /// The exponential of one: a product of powers of independent lognormals.
  case lognormal(LinearForm)
  /// A function of discrete variables.
  case discrete(JointValues)
  /// Its law alone; how it depends on others is not known.
  case marginal(Law)
  /// The probability that it is true, and that it is not: each with digits of its own where it is small.
  case event(Double, not: Double)

  /// The number's law; nil for a truth.
  public var law: Law? {
    switch self {
    case .normal(let form): return .normal(mean: form.constant, sd: form.sd)
    case .lognormal(let form): return .lognormal(mu: form.constant, sigma: form.sd)
    case .discrete(let values): return values.law
    case .marginal(let law): return law
    case .event: return nil
    }
  }

  /// The value, where it turns out to be certain after all.
  public var constant: Double? {
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

  /// Of a truth, the probability that it holds; nil where a state has no value, and for laws of which only themselves are
  /// known.
  public var probability: Double? {
    switch self {
    case .event(let yes, _): return yes
    case .discrete(let values):
      if let chance = values.chance { return chance.yes }
      guard values.law != nil else { return nil }
      return min(1, zip(values.values, values.probabilities).reduce(0) { $0 + ($1.0 != 0 ? $1.1 : 0) })
    case .normal, .lognormal, .marginal: return nil
    }
  }

  public func affine(scale: Double, shift: Double) -> ClosedForm? {
    switch self {
    case .normal(let form): return .normal(form.scaled(by: scale, plus: shift))
    case .lognormal(let form) where shift == 0 && scale > 0:
      return .lognormal(LinearForm(constant: form.constant + Elementary.log(scale), coefficients: form.coefficients))
    case .discrete(let values): return .discrete(values.affine(scale: scale, shift: shift))
    case .lognormal, .marginal:
      guard scale != 0, let law else { return nil }
      return .marginal(.affine(law, scale: scale, shift: shift))
    case .event: return nil
    }
  }

  public func adding(_ other: ClosedForm, times factor: Double) -> ClosedForm? {
    switch (self, other) {
    case (.normal(let left), .normal(let right)): .normal(left.adding(right, times: factor))
    case (.discrete(let left), .discrete(let right)):
      JointValues.combining([left, right]) { Decimals.sum($0[0], factor * $0[1]) }.map { .discrete($0) }
    default: nil
    }
  }

  /// The product with a power of another.
  public func multiplied(by other: ClosedForm, to power: Double) -> ClosedForm? {
    switch (self, other) {
    case (.lognormal(let left), .lognormal(let right)): .lognormal(left.adding(right, times: power))
    case (.discrete(let left), .discrete(let right)):
      JointValues.combining([left, right]) { power == 1 ? $0[0] * $0[1] : $0[1] == 0 ? .nan : $0[0] / $0[1] }.map {
        .discrete($0)
      }
    default: nil
    }
  }

  public func raised(to power: Double) -> ClosedForm? {
    switch self {
    case .lognormal(let form): .lognormal(form.scaled(by: power))
    case .discrete(let values): .discrete(values.map { Elementary.power($0, power) })
    default: nil
    }
  }

  public var exponential: ClosedForm? {
    switch self {
    case .normal(let form): .lognormal(form)
    case .discrete(let values): .discrete(values.map(Elementary.exp))
    default: nil
    }
  }

  public var logarithm: ClosedForm? {
    switch self {
    case .lognormal(let form): .normal(form)
    case .discrete(let values): .discrete(values.map { $0 > 0 ? Elementary.log($0) : .nan })
    default: nil
    }
  }

  /// Whether it is below a number, at most that, or the same: an event, or a function of the same discrete variables.
  public func compared(to value: Double, _ comparison: Comparison) -> ClosedForm? {
    if case .discrete(let values) = self {
      var truth = values.map { $0.isNaN ? .nan : comparison.holds($0, value) ? 1 : 0 }
      truth.chance = values.source.map { $0.chance(comparison, value) }
      return .discrete(truth)
    }
    guard let law else { return nil }
    let chance = law.chance(comparison, value)
    return .event(chance.yes, not: chance.no)
  }

  /// The opposite of a truth.
  public var opposite: ClosedForm? {
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
  public enum Comparison: Sendable {
    case less, atMost, greater, atLeast, same, different

    /// Whether it holds for two decimals.
    public func holds(_ left: Double, _ right: Double) -> Bool {
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
