import Diagnostics

/// A nested list as it stands in a document: before anyone asks what its items mean.
public struct Outline: Sendable {
  public struct Item: Sendable {
    /// The first line of the item after its marker, without the white space around it.
    public var text: SourceSpan
    /// Further lines of the item's first paragraph.
    public var continuation: [SourceSpan]
    public var children: [Item]
    /// Further blocks of the item that are no lists: paragraphs, headings, code.
    public var others: [SourceSpan]

    public init(
      text: SourceSpan, continuation: [SourceSpan] = [], children: [Item] = [], others: [SourceSpan] = []
    ) {
      self.text = text
      self.continuation = continuation
      self.children = children
      self.others = others
    }
  }

  public var items: [Item]

  public init(items: [Item]) {
    self.items = items
  }
}
