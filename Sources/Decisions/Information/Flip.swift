import Formulas
import Quantities

/// Where the best option changes as one belief varies and all others stay as they are.
public struct Flip: Sendable {
  /// The belief; for a chance one of its values, as `oil = wet`.
  public var belief: String
  public var current: Double
  /// Where it changes.
  public var at: Double
  public var unit: Quantity.Unit
  public var isShare: Bool
  /// The option that is the best beyond.
  public var option: String
  /// The chance that the belief lies beyond; nil for a number that is not uncertain.
  public var probability: Double?
  /// The standard error of where it changes; nil where it is exact.
  public var resolution: Double?
}

/// What one belief does to the expected payoff of the best option.
public struct Swing: Sendable {
  /// One end: a number at its 5% or 95%, or a value of a chance, which has a name.
  public struct End: Sendable {
    public var at: Double?
    public var label: String?
    public var expected: Double
  }

  public var belief: String
  public var low: End
  public var high: End
  public var unit: Quantity.Unit
  public var isShare: Bool

  /// How far apart the ends put the expected payoff.
  public var width: Double { abs(high.expected - low.expected) }
}

/// Searches a stretch for the places nearest to where one stands at which the best option changes.
struct FlipSearch {
  /// What each option is worth at some values of the belief.
  let worths: (_ at: [Double]) -> [[Double]]
  /// How closely a flip is looked for: into how many parts a stretch is cut, and how often.
  var precision = (parts: 16, rounds: 14)
  /// What each option is worth at the current value, where that is known better than `worths` tells: all that it tells
  /// is moved by the difference.
  var anchor: [Double]?

  init(
    precision: (parts: Int, rounds: Int) = (16, 14), anchor: [Double]? = nil,
    worths: @escaping (_ at: [Double]) -> [[Double]]
  ) {
    self.precision = precision
    self.anchor = anchor
    self.worths = worths
  }

  struct Found {
    var at: Double
    var option: Int
  }

  /// - Parameter points: in ascending order, with the current value among them.
  func nearest(to current: Double, best: Int, among points: [Double]) -> [Found] {
    guard let place = points.firstIndex(of: current) else { return [] }
    let raw = worths(points)
    let shifts = zip(raw, anchor ?? raw.map { $0[place] }).map { $1 - $0[place] }
    let values = Self.moved(raw, by: shifts)
    // Where another leads at the current value already, nothing changes there.
    if isAhead(values, top(values, place), best, place) { return [] }
    var found: [Found] = []
    for step in [1, -1] {
      var index = place
      while points.indices.contains(index + step) {
        let (here, next) = (index, index + step)
        let ahead = top(values, next)
        if ahead != best, isAhead(values, ahead, best, next) {
          found.append(closedIn(points[here], points[next], best: best, shifts))
          break
        }
        index = next
      }
    }
    return found
  }

  private static func moved(_ values: [[Double]], by shifts: [Double]) -> [[Double]] {
    zip(values, shifts).map { row, shift in shift == 0 ? row : row.map { $0 + shift } }
  }

  private func top(_ values: [[Double]], _ point: Int) -> Int {
    values.indices.reduce(0) { values[$1][point] > values[$0][point] ? $1 : $0 }
  }

  private func isAhead(_ values: [[Double]], _ one: Int, _ other: Int, _ point: Int) -> Bool {
    values[one][point] - values[other][point] > 1e-12 * max(abs(values[one][point]), abs(values[other][point]))
  }

  /// Halves the stretch between a value where the option is the best and one where it is not, many values at a time.
  private func closedIn(_ inside: Double, _ outside: Double, best: Int, _ shifts: [Double]) -> Found {
    var (inside, outside) = (inside, outside)
    var option = best
    let parts = precision.parts
    for _ in 0..<precision.rounds {
      let points = (0...parts).map { inside + (outside - inside) * Double($0) / Double(parts) }
      let values = Self.moved(worths(points), by: shifts)
      guard let first = points.indices.first(where: { $0 > 0 && isAhead(values, top(values, $0), best, $0) }) else {
        break
      }
      option = top(values, first)
      (inside, outside) = (points[first - 1], points[first])
      if abs(outside - inside) <= 1e-15 * max(abs(outside), abs(inside)) { break }
    }
    return Found(at: inside + (outside - inside) / 2, option: option)
  }
}
