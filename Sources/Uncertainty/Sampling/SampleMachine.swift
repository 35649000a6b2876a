/// Runs a plan on one block of samples after another, in registers of its own.
final class SampleMachine {
  private typealias Block = UnsafeMutablePointer<Double>

  private let plan: SamplePlan
  private let memory: Block

  init(_ plan: SamplePlan) {
    self.plan = plan
    memory = .allocate(capacity: max(1, plan.registers) * SampleColumns.block)
  }

  deinit {
    memory.deallocate()
  }

  private func register(_ index: Int) -> Block { memory + index * SampleColumns.block }

  func run(block: Int, count: Int, into stores: [UnsafeMutableBufferPointer<Double>], at start: Int) {
    for step in plan.steps { run(step, block: block, count: count, at: start) }
    for (register, store) in zip(plan.outputs, stores) {
      guard let base = store.baseAddress else { continue }
      (base + start).update(from: self.register(register), count: count)
    }
  }

  private func run(_ step: SamplePlan.Step, block: Int, count: Int, at start: Int) {
    let out = register(step.register)
    func operand(_ index: Int) -> Block { register(step.operands[index]) }
    switch step.node {
    case .constant(let value): out.update(repeating: value, count: count)
    case .aggregate: break
    case .supplied(let variable):
      let (samples, first) = plan.supplied[variable]
      if samples.count == 1 { return out.update(repeating: samples[0], count: count) }
      samples.withUnsafeBufferPointer { samples in
        for i in 0..<count { out[i] = samples[first + start + i] }
      }
    case .uniform(let key): key.fill(block, UnsafeMutableBufferPointer(start: out, count: count))
    case .normal: QuantileTable.standardNormal.fill(out, at: operand(0), count)
    case .table(let lazy, _): lazy.table.fill(out, at: operand(0), count)
    case .steps(let table, _): table.fill(out, at: operand(0), count)
    case .affine(_, let scale, let shift):
      let x = operand(0)
      for i in 0..<count { out[i] = x[i] * scale + shift }
      if shift != 0 { clean(out, count) { Swift.max(Swift.abs(x[$0] * scale), Swift.abs(shift)) } }
    case .unary(let operation, _): run(operation, operand(0), out, count)
    case .binary(let operation, _, _): run(operation, operand(0), operand(1), out, count)
    case .select:
      let (condition, then, otherwise) = (operand(0), operand(1), operand(2))
      for i in 0..<count {
        out[i] = condition[i] == 1 ? then[i] : condition[i] == 0 ? otherwise[i] : .nan
      }
    case .family(let family, let parameters, _):
      let u = operand(parameters.count)
      let sources = parameters.indices.map(operand)
      // One array for the whole block: nobody else holds it between two samples.
      var values = Array(repeating: 0.0, count: parameters.count)
      for i in 0..<count {
        for (index, source) in sources.enumerated() { values[index] = source[i] }
        out[i] = family.make(values)?.quantile(u[i], near: .nan) ?? .nan
      }
    case .function(let function, let operands):
      let sources = operands.indices.map(operand)
      var values = Array(repeating: 0.0, count: operands.count)
      for i in 0..<count {
        for (index, source) in sources.enumerated() { values[index] = source[i] }
        out[i] = function.compute(values)
      }
    case .combined(let parts):
      let first = operand(0)
      for i in 0..<count { out[i] = parts[0].weight * first[i] }
      for (index, part) in parts.enumerated().dropFirst() {
        let x = operand(index)
        for i in 0..<count { out[i] += part.weight * x[i] }
      }
    }
  }

