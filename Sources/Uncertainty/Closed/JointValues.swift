/// A number that depends on independent discrete variables: its value in each of their joint states.
package struct JointValues: Sendable {
  package struct Variable: Hashable, Sendable {
    let number: Int
    package let probabilities: [Double]

    package init(_ number: Int, probabilities: [Double]) {
      self.number = number
      self.probabilities = probabilities
    }

    package static func == (left: Variable, right: Variable) -> Bool { left.number == right.number }
    package func hash(into hasher: inout Hasher) { hasher.combine(number) }
  }

  /// In ascending order of their numbers.
  package let variables: [Variable]
  /// The value in each joint state, the last variable running fastest.
  package let values: [Double]
  /// The distribution that the values were listed from, where it is known and has more than the list: far ends with all their
  /// digits.
  var source: Distribution?
  /// Of a truth, the probability that it holds and that it does not, where they are known better than from the list.
  package internal(set) var chance: (yes: Double, no: Double)?

  /// More states than that are sampled.
  package static let mostStates = 20_000

  /// - Parameter source: the distribution that the values were listed from, where the list leaves out its far ends.
  package init(_ variable: Variable, values: [Double], source: Distribution? = nil) {
    variables = [variable]
    self.values = values
    self.source = source
  }

  /// A number that has one value, whatever the variables are.
  package static func certain(_ value: Double) -> JointValues { JointValues(variables: [], values: [value]) }

  private init(variables: [Variable], values: [Double]) {
    self.variables = variables
    self.values = values
  }

  package func map(_ operation: (Double) -> Double) -> JointValues {
    JointValues(variables: variables, values: values.map(operation))
  }

  package func affine(scale: Double, shift: Double) -> JointValues {
    var image = map { Decimals.sum($0 * scale, shift) }
    if scale != 0 { image.source = source.map { .affine($0, scale: scale, shift: shift) } }
    return image
  }

  /// The values of several numbers put together state by state; nil where the states are too many.
  package static func combining(_ parts: [JointValues], _ operation: ([Double]) -> Double) -> JointValues? {
    let variables = Set(parts.flatMap(\.variables)).sorted { $0.number < $1.number }
    var count = 1
    for variable in variables {
      count *= variable.probabilities.count
      if count > mostStates { return nil }
    }
    // How far each part's place moves with each variable.
    let strides = parts.map { part in
      var stride = 1
      var found: [Int: Int] = [:]
      for variable in part.variables.reversed() {
        found[variable.number] = stride
        stride *= variable.probabilities.count
      }
      return variables.map { found[$0.number] ?? 0 }
    }
    var state = variables.map { _ in 0 }
    var places = parts.map { _ in 0 }
    var values: [Double] = []
    values.reserveCapacity(count)
    var operands = parts.map { _ in 0.0 }
    for _ in 0..<count {
      for index in parts.indices { operands[index] = parts[index].values[places[index]] }
      values.append(operation(operands))
      for digit in variables.indices.reversed() {
        state[digit] += 1
        for index in parts.indices { places[index] += strides[index][digit] }
        if state[digit] < variables[digit].probabilities.count { break }
        for index in parts.indices { places[index] -= strides[index][digit] * state[digit] }
        state[digit] = 0
      }
    }
    return JointValues(variables: variables, values: values)
  }

  /// The probability of each joint state, in the order of the values.
  package var probabilities: [Double] {
    variables.reduce([1]) { before, variable in before.flatMap { p in variable.probabilities.map { p * $0 } } }
  }

  /// The values with their probabilities, each value once; nil where one that can come is no number.
  package var distribution: Distribution? {
    if let source { return source }
    let possible = zip(values, probabilities).filter { $0.1 > 0 }
    guard possible.allSatisfy(\.0.isFinite) else { return nil }
    return .discrete(Distribution.merged(possible.map { Distribution.Weighted(value: $0.0, probability: $0.1) }))
  }
}
