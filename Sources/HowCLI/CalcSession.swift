import Diagnostics
import Formulas
import Knowledge
import Reports

/// The interactive session of `how calc`: what was defined stays, and `ans` is the last result.
struct CalcSession {
  private let calculator: Calculator
  private let how: Session
  /// The lines that define something, the latest of each name.
  private var kept: [Kept] = []
  private var results = 0

  private struct Kept {
    var names: [String]
    var text: String
  }

  init(_ calculator: Calculator, _ how: Session) {
    self.calculator = calculator
    self.how = how
  }

  mutating func run() throws {
    let history = LineHistory(path: how.places.calcHistory)
    let names = CompletionNames()
    let console = how.console
    let editor = LineEditor(
      input: 0, output: 1, term: how.surroundings.environment["TERM"], history: history,
      paint: { console.bytes($0, for: console.surroundings.output) },
      complete: { text, cursor in LineCompletion(of: text, at: cursor, among: names.all) })
    how.console.say(StyledText("units, ranges and distributions; help tells more, Ctrl-D ends", .dim))
    while true {
      names.own = kept.flatMap(\.names)
      switch editor.readLine(prompt: StyledText("> ", .dim)) {
      case .interrupted: continue
      case .ended: return try history.finish()
      case .text(let line):
        if ["exit", "quit"].contains(line.trimmed) { return try history.finish() }
        how.console.answer(answer(to: line))
      }
    }
  }

  // MARK: A line

  /// What a line gives, or what is wrong with it; definitions that are right are kept.
  mutating func answer(to line: String) -> [StyledText] {
    let words = line.split(separator: " ").map(String.init)
    if let first = words.first, words.count <= 2, isCommand(first) {
      return first == "names" ? names() : Self.help(words.dropFirst().first)
    }
    let program = Program(SourceText(name: "session", text: line), units: calculator.units)
    if program.isEmpty { return [] }
    // A new definition takes the place of the old one.
    let defined = Set(program.definedNames)
    let others = kept.filter { defined.isDisjoint(with: $0.names) }
    let lines = answer(to: line, program, after: others)
    // A name that means something else now may have made the results before meaningless: they go.
    guard let lines else {
      let fewer = others.filter { $0.names.first?.hasPrefix("ans") != true }
      return answer(to: line, program, after: fewer) ?? []
    }
    return lines
  }

  /// The same with the lines that are kept; nil where what is wrong stands in an earlier result.
  private mutating func answer(to line: String, _ program: Program, after others: [Kept]) -> [StyledText]? {
    let before = others.map { $0.text + "\n" }.joined()
    let source = SourceText(name: "session", text: before + line)
    do {
      let place = SourceSpan(before.utf8.count, source.bytes.count + 1)
      let result = try calculator.answers(to: source, within: place)
      keep(line, program, others)
      return AnswerText.lines(result.outputs, readings: result.readings, pictures: true, note: result.note)
    } catch let faults as Faults {
      let isEarlier = faults.diagnostics.contains { ($0.span?.start ?? .max) < before.utf8.count }
      if isEarlier, others.contains(where: { $0.names.first?.hasPrefix("ans") == true }) { return nil }
      return faults.diagnostics.flatMap { $0.drawn(in: faults.source) }
    } catch let refusal as Refusal {
      return refusal.diagnostic.drawn()
    } catch {
      return [StyledText("\(error)", .bad)]
    }
  }

  private mutating func keep(_ line: String, _ program: Program, _ others: [Kept]) {
    kept = others
    if !program.definedNames.isEmpty { kept.append(Kept(names: program.definedNames, text: program.definitionsText)) }
    guard let last = program.lastExpressionText else { return }
    // What used the last result before goes on using that one.
    var text = last
    if let old = kept.firstIndex(where: { $0.names == ["ans"] }) {
      results += 1
      let name = "ans_\(results)"
      for index in kept.indices where index != old {
        kept[index].text = Program.renaming("ans", to: name, in: kept[index].text)
      }
      kept[old].text = Program.renaming("ans", to: name, in: kept[old].text)
      kept[old].names = [name]
      text = Program.renaming("ans", to: name, in: text)
    }
    kept.append(Kept(names: ["ans"], text: "ans = (\(text))"))
  }

  // MARK: Commands

  private func isCommand(_ word: String) -> Bool {
    ["help", "names", "?"].contains(word) && !kept.contains { $0.names.contains(word) }
  }

  private func names() -> [StyledText] {
    kept.isEmpty ? [StyledText("nothing is defined yet", .dim)] : kept.map { StyledText(visible($0.text)) }
  }

  static func help(_ name: String?) -> [StyledText] {
    if let name {
      guard let builtin = Builtin.all.first(where: { $0.name == name }) else {
        let near = NearestName.of(name, among: Builtin.all.map(\.name))
        return [StyledText("there is no function '\(visible(name))'" + (near.map { ": did you mean '\($0)'?" } ?? ""))]
      }
      return [StyledText(builtin.signature, .name), StyledText(builtin.summary)]
        + builtin.examples.map { StyledText("  \($0.formula)", .code) + StyledText("  # \($0.result)", .dim) }
    }
    let groups = Builtin.Group.allCases.map { group in
      StyledText("  " + group.rawValue.lowercased() + ": ", .dim)
        + StyledText(Builtin.all.filter { $0.group == group }.map(\.name).joined(separator: " "))
    }
    return [
      StyledText("40 hour * 80 USD/hour", .code), StyledText("x = 5 to 10 km; x / 2 hour -> m/s", .code),
      StyledText("P(normal(100, 15) > 120)", .code),
      StyledText("functions; 'help NAME' shows how one is called:"),
    ] + groups + [StyledText("'names' lists what is defined, 'ans' is the last result, Ctrl-D ends.")]
  }
}

/// The words that Tab completes.
private final class CompletionNames {
  var own: [String] = []
  private let known: [String] = Builtin.all.map { $0.name + "(" } + ["if", "then", "else", "and", "or", "not", "unit"]

  var all: [String] { (own + known).sorted() }
}
