import ArgumentParser
import Notebook

extension CompletionKind {
  /// The slugs of the store, for the shells.
  static let slugs: CompletionKind = .custom { _, _, prefix in
    Session(CommonOptions.parseOrExit([]), in: .system()).notebook.names(beginningWith: prefix)
  }
}
