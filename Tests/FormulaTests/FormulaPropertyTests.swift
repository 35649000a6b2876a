import Diagnostics
import Formulas
import Quantities
import SeededChance
import Testing

struct FormulaPropertyTests {
  @Test(arguments: UInt64(0)..<200)
  func `what a formula says is its value`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for depth in 0..<5 {
      let expression = RandomExpression(depth: depth, using: &generator)
      let text = expression.text(using: &generator)
      if let expected = expression.value {
        let value = try value(of: text)
        // Sums are those of decimals, where those of binary fractions are off in the last digits.
        #expect(abs(value.value - expected.value) <= 1e-13 * abs(expected.value), "\(text)")
        #expect(value.unit == Quantity.Unit.currency("USD").raised(to: Exponent(expected.dollars) ?? .one), "\(text)")
      } else {
        #expect(fault(of: text) != nil, "\(text)")
      }
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `a definition has the value of its formula, whatever the order`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let formulas = (0..<8).map { index in
      let expression = RandomExpression(depth: 2, using: &generator)
      return (name: "n\(index)", text: expression.text(using: &generator), value: expression.value?.value)
    }
    let lines = formulas.map { "\($0.name) = \($0.text)" } + ["last = n0 * 1", "first = last"]
    let read = scope(lines.shuffled(using: &generator).joined(separator: "\n"))
    for formula in formulas { #expect(read.scope.values[formula.name]?.value == formula.value, "\(formula.text)") }
    #expect(read.scope.values["first"]?.value == formulas[0].value.map { $0 * 1 })
    // One formula may be wrong in several places.
    let wrong = Set(read.faults.compactMap { $0.span.map { read.source.line(at: $0.start) } })
    #expect(wrong.count == formulas.count { $0.value == nil })
  }

  @Test(arguments: UInt64(0)..<300)
  func `no bytes make the parser fall over`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let count = Int.random(in: 0..<120, using: &generator)
    read((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    let alphabet = Array("0123456789.eE_%kM+-*/^()=;:#,$[]{}<>!\"'` \t\r\nabUSDto−×é同\u{301}\u{10FFFF}\0".utf8)
    read((0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 })
  }

  @Test(arguments: UInt64(0)..<300)
  func `a program with some bytes changed does not make the parser fall over`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var bytes = Array(
      "rig = 70k USD # größer\ndry = 50%; wet = (1 − dry) / 2^3\nx = -(rig + 1_000 USD) * 2.5e-3\n".utf8)
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + 7))
      }
    }
    read(bytes)
  }

  /// Reads bytes as a program and as a formula: every fault must lie within them, and every value be a number.
  private func read(_ bytes: [UInt8]) {
    let source = SourceText(name: "random", bytes: bytes)
    let program = Scope.reading(source, in: [source.whole])
    for fault in program.faults {
      guard let span = fault.span else {
        Issue.record("\(fault.code) is nowhere")
        continue
      }
      #expect(span.end <= bytes.count, "\(fault.code)")
      #expect(!fault.message.isEmpty && fault.code != .follows)
    }
    #expect(program.scope.values.values.allSatisfy { $0.value.isFinite })
    do throws(Diagnostic) {
      let value = try Formula(source, in: source.whole).value(in: program.scope)
      #expect(value.value.isFinite)
    } catch {
      #expect((error.span?.end ?? .max) <= bytes.count, "\(error.code)")
    }
  }
}
