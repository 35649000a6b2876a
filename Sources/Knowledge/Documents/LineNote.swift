import Diagnostics

/// The note behind a dash at the end of a line.
enum LineNote {
  /// An em dash, or what keyboards have for it.
  private static let dashes = ["—", " – ", " -- "]

  /// - Parameter hyphen: whether a hyphen between spaces parts, too; it does not where formulas stand.
  static func parted(
    _ source: SourceText, _ span: SourceSpan, hyphen: Bool = false
  ) -> (statement: SourceSpan, note: String?) {
    let text = source[span]
    let found = (dashes + (hyphen ? [" - "] : [])).compactMap { text.firstRange(of: $0) }
    guard let dash = found.min(by: { $0.lowerBound < $1.lowerBound }) else { return (span, nil) }
    let before = text.utf8.distance(from: text.startIndex, to: dash.lowerBound)
    let note = text[dash.upperBound...].trimmed
    return (SourceSpan(span.start, span.start + before), note.isEmpty ? nil : note)
  }
}
