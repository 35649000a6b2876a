/// A stretch of a text, in UTF-8 bytes from its beginning, the end not included.
package struct SourceSpan: Hashable, Sendable, Comparable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    precondition(start <= end, "a span cannot end before it begins")
    self.start = start
    self.end = end
  }

  package init(_ range: Range<Int>) {
    self.init(range.lowerBound, range.upperBound)
  }

  package var range: Range<Int> { start..<end }
  package var count: Int { end - start }
  package var isEmpty: Bool { start == end }

  /// The least span that holds both.
  package func joined(with other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end))
  }

  package static func < (left: SourceSpan, right: SourceSpan) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}
