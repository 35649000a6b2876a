/// A CommonMark tree of libcmark's, gone with the last reference to it.
///
/// Positions are 1-based lines and columns in bytes of what was parsed. What would keep libcmark busy for more than
/// proportional time is taken as plain text, see `Bounded`: nothing that is parsed here can hang the program, and no
/// tree is nested more than `Bounded.deepest` containers deep.
final class CommonMark {
  let root: OpaquePointer
  /// The lines that the positions count.
  let lines: SourceLines
  /// What the tree is made of.
  private let arena: ParserArena

  init(_ bytes: some Collection<UInt8>) {
    let parsed = bytes.withContiguousStorageIfAvailable { text in
      let survey = TextSurvey(text)
      let (root, arena) = Bounded.parsed(text, survey)
      return (root, survey.lines, arena)
    }
    guard let parsed else { preconditionFailure("text to parse must lie in one piece") }
    (root, lines, arena) = parsed
  }
}
