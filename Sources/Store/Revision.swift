import Diagnostics
import Knowledge

/// One version of a document, as it was saved.
public struct Revision: Sendable {
  public let name: RevisionName
  public let document: DocumentID
  /// The document's number in this store, the 12 of `d12`.
  public let number: Int64
  /// Which revision of its document this is in this store, from 1: the 3 of `@3`.
  public let ordinal: Int
  public let kind: Kind
  public let slug: String
  public let time: Timestamp
  public let text: [UInt8]
  public let parents: [RevisionName]
  /// Whether all of it is what was saved: its name is the hash of what it holds.
  public let isWhole: Bool

  /// Whether this revision says that the document was removed.
  public var isRemoval: Bool { text.isEmpty }

  /// The short name of the document, such as `d12`.
  public var shortID: String { "\(kind.letter)\(number)" }

  /// Makes sure that this is what was saved, before anything is made of it.
  ///
  /// - Throws: a `Refusal` that says so where it is not.
  @discardableResult
  public func checked() throws(Refusal) -> Revision {
    if !isWhole { throw Refusal(.inputOutput, .isNotWhole(slug, self)) }
    return self
  }

  /// The text under the name by which messages call it.
  public var source: SourceText { SourceText(name: slug, bytes: text) }
}

/// What is to become a revision.
public struct NewRevision: Sendable {
  /// The document that it is of; nil for a new one.
  public var document: DocumentID?
  public var kind: Kind
  /// The slug that the document states; nil to keep the one it has, or to make one of the title.
  public var slug: Slug?
  public var title: String
  public var text: [UInt8]
  public var parents: [RevisionName]
  /// What lists keep of the text; made from it where it is nil.
  var summary: Summary?
  /// Whether the parents must still be heads: an edit by a verb is made anew rather than forked.
  public var mustFollowHeads = false
  /// Whether a parent that is not what was saved may be left behind so: by going back to an older text, or to none.
  public var leavesDamageBehind = false

  public init(
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
  public init(after revision: Revision, entry: Entry) {
    self.init(
      document: revision.document, kind: entry.kind, slug: entry.slug, title: entry.title,
      text: entry.document.source.bytes, parents: [revision.name])
    summary = Summary(entry.document, kind: entry.kind, decision: entry.decision)
  }

  /// The first revision of a new document.
  public init(first entry: Entry) {
    self.init(kind: entry.kind, slug: entry.slug, title: entry.title, text: entry.document.source.bytes)
    summary = Summary(entry.document, kind: entry.kind, decision: entry.decision)
  }
}

/// What became of a save.
public struct Saved: Sendable {
  public var revision: Revision
  /// False where the text and slug are those of its only parent, and nothing was saved.
  public var isNew: Bool
  /// How many heads the document has now: more than one is a fork.
  public var heads: Int

  /// A save of a text that its revision has already.
  public static func unchanged(_ revision: Revision) -> Saved {
    Saved(revision: revision, isNew: false, heads: 1)
  }
}
