import Diagnostics
import Knowledge

/// The stretch of a text that shows best why it was found: with as many of the terms close together as can be.
///
/// Found in one pass, a part of the text at a time, and no further than where all terms stand together.
struct SearchExcerpt {
  private struct Hit {
    var term: Int
    /// The bytes of the text.
    var range: Range<Int>
  }

  private let text: [UInt8]
  private let terms: [SearchQuery.Term]
  /// The words of all terms, by number; and which terms begin with each.
  private var numbers: [ArraySlice<UInt8>: Int32] = [:]
  private var beginnings: [Int32: [Int]] = [:]
  private var phrases: [[Int32]] = []
  private var prefixes: [(term: Int, bytes: [UInt8])] = []

  /// Longer phrases are known by their beginning.
  private static let mostWords = 24
  /// How far apart, in bytes, terms may stand to be shown together.
  private static let reach = 90
  private static let part = 1 << 17

  /// - Parameter start: the first byte of the text proper.
  init(_ text: [UInt8], from start: Int, terms: [SearchQuery.Term]) {
    self.text = text
    self.start = max(0, min(start, text.count))
    self.terms = terms
    for (index, term) in terms.enumerated() {
      let words = term.words.prefix(Self.mostWords)
      if term.isPrefix, words.count == 1, let word = words.first {
        prefixes.append((index, Array(word.utf8)))
        phrases.append([])
        continue
      }
      // A prefix behind other words is marked without its last.
      let whole = term.isPrefix ? words.dropLast() : words
      let phrase = whole.map { number(Array($0.utf8)[...]) }
      phrases.append(phrase)
      if let first = phrase.first { beginnings[first, default: []].append(index) }
    }
  }

  private let start: Int

  private mutating func number(_ word: ArraySlice<UInt8>) -> Int32 {
    if let number = numbers[word] { return number }
    numbers[word] = Int32(numbers.count)
    return Int32(numbers.count - 1)
  }

