import Ccmark

/// Parses with libcmark. Nothing above this folder sees its nodes.
enum CommonMark {
  /// Parses a text, of which what would keep libcmark busy for more than proportional time is taken as plain text: nothing
  /// can hang the program, and no tree is nested more than `MarkdownLimits.deepest` containers deep.
  ///
  /// - Parameter body: is given the root of the nodes, which are gone when it returns, and what they were made of, which
  ///   is as long as the text. Their positions are 1-based lines and columns in bytes of that.
  static func parse<Result>(
    _ text: UnsafeBufferPointer<UInt8>, _ limits: MarkdownLimits,
    _ body: (OpaquePointer, UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard !limits.areKept, let masked = limits.masked(text) else { return nodes(of: text) { body($0, text) } }
    return masked.withUnsafeBufferPointer { bounded in
      nodes(of: bounded) { root in
        guard let restored = codeRestored(masked, from: text, limits.lines, root) else { return body(root, bounded) }
        return restored.withUnsafeBufferPointer { restored in nodes(of: restored) { body($0, restored) } }
      }
    }
  }

  private static func nodes<Result>(
    of text: UnsafeBufferPointer<UInt8>, _ body: (OpaquePointer) -> Result
  ) -> Result {
    // Asked for places, libcmark counts the lines inside code and HTML.
    let parser = cmark_parser_new(CMARK_OPT_SOURCEPOS)
    text.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    guard let root = cmark_parser_finish(parser) else { preconditionFailure("every text is CommonMark") }
    cmark_parser_free(parser)
    defer { cmark_node_free(root) }
    return body(root)
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
