import Diagnostics
import Quantities

/// The parts of formulas that operators join: numbers with units, names, calls, brackets, links.
extension Parser {
  mutating func primary() throws(Diagnostic) -> Expression {
    guard let token = current else { throw .expectedFormula(at: here) }
    switch token.kind {
    case .number(let value, let isPercent):
      index += 1
      return try number(value, isPercent: isPercent, at: token.span)
    case .date(let date):
      index += 1
      return Expression(form: .date(date), span: token.span)
    case .text(let text):
      index += 1
      return Expression(form: .text(text), span: token.span)
    case .name(let name):
      if Token.reserved.contains(name) { throw .misplacedWord(name, at: token.span) }
      index += 1
      guard isAt(.open) else { return Expression(form: .name(name), span: token.span) }
      let (arguments, close) = try arguments()
      return Expression(form: .call(name, at: token.span, arguments), span: token.span.joined(with: close))
    case .link(let target):
      return try link(target)
    case .symbol(.open):
      index += 1
      openBrackets += 1
      defer { openBrackets -= 1 }
      skipLineBreaks()
      var inner = try expression()
      skipLineBreaks(before: .close)
      let close = here
      guard take(.close) else {
        if !isAtEnd, let extra = current { throw unexpected(extra) }
        throw .unclosedBracket("(", at: token.span)
      }
      inner.span = token.span.joined(with: close)
      inner.isEnclosed = true
      return inner
    case .symbol(.openList):
      return try list()
    case .symbol(.close):
      throw .expectedFormula(at: token.span)
    default:
      throw unexpected(token)
    }
  }

  private mutating func list() throws(Diagnostic) -> Expression {
    let open = here
    index += 1
    openBrackets += 1
    defer { openBrackets -= 1 }
    var elements: [Expression] = []
    skipLineBreaks()
    while !isAt(.closeList) {
      elements.append(try expression())
      skipLineBreaks(before: .comma, .closeList)
      guard take(.comma) else { break }
      skipLineBreaks()
    }
    let close = here
    guard take(.closeList) else {
      if !isAtEnd, let extra = current { throw unexpected(extra) }
      throw .unclosedBracket("[", at: open)
    }
    return Expression(form: .list(elements), span: open.joined(with: close))
  }

  /// What stands in the parentheses of a call, and where they close.
  mutating func arguments() throws(Diagnostic) -> (arguments: [Expression.Argument], close: SourceSpan) {
    let open = here
    index += 1
    openBrackets += 1
    defer { openBrackets -= 1 }
    var arguments: [Expression.Argument] = []
    skipLineBreaks()
    while !isAt(.close) {
      let first = try expression()
      if take(.colon) {
        arguments.append(.init(label: first, value: try expression()))
      } else {
        arguments.append(.init(label: nil, value: first))
      }
      skipLineBreaks(before: .comma, .close)
      guard take(.comma) else { break }
      skipLineBreaks()
    }
    let close = here
    guard take(.close) else {
      if !isAtEnd, let extra = current { throw unexpected(extra) }
      throw .unclosedBracket("(", at: open)
    }
    return (arguments, close)
  }

  private mutating func link(_ target: String) throws(Diagnostic) -> Expression {
    let start = here
    index += 1
    var link = Expression.Link(target: target, targetSpan: start, arguments: nil, members: [])
    var last = start
    if isAt(.open), here.start == last.end {
      let (arguments, close) = try arguments()
      link.arguments = arguments
      last = close
    }
    while here.start == last.end {
      if take(.dot) {
        guard case .name(let name)? = current?.kind else { throw .expectedMember(at: here) }
        link.members.append(.init(name: name, span: here))
        last = here
        index += 1
      } else if isAt(.openList), index + 1 < tokens.count, case .text(let name) = tokens[index + 1].kind {
        let span = tokens[index + 1].span
        let open = here
        index += 2
        last = here
        guard take(.closeList) else { throw .unclosedBracket("[", at: open) }
        link.members.append(.init(name: name, span: span))
      } else {
        break
      }
    }
    return Expression(form: .link(link), span: start.joined(with: last))
  }
}
