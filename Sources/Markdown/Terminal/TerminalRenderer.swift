import Diagnostics
package import Styling

/// Draws markdown for a terminal: wrapped to a width, with roles for the console to colour, and legible without colour.
///
///     # Drill?                  Drill?
///     - [x] ask *Ann*           ━━━━━━
///     - [ ] see [[wells]]
///                               ☑ ask Ann
///                               ☐ see [[wells]]
package enum TerminalRenderer {
  /// The whole text, every line ended, without spaces at the ends of lines; empty where there is nothing to see.
  ///
  /// - Parameters:
  ///   - markdown: CommonMark with the tables, task lists and struck words of GitHub, and `[[links]]`. Bytes that are no
  ///     UTF-8 and control characters become U+FFFD. A header in front is not known here.
  ///   - width: The columns of a line; code, addresses and other long words may take more.
  ///   - marksStay: Whether marks of emphasis, code and links are shown as they are written, for an output that has no
  ///     styles. Below Options, Beliefs, Evidence, Predictions and Outcome they are in any case.
  package static func render(_ markdown: ArraySlice<UInt8>, width: Int, marksStay: Bool = false) -> StyledText {
    let isValid = (try? UTF8Span(validating: markdown.span)) != nil
    let valid = isValid ? markdown : Array(String(decoding: markdown, as: UTF8.self).utf8)[...]
    let masked = valid.withUnsafeBufferPointer { text in
      LiteralMask(text, marksStay: marksStay).masked(SourceLines(of: text))
    }
    let tree = MarkdownTree(valid, masked: masked)
    return tree.withText { words in
      var layout = TerminalLayout(tree, words, width: width)
      layout.draw()
      return layout.finished()
    }
  }

  package static func render(_ markdown: [UInt8], width: Int, marksStay: Bool = false) -> StyledText {
    render(markdown[...], width: width, marksStay: marksStay)
  }
}
