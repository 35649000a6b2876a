import Knowledge

/// What a person typed to search for. Any string is legal, a whole page, too.
///
///     query = group*                    all must occur
///     group = term ('OR' term)*         one of them must
///     term  = ['-'] (word | word '*' | '"' words '"')
///
/// `-` leaves out what has the term, `*` stands for the rest of a word. A query that only leaves things out, or goes over
/// several lines, is read to the letter.
struct SearchQuery {
  struct Term: Hashable {
    /// The words that must stand one behind the other, as `SearchFolding` has them.
    var words: [String]
    /// Whether the last word may go on.
    var isPrefix: Bool
    /// What must also occur to the letter, folded: `c++`, `->`.
    var literal: String?
    /// The literal as it was typed.
    var typed: String
  }

  /// All of these, and of each group one.
  private(set) var groups: [[Term]] = []
  /// None of these.
  private(set) var excluded: [Term] = []

  var isEmpty: Bool { groups.isEmpty }
  /// Whether there is more to it than words that must all occur.
  var hasOperators: Bool { !excluded.isEmpty || groups.contains { $0.count > 1 } }
  /// Every term that may be found, once.
  var terms: [Term] { groups.flatMap(\.self) }

  /// - Parameter isLiteral: whether `OR` and `-` are words like others.
  init(_ typed: String, isLiteral: Bool = false) {
    var text = Substring(typed)
    let isLiteral = isLiteral || text.contains { $0.isNewline }
    // The header of a document that was pasted whole says nothing of its words.
    if let rest = Self.withoutHeader(text) { text = rest }
    let pieces = Self.pieces(text)
    var seen: Set<[Term]> = []
    // A word that comes again and again is read once.
    var known: [Piece: Term?] = [:]
    func term(_ piece: Piece) -> Term? {
      if let term = known[piece] { return term }
      let term = Self.term(piece.text, isQuoted: piece.isQuoted)
      known[piece] = .some(term)
      return term
    }
    var group: [Term] = []
    var isContinued = false
    func close() {
      if !group.isEmpty, seen.insert(group).inserted { groups.append(group) }
      group = []
    }
    for (index, piece) in pieces.enumerated() {
      if !isLiteral, !piece.isQuoted, piece.text == "OR", !group.isEmpty, index + 1 < pieces.count,
        !Self.isExclusion(pieces[index + 1])
      {
        isContinued = true
        continue
      }
      if !isLiteral, Self.isExclusion(piece) {
        close()
        let rest = Piece(text: String(piece.text.dropFirst()), isQuoted: piece.isQuoted)
        if let term = term(rest), !excluded.contains(term) {
          excluded.append(term)
        }
      } else if let term = term(piece) {
        if !isContinued { close() }
        if !group.contains(term) { group.append(term) }
      }
      isContinued = false
    }
    close()
    if groups.isEmpty, !excluded.isEmpty { self = SearchQuery(typed, isLiteral: true) }
  }

  // MARK: Pieces

  private struct Piece: Hashable {
    var text: String
    var isQuoted: Bool
  }

  /// `-word` or `-"phrase"`, but not `->` or `--`.
  private static func isExclusion(_ piece: Piece) -> Bool {
    guard piece.text.hasPrefix("-"), let next = piece.text.dropFirst().first else { return false }
    return next.isLetter || next.isNumber || piece.isQuoted
  }

  /// The words and phrases; a quote that nothing closes is part of a word.
  private static func pieces(_ typed: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var rest = typed
    while let first = rest.first {
      let isMinus = first == "-" && rest.dropFirst().first == "\""
      let quote = isMinus ? rest.dropFirst() : rest
      if first.isWhitespace {
        rest = rest.dropFirst()
      } else if quote.first == "\"", let close = quote.dropFirst().firstIndex(of: "\"") {
        let phrase = quote[quote.index(after: quote.startIndex)..<close].trimmed
        if !phrase.isEmpty { pieces.append(Piece(text: (isMinus ? "-" : "") + phrase, isQuoted: true)) }
        rest = quote[quote.index(after: close)...]
      } else {
        let word = rest.prefix { !$0.isWhitespace }
        pieces.append(Piece(text: String(word), isQuoted: false))
        rest = rest[word.endIndex...]
      }
    }
    return pieces
  }

  /// What stands behind a header between two `---`.
  private static func withoutHeader(_ text: Substring) -> Substring? {
    guard text.hasPrefix("---"), text.dropFirst(3).first?.isWhitespace == true else { return nil }
    var rest = text.dropFirst(3)
    while let close = rest.firstRange(of: "---") {
      let before = rest[..<close.lowerBound].last
      let after = rest[close.upperBound...].first
      if before?.isWhitespace ?? true, after?.isWhitespace ?? true { return rest[close.upperBound...] }
      rest = rest[close.upperBound...]
    }
    return nil
  }

  // MARK: Terms

  private static func term(_ text: String, isQuoted: Bool) -> Term? {
    let folding = SearchFolding(text)
    let words = folding.words
    let hasSymbols = words.isEmpty || (!isQuoted && carriesSymbols(text))
    let literal = hasSymbols && !folding.bytes.isEmpty ? folding.text : nil
    if words.isEmpty, literal == nil { return nil }
    let last = text.dropLast().last
    let isPrefix = !isQuoted && text.hasSuffix("*") && (last?.isLetter == true || last?.isNumber == true)
    return Term(words: words, isPrefix: isPrefix, literal: literal, typed: text)
  }

  /// Whether symbols at the ends mean something, as in `C++`, `#42` or `.env`; punctuation of a sentence does not.
  private static func carriesSymbols(_ text: String) -> Bool {
    func isWordPart(_ character: Character) -> Bool { character.isLetter || character.isNumber }
    let ends = [
      String(text.prefix { !isWordPart($0) }), String(text.reversed().prefix { !isWordPart($0) }.reversed()),
    ]
    return ends.contains { end in
      end.contains { !punctuation.contains($0) && !($0 == "." && end.count == 1 && text.hasSuffix(".")) }
    }
  }

  private static let punctuation: Set<Character> = Set(",;:!?\"'()“”‘’*，。、；：！？（）「」『』《》〈〉【】…—–„‚«»‹›¿¡")
}
