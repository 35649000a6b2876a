/// A stretch of a text, in UTF-8 bytes from its beginning, the end not included.
public struct SourceSpan: Hashable, Sendable, Comparable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    precondition(start <= end, "a span cannot end before it begins")
    self.start = start
    self.end = end
  }

  public init(_ range: Range<Int>) {
    self.init(range.lowerBound, range.upperBound)
  }

  public var range: Range<Int> { start..<end }
  public var count: Int { end - start }
  public var isEmpty: Bool { start == end }

  /// The least span that holds both.
  public func joined(with other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end))
  }

  public static func < (left: SourceSpan, right: SourceSpan) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}
