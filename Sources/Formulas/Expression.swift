import Diagnostics
import Quantities

/// A formula as it was written, each part with its place.
///
/// Sums and products hold all their parts side by side, so that a long sum is not a deep tree.
struct Expression: Hashable, Sendable {
  indirect enum Form: Hashable, Sendable {
    case constant(Quantity)
    case name(String)
    case negation(Expression)
    /// Terms with the sign that stands before each.
    case sum([Term])
    /// Factors, each multiplied or divided by.
    case product([Factor])
    case power(Expression, Expression)
  }

  struct Term: Hashable, Sendable {
    var isSubtracted: Bool
    var expression: Expression
  }

  struct Factor: Hashable, Sendable {
    var isDivisor: Bool
    var expression: Expression
  }

  var form: Form
  var span: SourceSpan

  /// Every name the formula uses, with its place.
  func forEachName(_ body: (String, SourceSpan) -> Void) {
    switch form {
    case .constant: break
    case .name(let name): body(name, span)
    case .negation(let inner): inner.forEachName(body)
    case .sum(let terms): for term in terms { term.expression.forEachName(body) }
    case .product(let factors): for factor in factors { factor.expression.forEachName(body) }
    case .power(let base, let exponent):
      base.forEachName(body)
      exponent.forEachName(body)
    }
  }
}
