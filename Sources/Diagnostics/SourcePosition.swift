/// A place in a text by its line and its column, both from 1.
package struct SourcePosition: Hashable, Sendable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// What columns count.
  package enum Unit: Sendable, CaseIterable {
    /// Characters as a person sees them, as messages and JSON have it.
    case characters
    /// Bytes of UTF-8.
    case bytes
    /// Units of UTF-16, as the language server protocol has it.
    case utf16
  }
}

extension SourceText {
  /// The line and the column of an offset in bytes; what lies beyond the end is at the end.
  ///
  ///     SourceText(name: "", text: "ä = 😀 + x").position(at: 12, in: .utf16)   // 1:10
  package func position(at offset: Int, in unit: SourcePosition.Unit = .characters) -> SourcePosition {
    let line = line(at: offset)
    let start = lineStarts[line - 1]
    let before = bytes[start..<max(start, min(offset, bytes.count))]
    // Most lines are ASCII, where a byte is a character.
    if unit == .bytes || before.allSatisfy({ $0 < 0x80 }) {
      return SourcePosition(line: line, column: before.count + 1)
    }
    let text = String(decoding: before, as: UTF8.self)
    return SourcePosition(line: line, column: (unit == .utf16 ? text.utf16.count : text.count) + 1)
  }

  /// The 1-based column of an offset, in characters.
  package func column(at offset: Int) -> Int { position(at: offset).column }
}
