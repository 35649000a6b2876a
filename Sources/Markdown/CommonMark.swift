import Ccmark

/// A CommonMark tree of libcmark's, freed with the last reference to it.
///
/// Positions are 1-based lines and columns in bytes of what was parsed. What would keep libcmark busy for more than
/// proportional time is taken as plain text, see `Bounded`: nothing that is parsed here can hang the program, and no
/// tree is nested more than `Bounded.deepest` containers deep.
final class CommonMark {
  let root: OpaquePointer
  /// The lines that the positions count.
  let lines: SourceLines

  init(_ bytes: some Collection<UInt8>) {
    let parsed = bytes.withContiguousStorageIfAvailable { text in
      let survey = TextSurvey(text)
      return (Bounded.parsed(text, survey), survey.lines)
    }
    guard let parsed else { preconditionFailure("text to parse must lie in one piece") }
    (root, lines) = parsed
  }

  deinit {
    cmark_node_free(root)
  }
}
