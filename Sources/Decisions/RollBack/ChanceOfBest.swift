/// How often each of several independent gambles pays the most; a tie is shared evenly.
///
/// With a fair lot among those tied at `x`, gamble i wins there with pᵢ(x) ∫₀¹ ∏ⱼ (Fⱼ(x⁻) + t pⱼ(x)) dt, a polynomial.
///
/// - Returns: nil where so many gambles are tied in so many ways that the polynomials would take minutes.
func chancesOfBest(_ gambles: [PayoffDistribution]) -> [Double]? {
  var chances = Array(repeating: 0.0, count: gambles.count)
  // Every value of every gamble in ascending order.
  let events = gambles.enumerated().flatMap { index, gamble in
    gamble.points.map { (value: $0.value, probability: $0.probability, gamble: index) }
  }.sorted { $0.value < $1.value }
  var below = ProductTree(count: gambles.count, of: 0)
  var position = 0
  while position < events.count {
    // Payoffs that only their last digits tell apart are tied, whatever else can be had.
    let limit = events[position].value + 1e-13 * abs(events[position].value)
    var here: [Int: Double] = [:]
    while position < events.count, events[position].value <= limit {
      here[events[position].gamble, default: 0] += events[position].probability
      position += 1
    }
    // The gambles that do not stand here count with what they hold below.
    let tied = here.map { (gamble: $0.key, below: below[$0.key], here: $0.value) }.sorted { $0.gamble < $1.gamble }
    for one in tied { below[one.gamble] = 1 }
    let others = below.product
    if others > 0 {
      // Gambles that stand alike share alike.
      var shares: [Standing: Double] = [:]
      for one in tied {
        let standing = Standing(below: one.below, here: one.here)
        if shares[standing] == nil {
          guard (shares.count + 1) * tied.count * tied.count < 2_000_000_000 else { return nil }
          var polynomial = [1.0]
          for other in tied where other.gamble != one.gamble { polynomial = times(polynomial, other.below, other.here) }
          shares[standing] = polynomial.enumerated().reduce(0) { $0 + $1.element / Double($1.offset + 1) }
        }
        chances[one.gamble] += one.here * (shares[standing] ?? 0) * others
      }
    }
    for one in tied { below[one.gamble] = one.below + one.here }
  }
  return chances
}

/// What a gamble holds below a value and at it.
private struct Standing: Hashable {
  var below: Double
  var here: Double
}

/// A polynomial, its coefficients from the constant on, times (constant + slope·t).
private func times(_ polynomial: [Double], _ constant: Double, _ slope: Double) -> [Double] {
  if slope == 0 { return polynomial.map { $0 * constant } }
  var product = polynomial.map { $0 * constant } + [0]
  for index in polynomial.indices { product[index + 1] += polynomial[index] * slope }
  return product
}
