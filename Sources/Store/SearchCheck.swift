import Foundation

/// Looks through a folded text for what the index cannot be asked for: symbols, very long phrases, very many words.
struct SearchCheck {
  private let query: SearchQuery

  init(_ query: SearchQuery) {
    self.query = query
  }

  /// - Parameter columns: the folded texts of a document.
  func passes(_ columns: [String]) -> Bool {
    let columns = columns.map { Array($0.utf8) + [0] }
    // Words set apart by one space each, so that a phrase is a stretch of bytes.
    let spaced = columns.map(Self.spaced)
    lazy var words = Set(spaced.flatMap { $0.dropLast().split(separator: UInt8(ascii: " ")) })
    let takesWords = query.groups.count > 16
    func has(_ term: SearchQuery.Term) -> Bool {
      if let literal = term.literal {
        let bytes = Array(literal.utf8) + [0]
        if !columns.contains(where: { Self.contains($0, bytes) }) { return false }
      }
      guard let first = term.words.first else { return true }
      if takesWords, term.words.count == 1, !term.isPrefix { return words.contains(Array(first.utf8)[...]) }
      let phrase = Array((" " + term.words.joined(separator: " ") + (term.isPrefix ? "" : " ")).utf8) + [0]
      return spaced.contains { Self.contains($0, phrase) }
    }
    return query.groups.allSatisfy { $0.contains(where: has) } && !query.excluded.contains(where: has)
  }

  private static func spaced(_ text: [UInt8]) -> [UInt8] {
    let space = UInt8(ascii: " ")
    var result: [UInt8] = [space]
    result.reserveCapacity(text.count + 2)
    for byte in text.dropLast() {
      let isWord =
        byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if isWord {
        result.append(byte)
      } else if result[result.count - 1] != space {
        result.append(space)
      }
    }
    if result[result.count - 1] != space { result.append(space) }
    result.append(0)
    return result
  }

  /// Folded texts hold no zeros, so that they are C strings with one behind them.
  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    text.withUnsafeBytes { text in
      part.withUnsafeBytes { part in
        guard let text = text.assumingMemoryBound(to: CChar.self).baseAddress,
          let part = part.assumingMemoryBound(to: CChar.self).baseAddress
        else { return false }
        return strstr(text, part) != nil
      }
    }
  }
}
