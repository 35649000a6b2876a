import Quantities

/// Looks along a belief for the places where another option takes the lead.
///
/// The options are compared on a grid; between two neighbours with different leaders the place is closed in on, and
/// where a lead shrinks between two neighbours and grows again it is looked at once more. Worths that are means of
/// samples are compared on common draws, first on some of them; what comes out is confirmed, and placed, on all.
struct LeaderSearch {
  let holder: any Holder
  /// The option that leads by expectation.
  let best: Int
  /// What is believed now.
  let current: Double
  /// The option of changing nothing, where one is marked.
  var statusQuo: Int?
  /// How far worths that should be equal may differ by rounding.
  var rounding = 0.0
  /// Where some samples are off all of them, by option.
  var shifts: [Double]?
  /// Whether only whole numbers have a meaning.
  var isWhole = false
  /// The only values that can occur, in ascending order; nil where any can.
  var atoms: [Double]?

  struct Found {
    var at: Double
    var isAbove: Bool
    /// The option that leads beyond.
    var option: Int
    /// Whether it leads at the place itself.
    var isIncluded: Bool
    /// The standard error of the place; nil where it is exact.
    var resolution: Double?
  }

  struct Point {
    var at: Double
    var worths: [Double]
  }

  struct Change {
    var low: Point
    var high: Point
    var before: Int
    var after: Int
    /// Where worths jump or bend there.
    var bend: Double?
  }

  /// A stretch with one leader.
  struct Stretch {
    var leader: Int
    var points: [Point]
  }

  /// No more than that on either side.
  private static let mostOnOneSide = 4
  /// A lead that is less than so many standard errors is none.
  static let leastErrors = 3.0

  /// - Parameters:
  ///   - grid: values to compare the options at.
  ///   - bends: values at which worths may bend or jump.
  ///   - share: how much of the belief lies between two values; nil where it is certain.
  func found(
    _ grid: [Double], bends: [Double] = [], share: ((_ low: Double, _ high: Double) -> Double)? = nil
  ) -> [Found] {
    let width = (grid.last ?? 0) - (grid.first ?? 0)
    var points = Set(grid)
    points.insert(current)
    for bend in bends {
      let step = step(at: bend, width)
      points.formUnion([bend - step, bend, bend + step].filter { $0 >= grid.first ?? 0 && $0 <= grid.last ?? 0 })
    }
    var line = computable(points.filter(\.isFinite).sorted())
    guard line.count > 1 else { return [] }
    lookCloser(&line)
    let (stretches, changes) = parted(line, bends, width)
    guard !changes.isEmpty else { return [] }
    return outward(stretches, changes, share)
  }

  private func step(at bend: Double, _ width: Double) -> Double { max(abs(bend), width * 1e-3) * 1e-9 }

  // MARK: Points

  func look(_ values: [Double]) -> [Point?] {
    zip(values, holder.held(at: values, .some)).map { value, held in
      held.map { held in
        Point(at: value, worths: shifts.map { zip(held.worths, $0).map { $0 + $1 } } ?? held.worths)
      }
    }
  }

  /// The stretch about what is believed now in which the document can be computed. A single value in it at which it
  /// cannot is a gap, no end.
  private func computable(_ values: [Double]) -> [Point] {
    let points = look(values)
    guard let start = start(values, points) else { return [] }
    var line: [Point] = []
    for isUp in [false, true] {
      var index = start
      var part: [Point] = []
      while points.indices.contains(index) {
        if let point = points[index] {
          part.append(point)
        } else {
          let next = index + (isUp ? 1 : -1)
          guard points.indices.contains(next), points[next] != nil else {
            if let last = part.last, let end = end(last, values[index]) { part.append(end) }
            break
          }
        }
        index += isUp ? 1 : -1
      }
      line = isUp ? line + part.dropFirst() : part.reversed()
    }
    return line
  }

  /// Where to begin: at what is believed now, else at the middle of what can be computed.
  private func start(_ values: [Double], _ points: [Point?]) -> Int? {
    if let own = values.firstIndex(of: current), points[own] != nil { return own }
    let possible = points.indices.filter { points[$0] != nil }
    return possible.isEmpty ? nil : possible[possible.count / 2]
  }

