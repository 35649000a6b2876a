import Diagnostics
import Knowledge
import Markdown
import SeededChance

@testable import Store

extension Machine {
  /// Saves a text of a kind, with ids from a seed.
  @discardableResult
  func write(
    _ text: String, as kind: Kind = .model, after parents: [Revision] = [], in store: Store, seed: UInt64? = nil
  ) throws -> SaveResult {
    let entry = try Entry(DocumentReader.read(SourceText(name: "-", text: text)), kind: kind)
    var new = parents.first.map { NewRevision(after: $0, entry: entry) } ?? NewRevision(first: entry)
    if !parents.isEmpty { new.parents = parents.map(\.name) }
    var generator = SplitMix64(seed: seed ?? UInt64(text.utf8.reduce(5381) { ($0 &* 33) ^ Int($1) }.magnitude))
    return try store.save(new, using: &generator)
  }

  /// Takes a document away, as `how remove` does.
  func remove(_ revision: Revision, in store: Store) throws -> Revision {
    var generator = SplitMix64(seed: 0)
    let removal = NewRevision(
      document: revision.document, kind: revision.kind, slug: nil, title: revision.slug, text: [],
      parents: [revision.name])
    return try store.save(removal, using: &generator).revision
  }
}

/// The code of the refusal that something ends with; nil where it ends well.
func refusal(_ body: () throws -> Void) -> Diagnostic.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? Failure)?.diagnostic.code ?? Diagnostic.Code("\(error)")
  }
}
