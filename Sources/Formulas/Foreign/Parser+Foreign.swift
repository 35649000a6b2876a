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
    case .symbol(let symbol): .unexpected(symbol.rawValue, at: token.span, hint: meant(at: token))
    case .number, .date, .text, .link: .unexpected(source[token.span], at: token.span, hint: meant(at: token))
    case .name(let word), .attached(let word):
      Token.reserved.contains(word)
        ? .misplacedWord(word, at: token.span)
        : .unexpected(word, at: token.span, isUnit: isUnit(word), hint: meant(at: token))
    }
  }

  func isUnit(_ word: String) -> Bool { declaredUnits.contains(word) || units.unit(named: word) != nil }

  /// `50K EUR`, `3 million EUR`, `1,5 EUR`, `EUR 50k`, `1 000 000`, `5 ft 3 in`, `5% of 200`, `80 USD per hour`.
  private func meant(at token: Token) -> String? {
    guard let place = tokens.firstIndex(where: { $0.span == token.span }), place > 0 else { return nil }
    let (before, word) = (tokens[place - 1], source[token.span])
    let left = source[before.span]
    let number = place > 1 ? plainNumber(place - 2) : nil
    if let number, let suffix = Self.spelledSuffixes[left.lowercased()], !isProduct(left, word) {
      return "'\(number)\(suffix)': a suffix k, M, B or T stands right behind its number"
    }
    switch (before.kind, token.kind) {
    case (.number, .symbol(.comma)):
      guard place + 1 < tokens.count, case .number = tokens[place + 1].kind else { return nil }
      return decimalComma(left, source[tokens[place + 1].span])
    case (.number, .number): return grouped(from: place - 1)
    case (.name, .number), (.attached, .number):
      if number != nil, isUnit(left) { return compound(from: place) }
      if number != nil { return foreignWord(before, between: place - 2, and: place) }
      return isUnit(left) ? "the number stands before its unit: '\(word) \(left)'" : nil
    case (_, .name(let name)) where Self.conversionWords.contains(name):
      guard case .name(let unit)? = next(after: place)?.kind, isUnit(unit) else { return nil }
      return "to convert, write '\(phrase(before: place)) -> \(unit)'"
    case (_, .name("per")):
      guard case .name(let unit)? = next(after: place)?.kind else { return nil }
      return "write '\(phrase(before: place))/\(unit)'"
    case (_, .name("modulo")): return "the rest of a division is 'mod(7, 3)'"
    case (_, .name("times")), (_, .name("x")):
      guard case .number? = next(after: place)?.kind, case .number = before.kind else { return nil }
      return "to multiply, write '*'"
    case (.name, .name(let name)), (.attached, .name(let name)):
      guard let number, isUnit(left), isUnit(name) else { return nil }
      return "units are multiplied by '*': '\(number) \(left)*\(name)'"
    default: return nil
    }
  }

  private func next(after place: Int) -> Token? { place + 1 < tokens.count ? tokens[place + 1] : nil }

  private func plainNumber(_ place: Int) -> String? {
    if case .number = tokens[place].kind { source[tokens[place].span] } else { nil }
  }

  /// Whether two words behind a number are two units, not a suffix that is written apart: `5 m s`, but `5 m EUR`.
  private func isProduct(_ first: String, _ second: String) -> Bool {
    first.utf8.count == 1 && isUnit(first) && isUnit(second) && !Currency.codes.contains(second)
  }

  /// `1,5` and `1.500,00`.
  private func decimalComma(_ whole: String, _ decimals: String) -> String {
    let groups = whole.split(separator: ".")
    let isGrouped = groups.count == 2 && groups[0].utf8.count <= 3 && groups[1].utf8.count == 3
    if isGrouped { return "the decimal point is '.': '\(groups[0])_\(groups[1]).\(decimals)'" }
    return "the decimal point is '.': '\(whole).\(decimals)'"
  }

  /// `1 000 000` and `1.000.000`: one number, where groups of three digits follow.
  private func grouped(from first: Int) -> String? {
    var text = source[tokens[first].span].replacing(".", with: "_")
    guard text.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "_") }) else { return levelLast(from: first) }
    var isWhole = false
    for token in tokens[(first + 1)...] {
      guard case .number = token.kind else { break }
      let digits = source[token.span].drop { $0 == "." }
      guard digits.utf8.prefix(3).allSatisfy(\.isDigit), digits.utf8.prefix(4).filter(\.isDigit).count == 3 else {
        break
      }
      text += "_\(digits)"
      isWhole = true
    }
    return isWhole ? "digits are grouped by '_': '\(text)'" : levelLast(from: first)
  }

  /// `5 to 10 80%`: the level stands first.
  private func levelLast(from place: Int) -> String? {
    guard case .number(_, isPercent: true)? = next(after: place)?.kind, let level = next(after: place) else {
      return nil
    }
    return levelLast(source[level.span], before: place + 1)
  }

  /// The range that ends before a place, with its level in front.
  private func levelLast(_ level: String, before place: Int) -> String? {
    let phrase = phrase(before: place)
    return phrase.contains(" to ") ? "the level stands first: '\(level) \(phrase)'" : nil
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
  private func compound(from place: Int) -> String? {
    guard case .number(_, isPercent: let isPercent) = tokens[place].kind else { return nil }
    if isPercent { return levelLast(source[tokens[place].span], before: place) }
    var unit: String?
    switch next(after: place)?.kind {
    case .name("in")?: unit = "inch"
    case .name(let name)?, .attached(let name)?: unit = isUnit(name) ? name : nil
    default: break
    }
    let first = source[SourceSpan(tokens[place - 2].span.start, tokens[place - 1].span.end)]
    return unit.map { "'\(first) + \(source[tokens[place].span]) \($0)'" }
  }

  /// `5% of 200`, `7 mod 3`.
  private func foreignWord(_ word: Token, between left: Int, and right: Int) -> String? {
    let (a, b) = (source[tokens[left].span], source[tokens[right].span])
    switch source[word.span] {
    case "of": return "write '\(a) * \(b)'"
    case "modulo", "rem": return "write '\(a) mod \(b)'"
    case "x", "times": return "write '\(a) * \(b)'"
    case "plus": return "write '\(a) + \(b)'"
    case "minus": return "write '\(a) - \(b)'"
    case "over": return "write '\(a) / \(b)'"
    default: return nil
    }
  }

  // MARK: The word 'in'

  /// `3 in`: the inch, which is no word here.
  func unitAfterIn(_ left: Expression, at word: SourceSpan) -> Diagnostic? {
    guard case .number(_, isPercent: false, unit: nil) = left.form else { return nil }
    switch current?.kind {
    case nil, .endOfStatement, .comment, .symbol(.close), .symbol(.closeList), .symbol(.comma), .symbol(.times),
      .symbol(.over), .symbol(.arrow), .symbol(.power), .name("to"):
      return .misplacedWord("in", at: word, hint: "the unit is '\(source[left.span]) inch'")
    default: return nil
    }
  }

  /// `10 km in mile`.
  func conversion(_ left: Expression, to right: Expression) -> String? {
    guard let unit = right.bareName, isUnit(unit) else { return nil }
    return "to convert, write '\(source[left.span]) -> \(unit)'"
  }

  private static let conversionWords: Set<String> = ["as", "into", "en"]

  private static let spelledSuffixes = [
    "k": "k", "thousand": "k", "tsd": "k", "m": "M", "mm": "M", "mn": "M", "mio": "M", "mln": "M", "million": "M",
    "millions": "M", "b": "B", "bn": "B", "mrd": "B", "billion": "B", "billions": "B", "trillion": "T",
  ]
}
