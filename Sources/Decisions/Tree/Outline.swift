package import Diagnostics

/// A nested list as it stands in a document: before anyone asks what its items mean.
package struct Outline: Sendable {
  package struct Item: Sendable {
    /// The first line of the item after its marker, without the white space around it.
    package var text: SourceSpan
    /// Further lines of the item's first paragraph.
    package var continuation: [SourceSpan]
    package var children: [Item]
    /// Further blocks of the item that are no lists: paragraphs, headings, code.
    package var others: [SourceSpan]

    package init(
      text: SourceSpan, continuation: [SourceSpan] = [], children: [Item] = [], others: [SourceSpan] = []
    ) {
      self.text = text
      self.continuation = continuation
      self.children = children
      self.others = others
    }
  }

  package var items: [Item]

  package init(items: [Item]) {
    self.items = items
  }
}
