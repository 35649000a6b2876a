/// Where a function of one number crosses zero.
package enum RootSearch {
  /// A crossing, with the two neighbours between which the sign changes; a stretch where the function is zero all over.
  package struct Root: Hashable, Sendable {
    package var value: Double
    package var low: Double
    package var high: Double
    /// Whether every value from `low` to `high` is a root.
    package var isStretch = false
    /// Whether the ends of a stretch are not roots themselves, as far as numbers tell.
    package var isLowOpen = false
    package var isHighOpen = false

    package init(value: Double, low: Double, high: Double, isStretch: Bool = false) {
      self.value = value
      self.low = low
      self.high = high
      self.isStretch = isStretch
    }
  }

  /// A place where the function jumps over zero, with its values on both sides.
  package struct Jump: Hashable, Sendable {
    package var value: Double
    package var before: Double
    package var after: Double
  }

  package struct Found: Sendable {
    package var roots: [Root] = []
    package var jumps: [Jump] = []

    package init(roots: [Root] = [], jumps: [Jump] = []) {
      self.roots = roots
      self.jumps = jumps
    }
  }

  /// The crossings between some points in ascending order, each closed in on by halving until nothing lies between.
  ///
  /// Points where the function has no value are left out, and the search goes closer to them by halving. A jump over
  /// zero, as at a pole or a step, is none. Where the function only touches zero, the least of its size is sought.
  ///
  ///     RootSearch.all(between: [0, 1, 2]) { $0 * $0 - 2 }.roots   // 1.4142135623730951
  package static func all(
    between points: [Double], tolerance: Double = 1e-13, of function: (Double) throws -> Double?
  ) rethrows -> Found {
    let known = try sampled(points, function)
    var found = Found()
    var index = 0
    while index < known.count {
      let here = known[index]
      guard here.value.isFinite else {
        index += 1
        continue
      }
      if here.value == 0 {
        var last = index
        while last + 1 < known.count, known[last + 1].value == 0 { last += 1 }
        let before = index > 0 && known[index - 1].value.isFinite ? known[index - 1] : nil
        let after = last + 1 < known.count && known[last + 1].value.isFinite ? known[last + 1] : nil
        found.roots.append(try stretch(here, known[last], before, after, function))
        index = last + 1
        continue
      }
      if index > 0, known[index - 1].value.isFinite, known[index - 1].value != 0 {
        let before = known[index - 1]
        if (before.value < 0) != (here.value < 0) {
          switch try closedIn(before, here, tolerance, function) {
          case .root(let root): found.roots.append(root)
          case .jump(let jump): found.jumps.append(jump)
          case .nothing: break
          }
        } else if index + 1 < known.count {
          found.roots += try touching(before, here, known[index + 1], tolerance, function)
        }
      }
      index += 1
    }
    return found
  }

  private typealias Sample = (point: Double, value: Double)

  /// The values at the points; next to one without a value, points ever closer to it.
  private static func sampled(
    _ points: [Double], _ function: (Double) throws -> Double?
  ) rethrows -> [Sample] {
    let values = try points.map { try function($0) ?? .nan }
    var samples: [Sample] = []
    for index in points.indices {
      let (point, value) = (points[index], values[index])
      if index > 0, value.isFinite != values[index - 1].isFinite {
        let (with, without) = value.isFinite ? (point, points[index - 1]) : (points[index - 1], point)
        // Towards the edge behind which there is no value, by halving.
        var closer: [Sample] = []
        var (inside, outside) = (with, without)
        for _ in 0..<40 {
          let next = inside + (outside - inside) / 2
          if next == inside || next == outside { break }
          if let found = try function(next), found.isFinite {
            closer.append((next, found))
            inside = next
          } else {
            outside = next
          }
        }
        // They run from the point towards the edge.
        samples += with < without ? closer : closer.reversed()
      }
      samples.append((point, value))
    }
    return samples
  }

  /// Halfway between two points, by their size where that differs by many powers of ten.
  private static func middle(_ a: Double, _ b: Double) -> Double {
    if a >= 0, b > 1e6 * a, b > 1e-290 { return max(a, b * 1e-20).squareRoot() * b.squareRoot() }
    if b <= 0, a < 1e6 * b, a < -1e-290 { return -min(-a, max(-b, -a * 1e-20)).squareRoot() * (-a).squareRoot() }
    return a / 2 + b / 2
  }

  private enum Closed {
    case root(Root)
    case jump(Jump)
    case nothing
  }

  private static func closedIn(
    _ left: Sample, _ right: Sample, _ tolerance: Double, _ function: (Double) throws -> Double?
  ) rethrows -> Closed {
    var (a, b) = (left, right)
    let widest = max(abs(left.value), abs(right.value))
    for step in 0..<200 {
      if b.point - a.point <= tolerance * max(abs(a.point), abs(b.point)) { break }
      // The secant where it is well inside, halving every third time so that it always ends.
      let secant = a.point - a.value * (b.point - a.point) / (b.value - a.value)
      let margin = (b.point - a.point) * 1e-3
      let isInside = secant > a.point + margin && secant < b.point - margin
      let next = isInside && step % 3 != 2 ? secant : middle(a.point, b.point)
      if next <= a.point || next >= b.point { break }
      guard let value = try function(next), value.isFinite else { return .nothing }
      if value == 0 { return .root(try stretch((next, 0), (next, 0), left, right, function)) }
      if (value < 0) == (a.value < 0) { a = (next, value) } else { b = (next, value) }
    }
    let best = abs(a.value) < abs(b.value) ? a : b
    // Values that grow as the two close in belong to a pole.
    guard abs(best.value) <= widest * (1 + 1e-9) else { return .nothing }
    // Neighbours that differ by much have a step between them. The steps of samples are far smaller.
    guard abs(best.value) <= widest * 1e-3 else {
      return .jump(Jump(value: b.point, before: a.value, after: b.value))
    }
    return .root(Root(value: best.point, low: a.point, high: b.point))
  }

  /// The edges of a stretch where the function is zero, closed in on by halving; a point where it is hardly one.
  private static func stretch(
    _ first: Sample, _ last: Sample, _ before: Sample?, _ after: Sample?, _ function: (Double) throws -> Double?
  ) rethrows -> Root {
    func edge(_ inside: Double, _ outside: Double) throws -> (inside: Double, outside: Double) {
      var (inside, outside) = (inside, outside)
      for _ in 0..<200 {
        let middle = inside + (outside - inside) / 2
        if middle == inside || middle == outside { break }
        if try function(middle) == 0 { inside = middle } else { outside = middle }
      }
      return (inside, outside)
    }
    let low = try before.map { try edge(first.point, $0.point) }
    let high = try after.map { try edge(last.point, $0.point) }
    var root = Root(value: first.point, low: low?.inside ?? first.point, high: high?.inside ?? last.point)
    // What rounding makes flat is a point.
    let width = root.high - root.low
    let neighbours = (after?.point ?? root.high) - (before?.point ?? root.low)
    root.isStretch = width > 1e-6 * max(abs(root.low), abs(root.high)) && width > 1e-6 * neighbours
    guard root.isStretch else { return root }
    // A step at a round number: the number itself belongs to one side.
    if let low, isRounder(low.outside, low.inside) { (root.low, root.isLowOpen) = (low.outside, true) }
    if let high, isRounder(high.outside, high.inside) { (root.high, root.isHighOpen) = (high.outside, true) }
    root.value = root.low
    return root
  }

  /// Whether a number has far fewer digits than its neighbour.
  private static func isRounder(_ number: Double, _ neighbour: Double) -> Bool {
    abs(number - neighbour) <= 4 * max(number.ulp, neighbour.ulp)
      && DecimalDigits(number).digits.count + 3 < DecimalDigits(neighbour).digits.count
  }

  /// Roots between neighbours of one sign: where the function only touches zero, or goes through it and comes back. The
  /// least of its size is sought by golden section.
  private static func touching(
    _ left: Sample, _ middle: Sample, _ right: Sample, _ tolerance: Double, _ function: (Double) throws -> Double?
  ) rethrows -> [Root] {
    guard right.value.isFinite, (left.value < 0) == (middle.value < 0), (right.value < 0) == (middle.value < 0),
      right.value != 0, abs(middle.value) <= abs(left.value), abs(middle.value) <= abs(right.value)
    else { return [] }
    let sign = left.value < 0 ? -1.0 : 1.0
    var (a, b) = (left.point, right.point)
    let golden = 0.6180339887498949
    var (c, d) = (b - golden * (b - a), a + golden * (b - a))
    guard var atC = try function(c), var atD = try function(d) else { return [] }
    // Where nothing but the same values come, steps lie between, which touch nothing on the way.
    let known = [left.value, middle.value, right.value]
    if known.contains(atC), known.contains(atD) { return [] }
    for _ in 0..<70 {
      let least: Sample = atC * sign < atD * sign ? (c, atC) : (d, atD)
      if least.value * sign < 0 {
        // It goes through zero: once on either side.
        return try [(left, least), (least, right)].compactMap { one, other in
          if case .root(let root) = try closedIn(one, other, tolerance, function) { root } else { nil }
        }
      }
      if atC * sign < atD * sign {
        (b, d, atD) = (d, c, atC)
        c = b - golden * (b - a)
        guard let value = try function(c) else { return [] }
        atC = value
      } else {
        (a, c, atC) = (c, d, atD)
        d = a + golden * (b - a)
        guard let value = try function(d) else { return [] }
        atD = value
      }
    }
    let best: Sample = atC * sign < atD * sign ? (c, atC) : (d, atD)
    guard abs(best.value) <= 1e-9 * min(abs(left.value), abs(right.value)) else { return [] }
    // Near the place where it touches, values differ by less than they are known to: the roundest of them is as good.
    let room = 3e-7 * max(abs(best.point), (right.point - left.point) * 1e-6)
    let round = Decimals.shortest(between: best.point - room, and: best.point + room)
    if let value = try function(round), value * sign <= best.value * sign {
      return [Root(value: round, low: round, high: round)]
    }
    return [Root(value: best.point, low: min(a, best.point - room), high: max(b, best.point + room))]
  }
}
