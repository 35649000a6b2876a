package import Diagnostics
package import Knowledge

/// A text on its way into the notebook: what it goes on from and what it is to be.
package struct Writing {
  /// What the document is called in messages.
  package var name: String
  package var kind: Kind?
  /// The text before, which there is no use in saving again; nil where it is to be saved in any case.
  package var original: [UInt8]?
  /// The revision that it goes on from; nil for a new document.
  package var base: Revision?
  /// The other head, where two are brought together, and the merge whose places a person is to settle.
  package var merging: (other: Revision, merge: ThreeWayMerge)?
  /// The model of the library that this becomes one's own copy of.
  package var library: [UInt8]?

  /// A document that is not there yet.
  package static func new(_ name: String, kind: Kind?) -> Writing { Writing(name: name, kind: kind) }

  /// The next revision of a document.
  package static func change(of base: Revision) -> Writing {
    Writing(name: base.slug, kind: base.kind, original: base.text, base: base)
  }

  /// Two heads brought together.
  package static func merge(of mine: Revision, _ theirs: Revision, _ merge: ThreeWayMerge) -> Writing {
    Writing(name: theirs.slug, kind: theirs.kind, base: theirs, merging: (mine, merge))
  }

  /// A model of the library, to be made one's own.
  package static func copy(ofLibrary text: [UInt8], slug: String) -> Writing {
    Writing(name: slug, kind: .model, original: text, library: text)
  }

  /// What the text is as a source with places.
  package func source(_ bytes: [UInt8]) -> SourceText { SourceText(name: name, bytes: bytes) }
}

/// What became of a text that was written.
package enum Written {
  /// It is what was there before.
  case unchanged(Revision?)
  case saved(SaveResult, Entry)
}

extension Notebook {
  /// Reads what was written as what it is to be, without saving it.
  ///
  /// - Throws: `DocumentErrors` with all that is wrong with it; places that a merge left open are wrong, too.
  package func entry(of bytes: [UInt8], as writing: Writing) throws -> Entry {
    if let merge = writing.merging?.merge, case let marks = merge.marks(in: bytes), !marks.isEmpty {
      throw DocumentErrors(in: writing.source(bytes), [.marksLeft(marks, of: merge)])
    }
    return try newEntry(writing.source(bytes), kind: writing.kind)
  }

  /// Saves what was written.
  ///
  /// - Throws: what is wrong with the text; nothing is saved then.
  package func write(_ bytes: [UInt8], as writing: Writing) throws -> Written {
    if bytes.allSatisfy(\.isWhiteSpace) { throw Failure(.data, .emptyDocument()) }
    if writing.original == bytes { return .unchanged(writing.base) }
    if let merge = writing.merging?.merge, case let marks = merge.marks(in: bytes), !marks.isEmpty {
      throw Failure(.data, .marksLeft(marks, of: merge))
    }
    let entry = try newEntry(writing.source(bytes), kind: writing.kind)
    return .saved(try save(try revision(entry, as: writing)), entry)
  }

  private func revision(_ entry: Entry, as writing: Writing) throws -> NewRevision {
    if let library = writing.library {
      // The library's text comes first, so that what was changed can be seen and tested against it.
      let own = try self.entry(SourceText(name: writing.name, bytes: library), kind: .model)
      return NewRevision(after: try keepLibraryCopy(own, slug: writing.name).revision, entry: entry)
    }
    guard let base = writing.base else { return NewRevision(first: entry) }
    var new = NewRevision(after: base, entry: entry)
    if let merging = writing.merging { new.parents = [merging.other.name, base.name] }
    return new
  }
}
