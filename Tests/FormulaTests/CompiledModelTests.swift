import Diagnostics
import Quantities
import SeededChance
import Testing

@testable import Formulas

/// A model that is compiled answers as one that is read anew.
struct CompiledModelTests {
  private static let sampling = Calculation.Sampling(count: 3000, seed: 5, threads: 2)

  /// Answers or faults with all their digits.
  private static func fresh(_ program: Program, _ values: [String: Quantity]) -> String {
    let calculation = Calculation(program, values: values, library: StubLibrary(), sampling: sampling)
    if !calculation.faults.isEmpty { return "\(calculation.faults)" }
    do throws(Diagnostic) {
      return "\(try calculation.answers().outputs)"
    } catch {
      return "\([error])"
    }
  }

  private static func compiled(_ model: CompiledModel, _ values: [String: Quantity]) -> String {
    do throws(CompiledModel.Failure) {
      return "\(try model.evaluate(values, sampling: sampling))"
    } catch {
      return "\(error.faults)"
    }
  }

  @Test(arguments: UInt64(0)..<400)
  func `a compiled model answers as a calculation does, to the last digit`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let random = RandomModel(using: &generator)
    let program = Program(SourceText(random.text))
    let model = CompiledModel(program, library: StubLibrary(), seed: Self.sampling.seed)
    for _ in 0..<2 {
      let count = Int.random(in: 0...2, using: &generator)
      let varied = Array(random.inputs.shuffled(using: &generator).prefix(count))
      for _ in 0..<4 {
        var values: [String: Quantity] = [:]
        for name in varied {
          values[name] = Quantity([0, 1, 0.3, 2, -1.5, 40, 1e9].randomElement(using: &generator) ?? 1)
        }
        let (one, other) = (Self.compiled(model, values), Self.fresh(program, values))
        #expect(one == other, "\(values)\n\(random.text)")
      }
    }
  }

  /// Most of the models have answers, and are computed in parts, or the property above would say little.
  @Test func `most random models compute`() {
    var answered = 0
    var inParts = 0
    for seed in UInt64(0)..<100 {
      var generator = SplitMix64(seed: seed)
      let random = RandomModel(using: &generator)
      let program = Program(SourceText(random.text))
      if Self.fresh(program, [:]).contains("Spread") { answered += 1 }
      let model = CompiledModel(program, library: StubLibrary(), seed: Self.sampling.seed)
      if Evaluation(of: model, varying: [random.inputs[0]]).isInParts { inParts += 1 }
    }
    #expect(answered > 50 && inParts > 50, "\(answered) \(inParts)")
  }

  /// What a program is told apart by: definitions, bare formulas and requirements that an input bears on, and models
  /// that are called, which stay together.
  @Test func `what an input bears on is computed anew`() {
    let program = Program(
      SourceText(
        """
        input a = 1
        input b = 2 to 3
        f(x) = x * a
        c = b * 2
        d = f(c)
        e = [[noise]](spread: c).y
        g = [[noise]](spread: d).y
        c + e
        require c > 0
        require d > 0
        output h = e + g
        """))
    var interpreter = Interpreter(source: program.source, units: .builtIn, library: StubLibrary())
    let (steady, rest) = ProgramPart.parts(of: interpreter.ordered(program, given: ["a"]), by: ["a"])
    let anew = ["a", "b", "f", "c", "d", "e", "g", "h"].filter(rest.includes)
    #expect(anew == ["a", "f", "d", "e", "g", "h"])
    #expect(["a", "b", "c"].filter(steady.includes) == ["b", "c"])
  }

  @Test func `inputs are known as they are declared`() throws {
    let model = CompiledModel(
      Program(
        SourceText(
          """
          input gpus = 10_000          # accelerators
          input peak: FLOP/s = 1e15 FLOP/s
          input share: % = 20% to 40%
          input left: day
          require whole(gpus) and gpus >= 1
          output power = gpus * peak * share
          """)))
    #expect(model.inputs.map(\.name) == ["gpus", "peak", "share", "left"])
    #expect(model.inputs.map(\.unit) == [nil, "FLOP/s", nil, "day"])
    #expect(model.inputs.map(\.isShare) == [false, false, true, false])
    #expect(model.inputs.map(\.standard) == ["10_000", "1e15 FLOP/s", "20% to 40%", nil])
    #expect(model.inputs.map(\.isWhole) == [true, false, false, false])
    #expect(model.inputs[0].description == "accelerators")
    let share = try model.standard(of: "share", sampling: Self.sampling)
    #expect(share.isShare && abs(share.quantity.value - 0.295) < 0.02)
  }

  @Test func `a value of another dimension is refused`() {
    let program = Program(SourceText("input a = beta(2, 3) * 1 km\noutput b = 2 * a\n"))
    let model = CompiledModel(program, library: StubLibrary(), seed: Self.sampling.seed)
    for _ in 0..<2 {
      #expect(throws: CompiledModel.Failure.self) {
        try model.evaluate(["a": Quantity(3)], sampling: Self.sampling)
      }
      #expect(Self.compiled(model, ["a": Quantity(3)]) == Self.fresh(program, ["a": Quantity(3)]))
    }
  }
}
