/// Integrals of smooth functions over short stretches.
enum GaussLegendre {
  /// The nodes and weights of ten points on [-1, 1] (Abramowitz and Stegun, table 25.4).
  private static let nodes = [
    0.14887433898163122, 0.43339539412924719, 0.67940956829902441, 0.86506336668898451, 0.97390652851717172,
  ]
  private static let weights = [
    0.29552422471475287, 0.26926671930999636, 0.21908636251598204, 0.14945134915058059, 0.066671344308688138,
  ]

  /// The points between two ends with their weights, which sum to the distance.
  static func points(_ low: Double, _ high: Double) -> [(point: Double, weight: Double)] {
    let half = high / 2 - low / 2
    let middle = low + half
    return zip(nodes, weights).flatMap { node, weight in
      [(middle - node * half, weight * half), (middle + node * half, weight * half)]
    }
  }

  static func integral(_ low: Double, _ high: Double, of function: (Double) -> Double) -> Double {
    points(low, high).reduce(0) { $0 + $1.weight * function($1.point) }
  }
}
