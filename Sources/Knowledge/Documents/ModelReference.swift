/// The model a decision follows, with the revision pinned when it was taken: `decision-making@1f3a9c2e…`.
package struct ModelReference: Hashable, Sendable, CustomStringConvertible {
  package var slug: String
  package var revision: String?

  package init(slug: String, revision: String? = nil) {
    self.slug = slug
    self.revision = revision
  }

  package init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1)
    slug = parts.first?.trimmed.composed ?? ""
    revision = parts.count > 1 ? parts[1].trimmed : nil
  }

  package var description: String { revision.map { "\(slug)@\($0)" } ?? slug }
}
