/// The internal rate of return of payments, one a period, of which the first is made now.
package enum InternalRate {
  /// Every rate above −100% at which the payments are worth nothing, in ascending order.
  ///
  /// The value is a polynomial in v = 1 / (1 + rate). Its derivatives are each zero between the zeros of the next, so
  /// that walking up from the last derivative finds every change of sign, each then closed in on by halving.
  ///
  ///     InternalRate.all(of: [-100, 60, 60])   // [0.13066…]
  package static func all(of flows: [Double]) -> [Double] {
    guard flows.contains(where: { $0 > 0 }), flows.contains(where: { $0 < 0 }) else { return [] }
    // One change of sign has one rate (Descartes), found in one search.
    let signs = flows.filter { $0 != 0 }.map { $0 > 0 }
    let changes = zip(signs, signs.dropFirst()).count { $0 != $1 }
    if changes == 1 {
      return root(flows, 1e-6, 1e6).map { [1 / $0 - 1] } ?? []
    }
    var zeros: [Double] = []
    var derivatives = [flows]
    while let last = derivatives.last, last.count > 2 {
      derivatives.append(last.indices.dropFirst().map { last[$0] * Double($0) })
    }
    for polynomial in derivatives.reversed() {
      let edges = [1e-6] + zeros + [1e6]
      let crossed = zip(edges, edges.dropFirst()).compactMap { root(polynomial, $0, $1) }
      // Where it only touches zero no sign changes: a derivative is zero there, too.
      zeros = joined(crossed + zeros.filter { isNothing(polynomial, $0) }, polynomial)
    }
    return zeros.map { 1 / $0 - 1 }.sorted()
  }

  /// Whether a value is nothing but what rounding leaves.
  private static func isNothing(_ polynomial: [Double], _ v: Double) -> Bool {
    let size = value(polynomial.map(abs), v)
    return abs(value(polynomial, v)) <= size * Double(polynomial.count) * 0x1p-51
  }

  /// The zeros in ascending order, as one where nothing but rounding lies between them.
  private static func joined(_ zeros: [Double], _ polynomial: [Double]) -> [Double] {
    var result: [Double] = []
    for zero in zeros.sorted() {
      if let last = result.last, zero - last <= 1e-5 * zero,
        isNothing(polynomial, last + (zero - last) / 2) || zero - last <= 1e-13 * zero
      {
        // The touching point is exact to more digits than the crossings beside it.
        if isNothing(polynomial, zero), !isNothing(polynomial, last) { result[result.count - 1] = zero }
        continue
      }
      result.append(zero)
    }
    return result
  }

  private static func value(_ polynomial: [Double], _ v: Double) -> Double {
    polynomial.reversed().reduce(0) { $0 * v + $1 }
  }

  /// The zero between two points where the sign changes.
  private static func root(_ polynomial: [Double], _ low: Double, _ high: Double) -> Double? {
    var (a, b) = (low, high)
    let (atA, atB) = (value(polynomial, a), value(polynomial, b))
    if atA == 0 { return a }
    guard atB != 0, (atA < 0) != (atB < 0) else { return atB == 0 ? b : nil }
    // Halving the ratio first: the range spans twelve powers of ten.
    for _ in 0..<200 {
      let middle = b > 2 * a ? (a * b).squareRoot() : a + (b - a) / 2
      if middle <= a || middle >= b { break }
      if (value(polynomial, middle) < 0) == (atA < 0) { a = middle } else { b = middle }
    }
    return a + (b - a) / 2
  }
}
