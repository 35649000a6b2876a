import SeededChance

/// A payoff as a function of one number, to be written as a formula and to be computed by hand.
struct RandomPayoff {
  indirect enum Part {
    case line(Double)
    case step(at: Double, Double)
    case window(Double, Double, Double)
    case least(Double, at: Double)
    case most(Double, at: Double)
    case quotient(Double, Double)
    case square(Double)
  }

  var constant: Double
  var parts: [Part]

  /// - Parameter range: where the number lies.
  init(about range: ClosedRange<Double>, using generator: inout SplitMix64) {
    func tenth(_ range: ClosedRange<Double>) -> Double {
      (Double.random(in: range, using: &generator) * 10).rounded() / 10
    }
    let width = range.upperBound - range.lowerBound
    constant = tenth(-20...20)
    parts = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
      let at = tenth(range)
      let size = tenth(-20...20)
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: return .step(at: at, size)
      case 1: return .window(at, at + tenth(0.1 * width...0.3 * width), size)
      case 2: return .least(tenth(-3...3), at: at)
      case 3: return .most(tenth(-3...3), at: at)
      case 4: return .quotient(size, tenth(0.5...3))
      case 5: return .square(tenth(-1...1))
      default: return .line(tenth(-3...3))
      }
    }
  }

  func value(at x: Double) -> Double {
    parts.reduce(constant) { sum, part in
      switch part {
      case .line(let slope): sum + slope * x
      case .step(let at, let size): sum + (x > at ? size : 0)
      case .window(let low, let high, let size): sum + (x > low && x < high ? size : 0)
      case .least(let slope, let at): sum + slope * min(x, at)
      case .most(let slope, let at): sum + slope * max(x, at)
      case .quotient(let size, let shift): sum + size / (abs(x) + shift)
      case .square(let size): sum + size * x * x
      }
    }
  }

  /// The same with an `x` of any name.
  func text(_ x: String) -> String {
    func number(_ value: Double) -> String { value < 0 ? "(0 - \(-value))" : "\(value)" }
    let texts = parts.map { part -> String in
      switch part {
      case .line(let slope): "\(number(slope)) * \(x)"
      case .step(let at, let size): "(if \(x) > \(number(at)) then \(number(size)) else 0)"
      case .window(let low, let high, let size):
        "(if \(x) > \(number(low)) and \(x) < \(number(high)) then \(number(size)) else 0)"
      case .least(let slope, let at): "\(number(slope)) * min(\(x), \(number(at)))"
      case .most(let slope, let at): "\(number(slope)) * max(\(x), \(number(at)))"
      case .quotient(let size, let shift): "\(number(size)) / (abs(\(x)) + \(shift))"
      case .square(let size): "\(number(size)) * \(x)^2"
      }
    }
    return ([number(constant)] + texts).joined(separator: " + ")
  }
}

/// Where the greatest of some functions changes, by looking at very many places.
struct Crossings {
  struct Crossing {
    var low: Double
    var high: Double
    var before: Int
    var after: Int
  }

  private(set) var all: [Crossing] = []
  private let points: [Double]
  private let worths: (Double) -> [Double]

  init(_ points: [Double], _ worths: @escaping (Double) -> [Double]) {
    (self.points, self.worths) = (points, worths)
    var before = Self.leader(worths(points[0]))
    for (left, right) in zip(points, points.dropFirst()) {
      let after = Self.leader(worths(right))
      guard after != before else { continue }
      var (low, high) = (left, right)
      for _ in 0..<60 {
        let middle = low + (high - low) / 2
        if Self.leader(worths(middle)) == before { low = middle } else { high = middle }
      }
      all.append(Crossing(low: low, high: high, before: before, after: after))
      before = after
    }
  }

  static func leader(_ worths: [Double]) -> Int { worths.indices.reduce(0) { worths[$1] > worths[$0] ? $1 : $0 } }

  /// How far an option is ahead of another at most between a crossing and the next on a side.
  func lead(of option: Int, over other: Int, beyond crossing: Crossing, isAbove: Bool) -> Double {
    let ends = all.map(\.high)
    let stretch = points.filter { point in
      isAbove
        ? point > crossing.high && point <= ends.first { $0 > crossing.high } ?? .infinity
        : point < crossing.low && point >= ends.last { $0 < crossing.low } ?? -.infinity
    }
    return stretch.map { worths($0)[option] - worths($0)[other] }.max() ?? 0
  }
}