  /// The last value at which the document can be computed on the way to one at which it cannot.
  private func end(_ last: Point, _ beyond: Double) -> Point? {
    var (inside, outside) = (last, beyond)
    for _ in 0..<(holder.isManyAtOnce ? 12 : 3) {
      let parts = holder.isManyAtOnce ? 16 : 4
      let values = (1..<parts).map { inside.at + (outside - inside.at) * Double($0) / Double(parts) }
      let points = look(values)
      let first = points.firstIndex { $0 == nil } ?? points.count
      outside = first < values.count ? values[first] : outside
      if first > 0, let point = points[first - 1] { inside = point }
      if abs(outside - inside.at) <= 1e-14 * abs(outside) { break }
    }
    return inside.at == last.at ? nil : inside
  }

  // MARK: Leaders

  func isAhead(_ point: Point, _ one: Int, _ other: Int) -> Bool {
    let (a, b) = (point.worths[one], point.worths[other])
    return a - b > max(rounding, 1e-13 * max(abs(a), abs(b)))
  }

  /// The leader at a point: the one that led before where nobody is ahead of it.
  func leader(_ point: Point, before: Int) -> Int {
    let top = point.worths.indices.reduce(best) { isAhead(point, $1, $0) ? $1 : $0 }
    guard isAhead(point, top, before) else { return before }
    // Level with others, the status quo needs no change.
    if let statusQuo, !isAhead(point, top, statusQuo), isAhead(point, statusQuo, before) { return statusQuo }
    return top
  }

  func lead(_ point: Point, _ one: Int, _ other: Int) -> Double { point.worths[one] - point.worths[other] }

  /// Looks between neighbours where a lead shrinks and grows again: it may be lost in between.
  private func lookCloser(_ line: inout [Point]) {
    var left = 24
    var index = 1
    while index + 1 < line.count, left > 0 {
      let (a, b, c) = (line[index - 1], line[index], line[index + 1])
      let own = leader(b, before: best)
      index += 1
      guard leader(a, before: own) == own, leader(c, before: own) == own else { continue }
      for other in b.worths.indices where other != own && left > 0 {
        let (x, y, z) = (lead(a, own, other), lead(b, own, other), lead(c, own, other))
        guard y <= x, y <= z, x > y || z > y else { continue }
        // The lowest place of the parabola through the three.
        let (p, q) = (b.at - a.at, c.at - b.at)
        let (rise, fall) = ((z - y) / q, (y - x) / p)
        let curve = (rise - fall) / (p + q)
        guard curve > 0 else { continue }
        let shift = -(fall * q + rise * p) / (p + q) / (2 * curve)
        let lowest = y - curve * shift * shift
        guard abs(shift) > 1e-6 * min(p, q), b.at + shift > a.at, b.at + shift < c.at, lowest < 0.25 * y else {
          continue
        }
        left -= 1
        guard let closer = look([b.at + shift])[0] else { continue }
        line.insert(closer, at: shift < 0 ? index - 1 : index)
        // Closer still, about the new point.
        if leader(closer, before: own) == own { index = max(1, index - 1) }
        break
      }
    }
  }

  /// Parts the line into stretches with one leader, and closes in on the places between them.
  private func parted(_ line: [Point], _ bends: [Double], _ width: Double) -> ([Stretch], [Change]) {
    var leading = leader(line[0], before: best)
    var stretches = [Stretch(leader: leading, points: [line[0]])]
    var changes: [Change] = []
    for (left, right) in zip(line, line.dropFirst()) {
      let next = leader(right, before: leading)
      if next != leading {
        let found = closedIn(left, right, before: leading, after: next, bends, width, depth: 0)
        for change in found {
          changes.append(change)
          stretches.append(Stretch(leader: change.after, points: [change.high]))
        }
        leading = changes.last?.after ?? next
      }
      stretches[stretches.count - 1].points.append(right)
    }
    return (stretches, changes)
  }

  private func closedIn(
    _ left: Point, _ right: Point, before: Int, after: Int, _ bends: [Double], _ width: Double, depth: Int
  ) -> [Change] {
    var (low, high) = (left, right)
    var bend: Double?
    for round in 0..<(holder.isManyAtOnce ? 16 : 30) {
      let size = max(abs(low.at), abs(high.at))
      let gap = high.at - low.at
      bend = bends.first {
        (abs($0 - low.at) <= 1e-9 * size || abs($0 - high.at) <= 1e-9 * size || $0 == low.at || $0 == high.at)
          && gap <= 2.5 * step(at: $0, width)
      }
      if bend != nil || isWhole && gap <= 1 { break }
      if gap <= (holder.isSampled ? 1e-9 * max(width, size * 1e-3) : 2e-16 * size) || gap <= .leastNormalMagnitude {
        break
      }
      let points = look(guesses(low, high, before: before, round)).compactMap { $0 }
      if points.isEmpty { break }
      var isDone = false
      for point in points where point.at > low.at && point.at < high.at && !isDone {
        if leader(point, before: before) == before {
          low = point
        } else {
          high = point
          isDone = true
        }
      }
      if high.at - low.at == gap { break }
    }
    let next = leader(high, before: before)
    let change = Change(low: low, high: high, before: before, after: next, bend: bend)
    guard next != after, depth < 4, high.at < right.at else { return [change] }
    return [change] + closedIn(high, right, before: next, after: after, bends, width, depth: depth + 1)
  }

