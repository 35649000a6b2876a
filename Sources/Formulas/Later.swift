import Diagnostics

/// Words of the language that are kept for what it cannot do yet, so that they never mean something else meanwhile.
enum Later {
  /// Words that begin a statement, and what they would declare.
  static let statements: [String: String] = [
    "chance": "named chances", "expect": "test cases", "given": "test cases", "input": "inputs", "output": "outputs",
    "test": "tests of a chance", "unit": "units of one's own",
  ]

  /// Words reserved everywhere.
  static let reserved: Set<String> = ["and", "else", "if", "in", "not", "or", "then", "to"]

  static func error(for word: String, at span: SourceSpan) -> Diagnostic {
    switch word {
    case "to": .notYet("ranges", at: span)
    case "in": .reservedWord(word, at: span)
    default: .notYet("conditions", at: span)
    }
  }
}
