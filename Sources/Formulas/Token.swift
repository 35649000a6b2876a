import Diagnostics

/// One word of a formula, with its place in the document.
struct Token: Hashable {
  enum Kind: Hashable {
    /// A number, what its attached suffix or `%` makes of it, and whether it was a percentage.
    case number(Double)
    /// A word attached to a number that is no suffix, such as `GB` in `80GB`.
    case attached(String)
    case name(String)
    /// An operator or a bracket: `+ - * / ^ ( ) = : , ->`.
    case symbol(String)
    case endOfStatement
    /// What is no word of the language; the rest of its line is left out.
    case fault(Diagnostic)
  }

  var kind: Kind
  var span: SourceSpan
}
