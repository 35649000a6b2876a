/// How often each of several independent gambles pays the most; a tie is shared evenly.
///
/// With a fair lot among those tied at `x`, gamble i wins there with pᵢ(x) ∫₀¹ ∏ⱼ (Fⱼ(x⁻) + t pⱼ(x)) dt, a polynomial.
func chancesOfBest(_ gambles: [Distribution]) -> [Double] {
  var chances = Array(repeating: 0.0, count: gambles.count)
  let values = gambles.flatMap { $0.points.map(\.value) }.sorted()
  var next = Array(repeating: 0, count: gambles.count)
  var below = Array(repeating: 0.0, count: gambles.count)
  // Payoffs that only rounding tells apart are tied.
  let tolerance = 1e-13 * max(abs(values.first ?? 0), abs(values.last ?? 0))
  var position = 0
  while position < values.count {
    let value = values[position] + tolerance
    var here = Array(repeating: 0.0, count: gambles.count)
    for index in gambles.indices {
      let points = gambles[index].points
      while next[index] < points.count, points[next[index]].value <= value {
        here[index] += points[next[index]].probability
        next[index] += 1
      }
    }
    for index in gambles.indices where here[index] > 0 {
      var polynomial = [1.0]
      for other in gambles.indices where other != index {
        polynomial = times(polynomial, below[other], here[other])
      }
      let integral = polynomial.enumerated().reduce(0) { $0 + $1.element / Double($1.offset + 1) }
      chances[index] += here[index] * integral
    }
    for index in gambles.indices { below[index] += here[index] }
    while position < values.count, values[position] <= value { position += 1 }
  }
  return chances
}

/// A polynomial, its coefficients from the constant on, times (constant + slope·t).
private func times(_ polynomial: [Double], _ constant: Double, _ slope: Double) -> [Double] {
  if slope == 0 { return polynomial.map { $0 * constant } }
  var product = polynomial.map { $0 * constant } + [0]
  for index in polynomial.indices { product[index + 1] += polynomial[index] * slope }
  return product
}
