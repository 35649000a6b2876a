import Diagnostics
import Foundation
import Testing

@testable import Formulas

/// Work that must not grow as the square or the power of what was written.
struct GrowthTests {
  /// Models `m0`, `m1` … of one text each, and a count of how often each was asked for.
  private struct Chain: FormulaLibrary {
    let text: @Sendable (Int) -> String?

    func model(_ target: String) -> Result<FormulaModel, Absence> {
      guard let number = Int(target.dropFirst()), let text = text(number) else {
        return .failure(Absence("is not there"))
      }
      let source = SourceText(name: target, text: text)
      return .success(FormulaModel(name: target, source: source, spans: [SourceSpan(0, source.bytes.count)]))
    }

    func table(_ target: String) -> Result<FormulaTable, Absence> { .failure(Absence("is not there")) }
  }

  private func answer(_ text: String, _ library: any FormulaLibrary) throws -> Double? {
    let program = Program(SourceText(name: "-", text: text))
    let calculation = Calculation(program, library: library, sampling: .init(count: 1000, seed: 1, threads: 1))
    if let fault = calculation.faults.first { throw fault }
    let (outputs, _, _) = try calculation.answers()
    guard case .number(let number)? = outputs.last?.value else { return nil }
    if case .exact(let exact) = number.amount { return exact }
    if case .uncertain(let spread) = number.amount { return spread.mean?.value }
    return nil
  }

  @Test func `a model that is called twice at each of thirty levels is read once a level`() throws {
    let chain = Chain { number in
      number == 30
        ? "input x = 1\noutput y = x\n"
        : "input x = 1\noutput y = [[m\(number + 1)]](x: x).y + [[m\(number + 1)]](x: x).y\n"
    }
    #expect(try answer("output y = [[m0]](x: 3).y", chain) == 3 * 1_073_741_824)
    let uncertain = Chain { number in
      number == 20
        ? "input x = 1\noutput y = normal(x, 1)\n"
        : "input x = 1\noutput y = ([[m\(number + 1)]](x: x).y + [[m\(number + 1)]](x: x).y) / 2\n"
    }
    let mean = try #require(try answer("output y = [[m0]](x: 3).y", uncertain))
    // 1000 samples of one draw: a standard error of 0.03.
    #expect(abs(mean - 3) < 0.15)
  }

  @Test func `calls with other inputs are other calls`() throws {
    let chain = Chain { _ in "input x = 1\noutput y = 2 * x\n" }
    #expect(try answer("output y = [[m0]](x: 3).y + 100 * [[m0]](x: 4).y + 10_000 * [[m0]](x: 3).y", chain) == 60_806)
  }

  @Test func `what a caller's units mean is a part of the call`() throws {
    let chain = Chain { number in
      switch number {
      case 0: "unit coin = 2 USD\noutput y = [[m2]](x: 1 coin).y\n"
      case 1: "unit coin = 3 USD\noutput y = [[m2]](x: 1 coin).y\n"
      default: "input x: USD = 1 USD\noutput y = x / (1 USD)\n"
      }
    }
    #expect(try answer("output y = [[m0]]().y + 10 * [[m1]]().y", chain) == 32)
  }

  @Test func `a chain of 150 models is no circle, and one without end is told of`() throws {
    let chain = Chain { number in
      number == 150 ? "output y = 7\n" : "output y = [[m\(number + 1)]]().y\n"
    }
    #expect(try answer("output y = [[m0]]().y", chain) == 7)
    let endless = Chain { "output y = [[m\($0 + 1)]]().y\n" }
    #expect(throws: Diagnostic.self) { try answer("output y = [[m0]]().y", endless) }
    do {
      _ = try answer("output y = [[m0]]().y", endless)
    } catch let fault as Diagnostic {
      #expect(fault.code == .callsTooDeep)
    }
  }

  @Test func `lists of lists that double with every line are bounded`() throws {
    let lines = ["a0 = [1, 2]"] + (1...40).map { "a\($0) = [a\($0 - 1), a\($0 - 1)]" } + ["output y = 1"]
    do {
      _ = try answer(lines.joined(separator: "\n"), StubLibrary())
      Issue.record("it was computed")
    } catch let fault as Diagnostic {
      #expect(fault.code == .listTooLong)
    }
    let few = ["a0 = [1, 2]"] + (1...10).map { "a\($0) = [a\($0 - 1), a\($0 - 1)]" } + ["output y = a10[1][2][1]"]
    #expect(throws: Never.self) { try answer(few.joined(separator: "\n"), StubLibrary()) }
  }

  @Test func `rows of a large table are found by their keys`() {
    let rows = (0..<20_000).map { ["Row \($0)", "\($0)"] }
    let table = FormulaTable(header: ["key", "value"], rows: rows + [["Row 7", "other"]])
    var found = 0
    for number in stride(from: 0, to: 20_000, by: 7) where table.row("row_\(number)") == number { found += 1 }
    #expect(found == 2858 && table.row("Row 7") == 7 && table.row("row_x") == nil)
  }
}
