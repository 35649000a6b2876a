import Diagnostics
import Formulas
import Knowledge
import LineEditing
import Notebook
import Reports
import Styling

/// The interactive session of `how calc`: what was defined stays, and `ans` is the last result.
struct CalcSession {
  private let calculator: Calculator
  private let how: Session
  /// The statements that count for later lines, the latest of each name.
  private var kept: [Kept] = []
  private var results = 0
  /// What was typed of a text that goes on in the next line.
  private var begun: String?

  struct Kept {
    /// The names that it defines.
    var names: [String]
    /// The names that it says something of, as what correlates or requires them does.
    var correlated: [String] = []
    var uses: Set<String>
    var text: String

    /// Whether another statement takes its place.
    func isReplaced(by part: Program.Part) -> Bool {
      guard names.isEmpty else { return !Set(part.names).isDisjoint(with: names) }
      return part.names.isEmpty && (part.text == text || part.isCorrelation && Set(part.correlated) == Set(correlated))
    }
  }

  init(_ calculator: Calculator, _ how: Session) {
    self.calculator = calculator
    self.how = how
  }

  mutating func run() throws {
    let history = LineHistory(path: how.places.calcHistory)
    let names = CompletionNames(calculator.units)
    let console = how.console
    let editor = LineEditor(
      input: 0, output: 1, term: how.surroundings.environment["TERM"], history: history,
      paint: { console.bytes($0, for: console.surroundings.output) },
      complete: { names.completion(of: $0, at: $1) })
    how.console.say(StyledText("units, ranges and distributions; help tells more, Ctrl-D ends", .dim))
    while true {
      names.own = kept.flatMap(\.names)
      switch editor.readLine(prompt: StyledText(isOpen ? "… " : "> ", .dim)) {
      case .interrupted: begun = nil
      case .ended: return try finish(history)
      case .text(let line):
        if !isOpen, ["exit", "quit", ":exit", ":quit", ":q"].contains(line.trimmed) { return try finish(history) }
        how.console.answer(answer(to: line))
      }
    }
  }

  private func finish(_ history: LineHistory) throws(Failure) {
    do throws(HistoryFault) {
      try history.finish()
    } catch {
      throw Failure(.inputOutput, .cannotWrite(error.path, error.reason))
    }
  }

  /// Whether what was typed goes on in the next line.
  var isOpen: Bool { begun != nil }

  // MARK: A line

  /// What a line gives, or what is wrong with it; what is right is kept. Nothing where the text goes on.
  mutating func answer(to line: String) -> [StyledText] {
    if begun == nil, let answer = command(line) { return answer }
    let text = (begun.map { $0 + "\n" } ?? "") + line.withoutFences
    // An empty line ends what seems to go on, and a block that was pasted is whole where nothing is open.
    if !line.allSatisfy(\.isWhitespace), Program.goesOn(text), !(line.contains("\n") && Program.isWhole(text)) {
      begun = text
      return []
    }
    begun = nil
    return answer(toWhole: text)
  }

  private mutating func answer(toWhole text: String) -> [StyledText] {
    let source = SourceText(name: "session", text: text)
    let program = Program(source, units: calculator.units)
    if program.isEmpty { return [] }
    if !program.faults.isEmpty { return program.faults.flatMap { $0.drawn(in: source) } }
    // A definition by its own name goes on from the one before.
    if let (line, others) = goingOn(program, text) {
      return answer(to: line, Program(SourceText(name: "session", text: line), units: calculator.units), among: others)
    }
    return answer(to: text, program, among: kept)
  }

  private mutating func answer(to text: String, _ program: Program, among kept: [Kept]) -> [StyledText] {
    // A new definition takes the place of the old one.
    let parts = program.parts
    let others = kept.filter { old in !parts.contains { old.isReplaced(by: $0) } }
    // A name that means something else now may have made the results before meaningless: they go.
    if let lines = answer(to: text, program, after: others) { return lines }
    let fewer = others.filter { $0.names.first?.hasPrefix("ans") != true }
    return answer(to: text, program, after: fewer) ?? []
  }

  /// The same with the statements that are kept; nil where what is wrong stands in an earlier result.
  private mutating func answer(to text: String, _ program: Program, after others: [Kept]) -> [StyledText]? {
    // What was typed comes first, so that places and lines are those that a person sees.
    let source = SourceText(name: "session", text: text + "\n" + others.map { $0.text + "\n" }.joined())
    do {
      let result = try calculator.answers(to: source, within: SourceSpan(0, text.utf8.count + 1))
      keep(program, others)
      return AnswerText.lines(result.outputs, readings: result.readings, pictures: true, note: result.note)
    } catch let faults as DocumentErrors {
      let isEarlier = faults.diagnostics.contains { ($0.span?.start ?? 0) > text.utf8.count }
      if isEarlier, others.contains(where: { $0.names.first?.hasPrefix("ans") == true }) { return nil }
      return faults.diagnostics.flatMap { drawn($0, in: source, behind: text.utf8.count + 1, others) }
    } catch let refusal as Failure {
      return refusal.diagnostic.drawn()
    } catch {
      return [StyledText("\(error)", .bad)]
    }
  }

  /// A fault in what was typed at its place there, one in an earlier statement in that statement alone.
  private func drawn(_ fault: Diagnostic, in source: SourceText, behind end: Int, _ others: [Kept]) -> [StyledText] {
    guard let span = fault.span, span.start >= end else { return fault.drawn(in: source) }
    var start = end
    for old in others {
      let next = start + old.text.utf8.count + 1
      if span.start < next {
        var part = fault.within(SourceSpan(start, next - 1))
        // What was typed now stands in another text than the one that is drawn.
        for place in fault.related where place.span.start < end {
          part.advise(also: "\(place.text): '\(source[place.span])'")
        }
        return part.drawn(in: SourceText(name: "an earlier line", text: old.text))
      }
      start = next
    }
    return fault.drawn()
  }

