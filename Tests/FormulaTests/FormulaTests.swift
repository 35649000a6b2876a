import Diagnostics
import Formulas
import Quantities
import Testing

struct FormulaTests {
  @Test(
    arguments: [
      ("1", 1), ("1_000", 1000), ("1_0.5_0", 10.5), (".5", 0.5), ("5e25", 5e25), ("5E-3", 0.005), ("1e+2", 100),
      ("20%", 0.2), ("0.5%", 0.005), ("1_000%", 10),
      ("70k", 70e3), ("1.5M", 1.5e6), ("2B", 2e9), ("3T", 3e12), ("1e3k", 1e6),
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2 - 3 - 4", -5), ("2 - (3 - 4)", 3), ("24 / 4 / 2", 3),
      ("24 / (4 / 2)", 12),
      ("6 / 4 * 2", 3), ("2^10", 1024), ("2^3^2", 512), ("(2^3)^2", 64), ("-2^2", -4), ("(-2)^2", 4), ("2^-1", 0.5),
      ("(-2)^-3", -0.125), ("9^0.5", 3), ("0^0", 1), ("2^-2^2", 0.0625), ("1 - -1", 2), ("--2", 2), ("-(+2)", -2),
      ("+3", 3),
      ("2 − 3", -1), ("−2", -2), ("2 × 3", 6), ("2 · 3", 6), ("6 ÷ 3", 2), ("2*3+4*5", 26), ("1-1", 0),
      ("  1 \t+\t 2  ", 3), ("1 + 2 # and no more", 3), ("((((7))))", 7), ("1 - 0.7 - 0.3", 0),
    ] as [(String, Double)])
  func `a plain formula has a value`(formula: String, expected: Double) throws {
    #expect(try value(of: formula) == Quantity(expected))
  }

  @Test(
    arguments: [
      ("70k USD", 70e3, "USD"), ("70USD", 70, "USD"), ("-70k USD", -70e3, "USD"), ("2 * 70 USD", 140, "USD"),
      ("70 USD * 2", 140, "USD"), ("1 USD + 2 USD", 3, "USD"), ("0 + 5 EUR", 5, "EUR"), ("5 EUR - 0", 5, "EUR"),
      ("0 - 5 EUR", -5, "EUR"), ("10 USD / 4 USD", 2.5, ""), ("1 / 4 USD", 0.25, "1/USD"), ("3 USD^2", 3, "USD^2"),
      ("3 USD * 2 EUR", 6, "USD*EUR"), ("6 USD / 2 EUR", 3, "USD/EUR"), ("6 USD / 2 EUR / 3 GBP", 1, "USD/EUR/GBP"),
      ("1.08 USD / 1 EUR * 50 EUR", 54, "USD"), ("(2 USD)^-2", 0.25, "1/USD^2"), ("(4 USD)^0", 1, ""),
      ("4 USD^2 / 4 USD", 1, "USD"), ("20% * 50 USD", 10, "USD"), ("0 USD + 3 USD", 3, "USD"),
      ("1_5%USD", 0.15, "USD"),
    ] as [(String, Double, String)])
  func `a formula keeps its unit`(formula: String, expected: Double, unit: String) throws {
    let value = try value(of: formula)
    #expect(value.value == expected)
    #expect(value.unit.symbol == unit)
  }

  @Test(
    arguments: [
      ("rig", 70e3), ("rig * 2 + fee", 150e3), ("täglich", 3), ("_x1", 4), ("预算 / 2", 50), ("late", 140e3),
      ("k", 5), ("USD", 6), ("e\u{301}", 8), ("input", 9),
    ] as [(String, Double)])
  func `a name stands for its definition, wherever that stands`(formula: String, expected: Double) throws {
    let program = """
      late = 2 * rig   # before what it uses
      rig = 70k; fee = 10k
      täglich = 3;;; _x1 = 4

      预算 = 100
      k = 5
      USD = 6
      é = 8
      input = 9
      """
    #expect(scope(program).faults.isEmpty)
    #expect(try value(of: formula, where: program).value == expected)
  }

  @Test func `definitions may stand in several blocks and lines may end in any way`() {
    let source = SourceText("a = b + 1\r\nb = 2 # two\r\nnoise\nc = a; d = c")
    let noise = source.text.utf8.count - "noise\nc = a; d = c".utf8.count
    let blocks = [source.whole.range.prefix(noise), source.whole.range.dropFirst(noise + 6)]
    let read = Scope.reading(source, in: blocks.map { .init($0) })
    #expect(read.faults.isEmpty)
    #expect(read.scope.values == ["a": Quantity(3), "b": Quantity(2), "c": Quantity(3), "d": Quantity(3)])
  }

  @Test func `a formula is read from its span alone`() throws {
    let source = SourceText("xx  1 + 2  yy")
    let formula = try Formula(source, in: .init(2, 11))
    #expect(try formula.value(in: Scope()).value == 3)
    #expect(source[formula.span] == "1 + 2")
  }

  @Test func `a wrong definition is told of once, what follows from it not at all`() {
    let read = scope("a = 1 / 0\nb = a + 1\nc = b * a\nd = 2")
    #expect(read.faults.map(\.code) == [.divisionByZero])
    #expect(read.scope.values == ["d": Quantity(2)])
    #expect(fault(of: "c", where: "a = 1 / 0\nc = a") == .follows)
  }

  @Test func `every line that is wrong is told of, in the order of the text`() {
    let read = scope("a = 1 +\nb = 2\nc = )\nd = $3\ne = e\nb = 3")
    #expect(
      read.faults.map(\.code) == [
        .expectedFormula, .expectedFormula, .dollarSign, .nameCycle, .duplicateName,
      ])
    #expect(read.scope.values == ["b": Quantity(2)])
  }

  @Test func `where a line cannot be read, the name that it would define is not called unknown`() {
    #expect(scope("a = 1 2\nb = a + 1\nc = nothing").faults.map(\.code) == [.unexpected, .unknownName])
    #expect(fault(of: "a", where: "a = 1 2") == .follows)
    #expect(fault(of: "a", where: "a = $1") == .follows)
  }

  @Test(arguments: [
    ("5 usd", "did you mean 'USD'?"), ("rgi", "did you mean 'rig'?"), ("5 rig", "to multiply, write '5 * rig'"),
    ("5 USD + 1", "give the plain number its unit"),
  ])
  func `a mistake comes with what to do`(formula: String, hint: String) {
    let source = SourceText(formula)
    do throws(Diagnostic) {
      _ = try Formula(source, in: source.whole).value(in: scope("rig = 70k USD").scope)
      Issue.record("no error for \(formula)")
    } catch {
      #expect(error.hint == hint)
    }
  }
}
