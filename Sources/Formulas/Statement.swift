import Diagnostics

/// `NAME = expression`.
struct Statement: Hashable, Sendable {
  var name: String
  var nameSpan: SourceSpan
  var expression: Expression
}
