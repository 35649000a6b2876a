import Quantities

/// A discrete distribution: values in ascending order, each with a probability above 0.
struct PayoffDistribution: Sendable {
  struct Point: Sendable {
    var value: Double
    var probability: Double
  }

  private(set) var points: [Point]

  /// One value for certain.
  init(certain value: Double) {
    points = [Point(value: value, probability: 1)]
  }

  /// Points in any order; equal values become one.
  init(_ points: [Point]) {
    self.points = Self.merged(points.filter { $0.probability > 0 }.sorted { $0.value < $1.value })
  }

  /// Points in any order whose weights sum to a total.
  init(_ points: [Point], total: Double) {
    self.init(points.map { Point(value: $0.value, probability: $0.probability / total) })
  }

  private static func merged(_ sorted: [Point]) -> [Point] {
    var merged: [Point] = []
    merged.reserveCapacity(sorted.count)
    for point in sorted {
      if let last = merged.last, last.value == point.value {
        merged[merged.count - 1].probability += point.probability
      } else {
        merged.append(point)
      }
    }
    return merged
  }

  /// One of several distributions, with its probability.
  static func mixture(_ parts: [(probability: Double, distribution: PayoffDistribution)]) -> PayoffDistribution {
    PayoffDistribution(
      parts.flatMap { part in
        part.distribution.points.map { Point(value: $0.value, probability: $0.probability * part.probability) }
      })
  }

  /// The greatest of independent values.
  static func greatest(_ parts: [PayoffDistribution]) -> PayoffDistribution {
    if parts.count == 1 { return parts[0] }
    // The greatest is at most x when all are: its distribution function is the product of theirs.
    let events = parts.enumerated().flatMap { index, part in
      part.points.enumerated().map { position, point in
        (value: point.value, probability: point.probability, part: index, isLast: position == part.points.count - 1)
      }
    }.sorted { $0.value < $1.value }
    var below = ProductTree(count: parts.count, of: 0)
    var points: [Point] = []
    var before = 0.0
    for (index, event) in events.enumerated() {
      // A sum of all probabilities is 1, whatever rounding made of it.
      below[event.part] = event.isLast ? 1 : below[event.part] + event.probability
      if index + 1 < events.count, events[index + 1].value == event.value { continue }
      let product = below.product
      if product > before { points.append(Point(value: event.value, probability: product - before)) }
      before = product
    }
    return PayoffDistribution(points)
  }

  func shifted(by amount: Double) -> PayoffDistribution {
    if amount == 0 { return self }
    var copy = self
    for index in copy.points.indices { copy.points[index].value += amount }
    return copy
  }

  var mean: Double {
    points.reduce(into: CompensatedSum()) { $0.add($1.probability * $1.value) }.value
  }

  var standardDeviation: Double {
    if points.count == 1 { return 0 }
    let mean = mean
    let squares = points.reduce(into: CompensatedSum()) {
      $0.add($1.probability * ($1.value - mean) * ($1.value - mean))
    }
    return max(0, squares.value).squareRoot()
  }

  /// The least value whose chance of not being exceeded is at least a level.
  ///
  /// A die's median is 3: half its throws are 3 or less.
  func quantile(_ level: Double) -> Double {
    var below = 0.0
    for point in points {
      below += point.probability
      if below >= level - 1e-12 { return point.value }
    }
    return points.last?.value ?? 0
  }

  /// The chance of a value below another.
  func chance(below limit: Double) -> Double {
    points.reduce(0) { $1.value < limit ? $0 + $1.probability : $0 }
  }

  /// The chance of a value of at most another.
  func chance(atMost limit: Double) -> Double {
    points.reduce(0) { $1.value <= limit ? $0 + $1.probability : $0 }
  }
}

/// A sum that keeps what rounding would lose (Neumaier 1974).
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  mutating func add(_ term: Double) {
    let next = sum + term
    lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }

  var value: Double { sum + lost }
}

extension PayoffDistribution {
  /// How much lies in each of some bins of equal width between two values, both of which belong to them.
  func histogram(from low: Double, to high: Double, bins: Int) -> [Double] {
    var counts = Array(repeating: 0.0, count: bins)
    guard high > low else { return counts }
    for point in points where point.value >= low && point.value <= high {
      counts[min(bins - 1, Int((point.value - low) / (high - low) * Double(bins)))] += point.probability
    }
    return counts
  }
}
