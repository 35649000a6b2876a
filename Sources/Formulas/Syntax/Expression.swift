import Diagnostics
import Quantities

/// A formula as it was written, each part with its place.
///
/// Sums and products hold all their parts side by side, so that a long sum is not a deep tree.
struct Expression: Sendable {
  indirect enum Form: Sendable {
    case number(Double, isPercent: Bool, unit: UnitExpression?)
    case date(CivilDate)
    case text(String)
    case name(String)
    case negation(Expression)
    /// Terms with the sign that stands before each.
    case sum([Term])
    /// Factors, each multiplied or divided by.
    case product([Factor])
    case power(Expression, Expression)
    case range(Range)
    case comparison(Expression, Comparison, Expression)
    /// `x in low to high`.
    case within(Expression, low: Expression, high: Expression)
    case not(Expression)
    case both([Expression])
    case either([Expression])
    case conditional(Expression, then: Expression, otherwise: Expression)
    case conversion(Expression, UnitExpression)
    /// `x -> %`.
    case share(Expression)
    case call(String, at: SourceSpan, [Argument])
    case list([Expression])
    /// `first..last`.
    case steps(Expression, Expression)
    /// `list[2]`.
    case element(Expression, Expression)
    case link(Link)
  }

  struct Term: Sendable {
    var isSubtracted: Bool
    var expression: Expression
  }

  struct Factor: Sendable {
    var isDivisor: Bool
    var expression: Expression
  }

  enum Comparison: String, Sendable {
    case less = "<"
    case greater = ">"
    case atMost = "<="
    case atLeast = ">="
    case same = "=="
    case different = "!="
  }

  /// `80% 23% to 56% beta`.
  struct Range: Sendable {
    var level: Expression?
    var low: Expression
    var high: Expression
    var shape: (name: String, span: SourceSpan)?
  }

  /// One argument of a call: `5`, `p5: 2`, or `10 USD: 30%` where values come with probabilities.
  struct Argument: Sendable {
    var label: Expression?
    var value: Expression

    /// The label where it is a bare name.
    var name: (text: String, span: SourceSpan)? {
      if let label, case .name(let name) = label.form, !label.isEnclosed { (name, label.span) } else { nil }
    }
  }

  /// `[[hardware]].h100_sxm.bf16_dense` or `[[training-time]](gpus: 20k).duration`.
  struct Link: Sendable {
    var target: String
    var targetSpan: SourceSpan
    /// What is given to a model; nil where nothing is called.
    var arguments: [Argument]?
    var members: [Member]

    struct Member: Sendable {
      var name: String
      var span: SourceSpan
    }
  }

  var form: Form
  var span: SourceSpan
  /// Whether it stands in parentheses.
  var isEnclosed = false
}

/// A unit as it was written, its names not yet looked up.
struct UnitExpression: Sendable {
  struct Part: Sendable {
    var name: String
    var span: SourceSpan
    var exponent: Exponent
    /// Whether the operator before it has spaces around it: then it may have been meant as a variable.
    var isApart: Bool
  }

  var parts: [Part]
  var span: SourceSpan
}
