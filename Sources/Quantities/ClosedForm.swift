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
  /// The probability that it is true.
  case event(Double)

  /// The number's law; nil for a truth.
  public var law: Law? {
    switch self {
    case .normal(let form): return .normal(mean: form.constant, sd: form.variance.squareRoot())
    case .lognormal(let form): return .lognormal(mu: form.constant, sigma: form.variance.squareRoot())
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
      guard let first = values.values.first, first.isFinite else { return nil }
      return values.values.allSatisfy { $0 == first } ? first : nil
    case .marginal, .event: return nil
    }
  }

  public func affine(scale: Double, shift: Double) -> ClosedForm? {
    switch self {
    case .normal(let form): return .normal(form.scaled(by: scale, plus: shift))
    case .lognormal(let form) where shift == 0 && scale > 0:
      return .lognormal(LinearForm(constant: form.constant + Elementary.log(scale), coefficients: form.coefficients))
    case .discrete(let values): return .discrete(values.map { $0 * scale + shift })
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
      JointValues.combining([left, right]) { $0[0] + factor * $0[1] }.map { .discrete($0) }
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
      return .discrete(values.map { $0.isNaN ? .nan : comparison.holds($0, value) ? 1 : 0 })
    }
    guard let law else { return nil }
    return .event(min(1, max(0, law.probability(comparison, value))))
  }

  /// How a number is compared.
  public enum Comparison: Sendable {
    case less, atMost, greater, atLeast, same, different

    public func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .less: left < right
      case .atMost: left <= right
      case .greater: left > right
      case .atLeast: left >= right
      case .same: left == right
      case .different: left != right
      }
    }
  }
}

extension Law {
  /// The probability that a value compares so with a number.
  public func probability(_ comparison: ClosedForm.Comparison, _ value: Double) -> Double {
    // A value of positive probability stands between the two.
    let before = { self.isDiscrete ? self.cumulative(value.nextDown) : self.cumulative(value) }
    return switch comparison {
    case .less: before()
    case .atMost: cumulative(value)
    case .greater: 1 - cumulative(value)
    case .atLeast: 1 - before()
    case .same: isDiscrete ? cumulative(value) - before() : 0
    case .different: isDiscrete ? 1 - (cumulative(value) - before()) : 1
    }
  }
}
