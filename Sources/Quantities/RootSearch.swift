/// Where a function of one number crosses zero.
public enum RootSearch {
  /// A crossing, with the two neighbours between which the sign changes.
  public struct Root: Hashable, Sendable {
    public var value: Double
    public var low: Double
    public var high: Double
  }

  /// The crossings between some points in ascending order, each closed in on by halving until nothing lies between.
  ///
  /// Points where the function has no value are left out. A jump over zero, as at a pole, is none.
  ///
  ///     RootSearch.all(between: [0, 1, 2]) { $0 * $0 - 2 }   // 1.4142135623730951
  public static func all(
    between points: [Double], tolerance: Double = 1e-13, of function: (Double) throws -> Double?
  ) rethrows -> [Root] {
    var roots: [Root] = []
    var before: (point: Double, value: Double)?
    for point in points {
      guard let value = try function(point), value.isFinite else {
        before = nil
        continue
      }
      if value == 0 {
        roots.append(Root(value: point, low: point, high: point))
      } else if let before, before.value != 0, (before.value < 0) != (value < 0),
        let root = try closedIn(before, (point, value), tolerance, function)
      {
        roots.append(root)
      }
      before = (point, value)
    }
    return roots
  }

  private static func closedIn(
    _ left: (point: Double, value: Double), _ right: (point: Double, value: Double), _ tolerance: Double,
    _ function: (Double) throws -> Double?
  ) rethrows -> Root? {
    var (a, b) = (left, right)
    let widest = max(abs(left.value), abs(right.value))
    for step in 0..<200 {
      if b.point - a.point <= tolerance * max(abs(a.point), abs(b.point)) { break }
      // The secant where it is well inside, halving every third time so that it always ends.
      let secant = a.point - a.value * (b.point - a.point) / (b.value - a.value)
      let margin = (b.point - a.point) * 1e-3
      let isInside = secant > a.point + margin && secant < b.point - margin
      let next = isInside && step % 3 != 2 ? secant : a.point + (b.point - a.point) / 2
      if next <= a.point || next >= b.point { break }
      guard let value = try function(next), value.isFinite else { return nil }
      if value == 0 { return Root(value: next, low: next, high: next) }
      if (value < 0) == (a.value < 0) { a = (next, value) } else { b = (next, value) }
    }
    let best = abs(a.value) < abs(b.value) ? a : b
    // Values that grow as the two close in belong to a pole.
    guard abs(best.value) <= widest * (1 + 1e-9) else { return nil }
    return Root(value: best.point, low: a.point, high: b.point)
  }
}
