import Diagnostics
import Knowledge

/// Where the header of a text stands: the 1-based lines of the rules above and below it.
///
/// A header stands at the beginning of the text, behind nothing but blank lines, between a line of three or more hyphens
/// and the next one, or one of three dots, which ends a document of YAML. What stands between two rules and has no line
/// `key: value` is text: nothing of a document is out of sight.
struct HeaderBounds {
  var opening: Int
  var closing: Int

  /// - Throws: an error for a header that is begun, as its first line shows, and never closed.
  static func find(in source: SourceText) throws(Diagnostic) -> HeaderBounds? {
    let lines = HeaderLines(source)
    guard let opening = lines.firstFilled, let indentation = lines.rule(opening) else { return nil }
    // The form that everybody writes; a text that begins otherwise has to be a header beyond doubt.
    let isPlain = opening == 1 && lines.bare(1).elementsEqual("---".utf8) && indentation == 0
    guard let closing = lines.closing(of: opening, indentation: indentation) else {
      let begins = lines.firstSignificant(from: opening + 1).map { isPlain ? lines.isKey($0) : lines.isKnownKey($0) }
      if begins ?? false { throw .unclosedHeader(at: source.span(ofLine: opening)) }
      return nil
    }
    let bounds = HeaderBounds(opening: opening, closing: closing)
    let inside = (opening + 1)..<closing
    guard let first = lines.firstSignificant(from: opening + 1), first < closing else {
      return isPlain && inside.allSatisfy(lines.isBlank) ? bounds : nil
    }
    if isPlain { return inside.contains { lines.isKey($0) || lines.isKnownKey($0) } ? bounds : nil }
    return lines.isKey(first) || inside.contains { lines.isKnownKey($0) } ? bounds : nil
  }

  /// The first line of what a person would take for a header, in a text that has none.
  static func misplaced(in source: SourceText) -> Int? {
    let lines = HeaderLines(source)
    guard let first = lines.firstFilled else { return nil }
    if lines.isKnownKey(first, among: ["kind", "slug"]) { return first }
    let isFenced = lines.isFence(first)
    if isFenced, let second = lines.firstSignificant(from: first + 1), lines.isKnownKey(second) { return first }
    // Further down, only a line that says what the document is can be meant so.
    var isInCode = false
    for line in first..<min(first + 30, source.lineStarts.count + 1) {
      if lines.isCodeFence(line) { isInCode.toggle() }
      if !isInCode, lines.saysKind(line) { return line }
    }
    return nil
  }
}

/// The lines of a text, as far as headers are told by them.
struct HeaderLines {
  let source: SourceText

  init(_ source: SourceText) {
    self.source = source
  }

  /// A line without white space at its ends and without the mark of byte order.
  func bare(_ line: Int) -> ArraySlice<UInt8> {
    var span = source.span(ofLine: line)
    if line == 1, source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { span = SourceSpan(3, max(3, span.end)) }
    return source.bytes[source.trimmed(span).range]
  }

  func isBlank(_ line: Int) -> Bool { bare(line).isEmpty }

  private func isComment(_ line: Int) -> Bool { bare(line).first == UInt8(ascii: "#") }

  /// How far a line begins to the right.
  func indentation(_ line: Int) -> Int { bare(line).startIndex - beginning(line) }

  private func beginning(_ line: Int) -> Int {
    line == 1 && source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : source.lineStarts[line - 1]
  }

  /// The first line that is not blank; few texts begin with many that are.
  var firstFilled: Int? { (1...min(source.lineStarts.count, 100)).first { !isBlank($0) } }

  /// The first line from one on that is neither blank nor a comment, as far as a header goes.
  func firstSignificant(from line: Int) -> Int? {
    guard line <= source.lineStarts.count else { return nil }
    return (line...source.lineStarts.count).first { !isBlank($0) && !isComment($0) }
  }

  /// How far a line of three or more hyphens begins to the right, at most three columns; nil for any other line.
  func rule(_ line: Int) -> Int? {
    let text = bare(line)
    guard text.count >= 3, text.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
    let lead = source.bytes[beginning(line)..<text.startIndex]
    return lead.count <= 3 && lead.allSatisfy { $0 == 0x20 } ? lead.count : nil
  }

  func closing(of opening: Int, indentation: Int) -> Int? {
    guard opening < source.lineStarts.count else { return nil }
    return ((opening + 1)...source.lineStarts.count).first { line in
      if let own = rule(line) { return own <= indentation }
      return bare(line).elementsEqual("...".utf8) && self.indentation(line) == 0
    }
  }

  /// `key: value`, `key:`, `"key": value` or a mapping in braces, and no item of a list.
  func isKey(_ line: Int) -> Bool {
    let text = bare(line)
    guard let first = text.first else { return false }
    if first == UInt8(ascii: "{") || text.starts(with: "? ".utf8) { return true }
    if "-#>*+|[".utf8.contains(first) { return false }
    var rest = text
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard let end = text.dropFirst().firstIndex(of: first) else { return false }
      rest = text[(end + 1)...]
    }
    guard
      let colon = rest.indices.first(where: { index in
        rest[index] == UInt8(ascii: ":") && (index + 1 == rest.endIndex || rest[index + 1].isWhiteSpace)
      })
    else { return false }
    return colon > text.startIndex
  }

  /// A key that somebody reads, with `:` or `=` behind it.
  func isKnownKey(_ line: Int, among keys: Set<String>? = nil) -> Bool {
    var text = bare(line)
    let isMarked = text.starts(with: "? ".utf8)
    if isMarked { text = text.dropFirst(2) }
    let colon = text.prefix(40).firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }
    // The colon of a key behind `?` stands on a line of its own.
    guard let mark = colon ?? (isMarked && text.count < 40 ? text.endIndex : nil) else { return false }
    let key = String(decoding: text[..<mark], as: UTF8.self).trimmed.filter { $0 != "\"" && $0 != "'" && $0 != "{" }
    guard let known = Header.known(key) else { return false }
    return keys.map { $0.contains(known) } ?? true
  }

  /// `kind: decision`, however it is written.
  func saysKind(_ line: Int) -> Bool {
    let text = bare(line)
    if text.count > 40 { return false }
    let words = String(decoding: text, as: UTF8.self).lowercased()
      .split { !$0.isLetter }.map(String.init)
    return words.count == 2 && words[0] == "kind" && Kind(rawValue: words[1]) != nil
  }

  func isCodeFence(_ line: Int) -> Bool {
    let text = bare(line)
    return text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
  }

  /// What people and other programs set a header apart with: `---`, `+++`, `;;;`, a fence of code, a long dash.
  func isFence(_ line: Int) -> Bool {
    if isCodeFence(line) {
      let info = String(decoding: bare(line).drop { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }, as: UTF8.self)
      return ["", "yaml", "yml", "toml", "json"].contains(info.trimmed.lowercased())
    }
    let text = String(decoding: bare(line).prefix(40), as: UTF8.self)
    guard let first = text.first else { return false }
    if "—–―-".contains(first) { return text.allSatisfy { "—–―-".contains($0) } }
    return text.count >= 3 && "+;*_=~{<%".contains(first) && text.allSatisfy { $0 == first } || text == "{"
      || text == "<!--"
  }
}
