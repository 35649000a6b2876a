import Quantities
import Uncertainty

/// The expected value of something given one belief, E[y | x], as a smooth function of the belief.
///
/// Nonparametric regression (Strong, Oakley and Brennan 2014), here on cubic B-splines with knots at quantiles of the
/// belief, by least squares. Every prediction is made by a fit to the other half of the samples, so that chance
/// alone cannot make a belief look informative. Where the belief takes few values, the means of groups do instead.
struct Smoother: Sendable {
  private let scenarios: Scenarios
  private let belief: [Double]
  private let form: Form
  /// Of each half some samples in the order of the belief, to look for cuts among them: every so many of very many tell
  /// where the cuts lie.
  private let looked: [[Int]]

  private enum Form: Sendable {
    /// The number of each scenario's group.
    case groups([Int], count: Int, values: [Double])
    case spline(Spline, cells: [Int32], bases: [SIMD4<Double>], systems: [NormalMatrix])
  }

  /// More values than that are smoothed over where scenarios are samples.
  private static let mostGroups = 32

  init(_ belief: [Double], in scenarios: Scenarios) {
    self.scenarios = scenarios
    self.belief = belief
    let distinct = Self.distinct(belief, atMost: scenarios.isSampled ? Self.mostGroups : .max)
    if let distinct {
      let place = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
      looked = []
      form = .groups(belief.map { place[$0] ?? 0 }, count: distinct.count, values: distinct)
    } else {
      let some = Array(stride(from: 0, to: scenarios.isSampled ? belief.count : 0, by: max(1, belief.count / 32_768)))
      looked = [0, 1].map { half in
        some.filter { Self.half($0, of: scenarios) == half }.sorted { belief[$0] < belief[$1] }
      }
      let spline = Spline(through: belief)
      var cells: [Int32] = []
      var bases: [SIMD4<Double>] = []
      var halves = [NormalMatrix(spline.size), NormalMatrix(spline.size)]
      cells.reserveCapacity(belief.count)
      bases.reserveCapacity(belief.count)
      for (index, value) in belief.enumerated() {
        let (cell, basis) = spline.basis(at: value)
        cells.append(Int32(cell))
        bases.append(basis)
        halves[Self.half(index, of: scenarios)].add(cell, basis)
      }
      // The two halves, and both together.
      let systems = halves + [halves[0].adding(halves[1])]
      form = .spline(spline, cells: cells, bases: bases, systems: systems.map { $0.factored() })
    }
  }

  /// The values in ascending order; nil where there are more.
  private static func distinct(_ values: [Double], atMost most: Int) -> [Double]? {
    var seen: Set<Double> = []
    for value in values {
      seen.insert(value)
      if seen.count > most { return nil }
    }
    return seen.sorted()
  }

  /// Which half of the samples a scenario belongs to: whole blocks, which are independent of each other.
  @inline(__always)
  private static func half(_ scenario: Int, of scenarios: Scenarios) -> Int {
    scenarios.count >= 2 * SampleColumns.block ? scenario / SampleColumns.block & 1 : scenario & 1
  }

