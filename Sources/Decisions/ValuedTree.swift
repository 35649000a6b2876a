import Diagnostics
import Formulas
import Quantities

/// A decision tree in plain numbers, all amounts in one unit.
public struct ValuedTree: Sendable {
  public struct Node: Sendable {
    public enum Kind: Sendable { case end, chance, choice }

    public var label: String
    public var amount: Double
    /// The probability among its siblings; 1 below a choice.
    public var probability: Double
    public var kind: Kind
    public var children: [Node]
    public var isStatusQuo: Bool
    public var span: SourceSpan
  }

  public var options: [Node]
  /// The unit of every amount.
  public var unit: Quantity.Unit
}

extension Tree {
  /// The tree with its formulas computed, and what is wrong with their values.
  ///
  /// Probabilities lie in 0…1 and those of a chance sum to 1 within 1e-9; `else` is 1 minus the rest. Amounts are of
  /// one unit, a bare `0` of any. Nothing is renormalised.
  public func valued(in scope: Scope, source: SourceText) -> (tree: ValuedTree?, faults: [Diagnostic]) {
    var valuation = Valuation(scope: scope, source: source)
    let options = options.map { valuation.node($0, probability: 1) }
    guard valuation.faults.isEmpty else { return (nil, valuation.faults) }
    return (ValuedTree(options: options, unit: valuation.unit?.unit ?? .one), [])
  }
}

private struct Valuation {
  let scope: Scope
  let source: SourceText
  var faults: [Diagnostic] = []
  /// The unit of the amounts and where it was first seen.
  var unit: (unit: Quantity.Unit, span: SourceSpan)?

  mutating func node(_ node: Tree.Node, probability: Double) -> ValuedTree.Node {
    let amount = node.amount.map { self.amount($0) } ?? 0
    let isChance = node.children.contains { $0.probability != nil }
    let probabilities = isChance ? self.probabilities(of: node.children, under: node) : node.children.map { _ in 1 }
    return ValuedTree.Node(
      label: node.label, amount: amount, probability: probability,
      kind: node.children.isEmpty ? .end : isChance ? .chance : .choice,
      children: zip(node.children, probabilities).map { self.node($0, probability: $1) },
      isStatusQuo: node.isStatusQuo, span: node.span)
  }

  private mutating func value(_ formula: Formula) -> Quantity? {
    do throws(Diagnostic) {
      return try formula.value(in: scope)
    } catch {
      // What follows from a definition that is wrong has been told of there.
      if error.code != Diagnostic.followsFrom {
        faults.append(TreeReader.offeringQuotes(error, for: source[formula.span]))
      }
      return nil
    }
  }

  private mutating func amount(_ formula: Formula) -> Double {
    guard var value = value(formula) else { return 0 }
    if value.isBareZero { return 0 }
    // Squares of sums along a path are still numbers.
    if abs(value.value) > 1e140 { faults.append(.amountTooLarge(at: formula.span)) }
    if let unit {
      // Amounts in other units of the same dimension are brought into the first.
      if let same = value.converted(to: unit.unit) {
        value = same
      } else {
        faults.append(
          .amountsDisagree(value.unit, at: formula.span, with: unit.unit, firstLine: source.line(at: unit.span.start)))
      }
    } else {
      unit = (value.unit, formula.span)
    }
    return value.value
  }

  private mutating func probabilities(of branches: [Tree.Node], under node: Tree.Node) -> [Double] {
    var probabilities: [Double?] = []
    let before = faults.count
    for branch in branches {
      if case .formula(let formula)? = branch.probability, let value = value(formula) {
        if value.unit != .one {
          faults.append(.probabilityWithUnit(value, at: formula.span))
        } else if value.value < 0 {
          faults.append(.negativeProbability(value.value, at: formula.span))
        } else if value.value > 1 {
          faults.append(.probabilityAboveOne(value.value, at: formula.span))
        }
        probabilities.append(value.value)
      } else {
        probabilities.append(nil)
      }
    }
    guard faults.count == before else { return branches.map { _ in 0 } }
    let sum = probabilities.reduce(0) { $0 + ($1 ?? 0) }
    let rest = branches.first { if case .rest? = $0.probability { true } else { false } }
    if let rest, let probability = rest.probability {
      if sum > 1 + 1e-9 { faults.append(.nothingLeft(sum, at: probability.span)) }
    } else if abs(sum - 1) > 1e-9 {
      // A formula that could not be computed leaves no sum to check.
      if !probabilities.contains(where: { $0 == nil }) {
        faults.append(.probabilitySum(sum, of: node.label, at: node.span))
      }
    }
    // What rounding leaves is nothing: 1 - 0.7 - 0.3 is no chance of 5e-17.
    let left = 1 - sum
    return probabilities.map { $0 ?? (left < 1e-12 ? 0 : left) }
  }
}
