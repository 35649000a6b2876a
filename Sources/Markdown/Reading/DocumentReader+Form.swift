package import Diagnostics
package import Knowledge

extension DocumentReader {
  /// Refuses a text whose header no verb could change, or that only looks like having one: what is accepted can be gone
  /// on with.
  ///
  /// - Throws: the first place that is written so.
  package static func checkForm(of document: Document) throws(DocumentErrors) {
    let source = document.source
    if document.header.span == nil {
      guard let line = HeaderBounds.misplaced(in: source) else { return }
      throw DocumentErrors(in: source, [.headerIsNoHeader(at: source.trimmed(source.span(ofLine: line)))])
    }
    if isPlain(document) { return }
    let missing = Header.written.filter { document.header[$0] == nil }
    for key in Header.written where document.header[key] != nil {
      if !canSet([key], in: document), let entry = document.header[key] {
        let line = source.span(ofLine: source.line(at: entry.keySpan.start))
        throw DocumentErrors(in: source, [.headerCannotChange(key, at: source.trimmed(line))])
      }
    }
    if !missing.isEmpty, !canSet(missing, in: document), let closing = document.header.closing {
      let line = source.span(ofLine: source.line(at: closing))
      throw DocumentErrors(in: source, [.headerCannotChange(missing[0], at: source.trimmed(line))])
    }
  }

  /// Whether keys can be set so that they read back and nothing else is read otherwise.
  private static func canSet(_ keys: [String], in document: Document) -> Bool {
    let probe = "a: b # 'c'"
    // Of the text behind the header, its beginning tells whether it stays: reading all of it for each key takes long.
    let bytes = document.source.bytes
    let end = min(bytes.count, (document.header.span?.end ?? 0) + 200)
    let head = SourceText(name: "", bytes: Array(bytes[..<end]))
    let changed = SourceText(name: "", bytes: document.header.setting(keys.map { ($0, probe) }, in: head))
    guard let header = try? HeaderReader.read(changed), let span = header.span, let before = document.header.span,
      changed.bytes[span.end...].elementsEqual(head.bytes[before.end...])
    else { return false }
    func others(_ header: Header) -> [Header.Entry] {
      let own = Set(keys.compactMap { header[$0]?.keySpan })
      return header.entries.filter { !own.contains($0.keySpan) }
    }
    return keys.allSatisfy { header[$0]?.value == .text(probe) }
      && others(header).elementsEqual(others(document.header)) { $0.key == $1.key && $0.value == $1.value }
  }

  /// Whether each line of a header is a key of letters and a value of one line that nothing can be mistaken in: it is
  /// what most are, and needs no trial.
  private static func isPlain(_ document: Document) -> Bool {
    guard let closing = document.header.closing else { return false }
    let source = document.source
    let last = source.line(at: closing)
    guard last == document.header.entries.count + 2, source[source.span(ofLine: 1)] == "---",
      source[source.span(ofLine: last)] == "---"
    else { return false }
    return (2..<last).allSatisfy { line in
      let bytes = source.bytes[source.span(ofLine: line).range]
      let key = bytes.prefix { isLetter($0) || $0 == UInt8(ascii: "-") }
      guard let first = key.first, isLetter(first) else { return false }
      let rest = bytes[key.endIndex...]
      guard rest.starts(with: ": ".utf8) else { return false }
      var value = rest.dropFirst(2)
      if value.first == UInt8(ascii: "["), value.last == UInt8(ascii: "]") { value = value.dropFirst().dropLast() }
      if value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\""), value.count > 1 {
        value = value.dropFirst().dropLast()
      }
      guard let begin = value.first, isLetter(begin) || isDigit(begin) else { return false }
      return value.allSatisfy { isLetter($0) || isDigit($0) || " -_,./@".utf8.contains($0) }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
