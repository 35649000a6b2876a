/// The model a decision follows, with the revision pinned when it was taken: `decision-making@1f3a9c2e…`.
public struct ModelReference: Hashable, Sendable, CustomStringConvertible {
  public var slug: String
  public var revision: String?

  public init(slug: String, revision: String? = nil) {
    self.slug = slug
    self.revision = revision
  }

  public init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1)
    slug = parts.first?.trimmed.composed ?? ""
    revision = parts.count > 1 ? parts[1].trimmed : nil
  }

  public var description: String { revision.map { "\(slug)@\($0)" } ?? slug }
}
