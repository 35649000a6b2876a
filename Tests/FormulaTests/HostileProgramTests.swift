import Diagnostics
import Formulas
import Foundation
import Quantities
import SeededChance
import Testing

/// Programs that no person writes: they end, and say what is wrong.
struct HostileProgramTests {
  @Test(arguments: ["(", "-", "2^", "+", "(-", "1*("])
  func `nesting without end is an error`(opening: String) {
    #expect(fault(of: String(repeating: opening, count: 100_000) + "1") == .nestedTooDeep)
  }

  @Test func `two hundred levels are not too deep`() throws {
    let text = String(repeating: "(", count: 199) + "7" + String(repeating: ")", count: 199)
    #expect(try value(of: text).value == 7)
  }

  @Test func `a line nested too deep spoils no other line`() {
    let deep = String(repeating: "(", count: 500)
    let fine = "fine = " + String(repeating: "(", count: 150) + "7" + String(repeating: ")", count: 150)
    let lines = (0..<90).map { "x\($0) = \(deep)" } + [fine]
    let read = scope(lines.joined(separator: "\n"))
    #expect(Set(read.faults.map(\.code)) == [.nestedTooDeep])
    #expect(read.scope.values == ["fine": Quantity(7)])
  }

  @Test(arguments: [(" + ", 100_000.0), (" / ", 1)])
  func `a hundred thousand terms stand side by side`(sign: String, expected: Double) throws {
    #expect(try value(of: Array(repeating: "1", count: 100_000).joined(separator: sign)).value == expected)
  }

  @Test func `a chain of twenty thousand names resolves from either end`() {
    let chain = ["n0 = 1"] + (1..<20_000).map { "n\($0) = n\($0 - 1) + 1" }
    for lines in [chain, chain.reversed()] {
      let read = scope(lines.joined(separator: "\n"))
      #expect(read.faults.isEmpty)
      #expect(read.scope.values["n19999"] == Quantity(20_000))
    }
  }

  @Test func `a cycle of twenty thousand names is one error`() {
    let lines = (0..<20_000).map { "n\($0) = n\(($0 + 1) % 20_000)" }
    let read = scope(lines.joined(separator: "\n") + "\nfine = 1\nafter = n7 + fine")
    #expect(read.faults.map(\.code) == [.nameCycle])
    #expect(read.faults.first?.hint == "'n0' uses 'n1' uses 'n2' uses 'n3' uses 'n4' uses … uses 'n0'")
    #expect(read.scope.values == ["fine": Quantity(1)])
  }

  @Test(.timeLimit(.minutes(1)))
  func `cycles within cycles do not multiply`() {
    let lines = (0..<20_000).map { "n\($0) = n\(($0 + 1) % 20_000) + n0 + n\($0 / 2)" }
    let read = scope(lines.joined(separator: "\n"))
    #expect(read.faults.first?.code == .nameCycle)
    #expect(read.scope.values.isEmpty)
  }

  @Test func `two cycles are two errors, each where it begins`() {
    let read = scope("a = b\nb = a\nc = d + a\nd = c\ne = e\nf = a + c + 1")
    #expect(read.faults.map(\.code) == [.nameCycle, .nameCycle, .nameCycle])
    #expect(
      read.faults.map(\.message) == [
        "'a' is defined by itself", "'c' is defined by itself", "'e' is defined by itself",
      ])
    #expect(read.scope.values.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a hundred unknown names are told of, not thousands`() {
    let lines = (0..<5000).flatMap { ["known\($0) = \($0)", "x\($0) = unknown\($0)"] }
    let read = scope(lines.joined(separator: "\n"))
    #expect(read.faults.count == 100)
    #expect(read.faults.allSatisfy { $0.code == .unknownName })
  }

  @Test func `powers of units do not overflow`() {
    let nested = (0..<20).reduce("1 USD") { inner, _ in "(\(inner))^64" }
    #expect(fault(of: nested) == .unitPowerTooHigh)
    let squares = ["n0 = 1 USD"] + (1...80).map { "n\($0) = n\($0 - 1) * n\($0 - 1)" }
    #expect(scope(squares.joined(separator: "\n")).faults.map(\.code) == [.unitPowerTooHigh])
  }

  @Test(arguments: ["1e400", "1e308k", "9" + String(repeating: "9", count: 400), "1e99999999999999999999"])
  func `a number beyond all numbers is an error`(text: String) {
    #expect(fault(of: text) == .numberTooLarge)
  }

  @Test(arguments: ["1e308 * 10", "1e308 + 1e308", "-1e308 - 1e308", "1e300^2", "1 / 1e-320", "10^1000", "2^2000.5"])
  func `a result beyond all numbers is an error`(text: String) {
    #expect(fault(of: text) == .noFiniteValue)
  }

  /// Programs that people write, wrong ones and right ones.
  private static let corpus: [[UInt8]] = {
    let wrong = WrongProgramTests.files.compactMap { file in
      try? Array(Data(contentsOf: WrongProgramTests.folder.appending(path: file)))
    }
    return wrong + Builtin.all.map { Array($0.examples.map(\.formula).joined(separator: "\n").utf8) }
      + LanguageWord.all.map { Array($0.examples.joined(separator: "\n").utf8) }
  }()

  @Test(.timeLimit(.minutes(1)), arguments: UInt64(0)..<60)
  func `a program with some bytes changed has an answer or a diagnostic`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let alphabet = Array("0123456789.eE_%kMBT+-*/^()=<>;:#,$[]{}!\"' \n²⁻½·–abkmUSD".utf8)
    for _ in 0..<20 {
      var bytes = try #require(Self.corpus.randomElement(using: &generator))
      for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let byte = alphabet.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = byte
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(byte, at: place)
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 5)], at: place)
        }
      }
      let source = SourceText(name: "mutated", bytes: bytes)
      let started = ContinuousClock.now
      let calculation = Calculation(Program(source), library: StubLibrary(), sampling: .init(count: 4096))
      let places = calculation.faults.compactMap(\.span)
      #expect(places.allSatisfy { $0.end <= bytes.count }, "\(source.text)")
      if calculation.faults.isEmpty { _ = try? calculation.answers() }
      #expect(ContinuousClock.now - started < .seconds(10), "\(source.text)")
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["nothing(x)", "nothing + x", "5 nothings + x"])
  func `what is unknown in functions that call each other twice is sought once`(unknown: String) {
    let doubling = (1...30).map { "f\($0)(x) = f\($0 - 1)(x) + f\($0 - 1)(x)" }
    let read = scope((["f0(x) = \(unknown)"] + doubling + ["y = f30(1)"]).joined(separator: "\n"))
    #expect(read.faults.count == 2)
  }

  @Test func `ten thousand numbers with commas are read in one pass`() {
    let list = "[" + Array(repeating: "100", count: 10_000).joined(separator: ",") + "]"
    #expect(fault(of: "sum(\(list))") == nil)
    #expect(fault(of: String(repeating: "[1,100", count: 5000)) != nil)
  }
}