  /// Where to look next between two points: everywhere at once, or about where a straight line says, else in the middle.
  private func guesses(_ low: Point, _ high: Point, before: Int, _ round: Int) -> [Double] {
    let gap = high.at - low.at
    if isWhole { return [(low.at + gap / 2).rounded(.down)] }
    if holder.isManyAtOnce { return (1..<16).map { low.at + gap * Double($0) / 16 } }
    let rival = high.worths.indices.reduce(best) { isAhead(high, $1, $0) ? $1 : $0 }
    let (a, b) = (lead(low, before, rival), lead(high, before, rival))
    guard round % 3 != 2, a > b, a.isFinite, b.isFinite else { return [low.at + gap / 2] }
    let part = a / (a - b)
    let margin = round == 0 ? 0.02 : 1e-3
    return [max(0.001, part - margin), min(0.999, part + margin)].map { low.at + gap * $0 }
  }

  // MARK: What comes of it

  /// From the stretch in which the best option leads outward, on both sides.
  private func outward(
    _ stretches: [Stretch], _ changes: [Change], _ share: ((Double, Double) -> Double)?
  ) -> [Found] {
    func low(_ index: Int) -> Double { index == 0 ? -.infinity : changes[index - 1].low.at }
    func high(_ index: Int) -> Double { index == changes.count ? .infinity : changes[index].low.at }
    let own = stretches.indices.filter { stretches[$0].leader == best }
    let confirmed = Confirmed(self)
    guard !own.isEmpty else {
      // It leads nowhere, though on the whole it does. One side of the nearest place says so.
      guard
        let nearest = changes.indices.min(by: { abs(changes[$0].low.at - current) < abs(changes[$1].low.at - current) })
      else { return [] }
      let isAbove = share.map { $0(changes[nearest].low.at, .infinity) >= 0.5 } ?? true
      let side = stretches[isAbove ? nearest + 1 : nearest]
      guard confirmed.leads(side.leader, over: best, side.points) else { return [] }
      return [confirmed.found(changes[nearest], isAbove: isAbove, from: best, to: side.leader, line: stretches)]
    }
    let home =
      own.first { low($0) <= current && current <= high($0) }
      ?? own.max { one, other in
        if let share { return share(low(one), high(one)) < share(low(other), high(other)) }
        return abs(nearestEnd(stretches[one])) > abs(nearestEnd(stretches[other]))
      } ?? own[0]
    var found: [Found] = []
    for isAbove in [true, false] {
      var leading = best
      var index = home + (isAbove ? 1 : -1)
      var count = 0
      while stretches.indices.contains(index), count < Self.mostOnOneSide {
        let stretch = stretches[index]
        let change = changes[isAbove ? index - 1 : index]
        if stretch.leader != leading, confirmed.leads(stretch.leader, over: leading, stretch.points) {
          found.append(
            confirmed.found(change, isAbove: isAbove, from: leading, to: stretch.leader, line: stretches))
          leading = stretch.leader
          count += 1
        }
        index += isAbove ? 1 : -1
      }
    }
    return found
  }

  private func nearestEnd(_ stretch: Stretch) -> Double {
    stretch.points.map { $0.at - current }.min { abs($0) < abs($1) } ?? 0
  }

  /// Where only single values can occur, and the lead changes at one of them: halfway to the next.
  func between(_ change: Change) -> Double? {
    if isWhole { return change.low.at + (change.high.at - change.low.at) / 2 }
    guard let atoms, let above = atoms.firstIndex(where: { $0 >= change.high.at }), above > 0 else { return nil }
    let (low, high) = (atoms[above - 1], atoms[above])
    let middle = change.low.at + (change.high.at - change.low.at) / 2
    let room = 1e-6 * (high - low)
    return middle - low <= room || high - middle <= room ? low + (high - low) / 2 : nil
  }
}
