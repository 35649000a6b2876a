/// A constant and independent standard normal numbers with their coefficients: what sums of normal variables are.
package struct LinearForm: Hashable, Sendable {
  /// A standard normal number that is independent of all others.
  package struct Source: Hashable, Sendable {
    let number: Int
    package init(_ number: Int) { self.number = number }
  }

  package var constant: Double
  /// None of them zero.
  package private(set) var coefficients: [Source: Double]

  package init(constant: Double, coefficients: [Source: Double] = [:]) {
    self.constant = constant
    self.coefficients = coefficients.filter { $0.value != 0 }
  }

  package var isConstant: Bool { coefficients.isEmpty }

  /// The standard deviation, in units of the greatest coefficient so that squares stay within the range of numbers.
  package var sd: Double {
    let size = coefficients.values.reduce(0) { max($0, abs($1)) }
    guard size > 0, size.isFinite else { return size }
    // In the order of the sources, so that the digits do not depend on a hash.
    let ordered = coefficients.sorted { $0.key.number < $1.key.number }
    return size * ordered.reduce(0) { $0 + ($1.value / size) * ($1.value / size) }.squareRoot()
  }

  package func scaled(by factor: Double, plus shift: Double = 0) -> LinearForm {
    LinearForm(constant: constant * factor + shift, coefficients: coefficients.mapValues { $0 * factor })
  }

  package func adding(_ other: LinearForm, times factor: Double = 1) -> LinearForm {
    var sum = coefficients
    for (source, coefficient) in other.coefficients { sum[source, default: 0] += coefficient * factor }
    return LinearForm(constant: constant + other.constant * factor, coefficients: sum)
  }
}
