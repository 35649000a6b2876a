import Diagnostics
package import Styling

/// A document that a search found.
package struct SearchHit: Sendable {
  package var kind: Kind
  package var number: Int64
  package var slug: String
  package var title: String
  /// A stretch of the text around the match, the matches in the role `match`.
  package var snippet: StyledText
  package var revision: RevisionName

  package init(
    kind: Kind, number: Int64, slug: String, title: String, snippet: StyledText, revision: RevisionName
  ) {
    self.kind = kind
    self.number = number
    self.slug = slug
    self.title = title
    self.snippet = snippet
    self.revision = revision
  }

  package var shortID: String { "\(kind.letter)\(number)" }
}
