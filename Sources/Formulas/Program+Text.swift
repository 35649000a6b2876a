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

extension Program {
  /// What a program declares, as it is written.
  public struct Entry: Sendable {
    public enum Role: Sendable { case input, output, plain }

    public var name: String
    public var role: Role
    public var unit: String?
    /// The formula; nil for an input without a default.
    public var formula: String?
    public var description: String?
  }

  /// Its definitions in the order of the text.
  public var entries: [Entry] {
    statements.compactMap { statement in
      guard case .definition(let definition) = statement.form else { return nil }
      let role: Entry.Role = definition.role == .input ? .input : definition.role == .output ? .output : .plain
      return Entry(
        name: definition.name, role: role, unit: definition.isShare ? "%" : definition.unit.map { source[$0.span] },
        formula: definition.expression.map { source[$0.span] }, description: definition.description)
    }
  }
}
