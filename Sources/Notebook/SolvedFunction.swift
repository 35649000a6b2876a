import Diagnostics
import Formulas
import Quantities
import Uncertainty

/// Where one output of a model has a value.
struct SolvedFunction {
  private let function: ModelFunction
  private let output: String
  private let wanted: Quantity
  private let isSampled: Bool
  private let memory = Memory()

  /// What was computed already, and what was wrong where nothing could be.
  private final class Memory {
    var differences: [Double: Double?] = [:]
    var fault: (any Error)?
    var reached: (low: Double, high: Double) = (.infinity, -.infinity)
  }

  init(_ function: ModelFunction, output: String, wanted: Quantity) {
    self.function = function
    self.output = output
    self.wanted = wanted
    isSampled = function.isSampled
  }

  /// - Parameter points: the ends of the stretch that is searched and what lies between, in ascending order.
  func solution(at points: [Double], unit: Quantity.Unit) throws -> Solution {
    var solution = Solution(
      model: function.name, input: function.input, output: output, wanted: wanted, unit: unit,
      isShare: unit == .one && function.isShare, isWhole: function.isWhole, low: points[0],
      high: points[points.count - 1])
    // What does not bear on the output need not be tried.
    let tried = function.isOfUse ? points : [points[points.count / 2]]
    let scan = SolvedFunction(isSampled ? function.sampled(10_000) : function, output: output, wanted: wanted)
    let values = try tried.map { try scan.difference(at: $0, unit) }
    memory.fault = scan.memory.fault
    memory.reached = scan.memory.reached
    if !isSampled { memory.differences = scan.memory.differences }
    if values.allSatisfy({ $0 == nil }), let fault = memory.fault { throw fault }
    solution.reached = memory.reached
    if solution.isFlat, values.count(where: { $0 != nil }) > 1 || tried.count == 1 {
      if values.contains(where: { $0.map(isZero) ?? false }) {
        solution.roots = [.init(value: points[0], low: solution.low, high: solution.high, isStretch: true)]
        solution.errors = [0]
      }
      return solution
    }
    let points = try near(points, values, unit)
    let search =
      try function.isWhole
      ? whole(points, unit)
      : RootSearch.all(between: points) { try difference(at: $0, unit).map { isZero($0) ? 0 : $0 } }
    solution.reached = memory.reached
    solution.roots = search.roots
    solution.jumps = search.jumps
    solution.errors = try search.roots.map { try error(of: $0, unit) }
    let computed = zip(points, values).filter { $0.1 != nil }.map(\.0)
    if computed.count > 1 {
      solution.inversion = function.inversion(of: output, wanted: wanted, at: computed, unit: unit)
    }
    return solution
  }

  /// Where samples are drawn, the points about which a part of the samples says that a root may lie: the others need
  /// not be computed with all of them.
  private func near(_ points: [Double], _ values: [Double?], _ unit: Quantity.Unit) throws -> [Double] {
    guard isSampled else { return points }
    memory.differences = [:]
    var kept: Set<Int> = []
    for index in points.indices {
      guard let here = values[index] else {
        kept.formUnion([index - 1, index, index + 1])
        continue
      }
      let neighbours = [index - 1, index + 1].filter(points.indices.contains)
      let isLeast = neighbours.allSatisfy { values[$0].map { abs($0) >= abs(here) } ?? true }
      let isCrossed = neighbours.contains { values[$0].map { ($0 < 0) != (here < 0) } ?? false }
      if isLeast || isCrossed { kept.formUnion([index - 1, index, index + 1]) }
    }
    kept.formUnion([0, points.count - 1])
    return points.indices.filter(kept.contains).map { points[$0] }
  }

  /// What varies in the last digits only is the same.
  private func isZero(_ difference: Double) -> Bool { abs(difference) <= 1e-13 * abs(wanted.value) }

  /// How far the output is from what is wanted; nil where it has no value, which is what is not wanted.
  private func difference(at value: Double, _ unit: Quantity.Unit) throws -> Double? {
    if let known = memory.differences[value] { return known }
    var found: Double?
    do {
      let output = try number(function.answers(at: Quantity(value, unit)))
      memory.reached = (min(memory.reached.low, output), max(memory.reached.high, output))
      found = output - wanted.value
    } catch let faults as DocumentErrors {
      if memory.fault == nil { memory.fault = faults }
    }
    memory.differences[value] = .some(found)
    return found
  }

  /// Roots among whole numbers: stretches of them, and neighbours between which the output passes what is wanted.
  private func whole(_ points: [Double], _ unit: Quantity.Unit) throws -> RootSearch.Found {
    let step = try RootSearch.all(between: points) { point in
      try difference(at: point.rounded(), unit).map { isZero($0) ? 0 : $0 }
    }
    var found = RootSearch.Found()
    /// The whole numbers next to a place where the output passes what is wanted.
    func pass(_ place: Double) throws {
      let (below, above) = ((place - 0.5).rounded(), (place + 0.5).rounded())
      guard let before = try difference(at: below, unit), let after = try difference(at: above, unit) else { return }
      let exact = [(below, before), (above, after)].first { isZero($0.1) }?.0
      let nearest = exact ?? (abs(before) < abs(after) ? below : above)
      found.roots.append(.init(value: nearest, low: exact ?? below, high: exact ?? above))
    }
    for root in step.roots {
      guard root.isStretch else {
        try pass(root.value)
        continue
      }
      // The function of the rounded number is flat for half a unit on both sides.
      let (low, high) = ((root.low + 0.5).rounded(.down), (root.high - 0.5).rounded(.up))
      found.roots.append(.init(value: low, low: low, high: max(low, high), isStretch: low < high))
    }
    for jump in step.jumps { try pass(jump.value) }
    found.roots.sort { $0.value < $1.value }
    return found
  }

  /// How far off a root may be because the output was sampled: its standard error over the slope there; 0 where the
  /// output is exact.
  private func error(of root: RootSearch.Root, _ unit: Quantity.Unit) throws -> Double {
    guard !root.isStretch, !function.isWhole else { return 0 }
    let answers = try function.answers(at: Quantity(root.value, unit))
    guard case .number(let number)? = answers.first(where: { $0.name == output })?.value,
      case .uncertain(let spread) = number.amount, let error = spread.mean?.error, error > 0,
      case .quantity(let own) = number.kind, let scaled = Quantity(error, own).converted(to: wanted.unit)
    else { return 0 }
    let step = abs(root.value) * 1e-3
    guard step > 0, let before = try difference(at: root.value - step, unit),
      let after = try difference(at: root.value + step, unit)
    else { return 0 }
    let slope = abs(after - before) / (2 * step)
    return slope > 0 ? scaled.value / slope : 0
  }

  /// The output's number in the unit of what is wanted.
  private func number(_ answers: [Answer]) throws -> Double {
    guard let answer = answers.first(where: { $0.name == output }) else {
      throw Failure(.data, .noSuchOutput(output, among: answers.compactMap(\.name)))
    }
    guard let own = answer.value.quantity, let same = own.converted(to: wanted.unit) else {
      throw Failure(
        .data,
        .usage(
          answer.value.quantity.map { "'\(output)' is \($0.unit.inWords), not \(wanted.unit.inWords)" }
            ?? "'\(output)' is no single number"))
    }
    return same.value
  }
}
