import Ccmark

/// What libcmark reads an entity as, such as `&` for `&amp;`.
enum Entity {
  /// The longest that HTML has, with room to spare.
  static let longest = 40

  /// - Parameter written: from `&` to `;`.
  /// - Returns: nil where that is no entity.
  static func decoded(_ written: [UInt8]) -> [UInt8]? {
    written.withUnsafeBufferPointer { text in
      CommonMark.parse(text, MarkdownLimits(of: text)) { root, _ in
        guard let paragraph = cmark_node_first_child(root), let inline = cmark_node_first_child(paragraph),
          cmark_node_get_type(inline) == CMARK_NODE_TEXT, cmark_node_next(inline) == nil
        else { return nil }
        let read = Array(UnsafeBufferPointer(cString: cmark_node_get_literal(inline)))
        return read == written ? nil : read
      }
    }
  }
}
