/// By how much a number may be off because decimal fractions are no binary ones.
///
/// Figures that differ by less than they may be off by are level. That goes by what went into each of them and never by
/// the largest amount of the tree: −1 and 0 are two amounts beside 10¹⁵, too.
enum Rounding {
  /// Of an amount as it is written or computed: whole numbers are what they are.
  static func of(_ amount: Double) -> Double { isWhole(amount) ? 0 : 4 * amount.ulp }

  /// Of an amount in every scenario, at the most.
  static func of(_ amount: ScenarioValues) -> Double {
    switch amount {
    case .one(let value): of(value)
    case .each(let values): values.reduce(0) { max($0, of($1)) }
    }
  }

  /// Of a sum that came out like that, besides what its parts are off by.
  static func ofSum(_ sum: Double, with part: Double) -> Double {
    isWhole(sum) && isWhole(part) ? 0 : max(sum.ulp, part.ulp)
  }

  /// Of a product with a probability, besides what the other factor is off by: halves and quarters are exact.
  static func ofProduct(_ probability: Double, _ value: Double) -> Double {
    let product = probability * value
    let isExact = isWhole(probability * 1_048_576)
    return abs((-product).addingProduct(probability, value)) + (isExact ? 0 : 4 * product.ulp)
  }

  private static func isWhole(_ value: Double) -> Bool { abs(value) < 0x1p53 && value == value.rounded() }

  /// The first of the best, or one that is to be preferred where it is level with them.
  ///
  /// - Parameter preferred: the place of the one that wins a tie.
  static func best(of worths: [Double], off: [Double], preferred: Int? = nil) -> Int {
    let top = worths.indices.reduce(0) { worths[$1] > worths[$0] ? $1 : $0 }
    // What cannot be played is level with nothing.
    func isLevel(_ place: Int) -> Bool {
      worths[place] > -.infinity && worths[top] - worths[place] <= off[top] + off[place]
    }
    if let preferred, isLevel(preferred) { return preferred }
    return worths.indices.first(where: isLevel) ?? top
  }
}
