/// A document that a search found.
package struct SearchHit: Sendable {
  package var kind: Kind
  package var number: Int64
  package var slug: String
  package var title: String
  /// A stretch of the text around the match.
  package var snippet: Excerpt
  package var revision: RevisionName

  package init(
    kind: Kind, number: Int64, slug: String, title: String, snippet: Excerpt, revision: RevisionName
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