  /// The expected value of a column in every scenario, and as a function of the belief.
  ///
  /// - Parameter isCrossed: whether each half is predicted from the other.
  func fit(_ column: ScenarioValues, isCrossed: Bool = true) -> Fit {
    guard case .each(let y) = column else {
      let constant = column[0]
      return Fit(values: Array(repeating: constant, count: scenarios.count), curve: { _ in constant })
    }
    switch form {
    case .groups(let places, let count, let values):
      let isCrossed = isCrossed && scenarios.isSampled
      var sums = Array(repeating: 0.0, count: 2 * count)
      var weights = sums
      for index in y.indices {
        let place = 2 * places[index] + (isCrossed ? Self.half(index, of: scenarios) : 0)
        let weight = scenarios.weights[index]
        sums[place] += weight * y[index]
        weights[place] += weight
      }
      func mean(_ place: Int) -> Double { weights[place] > 0 ? sums[place] / weights[place] : 0 }
      func whole(_ group: Int) -> Double {
        let weight = weights[2 * group] + weights[2 * group + 1]
        return weight > 0 ? (sums[2 * group] + sums[2 * group + 1]) / weight : 0
      }
      let fitted = y.indices.map { index in
        isCrossed ? mean(2 * places[index] + 1 - Self.half(index, of: scenarios)) : whole(places[index])
      }
      let means = (0..<count).map(whole)
      return Fit(
        values: fitted,
        curve: { x in
          // Between values that the belief takes, a straight line.
          guard let above = values.firstIndex(where: { $0 >= x }) else { return means.last ?? 0 }
          if above == 0 || values[above] == x { return means[above] }
          let part = (x - values[above - 1]) / (values[above] - values[above - 1])
          return means[above - 1] + part * (means[above] - means[above - 1])
        })
    case .spline(let spline, let cells, let bases, let systems):
      var sums = Array(repeating: Array(repeating: 0.0, count: spline.size), count: 2)
      for index in y.indices {
        let (cell, part) = (Int(cells[index]), bases[index] * y[index])
        let half = Self.half(index, of: scenarios)
        for offset in 0..<4 { sums[half][cell + offset] += part[offset] }
      }
      let all = systems[2].solved(zip(sums[0], sums[1]).map { $0 + $1 })
      // Each half is predicted from the other.
      let own = isCrossed ? [systems[1].solved(sums[1]), systems[0].solved(sums[0])] : [all, all]
      let fitted = [Double](unsafeUninitializedCapacity: y.count) { buffer, count in
        for index in y.indices {
          let coefficients = own[Self.half(index, of: scenarios)]
          let cell = Int(cells[index])
          let part = SIMD4(
            coefficients[cell], coefficients[cell + 1], coefficients[cell + 2], coefficients[cell + 3])
          buffer[index] = (part * bases[index]).sum()
        }
        count = y.count
      }
      return Fit(
        values: fitted,
        curve: { x in
          let (cell, basis) = spline.basis(at: x)
          let part = SIMD4(all[cell], all[cell + 1], all[cell + 2], all[cell + 3])
          return (part * basis).sum()
        })
    }
  }

  struct Fit: Sendable {
    /// In every scenario.
    var values: [Double]
    /// At any value of the belief.
    var curve: @Sendable (Double) -> Double
  }
}

extension Smoother: DecisionRule {
  func choices(among values: [ScenarioValues], weight: ScenarioValues, in scenarios: Scenarios) -> [Int] {
    rule(among: values, weight: weight).choices
  }

  /// The alternative to take in each scenario: the greatest on smooth curves, or what cuts of the belief say where these
  /// do better by more than a standard error, and by how much. The better of two estimates is biased, but by little.
  func rule(among values: [ScenarioValues], weight: ScenarioValues) -> (choices: [Int], improvement: Double) {
    // One curve at a time: of many options all of them would not fit into memory.
    var smooth = Array(repeating: 0, count: scenarios.count)
    var greatest = values.isEmpty ? [] : fit(weight * values[0]).values
    for place in values.indices.dropFirst() {
      let fitted = fit(weight * values[place]).values
      for scenario in smooth.indices where fitted[scenario] > greatest[scenario] {
        (smooth[scenario], greatest[scenario]) = (place, fitted[scenario])
      }
    }
    guard scenarios.isSampled, case .spline = form, values.count > 1 else { return (smooth, 0) }
    let rules = cuts(values, weight: weight)
    func cut(_ scenario: Int) -> Int { rules[Self.half(scenario, of: scenarios)].choice(at: belief[scenario]) }
    // Whether they do better, the samples say that were looked at.
    var (sum, squares, count) = (0.0, 0.0, 0.0)
    for scenario in looked.joined() {
      let (one, other) = (cut(scenario), smooth[scenario])
      let gain = one == other ? 0 : weight[scenario] * (values[one][scenario] - values[other][scenario])
      sum += gain
      squares += gain * gain
      count += 1
    }
    guard sum > 0, sum > squares.squareRoot() else { return (smooth, 0) }
    let improvement = sum / count / scenarios.mean(weight, under: .one(1))
    return (belief.indices.map(cut), improvement)
  }

  /// For each half the cuts that the other half tells.
  private func cuts(_ values: [ScenarioValues], weight: ScenarioValues) -> [StepRule] {
    let worths = values.map { scenarios.mean($0, under: weight) }
    let base = worths.indices.reduce(0) { worths[$1] > worths[$0] ? $1 : $0 }
    return [1, 0].map { half in
      let own = looked[half]
      let sums = values.map { column in
        own.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + weight[$1] * column[$1]) }
      }
      return StepRule(belief: own.map { belief[$0] }, sums: sums, base: base)
    }
  }
}

