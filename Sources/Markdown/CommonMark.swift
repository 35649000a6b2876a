import Ccmark

/// A CommonMark tree of libcmark's, freed with the last reference to it.
///
/// Positions are 1-based lines and columns in bytes of what was parsed.
final class CommonMark {
  let root: OpaquePointer

  init(_ bytes: some Collection<UInt8>) {
    let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
    defer { cmark_parser_free(parser) }
    let fed: Void? = bytes.withContiguousStorageIfAvailable { buffer in
      buffer.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    precondition(fed != nil, "text to parse must lie in one piece")
    root = cmark_parser_finish(parser)
  }

  deinit {
    cmark_node_free(root)
  }
}
