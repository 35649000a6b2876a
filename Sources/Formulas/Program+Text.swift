import Diagnostics
import Quantities

/// A program's text in parts, for a session that keeps definitions and names its last result.
extension Program {
  /// The statements that define something, each as it was written.
  public var definitionsText: String {
    statements.compactMap { statement in
      if case .expression = statement.form { nil } else { source[statement.span] }
    }.joined(separator: "; ")
  }

  /// The last bare formula as it was written; nil where there is none.
  public var lastExpressionText: String? {
    for statement in statements.reversed() {
      if case .expression(let expression) = statement.form { return source[expression.span] }
    }
    return nil
  }

  /// A text in which a name has become another one, wherever it stands by itself.
  public static func renaming(_ name: String, to other: String, in text: String) -> String {
    let source = SourceText(name: "", text: text)
    var result: [UInt8] = []
    var position = 0
    for token in Lexer(source, in: SourceSpan(0, source.bytes.count)).tokens {
      guard case .name(name) = token.kind else { continue }
      result += source.bytes[position..<token.span.start] + Array(other.utf8)
      position = token.span.end
    }
    return String(decoding: result + source.bytes[position...], as: UTF8.self)
  }
}