  /// One line, the matches marked.
  var marked: Excerpt {
    var best: [Hit] = []
    var bestCount = 0
    var from = start
    while from < text.count, bestCount < terms.count {
      var end = min(text.count, from + Self.part)
      // Parts end with lines, else with characters.
      if end < text.count {
        end = text[from..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? end
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
      }
      let (hits, count) = densest(hits(in: from..<end))
      if count > bestCount { (best, bestCount) = (hits, count) }
      from = end
    }
    return drawn(around: best)
  }

  // MARK: Hits

  private func hits(in range: Range<Int>) -> [Hit] {
    let folding = SearchFolding(text[range])
    let words = folding.tokens.map { numbers[folding.bytes[$0.folded]] ?? -1 }
    var hits: [Hit] = []
    for index in words.indices {
      if words[index] >= 0 {
        for term in beginnings[words[index]] ?? [] where words[index...].starts(with: phrases[term]) {
          let last = index + phrases[term].count - 1
          let place = folding.tokens[index].source.lowerBound..<folding.tokens[last].source.upperBound
          hits.append(Hit(term: term, range: withSymbols(place, of: term)))
        }
      }
      for prefix in prefixes where folding.bytes[folding.tokens[index].folded].starts(with: prefix.bytes) {
        hits.append(Hit(term: prefix.term, range: folding.tokens[index].source))
      }
    }
    for (index, term) in terms.enumerated() where term.words.isEmpty {
      let symbols = Array(term.typed.utf8)
      if let place = text[range].firstRange(of: symbols) { hits.append(Hit(term: index, range: place)) }
    }
    return hits.sorted { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
  }

  /// A match with the symbols that were typed before and behind it.
  private func withSymbols(_ range: Range<Int>, of term: Int) -> Range<Int> {
    guard terms[term].literal != nil else { return range }
    let typed = Array(terms[term].typed.utf8)
    func isWord(_ byte: UInt8) -> Bool {
      byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    let before = typed.prefix { !isWord($0) }
    let behind = typed.suffix(from: typed.lastIndex(where: isWord).map { $0 + 1 } ?? typed.count)
    var range = range
    if range.lowerBound - before.count >= start,
      text[(range.lowerBound - before.count)..<range.lowerBound].elementsEqual(before)
    {
      range = (range.lowerBound - before.count)..<range.upperBound
    }
    if text[range.upperBound...].starts(with: behind) {
      range = range.lowerBound..<(range.upperBound + behind.count)
    }
    return range
  }

  /// The hits within reach of each other that are of most terms, the first of such; and of how many terms they are.
  private func densest(_ hits: [Hit]) -> (hits: [Hit], count: Int) {
    var counts: [Int: Int] = [:]
    var best = 0..<0
    var most = 0
    var first = 0
    for (index, hit) in hits.enumerated() {
      counts[hit.term, default: 0] += 1
      while hit.range.upperBound - hits[first].range.lowerBound > Self.reach, first < index {
        counts[hits[first].term] = counts[hits[first].term].flatMap { $0 > 1 ? $0 - 1 : nil }
        first += 1
      }
      if counts.count > most {
        most = counts.count
        best = first..<(index + 1)
      }
    }
    if best.isEmpty { return ([], 0) }
    // What follows is marked, too, as far as it is shown.
    let end = hits[best.lowerBound].range.lowerBound + 2 * Self.reach
    return (hits[best.lowerBound...].prefix { $0.range.lowerBound < end }.map(\.self), most)
  }

  // MARK: The line

  private func drawn(around hits: [Hit]) -> Excerpt {
    let begin = hits.first.map { beginning(before: $0.range.lowerBound) } ?? start
    var line = ExcerptLine(isCut: text[start..<begin].contains { !$0.isWhiteSpace && $0 != UInt8(ascii: "#") })
    var index = begin
    var next = 0
    let must = hits.isEmpty ? begin : min(text.count, hits[0].range.upperBound)
    while index < text.count {
      while next < hits.count, hits[next].range.upperBound <= index { next += 1 }
      let isMatch = next < hits.count && hits[next].range.lowerBound <= index
      var end = index + 1
      while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
      let isLineStart = index == start || text[index - 1] == UInt8(ascii: "\n")
      if isLineStart, let heading = endOfHeadingMark(index) {
        index = heading
        continue
      }
      if line.isFull, index >= must, text[index].isWhiteSpace || line.isOverfull { break }
      line.append(text[index..<end], isMatch: isMatch)
      index = end
    }
    return line.finished(isCut: text[index...].contains { !$0.isWhiteSpace })
  }

  /// Behind the `#`s and spaces that begin a heading.
  private func endOfHeadingMark(_ start: Int) -> Int? {
    var end = start
    while end < text.count, text[end] == UInt8(ascii: "#"), end - start < 6 { end += 1 }
    guard end > start, end < text.count, text[end] == UInt8(ascii: " ") else { return nil }
    while end < text.count, text[end] == UInt8(ascii: " ") { end += 1 }
    return end
  }

  /// Where to begin, to show what leads to a place: at the beginning of its sentence, else with a word.
  private func beginning(before place: Int) -> Int {
    let least = max(start, place - 60)
    var index = place
    var word = place
    while index > least {
      let byte = text[index - 1]
      if byte == UInt8(ascii: "\n") { return index }
      if byte == UInt8(ascii: " ") {
        word = index
        if index - 1 > start, [".", "!", "?"].contains(where: { $0.utf8.first == text[index - 2] }) { return index }
      }
      index -= 1
    }
    if index == start { return start }
    if word < place || place == index { return word }
    // No space: any character will do.
    index = max(start, place - 30)
    while index < place, text[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }
}

/// A line that is put together, its white space as single spaces.
private struct ExcerptLine {
  private var text = Excerpt()
  private var run: [UInt8] = []
  private var isInMatch = false
  private var columns = 0
  private var endsInSpace = true

  init(isCut: Bool) {
    if isCut { text.append(Array("…".utf8), isMatch: false) }
  }

  var isFull: Bool { columns >= 88 }
  var isOverfull: Bool { columns >= 110 }

  mutating func append(_ character: ArraySlice<UInt8>, isMatch: Bool) {
    let isSpace = character.first.map { $0 <= 0x20 } ?? true
    if isSpace, endsInSpace { return }
    endsInSpace = isSpace
    let isMarked = isMatch && !(isSpace && run.isEmpty)
    if isMarked != isInMatch {
      text.append(run, isMatch: isInMatch)
      run = []
      isInMatch = isMarked
    }
    if isSpace {
      run.append(UInt8(ascii: " "))
    } else {
      run += character
    }
    columns += character.count > 2 ? 2 : 1
  }

  consuming func finished(isCut: Bool) -> Excerpt {
    if run.last == UInt8(ascii: " ") { run.removeLast() }
    text.append(run, isMatch: isInMatch)
    if isCut { text.append(Array("…".utf8), isMatch: false) }
    return text
  }
}
