import Diagnostics
import SeededChance
import Testing

@testable import Decisions

struct ItemLineTests {
  struct Case: CustomTestStringConvertible {
    var line: String
    var probability: String?
    var label: String
    var note: String?
    var amount: String?

    init(_ line: String, _ probability: String?, _ label: String, _ note: String? = nil, _ amount: String? = nil) {
      (self.line, self.probability, self.label, self.note, self.amount) = (line, probability, label, note, amount)
    }

    var testDescription: String { line }
  }

  static let cases = [
    Case("Drill now", nil, "Drill now"),
    Case("Drill now: -rig", nil, "Drill now", nil, "-rig"),
    Case("Drill now : -rig", nil, "Drill now", nil, "-rig"),
    Case("Drill now:\t-rig", nil, "Drill now", nil, "-rig"),
    Case("Drill now:", nil, "Drill now"),
    Case("Drill now: ", nil, "Drill now"),
    // Probabilities
    Case("90% buyer pays: 0 USD", "90%", "buyer pays", nil, "0 USD"),
    Case("0.3 wet", "0.3", "wet"),
    Case(".3 wet", ".3", "wet"),
    Case("1/3 wet: 5", "1/3", "wet", nil, "5"),
    Case("12.5% wet", "12.5%", "wet"),
    Case("1.5 wet", "1.5", "wet"),
    Case("-5% wet", "-5%", "wet"),
    Case("−5% wet", "−5%", "wet"),
    Case("+5% wet", "+5%", "wet"),
    Case("20% to 30% wet: 1 USD", "20% to 30%", "wet", nil, "1 USD"),
    Case("20%  to  30%", "20%  to  30%", ""),
    Case("20% to market: 1 USD", "20%", "to market", nil, "1 USD"),
    Case("else buyer defaults: -15k USD", "else", "buyer defaults", nil, "-15k USD"),
    Case("else", "else", ""),
    Case("else: 3", "else", "", nil, "3"),
    Case("elsewhere: 3", nil, "elsewhere", nil, "3"),
    Case("Else we wait", nil, "Else we wait"),
    Case("(1 - p) rest: 2", "(1 - p)", "rest", nil, "2"),
    Case("((1 - p) / 2) rest", "((1 - p) / 2)", "rest"),
    Case("(p)", "(p)", ""),
    Case("(p)rest", nil, "(p)rest"),
    Case("50%", "50%", ""),
    Case("50%: 7 USD", "50%", "", nil, "7 USD"),
    // What looks like one
    Case("2 engineers: -200k USD", nil, "2 engineers", nil, "-200k USD"),
    Case("0", nil, "0"),
    Case("1 + 1", nil, "1 + 1"),
    Case("30%x", nil, "30%x"),
    Case("3. April", nil, "3. April"),
    Case("1/ 3", nil, "1/ 3"),
    Case("24/7 support", "24/7", "support"),
    Case("\"24/7 support\": 9 USD", nil, "24/7 support", nil, "9 USD"),
    Case("\"30%\"", nil, "30%"),
    Case("10% \"5% off\": 2", "10%", "5% off", nil, "2"),
    Case("\"a\" and \"b\": 2", nil, "\"a\" and \"b\"", nil, "2"),
    Case("\"", nil, "\""),
    // Notes
    Case("Do nothing (status quo): 0 USD", nil, "Do nothing", "status quo", "0 USD"),
    Case("Do nothing ( status quo )", nil, "Do nothing", "status quo"),
    Case("90% pays (late): 5", "90%", "pays", "late", "5"),
    Case("(p) pays (late)", "(p)", "pays", "late"),
    Case("a (b) (c)", nil, "a (b)", "c"),
    Case("a (b (c))", nil, "a", "b (c)"),
    Case("a (b) c", nil, "a (b) c"),
    Case("f(x)", nil, "f(x)"),
    Case("[text](link): 4", nil, "text", nil, "4"),
    Case("wet: 5 <!-- guess: 6 -->", nil, "wet", nil, "5"),
    Case("\"24/7\" (status quo)", nil, "24/7", "status quo"),
    // Colons
    Case("a: b: 3", nil, "a: b", nil, "3"),
    Case("at 12:30", nil, "at 12:30"),
    Case("at 12:30: 4", nil, "at 12:30", nil, "4"),
    Case("see [a: b]: 4", nil, "see [a: b]", nil, "4"),
    Case("see [a: b]", nil, "see [a: b]"),
    Case("see {a: b}", nil, "see {a: b}"),
    Case("a (b: c): 4", nil, "a", "b: c", "4"),
    Case("a ) b: 4", nil, "a ) b", nil, "4"),
    Case("use `x: y` now: 4", nil, "use x: y now", nil, "4"),
    Case("use `x: y`", nil, "use x: y"),
    Case("say \"x: y\" now: 4", nil, "say \"x: y\" now", nil, "4"),
    Case("5\" pipe: 4", nil, "5\" pipe", nil, "4"),
    Case("`tick: 4", nil, "`tick", nil, "4"),
    Case("größer: −3", nil, "größer", nil, "−3"),
    Case("同步 (备注): 5", nil, "同步", "备注", "5"),
    // Marks of markdown
    Case("**Buy**: 5", nil, "Buy", nil, "5"),
    Case("*Buy* the __flat__ ~~now~~", nil, "Buy the flat now"),
    Case("***Buy***", nil, "Buy"),
    Case("**50% good**: 5", "50%", "good", nil, "5"),
    Case("**50%** good", "50%", "good"),
    Case("*else* bad", "else", "bad"),
    Case("50% **good** (late): 5", "50%", "good", "late", "5"),
    Case("[ ] Buy: 5", nil, "Buy", nil, "5"),
    Case("[x] 50% good", "50%", "good"),
    Case("**Keep (status quo)**: 0", nil, "Keep", "status quo", "0"),
    Case("Food &amp; drink &#8364; &#x20AC; &unknown;", nil, "Food & drink € € &unknown;"),
    Case("[[lease|Lease it]] or [[buy]]", nil, "Lease it or buy"),
    Case("small_gap 2 * 3 a * b_c _d", nil, "small_gap 2 * 3 a * b_c _d"),
    Case("\\*kept\\* as it is", nil, "*kept* as it is"),
    Case("``a ` b`` `c", nil, "a ` b `c"),
    Case("2 ** 3 **", nil, "2 ** 3 **"),
    Case("**a *b** c*", nil, "a b c"),
  ]

  @Test(arguments: cases)
  func `a line has its parts`(example: Case) {
    let source = SourceText(name: "test", text: "xx" + example.line)
    let line = ItemLine(source, source.trimmed(SourceSpan(2, source.bytes.count)))
    #expect(line.probability.map { source[$0] } == example.probability)
    #expect(line.isRest == (example.probability == "else"))
    #expect(line.label == example.label)
    #expect(line.note == example.note)
    #expect(line.amount.map { source[$0] } == example.amount)
  }

  @Test(arguments: UInt64(0)..<300)
  func `no line makes the reader fall over`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let alphabet = Array("0123456789.%/ :()[]{}\"`-−+elsto(ab é同\t*_~&;\\*_")
    let text = String(
      (0..<Int.random(in: 0..<40, using: &generator)).compactMap { _ in alphabet.randomElement(using: &generator) })
    let source = SourceText(name: "test", text: text)
    let whole = source.trimmed(SourceSpan(0, source.bytes.count))
    let line = ItemLine(source, whole)
    for span in [line.probability, line.amount].compactMap({ $0 }) {
      #expect(whole.start <= span.start && span.end <= whole.end && !span.isEmpty)
    }
    #expect(line.label == line.label.trimmingSpaces || line.label.contains("\""))
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
