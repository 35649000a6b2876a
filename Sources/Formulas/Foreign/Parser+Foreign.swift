import Diagnostics
import Quantities

/// What people write who come from other tools, from spreadsheets or from speech, and what it reads here.
extension Parser {
  func unexpected(_ token: Token) -> Diagnostic {
    switch token.kind {
    case .fault(let number): faults[number]
    case .endOfStatement, .comment: .expectedFormula(at: token.span)
    case .symbol(.close): .unopenedBracket(")", at: token.span)
    case .symbol(.closeList): .unopenedBracket("]", at: token.span)
    case .symbol(.equals): .equalsInFormula(at: token.span)
    case .symbol(.doubledStar), .symbol(.doubledAnd), .symbol(.doubledBar), .symbol(.not):
      .foreignOperator(source[token.span], at: token.span)
    case .symbol(.plusMinus): .plusMinus(at: token.span)
    case .symbol(.percent):
      .unexpectedCharacter("%", at: token.span, around: Neighbours(of: token.span, in: source))
    case .symbol(let symbol): .unexpected(symbol.rawValue, at: token.span, advice: meant(at: token))
    case .number, .date, .text, .link: .unexpected(source[token.span], at: token.span, advice: meant(at: token))
    case .name(let word), .attached(let word):
      Token.reserved.contains(word)
        ? .misplacedWord(word, at: token.span)
        : .unexpected(word, at: token.span, isUnit: isUnit(word), advice: meant(at: token))
    }
  }

  func isUnit(_ word: String) -> Bool { declaredUnits.contains(word) || units.unit(named: word) != nil }

  /// `50K EUR`, `3 million EUR`, `1,5 EUR`, `EUR 50k`, `1 000 000`, `5 ft 3 in`, `5% of 200`, `80 USD per hour`.
  private func meant(at token: Token) -> Advice? {
    guard let place = tokens.firstIndex(where: { $0.span == token.span }), place > 0 else { return nil }
    let (before, word) = (tokens[place - 1], source[token.span])
    let left = source[before.span]
    let number = place > 1 ? plainNumber(place - 2) : nil
    if let number, let suffix = Self.spelledSuffixes[left.lowercased()], !isProduct(left, word) {
      return Advice(
        "'\(number)\(suffix)': a suffix k, M, B or T stands right behind its number", writing: "\(number)\(suffix)",
        at: span(place - 2, place - 1))
    }
    switch (before.kind, token.kind) {
    case (.number, .symbol(.comma)):
      guard place + 1 < tokens.count, case .number = tokens[place + 1].kind else { return nil }
      return decimalComma(left, source[tokens[place + 1].span], at: span(place - 1, place + 1))
    case (.number, .number): return grouped(from: place - 1)
    case (.name, .number), (.attached, .number):
      if number != nil, isUnit(left) { return compound(from: place) }
      if number != nil { return foreignWord(before, between: place - 2, and: place) }
      guard isUnit(left) else { return nil }
      return Advice(
        "the number stands before its unit: '\(word) \(left)'", writing: "\(word) \(left)",
        at: span(place - 1, place), isSafe: true)
    case (_, .name(let name)) where Self.conversionWords.contains(name):
      guard case .name(let unit)? = next(after: place)?.kind, isUnit(unit) else { return nil }
      let meant = "\(phrase(before: place)) -> \(unit)"
      return Advice("to convert, write '\(meant)'", edits: [TextEdit(token.span, "->")], title: "write '\(meant)'")
    case (_, .name("per")):
      guard case .name(let unit)? = next(after: place)?.kind else { return nil }
      let meant = "\(phrase(before: place))/\(unit)"
      let gap = SourceSpan(before.span.end, tokens[place + 1].span.start)
      return Advice("write '\(meant)'", edits: [TextEdit(gap, "/")], title: "write '\(meant)'", isSafe: true)
    case (_, .name("modulo")):
      return Advice("the rest of a division is 'mod(7, 3)'", edits: [TextEdit(token.span, "mod")], title: "write 'mod'")
    case (_, .name("times")), (_, .name("x")):
      guard case .number? = next(after: place)?.kind, case .number = before.kind else { return nil }
      return Advice("to multiply, write '*'", writing: "*")
    case (.name, .name(let name)), (.attached, .name(let name)):
      guard let number, isUnit(left), isUnit(name) else { return nil }
      return Advice(
        "units are multiplied by '*': '\(number) \(left)*\(name)'",
        edits: [TextEdit(SourceSpan(before.span.end, token.span.start), "*")], title: "write '\(left)*\(name)'",
        isSafe: true)
    default: return nil
    }
  }

  /// From one token to the end of another.
  private func span(_ first: Int, _ last: Int) -> SourceSpan { tokens[first].span.joined(with: tokens[last].span) }

  private func next(after place: Int) -> Token? { place + 1 < tokens.count ? tokens[place + 1] : nil }

  private func plainNumber(_ place: Int) -> String? {
    if case .number = tokens[place].kind { source[tokens[place].span] } else { nil }
  }

  /// Whether two words behind a number are two units, not a suffix that is written apart: `5 m s`, but `5 m EUR`.
  private func isProduct(_ first: String, _ second: String) -> Bool {
    first.utf8.count == 1 && isUnit(first) && isUnit(second) && !Currency.codes.contains(second)
  }

