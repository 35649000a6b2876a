import Quantities
import Uncertainty

/// A number in every scenario: the same in all of them, or one for each.
///
/// Exact trees have one scenario, and all their columns are single numbers.
enum ScenarioValues: Sendable {
  case one(Double)
  case each([Double])

  subscript(scenario: Int) -> Double {
    switch self {
    case .one(let value): value
    case .each(let values): values[scenario]
    }
  }

  /// The number, where it is the same in all scenarios.
  var constant: Double? { if case .one(let value) = self { value } else { nil } }

  /// Whether it is zero in every scenario.
  var isZero: Bool {
    switch self {
    case .one(let value): value == 0
    case .each(let values): values.allSatisfy { $0 == 0 }
    }
  }

  func map(_ operation: (Double) -> Double) -> ScenarioValues {
    switch self {
    case .one(let value): .one(operation(value))
    case .each(let values): .each(values.map(operation))
    }
  }

  static func combining(_ left: ScenarioValues, _ right: ScenarioValues, _ operation: (Double, Double) -> Double)
    -> ScenarioValues
  {
    switch (left, right) {
    case (.one(let a), .one(let b)): return .one(operation(a, b))
    case (.one(let a), .each(let b)): return .each(b.map { operation(a, $0) })
    case (.each(let a), .one(let b)): return .each(a.map { operation($0, b) })
    case (.each(let a), .each(let b)):
      return .each(
        [Double](unsafeUninitializedCapacity: a.count) { buffer, count in
          for index in a.indices { buffer[index] = operation(a[index], b[index]) }
          count = a.count
        })
    }
  }

  static func + (left: ScenarioValues, right: ScenarioValues) -> ScenarioValues {
    if left.constant == 0 { return right }
    if right.constant == 0 { return left }
    return combining(left, right) { $0 + $1 }
  }

  static func - (left: ScenarioValues, right: ScenarioValues) -> ScenarioValues { combining(left, right) { $0 - $1 } }

  static func * (left: ScenarioValues, right: ScenarioValues) -> ScenarioValues {
    if left.constant == 1 { return right }
    if right.constant == 1 { return left }
    return combining(left, right) { $0 * $1 }
  }

  /// What cannot happen has the probability 0, whatever it is divided by.
  static func share(_ part: ScenarioValues, of whole: ScenarioValues) -> ScenarioValues {
    combining(part, whole) { $1 > 0 ? $0 / $1 : 0 }
  }

  /// The sum of products, without what rounding would lose where all are single numbers.
  static func sum(of terms: [(weight: ScenarioValues, value: ScenarioValues)]) -> ScenarioValues {
    var constants = CompensatedSum()
    var total: [Double]?
    for (weight, value) in terms {
      switch (weight, value) {
      case (.one(let p), .one(let x)): constants.add(p * x)
      case (.one(let p), .each(let x)):
        if total == nil { total = x.map { p * $0 } } else { for i in x.indices { total![i] += p * x[i] } }
      case (.each(let p), .one(let x)):
        if total == nil { total = p.map { $0 * x } } else { for i in p.indices { total![i] += p[i] * x } }
      case (.each(let p), .each(let x)):
        if total == nil {
          total = [Double](unsafeUninitializedCapacity: x.count) { buffer, count in
            for i in x.indices { buffer[i] = p[i] * x[i] }
            count = x.count
          }
        } else {
          for i in x.indices { total![i] += p[i] * x[i] }
        }
      }
    }
    guard let total else { return .one(constants.value) }
    return constants.value == 0 ? .each(total) : .each(total.map { $0 + constants.value })
  }
}

/// The worlds that a decision is scored over: one where nothing is uncertain but chances, the joint states of discrete
/// beliefs, or samples.
struct Scenarios: Sendable {
  let count: Int
  /// How probable each is; they sum to 1.
  let weights: ScenarioValues
  /// Whether they are samples, so that figures have standard errors.
  let isSampled: Bool

  static let single = Scenarios(count: 1, weights: .one(1), isSampled: false)

  /// The sum over all scenarios.
  func total(_ column: ScenarioValues) -> Double {
    switch column {
    case .one(let value): return value * Double(count)
    case .each(let values):
      if isSampled { return Self.sum(values) }
      return values.reduce(into: CompensatedSum()) { $0.add($1) }.value
    }
  }

  /// By blocks, so that rounding does not grow with the count, four sums at a time.
  private static func sum(_ values: [Double]) -> Double {
    values.withUnsafeBufferPointer { values in
      var total = CompensatedSum()
      for start in stride(from: 0, to: values.count, by: SampleColumns.block) {
        let end = min(values.count, start + SampleColumns.block)
        var sums = SIMD4<Double>()
        var index = start
        while index + 4 <= end {
          sums += SIMD4(values[index], values[index + 1], values[index + 2], values[index + 3])
          index += 4
        }
        var sum = (sums[0] + sums[1]) + (sums[2] + sums[3])
        while index < end {
          sum += values[index]
          index += 1
        }
        total.add(sum)
      }
      return total.value
    }
  }

  /// The sum of products over all scenarios, without a column for them.
  private func total(_ left: ScenarioValues, times right: ScenarioValues) -> Double {
    guard isSampled, case .each(let a) = left, case .each(let b) = right else { return total(left * right) }
    var total = CompensatedSum()
    for start in stride(from: 0, to: a.count, by: SampleColumns.block) {
      var sum = 0.0
      for index in start..<min(a.count, start + SampleColumns.block) { sum += a[index] * b[index] }
      total.add(sum)
    }
    return total.value
  }

  /// The mean of a column under weights that need not sum to 1.
  func mean(_ column: ScenarioValues, under weights: ScenarioValues) -> Double {
    if case .one(let value) = column { return value }
    if case .one = weights { return total(column) / Double(count) }
    return total(weights, times: column) / total(weights)
  }

  /// The standard error of such a mean, from the spread between blocks of samples; nil where the mean is exact or there
  /// are too few samples to tell.
  func standardError(_ column: ScenarioValues, under weights: ScenarioValues) -> Double? {
    guard isSampled, case .each(let values) = column else { return nil }
    guard case .each(let weights) = weights else { return Self.standardError(values) }
    // A ratio of two means: the first-order error is that of the weighted distances from it.
    let size = Samples.mean(weights)
    let mean = Samples.mean(zip(values, weights).map { $0 * $1 }) / size
    return Self.standardError(zip(values, weights).map { ($0 - mean) * $1 / size })
  }

  /// From the spread between blocks, which stratifying makes smaller; of fewer samples than two blocks from the spread
  /// of the samples, which errs on the safe side.
  private static func standardError(_ values: [Double]) -> Double? {
    if let error = Samples.standardError(values) { return error }
    return values.count > 1 ? Samples.sd(values) / Double(values.count).squareRoot() : nil
  }
}
