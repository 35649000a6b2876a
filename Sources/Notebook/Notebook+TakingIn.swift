package import Diagnostics
package import Knowledge

/// A text that was not taken in, and why.
package struct RefusedText {
  package var path: String
  /// The text, where its places are named.
  package var source: SourceText?
  package var diagnostics: [Diagnostic]

  package init(path: String, source: SourceText? = nil, diagnostics: [Diagnostic]) {
    self.path = path
    self.source = source
    self.diagnostics = diagnostics
  }
}

/// What became of texts that were brought in, in their order.
package struct TakenIn {
  package var saved: [(result: SaveResult, entry: Entry)] = []
  package var refused: [RefusedText] = []
}

extension Notebook {
  /// Saves texts as documents.
  ///
  /// - Parameters:
  ///   - allOrNone: whether one that is wrong keeps the others out; else it is refused, the others are saved, and what
  ///     the store has word for word is not saved again.
  ///   - saving: told how many there are before they are saved.
  /// - Throws: what is wrong with the first text, where it is all or none.
  package func takeIn(
    _ sources: [SourceText], kind: Kind?, allOrNone: Bool, saving: (Int) -> Void = { _ in }
  ) throws -> TakenIn {
    var taken = TakenIn()
    var entries: [(source: SourceText, entry: Entry)] = []
    for source in sources {
      do {
        if source.bytes.allSatisfy(\.isWhiteSpace) {
          throw Failure(.data, source.name == "-" ? .emptyDocument() : .emptyFile(source.name))
        }
        entries.append((source, try newEntry(source, kind: kind)))
      } catch let faults as DocumentErrors where !allOrNone {
        taken.refused.append(
          RefusedText(path: source.name, source: faults.source, diagnostics: faults.diagnostics))
      } catch let failure as Failure where !allOrNone {
        taken.refused.append(RefusedText(path: source.name, diagnostics: [failure.diagnostic]))
      }
    }
    saving(entries.count)
    var all: [Int: SaveResult] = [:]
    if !allOrNone {
      all = try present(entries.map { NewRevision(first: $0.entry) }).mapValues { SaveResult.unchanged($0) }
    }
    let new = entries.indices.filter { all[$0] == nil }
    let results =
      new.isEmpty ? [] : try save(each: new.map { NewRevision(first: entries[$0].entry) }, orNone: allOrNone)
    for (index, result) in zip(new, results) {
      switch result {
      case .success(let saved): all[index] = saved
      case .failure(let failure):
        let path = entries[index].source.name
        let named = path == "-" ? failure.diagnostic : failure.diagnostic.in(path)
        if allOrNone { throw Failure(failure.reason, named) }
        taken.refused.append(RefusedText(path: path, diagnostics: [named]))
      }
    }
    taken.saved = entries.indices.compactMap { index in all[index].map { ($0, entries[index].entry) } }
    return taken
  }
}

extension Diagnostic {
  /// The same with the file that it is about.
  fileprivate func `in`(_ path: String) -> Diagnostic { saying("\(path): \(message)") }
}
