import Knowledge

/// What a person typed to search for: words, "phrases" and prefix*, all of which must occur. Any string is legal.
struct SearchQuery {
  /// The query for FTS5; nil where the tokenizer can help with nothing.
  private(set) var fullText: String?
  /// What must also occur to the letter (but for ASCII case): `C++`, `同步`, `->`.
  private(set) var substrings: [String] = []

  /// More words than anyone looks for and longer ones than anyone writes, fewer than SQLite takes.
  private static let mostTerms = 200
  private static let longest = 2000

  init(_ typed: String) {
    var phrases: [String] = []
    for (term, isQuoted) in Self.terms(typed).prefix(Self.mostTerms) {
      let isPrefix = !isQuoted && term.hasSuffix("*") && term.count > 1
      let text = isPrefix ? String(term.dropLast()) : term
      let words = text.split { !Self.isWordPart($0) }
      if text.unicodeScalars.contains(where: Self.isUnspaced) || words.isEmpty {
        // Scripts without spaces are one long word to the tokenizer, symbols are none.
        substrings.append(String(text.unicodeScalars.prefix(Self.longest)))
        continue
      }
      let phrase = words.joined(separator: " ").replacing("\"", with: "\"\"")
      phrases.append("\"\(phrase)\"" + (isPrefix ? "*" : ""))
      if !isQuoted, Self.carriesSymbols(text) { substrings.append(String(text.unicodeScalars.prefix(Self.longest))) }
    }
    fullText = phrases.isEmpty ? nil : phrases.joined(separator: " AND ")
  }

  var isEmpty: Bool { fullText == nil && substrings.isEmpty }

  /// The words and phrases; a quote that nothing closes is part of a word.
  private static func terms(_ typed: String) -> [(String, isQuoted: Bool)] {
    var terms: [(String, isQuoted: Bool)] = []
    var rest = Substring(typed.filter { $0 != "\0" })
    while let first = rest.first {
      if first.isWhitespace {
        rest = rest.dropFirst()
      } else if first == "\"", let close = rest.dropFirst().firstIndex(of: "\"") {
        let phrase = rest[rest.index(after: rest.startIndex)..<close].trimmed
        if !phrase.isEmpty { terms.append((phrase, true)) }
        rest = rest[rest.index(after: close)...]
      } else {
        let word = rest.prefix { !$0.isWhitespace }
        terms.append((String(word), false))
        rest = rest[word.endIndex...]
      }
    }
    return terms
  }

  /// What FTS5's unicode61 tokenizer takes for part of a word: letters, digits, marks, private use.
  private static func isWordPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  /// Whether symbols at the ends mean something, as in `C++`, `#42` or `.env`; punctuation of a sentence does not.
  private static func carriesSymbols(_ text: String) -> Bool {
    let ends = [
      text.prefix { !isWordPart($0) }, Substring(text.reversed().prefix { !isWordPart($0) }.map(String.init).joined()),
    ]
    let punctuation: Set<Character> = [",", ";", ":", "!", "?", "\"", "'", "(", ")", "“", "”", "‘", "’", "*"]
    return ends.contains { end in
      end.contains { !punctuation.contains($0) && !($0 == "." && end.count == 1 && text.hasSuffix(".")) }
    }
  }

  /// Han, kana, Thai, Lao, Burmese and Khmer, which write words without spaces between them.
  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
