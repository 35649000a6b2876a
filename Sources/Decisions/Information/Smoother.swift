import Quantities

/// The expected value of something given one belief, E[y | x], as a smooth function of the belief.
///
/// Nonparametric regression (Strong, Oakley and Brennan 2014), here on cubic B-splines with knots at quantiles of the
/// belief, by least squares. Every prediction is made by a fit to the other half of the samples, so that chance
/// alone cannot make a belief look informative. Where the belief takes few values, the means of groups do instead.
struct Smoother: Sendable {
  private let scenarios: Scenarios
  private let form: Form

  private enum Form: Sendable {
    /// The number of each scenario's group.
    case groups([Int], count: Int, values: [Double])
    case spline(Spline, cells: [Int32], bases: [SIMD4<Double>])
  }

  /// More values than that are smoothed over where scenarios are samples.
  private static let mostGroups = 32

  init(_ belief: [Double], in scenarios: Scenarios) {
    self.scenarios = scenarios
    let distinct = Self.distinct(belief, atMost: scenarios.isSampled ? Self.mostGroups : .max)
    if let distinct {
      let place = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
      form = .groups(belief.map { place[$0] ?? 0 }, count: distinct.count, values: distinct)
    } else {
      let spline = Spline(through: belief)
      var cells: [Int32] = []
      var bases: [SIMD4<Double>] = []
      cells.reserveCapacity(belief.count)
      bases.reserveCapacity(belief.count)
      for value in belief {
        let (cell, basis) = spline.basis(at: value)
        cells.append(Int32(cell))
        bases.append(basis)
      }
      form = .spline(spline, cells: cells, bases: bases)
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
  private func half(_ scenario: Int) -> Int {
    scenarios.count >= 2 * SampleColumns.block ? scenario / SampleColumns.block & 1 : scenario & 1
  }

  /// The expected value of a column in every scenario, and as a function of the belief.
  ///
  /// - Parameter isCrossed: whether each half is predicted from the other.
  func fit(_ column: Column, isCrossed: Bool = true) -> Fit {
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
        let place = 2 * places[index] + (isCrossed ? half(index) : 0)
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
        isCrossed ? mean(2 * places[index] + 1 - half(index)) : whole(places[index])
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
    case .spline(let spline, let cells, let bases):
      var systems = [NormalEquations(spline.size), NormalEquations(spline.size)]
      for index in y.indices {
        systems[isCrossed ? half(index) : 0].add(Int(cells[index]), bases[index], y[index])
      }
      let all = systems[0].adding(systems[1]).solved()
      // Each half is predicted from the other.
      let own = isCrossed ? [systems[1].solved(), systems[0].solved()] : [all, all]
      let fitted = [Double](unsafeUninitializedCapacity: y.count) { buffer, count in
        for index in y.indices {
          let coefficients = own[isCrossed ? half(index) : 0]
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

extension Smoother: Informant {
  func choices(among values: [Column], weight: Column, in scenarios: Scenarios) -> [Int] {
    let fits = values.map { fit(weight * $0).values }
    return (0..<scenarios.count).map { scenario in
      fits.indices.reduce(0) { fits[$1][scenario] > fits[$0][scenario] ? $1 : $0 }
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
    let sorted = values.sorted()
    let pieces = max(1, min(20, values.count / 200))
    var inner: [Double] = []
    for index in 1..<max(2, pieces) where pieces > 1 {
      let knot = sorted[index * sorted.count / pieces]
      if knot > inner.last ?? sorted[0], knot < sorted[sorted.count - 1] { inner.append(knot) }
    }
    let (low, high) = (sorted.first ?? 0, sorted.last ?? 1)
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

/// Least squares by normal equations, which for B-splines are banded.
private struct NormalEquations {
  private let size: Int
  private var matrix: [Double]
  private var right: [Double]

  init(_ size: Int) {
    self.size = size
    matrix = Array(repeating: 0, count: size * 4)
    right = Array(repeating: 0, count: size)
  }

  /// - Parameter cell: the number of the first basis function that is not zero.
  mutating func add(_ cell: Int, _ basis: SIMD4<Double>, _ y: Double) {
    matrix.withUnsafeMutableBufferPointer { matrix in
      for row in 0..<4 {
        for column in row..<4 { matrix[(cell + row) * 4 + column - row] += basis[row] * basis[column] }
      }
    }
    for row in 0..<4 { right[cell + row] += basis[row] * y }
  }

  func adding(_ other: NormalEquations) -> NormalEquations {
    var sum = self
    for index in matrix.indices { sum.matrix[index] += other.matrix[index] }
    for index in right.indices { sum.right[index] += other.right[index] }
    return sum
  }

  /// The coefficients, by the banded triangle of Cholesky; a trace of the diagonal is added where data are missing.
  func solved() -> [Double] {
    var band = matrix
    var x = right
    let most = (0..<size).map { band[$0 * 4] }.max() ?? 1
    for row in 0..<size { band[row * 4] += 1e-12 * max(most, 1e-300) }
    for row in 0..<size {
      let pivot = band[row * 4].squareRoot()
      for offset in 0..<4 { band[row * 4 + offset] /= pivot }
      for next in 1..<4 where row + next < size {
        for offset in 0..<(4 - next) {
          band[(row + next) * 4 + offset] -= band[row * 4 + next] * band[row * 4 + next + offset]
        }
      }
    }
    for row in 0..<size {
      x[row] /= band[row * 4]
      for next in 1..<4 where row + next < size { x[row + next] -= band[row * 4 + next] * x[row] }
    }
    for row in (0..<size).reversed() {
      for next in 1..<4 where row + next < size { x[row] -= band[row * 4 + next] * x[row + next] }
      x[row] /= band[row * 4]
    }
    return x
  }
}
