import Diagnostics

/// What is to become a revision.
package struct NewRevision: Sendable {
  /// The document that it is of; nil for a new one.
  package var document: DocumentID?
  package var kind: Kind
  /// The slug that the document states; nil to keep the one it has, or to make one of the title.
  package var slug: Slug?
  package var title: String
  package var text: [UInt8]
  package var parents: [RevisionName]
  /// What lists keep of the text; made from it where it is nil.
  package var summary: Summary?
  /// Whether the parents must still be heads: an edit by a verb is made anew rather than forked.
  package var mustFollowHeads = false
  /// Whether a parent that is not what was saved may be left behind so: by going back to an older text, or to none.
  package var leavesDamageBehind = false

  package init(
    document: DocumentID? = nil, kind: Kind, slug: Slug?, title: String, text: [UInt8], parents: [RevisionName] = []
  ) {
    self.document = document
    self.kind = kind
    self.slug = slug
    self.title = title
    self.text = text
    self.parents = parents
  }

  /// The next revision of a document.
  package init(after revision: Revision, entry: Entry) {
    self.init(
      document: revision.document, kind: entry.kind, slug: entry.slug, title: entry.title,
      text: entry.document.source.bytes, parents: [revision.name])
    summary = Summary(entry)
  }

  /// The first revision of a new document.
  package init(first entry: Entry) {
    self.init(kind: entry.kind, slug: entry.slug, title: entry.title, text: entry.document.source.bytes)
    summary = Summary(entry)
  }
}
