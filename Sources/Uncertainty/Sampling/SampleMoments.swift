/// The mean, spread and range of a column, block by block: the blocks' figures are combined in their order, so that
/// the threads leave no trace in the digits and rounding does not grow with the count.
struct SampleMoments {
  private(set) var mean = 0.0
  private(set) var sd = 0.0
  private(set) var minimum = Double.infinity
  private(set) var maximum = -Double.infinity
  private(set) var standardError: Double?
  private(set) var firstNonFinite: Int?

  private struct Block {
    var count = 0
    var mean = 0.0
    /// The sum of the squared distances from the mean.
    var squares = 0.0
    var minimum = Double.infinity
    var maximum = -Double.infinity
  }

  init(_ column: [Double], threads: Int) {
    self.init(column, threads: threads, isScaled: false)
    // Squares of these leave the range of numbers, or its part where all digits are kept: in other units they do not.
    let size = max(abs(minimum), abs(maximum))
    let isOutside = size > 0x1p+480 || size < 0x1p-480
    guard firstNonFinite == nil, !column.isEmpty, size > 0, size.isFinite, isOutside else { return }
    let factor = Double(sign: .plus, exponent: -Int(size.exponent), significand: 1)
    let (up, down) =
      factor.isFinite
      ? (factor, 1.0) : (0x1p+1000, Double(sign: .plus, exponent: -Int(size.exponent) - 1000, significand: 1))
    self.init(column.map { $0 * up * down }, threads: threads, isScaled: true)
    func back(_ value: Double) -> Double { value / up / down }
    (mean, sd, minimum, maximum) = (back(mean), back(sd), back(minimum), back(maximum))
    standardError = standardError.map(back)
  }

  private init(_ column: [Double], threads: Int, isScaled: Bool) {
    let blocks = column.blocks(threads: threads) { Self.block($0) }
    var whole: [Double] = []
    var total = Block()
    for (index, block) in blocks.enumerated() {
      if firstNonFinite == nil, !block.mean.isFinite || !block.squares.isFinite {
        let start = index * SampleColumns.block
        firstNonFinite = column[start..<start + block.count].firstIndex { !$0.isFinite }
      }
      if block.count == SampleColumns.block { whole.append(block.mean) }
      total = Self.combined(total, block)
    }
    guard total.count > 0 else { return }
    mean = total.mean
    sd = (total.squares / Double(total.count)).squareRoot()
    (minimum, maximum) = (total.minimum, total.maximum)
    standardError = Self.error(ofMeans: whole)
  }

  /// The standard error of a mean of means that are independent of each other.
  static func error(ofMeans means: [Double]) -> Double? {
    guard means.count > 1 else { return nil }
    let mean = means.reduce(0, +) / Double(means.count)
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(means.count - 1) / Double(means.count)).squareRoot()
  }

  /// Four sums at a time, so that one addition need not wait for the other.
  private static func block(_ values: UnsafeBufferPointer<Double>) -> Block {
    var sums = SIMD4<Double>()
    var least = SIMD4(repeating: Double.infinity)
    var greatest = SIMD4(repeating: -Double.infinity)
    let quads = values.count / 4
    func quad(_ index: Int) -> SIMD4<Double> {
      SIMD4(values[4 * index], values[4 * index + 1], values[4 * index + 2], values[4 * index + 3])
    }
    for index in 0..<quads {
      let x = quad(index)
      sums += x
      least.replace(with: x, where: x .< least)
      greatest.replace(with: x, where: x .> greatest)
    }
    var block = Block(count: values.count, minimum: least.min(), maximum: greatest.max())
    var sum = (sums[0] + sums[1]) + (sums[2] + sums[3])
    for value in values[(4 * quads)...] {
      sum += value
      block.minimum = min(block.minimum, value)
      block.maximum = max(block.maximum, value)
    }
    block.mean = sum / Double(max(1, values.count))
    let mean = SIMD4(repeating: block.mean)
    var squares = SIMD4<Double>()
    for index in 0..<quads {
      let distance = quad(index) - mean
      squares += distance * distance
    }
    block.squares = (squares[0] + squares[1]) + (squares[2] + squares[3])
    for value in values[(4 * quads)...] { block.squares += (value - block.mean) * (value - block.mean) }
    return block
  }

  /// Two groups as one (Chan, Golub and LeVeque 1979).
  private static func combined(_ a: Block, _ b: Block) -> Block {
    guard a.count > 0 else { return b }
    let count = Double(a.count + b.count)
    let distance = b.mean - a.mean
    return Block(
      count: a.count + b.count,
      mean: a.mean + distance * (Double(b.count) / count),
      squares: a.squares + b.squares + distance * distance * (Double(a.count) * Double(b.count) / count),
      minimum: min(a.minimum, b.minimum), maximum: max(a.maximum, b.maximum))
  }

  /// The standard errors of the shares of samples that are at most some values, from the spread between blocks; nil
  /// for fewer than two whole ones.
  ///
  /// Of many blocks 256 are looked at: their spread is known to 5%.
  static func shareErrors(_ column: [Double], atMost values: [Double], threads: Int) -> [Double?] {
    let size = SampleColumns.block
    let whole = column.count / size
    guard whole > 1 else { return values.map { _ in nil } }
    let looked = min(whole, 256)
    let shares = concurrentMap(looked, threads: threads) { index in
      let start = index * whole / looked * size
      return column.withUnsafeBufferPointer { samples -> [Double] in
        let block = UnsafeBufferPointer(rebasing: samples[start..<start + size])
        return values.map { Double(count(block, atMost: $0)) / Double(size) }
      }
    }
    return values.indices.map { index in
      // The spread is that of the blocks looked at, the mean that of all.
      error(ofMeans: shares.map { $0[index] }).map { $0 * (Double(looked) / Double(whole)).squareRoot() }
    }
  }

  /// How many samples of a whole block are at most a value: four at a time.
  private static func count(_ block: UnsafeBufferPointer<Double>, atMost value: Double) -> Int64 {
    let most = SIMD4(repeating: value)
    var counts = SIMD4<Int64>()
    for index in stride(from: 0, to: block.count, by: 4) {
      let samples = SIMD4(block[index], block[index + 1], block[index + 2], block[index + 3])
      counts.replace(with: counts &+ 1, where: samples .<= most)
    }
    return counts.wrappedSum()
  }
}
