import ArgumentParser
import Notebook
import Templates

extension CompletionKind {
  /// The slugs of the store, for the shells.
  static let slugs: CompletionKind = .custom { _, _, prefix in
    let session = Session(CommonOptions.parseOrExit([]), in: .system())
    let store = try? session.notebook.store()
    return ((try? store?.slugs(beginningWith: prefix)) ?? [])
      + Templates.library.keys.filter { $0.hasPrefix(prefix) }.sorted()
  }
}
