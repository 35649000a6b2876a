package import Diagnostics

/// One version of a document, as it was saved.
package struct Revision: Sendable {
  package let name: RevisionName
  package let document: DocumentID
  /// The document's number in this store, the 12 of `d12`.
  package let number: Int64
  /// Which revision of its document this is in this store, from 1: the 3 of `@3`.
  package let ordinal: Int
  package let kind: Kind
  package let slug: String
  package let time: Timestamp
  package let text: [UInt8]
  package let parents: [RevisionName]
  /// Whether all of it is what was saved: its name is the hash of what it holds.
  package let isWhole: Bool

  package init(
    name: RevisionName, document: DocumentID, number: Int64, ordinal: Int, kind: Kind, slug: String, time: Timestamp,
    text: [UInt8], parents: [RevisionName], isWhole: Bool
  ) {
    self.name = name
    self.document = document
    self.number = number
    self.ordinal = ordinal
    self.kind = kind
    self.slug = slug
    self.time = time
    self.text = text
    self.parents = parents
    self.isWhole = isWhole
  }

  /// Whether this revision says that the document was removed.
  package var isRemoval: Bool { text.isEmpty }

  /// The short name of the document, such as `d12`.
  package var shortID: String { "\(kind.letter)\(number)" }

  /// Makes sure that this is what was saved, before anything is made of it.
  ///
  /// - Throws: a `Failure` that says so where it is not.
  @discardableResult
  package func checked() throws(Failure) -> Revision {
    if !isWhole { throw Failure(.inputOutput, .isNotWhole(slug, self)) }
    return self
  }

  /// The text under the name by which messages call it.
  package var source: SourceText { SourceText(name: slug, bytes: text) }
}
