import Ccmark

/// Keeps from libcmark 0.30.2 what it takes more than proportional time for.
///
/// - Every line costs it the containers that the line continues, and blank lines continue all of them: depth times
///   blank lines. An inline that is moved costs its depth, too.
/// - A link looks through all images that are still open in its block: `![[]()`, repeated.
/// - Marks that make a node each are proportional, but a text of nothing else takes a second per megabyte.
///
/// What is bounded is what was found by timing libcmark on random repetitions of all marks; the rest is proportional.
/// Where a text goes beyond limits that no ordinary document comes near, the marks behind the limit are replaced by
/// `Bounded.mask` in a copy of the same length, so that every position stays what it was. Code stays what it was, too.
enum Bounded {
  /// Stands for a mark that was taken away; it means nothing anywhere in CommonMark.
  static let mask = UInt8(ascii: "^")
  /// No tree has more containers (quotes and list items) around one another.
  static let deepest = 256
  /// How many images may be open at once in a block.
  static let openImages = 256

  /// The root of a text's tree, and what the tree is made of.
  static func parsed(
    _ text: UnsafeBufferPointer<UInt8>, _ survey: TextSurvey
  ) -> (root: OpaquePointer, arena: ParserArena) {
    if survey.isOrdinary { return tree(text) }
    guard let masked = TextMask(text, after: survey).masked() else { return tree(text) }
    let structure = masked.withUnsafeBufferPointer(tree)
    let restored = withExtendedLifetime(structure.arena) {
      codeRestored(masked, from: text, survey.lines, structure.root)
    }
    guard let restored else { return structure }
    return restored.withUnsafeBufferPointer(tree)
  }

  private static func tree(_ text: UnsafeBufferPointer<UInt8>) -> (root: OpaquePointer, arena: ParserArena) {
    let arena = ParserArena(forTextOf: text.count)
    let root = arena.parse { memory in
      let parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, memory)
      defer { cmark_parser_free(parser) }
      text.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
      return cmark_parser_finish(parser)
    }
    return (root, arena)
  }

  /// The masked text with the lines of code and HTML blocks as they were, or nil where nothing was masked there.
  ///
  /// No mask touches what closes such a block, so the second parse finds the same blocks as the first.
  private static func codeRestored(
    _ masked: [UInt8], from text: UnsafeBufferPointer<UInt8>, _ lines: SourceLines, _ root: OpaquePointer
  ) -> [UInt8]? {
    var restored = masked
    var isChanged = false
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
      let type = cmark_node_get_type(node)
      guard type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK else { continue }
      for index in lines.range(from: cmark_node_get_start_line(node), to: cmark_node_get_end_line(node))
      where restored[index] != text[index] {
        restored[index] = text[index]
        isChanged = true
      }
    }
    return isChanged ? restored : nil
  }
}
