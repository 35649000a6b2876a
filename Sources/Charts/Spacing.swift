/// Round numbers along an axis.
package enum Spacing {
  /// Round numbers that part a stretch: 1, 2 or 5 times powers of ten.
  package static func ticks(from low: Double, to high: Double, about count: Int) -> [Double] {
    guard low < high, (high - low).isFinite, count > 0 else { return [low] }
    let raw = (high - low) / Double(count)
    // Below that no number is ten times another any more.
    guard raw >= .leastNormalMagnitude * 100 else { return [low] }
    var step = 1.0
    while step > raw { step /= 10 }
    while step * 10 <= raw { step *= 10 }
    step *= [1, 2, 5, 10].first { $0 * step >= raw } ?? 10
    var ticks: [Double] = []
    var tick = (low / step).rounded(.up) * step
    while tick <= high + step * 1e-9, ticks.count < 100 {
      ticks.append(abs(tick) < step * 1e-9 ? 0 : tick)
      tick += step
    }
    return ticks
  }
}
