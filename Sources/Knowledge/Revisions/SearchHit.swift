import Diagnostics

/// A document that a search found.
public struct SearchHit: Sendable {
  public var kind: Kind
  public var number: Int64
  public var slug: String
  public var title: String
  /// A stretch of the text around the match, the matches in the role `match`.
  public var snippet: StyledText
  public var revision: RevisionName

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

  public var shortID: String { "\(kind.letter)\(number)" }
}
