import Diagnostics
import Quantities

/// One statement of a program.
struct Statement: Sendable {
  enum Form: Sendable {
    /// `NAME [: unit] = formula`, with what stands before it.
    case definition(Definition)
    /// `NAME(parameters) = formula`.
    case function(Function)
    case unit(UnitDeclaration)
    /// `correlate(a, b, 0.6)`.
    case correlation([Expression.Argument])
    /// `require CONDITION`.
    case requirement(Requirement)
    /// `together a, b, c`.
    case together(Together)
    /// `expect x = v ± 1%`, `expect x in a to b`, `expect CONDITION`.
    case expectation(Expectation)
    case expression(Expression)
    /// `chance oil = dry 50%, wet 50%`, `test core given oil` with its rows.
    case chance(Chance)
  }

  struct Definition: Sendable {
    enum Role: String, Sendable { case plain, input, output, given }

    var role: Role
    var name: String
    var nameSpan: SourceSpan
    var unit: UnitExpression?
    /// Whether `%` stands in the place of a unit: a plain number that reads best as a percentage.
    var isShare = false
    /// Nil for an input without a default.
    var expression: Expression?
    /// The default, where another value is given.
    var standard: Expression?
    var isGiven = false
    var description: String?
  }

  struct Requirement: Sendable {
    var condition: Expression
    /// The comment behind it: what is said where it does not hold.
    var text: String?
  }

  /// Inputs that describe one thing: where some are given, the defaults of the others are those of another.
  struct Together: Sendable {
    var names: [(name: String, span: SourceSpan)]
    /// The comment behind it: what they describe.
    var text: String?
  }

  struct Function: Sendable {
    var name: String
    var nameSpan: SourceSpan
    var parameters: [(name: String, span: SourceSpan)]
    var body: Expression
  }

  struct UnitDeclaration: Sendable {
    var names: [(name: String, span: SourceSpan)]
    var value: Expression?
    var prefixes: UnitCatalogue.Prefixes
    var symbol: String?
  }

  struct Chance: Sendable {
    struct Label: Sendable {
      var text: String
      var span: SourceSpan
    }

    struct Outcome: Sendable {
      var label: Label
      /// Nil for `else`: what the others leave.
      var probability: Expression?
      var span: SourceSpan
    }

    struct Row: Sendable {
      /// One value for each of what it depends on.
      var keys: [Label]
      var outcomes: [Outcome]
      var span: SourceSpan
    }

    var name: String
    var nameSpan: SourceSpan
    var isTest: Bool
    var parents: [(name: String, span: SourceSpan)] = []
    var rows: [Row] = []
  }

  struct Expectation: Sendable {
    enum Form: Sendable {
      /// The tolerance is relative where it is written as a percentage, and 1e-9 relative where nil.
      case equal(Expression, Expression, tolerance: Expression?)
      case within(Expression, low: Expression, high: Expression)
      case condition(Expression)
    }

    var form: Form

    /// The formulas in it.
    var parts: [Expression] {
      switch form {
      case .equal(let left, let right, let tolerance): [left, right] + [tolerance].compactMap { $0 }
      case .within(let value, let low, let high): [value, low, high]
      case .condition(let condition): [condition]
      }
    }
  }

  var form: Form
  var span: SourceSpan
}