  /// `1,5` and `1.500,00`.
  private func decimalComma(_ whole: String, _ decimals: String, at span: SourceSpan) -> Advice {
    let groups = whole.split(separator: ".")
    let isGrouped = groups.count == 2 && groups[0].utf8.count <= 3 && groups[1].utf8.count == 3
    let number = isGrouped ? "\(groups[0])_\(groups[1]).\(decimals)" : "\(whole).\(decimals)"
    return Advice("the decimal point is '.': '\(number)'", writing: number, at: span)
  }

  /// `1 000 000` and `1.000.000`: one number, where groups of three digits follow.
  private func grouped(from first: Int) -> Advice? {
    var text = source[tokens[first].span].replacing(".", with: "_")
    guard text.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "_") }) else { return levelLast(from: first) }
    var last = first
    for token in tokens[(first + 1)...] {
      guard case .number = token.kind else { break }
      let digits = source[token.span].drop { $0 == "." }
      guard digits.utf8.prefix(3).allSatisfy(\.isDigit), digits.utf8.prefix(4).filter(\.isDigit).count == 3 else {
        break
      }
      text += "_\(digits)"
      last += 1
    }
    if last == first { return levelLast(from: first) }
    return Advice("digits are grouped by '_': '\(text)'", writing: text, at: span(first, last))
  }

  /// `5 to 10 80%`: the level stands first.
  private func levelLast(from place: Int) -> Advice? {
    guard case .number(_, isPercent: true)? = next(after: place)?.kind else { return nil }
    return level(last: place + 1)
  }

  /// The range that ends before a place where its level stands, with that in front.
  private func level(last place: Int) -> Advice? {
    let (level, phrase) = (source[tokens[place].span], phrase(before: place))
    guard phrase.contains(" to ") else { return nil }
    let start = tokens[place - 1].span.end - phrase.utf8.count
    return Advice(
      "the level stands first: '\(level) \(phrase)'", writing: "\(level) \(phrase)",
      at: SourceSpan(start, tokens[place].span.end), isSafe: true)
  }

  /// What stands before a place, from the beginning of its bracket or statement.
  private func phrase(before place: Int) -> String {
    var first = place
    var closed = 0
    loop: while first > 0 {
      switch tokens[first - 1].kind {
      case .endOfStatement, .comment, .fault, .symbol(.equals), .symbol(.comma), .symbol(.colon): break loop
      case .symbol(.close), .symbol(.closeList): closed += 1
      case .symbol(.open), .symbol(.openList):
        if closed == 0 { break loop }
        closed -= 1
      default: break
      }
      first -= 1
    }
    guard first < place else { return "" }
    return source[SourceSpan(tokens[first].span.start, tokens[place - 1].span.end)]
  }

  /// `5 ft 3 in`, `2 h 30 min`: a sum.
  private func compound(from place: Int) -> Advice? {
    guard case .number(_, isPercent: let isPercent) = tokens[place].kind else { return nil }
    if isPercent { return level(last: place) }
    var unit: String?
    switch next(after: place)?.kind {
    case .name("in")?: unit = "inch"
    case .name(let name)?, .attached(let name)?: unit = isUnit(name) ? name : nil
    default: break
    }
    let first = source[SourceSpan(tokens[place - 2].span.start, tokens[place - 1].span.end)]
    return unit.map { unit in
      let sum = "\(first) + \(source[tokens[place].span]) \(unit)"
      return Advice("'\(sum)'", writing: sum, at: span(place - 2, place + 1), isSafe: true)
    }
  }

  /// `5% of 200`, `7 mod 3`.
  private func foreignWord(_ word: Token, between left: Int, and right: Int) -> Advice? {
    guard let own = Self.foreignWords[source[word.span]] else { return nil }
    let meant = "\(source[tokens[left].span]) \(own) \(source[tokens[right].span])"
    // A word that touches its number, as in `7x`, stands apart from it then.
    let gap = SourceSpan(tokens[left].span.end, tokens[right].span.start)
    return Advice("write '\(meant)'", edits: [TextEdit(gap, " \(own) ")], title: "write '\(meant)'", isSafe: true)
  }

  private static let foreignWords = [
    "of": "*", "modulo": "mod", "rem": "mod", "x": "*", "times": "*", "plus": "+", "minus": "-", "over": "/",
  ]

  // MARK: The word 'in'

  /// `3 in`: the inch, which is no word here.
  func unitAfterIn(_ left: Expression, at word: SourceSpan) -> Diagnostic? {
    guard case .number(_, isPercent: false, unit: nil) = left.form else { return nil }
    switch current?.kind {
    case nil, .endOfStatement, .comment, .symbol(.close), .symbol(.closeList), .symbol(.comma), .symbol(.times),
      .symbol(.over), .symbol(.arrow), .symbol(.power), .name("to"):
      return .misplacedWord(
        "in", at: word, advice: Advice("the unit is '\(source[left.span]) inch'", writing: "inch", isSafe: true))
    default: return nil
    }
  }

  /// `10 km in mile`.
  func conversion(_ left: Expression, to right: Expression) -> Advice? {
    guard let unit = right.bareName, isUnit(unit) else { return nil }
    return Advice("to convert, write '\(source[left.span]) -> \(unit)'", writing: "->", isSafe: true)
  }

  private static let conversionWords: Set<String> = ["as", "into", "en"]

  private static let spelledSuffixes = [
    "k": "k", "thousand": "k", "tsd": "k", "m": "M", "mm": "M", "mn": "M", "mio": "M", "mln": "M", "million": "M",
    "millions": "M", "b": "B", "bn": "B", "mrd": "B", "billion": "B", "billions": "B", "trillion": "T",
  ]
}
