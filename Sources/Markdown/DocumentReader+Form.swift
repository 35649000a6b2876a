import Diagnostics
import Knowledge

extension DocumentReader {
  /// Refuses a text whose header no verb could change, or that only looks like having one: what is accepted can be gone
  /// on with.
  ///
  /// - Throws: the first place that is written so.
  public static func checkForm(of document: Document) throws(Faults) {
    let source = document.source
    if document.header.span == nil {
      guard let line = HeaderBounds.misplaced(in: source) else { return }
      throw Faults(in: source, [.headerIsNoHeader(at: source.trimmed(source.span(ofLine: line)))])
    }
    let missing = Header.written.filter { document.header[$0] == nil }
    for key in Header.written where document.header[key] != nil {
      if !canSet([key], in: document), let entry = document.header[key] {
        let line = source.span(ofLine: source.line(at: entry.keySpan.start))
        throw Faults(in: source, [.headerCannotChange(key, at: source.trimmed(line))])
      }
    }
    if !missing.isEmpty, !canSet(missing, in: document), let closing = document.header.closing {
      let line = source.span(ofLine: source.line(at: closing))
      throw Faults(in: source, [.headerCannotChange(missing[0], at: source.trimmed(line))])
    }
  }

  /// Whether keys can be set so that they read back and nothing else is read otherwise.
  private static func canSet(_ keys: [String], in document: Document) -> Bool {
    let probe = "a: b # 'c'"
    let changed = SourceText(name: "", bytes: document.setting(keys.map { ($0, probe) }))
    guard let header = try? HeaderReader.read(changed), let span = header.span, let before = document.header.span,
      changed.bytes[span.end...].elementsEqual(document.source.bytes[before.end...])
    else { return false }
    func others(_ header: Header) -> [Header.Entry] {
      header.entries.filter { entry in !keys.contains { header[$0] == entry } }
    }
    return keys.allSatisfy { header[$0]?.value == .text(probe) }
      && others(header).elementsEqual(others(document.header)) { $0.key == $1.key && $0.value == $1.value }
  }
}