  private mutating func keep(_ program: Program, _ others: [Kept]) {
    kept = others
    for part in program.parts {
      kept.append(Kept(names: part.names, correlated: part.correlated, uses: part.uses, text: part.text))
    }
    guard let last = program.lastExpressionText else { return }
    // What used the last result before goes on using that one.
    var text = last
    if kept.contains(where: { $0.names == ["ans"] }) {
      results += 1
      let name = "ans_\(results)"
      for index in kept.indices { kept[index].rename("ans", to: name) }
      text = Program.renaming("ans", to: name, in: text)
    }
    let program = Program(SourceText(name: "session", text: "ans = (\(text))"), units: calculator.units)
    kept.append(Kept(names: ["ans"], uses: program.parts.first?.uses ?? [], text: "ans = (\(text))"))
  }

  /// `x = x + 1`: the line with the earlier `x` under another name, and the statements that are kept with that name.
  private func goingOn(_ program: Program, _ text: String) -> (line: String, kept: [Kept])? {
    var line = Array(text.utf8)
    var others = kept
    var places: [(SourceSpan, String)] = []
    for part in program.parts where !part.usesOfItself.isEmpty {
      guard let name = part.names.first, let old = others.firstIndex(where: { $0.names == [name] }) else { continue }
      let known = Set(others.flatMap(\.names) + program.definedNames)
      var number = 1
      while known.contains("\(name)_\(number)") { number += 1 }
      let other = "\(name)_\(number)"
      others[old].rename(name, to: other)
      // What is correlated is one distribution by itself, which the new value is not.
      for index in others.indices
      where others[index].correlated.contains(name) && others[index].text.hasPrefix("correlate") {
        others[index].rename(name, to: other)
      }
      places += part.usesOfItself.map { ($0, other) }
    }
    guard !places.isEmpty else { return nil }
    for (span, other) in places.sorted(by: { $0.0 > $1.0 }) {
      line.replaceSubrange(span.range, with: Array(other.utf8))
    }
    return (String(decoding: line, as: UTF8.self), others)
  }

  // MARK: Commands

  /// What a command of the session answers; nil where the line is none.
  private mutating func command(_ line: String) -> [StyledText]? {
    var words = line.split(separator: " ").map(String.init)
    guard var first = words.first else { return nil }
    // With a colon a command means itself, whatever is defined.
    let isMarked = first.hasPrefix(":") && first.count > 1
    if isMarked { first.removeFirst() }
    guard ["?", "forget", "help", "names"].contains(first),
      isMarked || !kept.contains(where: { $0.names.contains(first) })
    else { return nil }
    words.removeFirst()
    switch first {
    case "names" where words.isEmpty: return names()
    case "forget" where isMarked || words.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }):
      return forget(words)
    case "help", "?":
      return isMarked || words.count <= 1 ? SessionHelp(units: calculator.units).lines(on: words.first) : nil
    default: return nil
    }
  }

  private func names() -> [StyledText] {
    kept.isEmpty ? [StyledText("nothing is defined yet", .dim)] : kept.map { StyledText(visible($0.text)) }
  }

  private mutating func forget(_ names: [String]) -> [StyledText] {
    if names.isEmpty { return [StyledText("forget what? 'forget NAME', or 'forget all'")] }
    if names == ["all"], !kept.contains(where: { $0.names.contains("all") }) {
      kept = []
      return []
    }
    let known = kept.flatMap(\.names)
    if let unknown = names.first(where: { !known.contains($0) }) {
      let near = NearestName.advice(unknown, among: known).map { ": \($0.text)" } ?? ""
      return [StyledText("nothing is called '\(visible(unknown))'" + near)]
    }
    // Results go with what they were computed from; definitions do not go silently.
    let rest = kept.filter { old in
      Set(old.names).isDisjoint(with: names) && Set(old.correlated).isDisjoint(with: names)
        && !(old.names.first?.hasPrefix("ans") == true && !old.uses.isDisjoint(with: names))
    }
    if let user = rest.first(where: { !$0.uses.isDisjoint(with: names) }), let name = user.names.first {
      let used = names.first { user.uses.contains($0) } ?? names[0]
      return [StyledText("'\(name)' uses '\(used)'; to forget both: forget \(names.joined(separator: " ")) \(name)")]
    }
    kept = rest
    return []
  }
}

extension CalcSession.Kept {
  fileprivate mutating func rename(_ name: String, to other: String) {
    guard names.contains(name) || correlated.contains(name) || uses.contains(name) else { return }
    text = Program.renaming(name, to: other, in: text)
    names = names.map { $0 == name ? other : $0 }
    correlated = correlated.map { $0 == name ? other : $0 }
    if uses.remove(name) != nil { uses.insert(other) }
  }
}

extension Program {
  /// Whether a text that may go on is right as it stands.
  fileprivate static func isWhole(_ text: String) -> Bool { Program(SourceText(name: "", text: text)).faults.isEmpty }
}

extension String {
  /// Without the lines that mark a block of code in a document.
  fileprivate var withoutFences: String {
    guard contains("```") || contains("~~~") else { return self }
    return split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.trimmed.hasPrefix("```") && !$0.trimmed.hasPrefix("~~~") }.joined(separator: "\n")
  }
}
