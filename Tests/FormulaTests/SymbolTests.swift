import Diagnostics
import Formulas
import Foundation
import Quantities
import Testing

/// What names stand for, and what is known at each place of a program.
struct SymbolTests {
  private static let text = """
    unit token, tokens
    input params: token = 7 token  # how many
    input rate = 20% to 40%
    output total = twofold(params) * (rate) + params
    twofold(x) = 2 * x
    chance oil = dry (1 - share), wet (share)
    test core given oil
      dry: good 20%, bad 80%
      wet: good 70%, bad 30%
    share = 30%
    require params > 0 tokens
    together params, rate
    idle(share) = share + 1
    """

  private static let source = SourceText(text)
  private static let program = Program(source)

  private func symbol(_ name: String, _ role: Symbol.Role) throws -> Symbol {
    try #require(Self.program.symbols.first { $0.name == name && $0.role == role })
  }

  /// The lines in which a symbol is used.
  private func lines(_ symbol: Symbol) -> [Int] { symbol.uses.map { Self.source.line(at: $0.start) } }

  @Test func `every name has its uses`() throws {
    #expect(Self.program.faults.isEmpty)
    #expect(lines(try symbol("params", .input)) == [4, 4, 11, 12])
    #expect(lines(try symbol("rate", .input)) == [4, 12])
    #expect(lines(try symbol("total", .output)) == [])
    #expect(lines(try symbol("twofold", .function)) == [4])
    #expect(lines(try symbol("x", .parameter)) == [5])
    #expect(lines(try symbol("oil", .chance)) == [7])
    #expect(lines(try symbol("token", .unit)) == [2, 2])
    #expect(lines(try symbol("tokens", .unit)) == [11])
    #expect(lines(try symbol("share", .definition)) == [6, 6])
    #expect(lines(try symbol("share", .parameter)) == [13])
    #expect(try symbol("params", .input).description == "how many")
  }

  @Test func `a place leads to the definition, whichever of its uses it is`() {
    for symbol in Self.program.symbols {
      for span in [symbol.definition] + symbol.uses {
        #expect(Self.source[span] == symbol.name)
        for place in span.range {
          #expect(Self.program.symbol(at: place)?.definition == symbol.definition)
        }
      }
    }
    #expect(Self.program.symbol(at: Self.text.utf8.count) == nil)
  }

  /// The `how` blocks of the library's models, those of their cases among them.
  @Test func `in the library every use is written as its definition`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "Templates/library")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
    var uses = 0
    for file in files.sorted() {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let source = SourceText(name: file, text: text)
      var spans: [SourceSpan] = []
      var place = 0
      var start: Int?
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line == "```how" {
          start = place + line.utf8.count + 1
        } else if line == "```", let begun = start {
          spans.append(SourceSpan(begun, place))
          start = nil
        }
        place += line.utf8.count + 1
      }
      let program = Program(source, in: spans)
      let known = Set(program.symbols.map(\.name))
      for entry in program.entries where entry.role != .plain { #expect(known.contains(entry.name), "\(file)") }
      for symbol in program.symbols {
        for span in [symbol.definition] + symbol.uses {
          #expect(source[span] == symbol.name, "\(file): \(span)")
          uses += 1
        }
      }
    }
    #expect(uses > 500, "the library has \(uses) names")
  }

  // MARK: Facts

  private func fact(_ text: String, at mark: String) throws -> Fact? {
    let source = SourceText(text)
    let calculation = Calculation(Program(source), library: StubLibrary(), keepsFacts: true)
    let range = try #require(text.range(of: mark))
    return try calculation.fact(at: text.utf8.distance(from: text.startIndex, to: range.lowerBound))
  }

  @Test func `the smallest part at a place has its value`() throws {
    let text = "a = 3 km + 500 m\nb = a / 2 s\n"
    let whole = try #require(try fact(text, at: "a = 3"))
    #expect(whole.value.quantity?.value == 3.5)
    let part = try #require(try fact(text, at: "500"))
    #expect(part.value.quantity?.value == 500)
    guard case .quantity(let unit)? = part.kind else {
      Issue.record("500 m is \(String(describing: part.kind))")
      return
    }
    #expect(unit.symbol == "m")
    let used = try #require(try fact(text, at: "a / 2"))
    #expect(used.value.quantity?.value == 3.5)
    let sum = try #require(try fact(text, at: "+ 500"))
    #expect(sum.value.quantity?.value == 3.5)
    #expect(try fact("# nothing\na = 1\n", at: "nothing") == nil)
  }

  @Test func `an uncertain part has its spread`() throws {
    let text = "a = max(normal(0, 1), 0)\n"
    let fact = try #require(try fact(text, at: "a = "))
    guard case .number(let number) = fact.value, case .uncertain(let spread) = number.amount else {
      Issue.record("it is \(fact.value)")
      return
    }
    #expect(abs((spread.mean?.value ?? 0) - 0.3989) < 0.005)
  }

  @Test func `the body of a function has no value of its own`() throws {
    let text = "f(x) = x + 1\na = f(2)\n"
    #expect(try fact(text, at: "x + 1") == nil)
    #expect(try fact(text, at: "f(2)")?.value.quantity?.value == 3)
  }
}
