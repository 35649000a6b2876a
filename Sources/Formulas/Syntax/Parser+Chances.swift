import Diagnostics

/// Chances and tests, whose values have names and probabilities.
extension Parser {
  /// What follows the word `chance` or `test`.
  mutating func chance(isTest: Bool) throws(Diagnostic) -> Statement.Form {
    let (name, nameSpan) = try self.name()
    var chance = Statement.Chance(name: name, nameSpan: nameSpan, isTest: isTest)
    if take(word: "given") {
      repeat {
        let (parent, span) = try self.name()
        chance.parents.append((parent, span))
      } while take(.comma)
      _ = take(.colon)
      skipComment()
      guard isAtEnd else { throw .rowsBelow(name, at: here) }
      while isAtRow { chance.rows.append(try row()) }
      guard !chance.rows.isEmpty else { throw .rowsMissing(name, at: nameSpan) }
      return .chance(chance)
    }
    guard take(.equals) else { throw .expectedChance(name, isTest: isTest, at: here) }
    if isTest { throw .testWithoutGiven(name, at: nameSpan) }
    let start = here
    let outcomes = try outcomes()
    chance.rows = [Statement.Chance.Row(keys: [], outcomes: outcomes, span: start)]
    return .chance(chance)
  }

  private mutating func skipComment() {
    if case .comment? = current?.kind { index += 1 }
  }

  /// Whether the next line with something on it is a row: names, a colon, and no `=`.
  private var isAtRow: Bool {
    var next = index
    loop: while next < tokens.count {
      switch tokens[next].kind {
      case .endOfStatement, .comment: next += 1
      default: break loop
      }
    }
    guard next < tokens.count, case .some = label(at: next) else { return false }
    var hasColon = false
    for token in tokens[next...] {
      switch token.kind {
      case .endOfStatement, .comment: return hasColon
      case .symbol(.colon): hasColon = true
      case .symbol(.equals): return false
      default: break
      }
    }
    return hasColon
  }

  private func label(at index: Int) -> String? {
    switch tokens[index].kind {
    case .name(let name) where !Token.reserved.contains(name) || name == "in" || name == "not": name
    case .text(let text): text
    default: nil
    }
  }

  /// `wet, high: none 30%, open 70%`.
  private mutating func row() throws(Diagnostic) -> Statement.Chance.Row {
    while let token = current {
      if case .endOfStatement = token.kind {
        index += 1
      } else if case .comment = token.kind {
        index += 1
      } else {
        break
      }
    }
    let start = here
    var keys: [Statement.Chance.Label] = []
    repeat { keys.append(try outcomeLabel()) } while take(.comma)
    guard take(.colon) else { throw .expectedColon(at: here) }
    let outcomes = try outcomes()
    skipComment()
    guard isAtEnd else { throw unexpected(tokens[index]) }
    return Statement.Chance.Row(keys: keys, outcomes: outcomes, span: start.joined(with: tokens[index - 1].span))
  }

  /// One or more words, or a text in quotes.
  private mutating func outcomeLabel() throws(Diagnostic) -> Statement.Chance.Label {
    guard index < tokens.count, let first = label(at: index) else { throw .expectedValueName(at: here) }
    var span = here
    if case .text = tokens[index].kind {
      index += 1
      return .init(text: first, span: span)
    }
    while index < tokens.count, case .name = tokens[index].kind, label(at: index) != nil {
      span = span.joined(with: tokens[index].span)
      index += 1
    }
    // Words are kept as they are written: labels in the tree are compared with them.
    let words = source[span].split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    return .init(text: words, span: span)
  }

  /// `dry 50%, wet 30%, soaking else`.
  private mutating func outcomes() throws(Diagnostic) -> [Statement.Chance.Outcome] {
    var outcomes: [Statement.Chance.Outcome] = []
    repeat {
      let label = try outcomeLabel()
      if isAt(word: "else") {
        outcomes.append(.init(label: label, probability: nil, span: label.span.joined(with: here)))
        index += 1
        continue
      }
      guard !isAtEnd, !isAt(.comma) else { throw .valueWithoutProbability(label.text, at: label.span) }
      let probability = try expression()
      outcomes.append(
        .init(label: label, probability: probability, span: label.span.joined(with: probability.span)))
    } while take(.comma)
    return outcomes
  }
}
