import Diagnostics

/// A nested list as it stands in a document: before anyone asks what its items mean.
public struct Outline: Sendable {
  public struct Item: Sendable {
    /// The first line of the item after its marker, without the white space around it.
    public var text: SourceSpan
    /// Further lines of the item's first paragraph.
    public var continuation: [SourceSpan]
    public var children: [Item]

    public init(text: SourceSpan, continuation: [SourceSpan] = [], children: [Item] = []) {
      self.text = text
      self.continuation = continuation
      self.children = children
    }
  }

  public var items: [Item]

  public init(items: [Item]) {
    self.items = items
  }
}
