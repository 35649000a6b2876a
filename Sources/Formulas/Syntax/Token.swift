import Diagnostics
import Quantities

/// One word of the language, with its place in the document.
struct Token {
  enum Kind {
    /// A number with what its attached suffix or `%` makes of it.
    case number(Double, isPercent: Bool)
    /// A word attached to a number that is no suffix, such as `GB` in `80GB`.
    case attached(String)
    case name(String)
    case date(CivilDate)
    /// A text in quotes.
    case text(String)
    /// What stands between `[[` and `]]`.
    case link(String)
    case symbol(Symbol)
    /// What follows a `#`, up to the end of its line.
    case comment(String)
    case endOfStatement
    /// What is no word of the language; the rest of its line is left out. The number says which of the faults.
    case fault(Int)
  }

  enum Symbol: String {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
    case open = "("
    case close = ")"
    case openList = "["
    case closeList = "]"
    case equals = "="
    case comma = ","
    case colon = ":"
    case dot = "."
    case steps = ".."
    case arrow = "->"
    case plusMinus = "±"
    case same = "=="
    case different = "!="
    case less = "<"
    case greater = ">"
    case atMost = "<="
    case atLeast = ">="
    case percent = "%"
    case openBrace = "{"
    case closeBrace = "}"
    case doubledStar = "**"
    case doubledAnd = "&&"
    case doubledBar = "||"
    case not = "!"
  }

  var kind: Kind
  var span: SourceSpan
}

extension Token {
  /// Words that mean something everywhere and can be no name.
  static let reserved: Set<String> = ["and", "else", "if", "in", "not", "or", "then", "to"]
}