  private func run(_ operation: SampleGraph.Unary, _ x: Block, _ out: Block, _ count: Int) {
    switch operation {
    case .exp: for i in 0..<count { out[i] = Elementary.exp(x[i]) }
    case .log: for i in 0..<count { out[i] = Self.logarithm(x[i]) }
    case .log10: for i in 0..<count { out[i] = Self.logarithm(x[i]) / 2.302585092994046 }
    case .log2: for i in 0..<count { out[i] = Self.logarithm(x[i]) / 0.6931471805599453 }
    case .sqrt: for i in 0..<count { out[i] = x[i].squareRoot() }
    case .abs: for i in 0..<count { out[i] = Swift.abs(x[i]) }
    case .floor: for i in 0..<count { out[i] = DecimalRounding.rounded(x[i], .down, decimals: 0) }
    case .ceil: for i in 0..<count { out[i] = DecimalRounding.rounded(x[i], .up, decimals: 0) }
    case .round: for i in 0..<count { out[i] = DecimalRounding.rounded(x[i], .toNearestOrAwayFromZero, decimals: 0) }
    case .negate: for i in 0..<count { out[i] = -x[i] }
    case .not: for i in 0..<count { out[i] = 1 - x[i] }
    case .phi: for i in 0..<count { out[i] = StandardNormal.cumulative(x[i]) }
    }
  }

  /// Zero has no logarithm: what is compared with it has no answer, either.
  @inline(__always)
  private static func logarithm(_ x: Double) -> Double { x == 0 ? .nan : Elementary.logOfAny(x) }

  private func run(_ operation: SampleGraph.Binary, _ x: Block, _ y: Block, _ out: Block, _ count: Int) {
    switch operation {
    case .add:
      for i in 0..<count { out[i] = x[i] + y[i] }
      clean(out, count) { Swift.max(Swift.abs(x[$0]), Swift.abs(y[$0])) }
    case .subtract:
      for i in 0..<count { out[i] = x[i] - y[i] }
      clean(out, count) { Swift.max(Swift.abs(x[$0]), Swift.abs(y[$0])) }
    case .multiply: for i in 0..<count { out[i] = x[i] * y[i] }
    case .divide: for i in 0..<count { out[i] = y[i] == 0 ? .nan : x[i] / y[i] }
    // What is no number is neither the lesser nor the greater, neither below a number nor above it: `nan` goes on.
    case .min: for i in 0..<count { out[i] = x[i] <= y[i] || x[i].isNaN ? x[i] : y[i] }
    case .max: for i in 0..<count { out[i] = x[i] >= y[i] || x[i].isNaN ? x[i] : y[i] }
    case .less:
      for i in 0..<count { out[i] = x[i] < y[i] ? 1 : x[i] >= y[i] ? 0 : .nan }
      whereNear(x, y, count) { out[$0] = 0 }
    case .lessOrEqual:
      for i in 0..<count { out[i] = x[i] <= y[i] ? 1 : x[i] > y[i] ? 0 : .nan }
      whereNear(x, y, count) { out[$0] = 1 }
    case .equal:
      for i in 0..<count { out[i] = x[i] == y[i] ? 1 : x[i] < y[i] || x[i] > y[i] ? 0 : .nan }
      whereNear(x, y, count) { out[$0] = 1 }
    case .and: for i in 0..<count { out[i] = x[i] == 0 || y[i] == 0 ? 0 : x[i] * y[i] }
    case .or: for i in 0..<count { out[i] = x[i] == 1 || y[i] == 1 ? 1 : x[i] + y[i] }
    case .power: for i in 0..<count { out[i] = Elementary.power(x[i], y[i]) }
    }
  }

  // MARK: Decimals

  /// Rounds what is left of sums in which most has cancelled; a loop without branches sees whether there is any.
  @inline(__always)
  private func clean(_ out: Block, _ count: Int, _ size: (Int) -> Double) {
    var remnants = 0.0
    for i in 0..<count { remnants += Decimals.isRemnant(out[i], of: size(i)) ? 1 : 0 }
    guard remnants > 0 else { return }
    for i in 0..<count {
      let size = size(i)
      if Decimals.isRemnant(out[i], of: size) { out[i] = Decimals.rounded(out[i], besides: size) }
    }
  }

  /// Where two samples are different numbers but the same decimal.
  @inline(__always)
  private func whereNear(_ x: Block, _ y: Block, _ count: Int, _ body: (Int) -> Void) {
    var near = 0.0
    for i in 0..<count {
      let slack = Decimals.slack * Swift.max(Swift.abs(x[i]), Swift.abs(y[i]))
      near += Swift.abs(x[i] - y[i]) < slack && x[i] != y[i] ? 1 : 0
    }
    guard near > 0 else { return }
    for i in 0..<count where x[i] != y[i] && Decimals.areEqual(x[i], y[i]) { body(i) }
  }
}
