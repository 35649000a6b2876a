package import Diagnostics
package import Knowledge
import Store

/// What the store holds, as it is asked for by front ends.
extension Notebook {
  /// The documents that pass a filter, one line each; a fork is shown by its newest head.
  package func list(_ filter: ListFilter) throws(Failure) -> [ListItem] { try store().list(filter) }

  /// At most so many documents that have what was typed, the best first, and how many there are in all.
  package func search(
    _ typed: String, kind: Kind? = nil, limit: Int?
  ) throws(Failure) -> (found: [SearchHit], total: Int) {
    try store().search(typed, kind: kind, limit: limit)
  }

  /// The heads of the document that a name means, the newest first; nil where nothing is called so.
  package func find(
    _ name: String, includingRemoved: Bool = false, byPrefix: Bool = true
  ) throws(Failure) -> [Revision]? {
    try store().find(name, includingRemoved: includingRemoved, byPrefix: byPrefix)
  }

  /// The names that begin so: those of the store, then those of the library.
  package func names(beginningWith prefix: String) -> [String] {
    ((try? store().slugs(beginningWith: prefix)) ?? []) + ModelLibrary.names.filter { $0.hasPrefix(prefix) }
  }

  /// Whether a name stands before another in a list: by letters before accents and case.
  package static func isOrdered(_ one: String, _ other: String) -> Bool { SortingKey(one) < SortingKey(other) }

  package func heads(of document: DocumentID) throws(Failure) -> [Revision] { try store().heads(of: document) }

  package func revision(_ name: RevisionName) throws(Failure) -> Revision? { try store().revision(name) }

  package func revision(beginningWith digits: String) throws(Failure) -> Revision? {
    try store().revision(beginningWith: digits)
  }

  /// The revision of a document that was typed: `3`, or the beginning of its name.
  package func revision(_ typed: String, of document: DocumentID) throws(Failure) -> Revision {
    try store().revision(typed, of: document)
  }

  /// Looks at the revisions of a document one after the other, the newest first, at most so many.
  package func forEachRevision(
    of document: DocumentID, limit: Int? = nil, _ body: (Revision) throws -> Void
  ) throws(Failure) {
    try store().forEachRevision(of: document, limit: limit, body)
  }

  /// The document whose current text is this, of those that were saved once; nil where there is none.
  package func document(withFirstText text: [UInt8]) throws(Failure) -> Revision? {
    try store().document(withFirstText: text)
  }

  /// Those of some new revisions that are there already, by their places.
  package func present(_ all: [NewRevision]) throws(Failure) -> [Int: Revision] { try store().present(all) }

  /// Keeps a copy of a document of the library in the store.
  package func keepLibraryCopy(_ entry: Entry, slug: String) throws(Failure) -> SaveResult {
    try store(for: .writing).keepLibraryCopy(entry, slug: slug)
  }

  // MARK: The file

  /// Copies the store to a new file while others may use it.
  ///
  /// - Returns: what is wrong with the copy, as it is with the store.
  package func backUp(to path: String) throws(Failure) -> [String] {
    try Store.backUp(world.storePath, to: path, waiting: world.waiting)
  }

  /// Checks the store's file, whatever state it is in.
  package func checkUp() throws(Failure) -> Checkup {
    try Store.checkUp(path: world.storePath, waiting: world.waiting, now: world.now, summarize: summarize)
  }

  /// Makes the store anew from its revisions.
  package func rebuild() throws(Failure) -> Rebuilt {
    try Store.rebuild(world.storePath, waiting: world.waiting, now: world.now(), summarize: summarize)
  }

  /// Hands out every text that can still be read.
  ///
  /// - Parameter write: takes a path within a folder and bytes.
  package func rescue(_ write: (String, [UInt8]) throws -> Void) throws(Failure) -> Rescued {
    try Store.rescue(world.storePath, waiting: world.waiting, write: write)
  }
}