/// Cubic B-splines (de Boor 1978) over the range of some values, with knots at their quantiles.
struct Spline: Sendable {
  /// The knots, the ends four times each.
  private let knots: [Double]
  /// How many basis functions there are.
  var size: Int { knots.count - 4 }

  init(through values: [Double]) {
    // Every so many of very many values tell where the quantiles are.
    let step = max(1, values.count / 8192)
    let sorted = stride(from: 0, to: values.count, by: step).map { values[$0] }.sorted()
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let pieces = max(1, min(20, values.count / 200))
    var inner: [Double] = []
    for index in 1..<max(2, pieces) where pieces > 1 {
      let knot = sorted[index * sorted.count / pieces]
      if knot > inner.last ?? low, knot < high { inner.append(knot) }
    }
    // The tails, where few values lie far apart, have knots of their own.
    for tail in [0.002, 0.01] where Double(values.count) * tail >= 100 {
      let ends = [sorted[Int(Double(sorted.count) * tail)], sorted[Int(Double(sorted.count) * (1 - tail))]]
      if let first = inner.first, let last = inner.last, ends[0] < first, ends[1] > last, pieces > 1 {
        inner += ends.filter { $0 > low && $0 < high }
      }
    }
    inner = Set(inner).sorted()
    let end = high > low ? high : low + 1
    knots = Array(repeating: low, count: 4) + inner + Array(repeating: end, count: 4)
  }

  /// The four basis functions that are not zero at a value, and the number of the first; outside the range, those of
  /// the nearer end.
  func basis(at value: Double) -> (cell: Int, basis: SIMD4<Double>) {
    let x = min(max(value, knots[3]), knots[knots.count - 4])
    var (low, high) = (3, knots.count - 5)
    while low < high {
      let middle = (low + high + 1) / 2
      if knots[middle] <= x { low = middle } else { high = middle - 1 }
    }
    let cell = low
    var basis = SIMD4<Double>(1, 0, 0, 0)
    for degree in 1...3 {
      var saved = 0.0
      for index in 0..<degree {
        let (right, left) = (knots[cell + index + 1] - x, x - knots[cell + 1 - degree + index])
        let part = right + left > 0 ? basis[index] / (right + left) : 0
        basis[index] = saved + right * part
        saved = left * part
      }
      basis[degree] = saved
    }
    return (cell - 3, basis)
  }
}

/// The matrix of the normal equations of least squares, which for B-splines is banded, or its triangle.
private struct NormalMatrix: Sendable {
  private let size: Int
  /// Of each row the diagonal and the three numbers right of it.
  private var band: [SIMD4<Double>]

  init(_ size: Int) {
    self.size = size
    band = Array(repeating: SIMD4(), count: size)
  }

  /// - Parameter cell: the number of the first basis function that is not zero.
  mutating func add(_ cell: Int, _ basis: SIMD4<Double>) {
    band[cell] += basis[0] * basis
    band[cell + 1] += basis[1] * SIMD4(basis[1], basis[2], basis[3], 0)
    band[cell + 2] += basis[2] * SIMD4(basis[2], basis[3], 0, 0)
    band[cell + 3] += basis[3] * SIMD4(basis[3], 0, 0, 0)
  }

  func adding(_ other: NormalMatrix) -> NormalMatrix {
    var sum = self
    for row in 0..<size { sum.band[row] += other.band[row] }
    return sum
  }

  /// The triangle of Cholesky; a trace of the diagonal is added where data are missing.
  func factored() -> NormalMatrix {
    var triangle = self
    let most = band.map { $0[0] }.max() ?? 1
    for row in 0..<size { triangle.band[row][0] += 1e-12 * max(most, 1e-300) }
    for row in 0..<size {
      triangle.band[row] /= triangle.band[row][0].squareRoot()
      for next in 1..<4 where row + next < size {
        for offset in 0..<(4 - next) {
          triangle.band[row + next][offset] -= triangle.band[row][next] * triangle.band[row][next + offset]
        }
      }
    }
    return triangle
  }

  /// The coefficients for a right side, of the triangle.
  func solved(_ right: [Double]) -> [Double] {
    var x = right
    for row in 0..<size {
      x[row] /= band[row][0]
      for next in 1..<4 where row + next < size { x[row + next] -= band[row][next] * x[row] }
    }
    for row in (0..<size).reversed() {
      for next in 1..<4 where row + next < size { x[row] -= band[row][next] * x[row + next] }
      x[row] /= band[row][0]
    }
    return x
  }
}
