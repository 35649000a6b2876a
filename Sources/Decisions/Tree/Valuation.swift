package import Diagnostics
package import Formulas
package import Quantities

extension Tree {
  /// The tree with its formulas checked and valued, and what is wrong with their values.
  ///
  /// Probabilities lie in 0…1 and those of a chance sum to 1 within 1e-9; `else` is 1 minus the rest. Amounts are of
  /// one unit, a bare `0` of any. Nothing is renormalised.
  ///
  /// - Parameter preferred: the unit to count in, where the first amount can be converted to it.
  package func valued(
    with beliefs: Beliefs, source: SourceText, in preferred: Quantity.Unit? = nil
  ) -> (tree: ValuedTree?, faults: [Diagnostic]) {
    var valuation = Valuation(beliefs: beliefs, source: source)
    valuation.preferred = preferred
    if let option = options.first(where: { valuation.chance(named: $0) != nil && !$0.children.isEmpty }) {
      valuation.faults.append(.chanceBesideOthers(option.label, at: option.span))
    }
    let roots = options.map { valuation.node($0, probability: nil) }
    guard valuation.faults.isEmpty else { return (nil, valuation.faults) }
    var tree = valuation.tree
    tree.roots = roots
    tree.unit = valuation.unit?.unit ?? .one
    tree.firstAmount = valuation.firstAmount
    tree.written = (self, source, preferred)
    return (tree, [])
  }
}

private struct Valuation {
  let source: SourceText
  var tree: ValuedTree
  var faults: [Diagnostic] = []
  /// The unit of the amounts and where it was first seen.
  var unit: (unit: Quantity.Unit, span: SourceSpan)?
  var firstAmount: SourceSpan?
  var preferred: Quantity.Unit?
  private let chances: [String: Int]
  private let named: NamedLabels
  /// The named chances that stand between the root and here.
  private var path: [Int] = []
  /// The labels down to here, which draws are keyed by.
  private var labels: [String] = []

  init(beliefs: Beliefs, source: SourceText) {
    self.source = source
    tree = ValuedTree(beliefs: beliefs)
    named = NamedLabels(beliefs)
    chances = Dictionary(beliefs.chances.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  /// The chance that an item names, unless it is only a label.
  func chance(named node: Tree.Node) -> Int? {
    node.isQuoted || node.probability != nil ? nil : chances[node.label]
  }

  mutating func node(_ node: Tree.Node, probability: BeliefNumber?) -> Int {
    let index = tree.nodes.count
    tree.nodes.append(
      ValuedTree.Node(
        label: node.label, amount: nil, probability: probability, kind: .end, children: [],
        isStatusQuo: node.isStatusQuo, span: node.span))
    labels.append(node.label)
    defer { labels.removeLast() }
    if let amount = node.amount { tree.nodes[index].amount = self.amount(amount) }
    if named.resemblesAmount(node) { faults.append(.resemblesAmount(at: node.span)) }
    if node.children.isEmpty { return index }
    if node.children.contains(where: { $0.probability != nil }) {
      let probabilities = self.probabilities(of: node.children, under: node)
      tree.nodes[index].kind = .chance
      let children = zip(node.children, probabilities).map { self.node($0, probability: $1) }
      tree.nodes[index].children = children
    } else if node.children.count == 1, let chance = chance(named: node.children[0]) {
      let child = named(node.children[0], chance)
      tree.nodes[index].kind = .sequence
      tree.nodes[index].children = [child]
    } else {
      if let beside = node.children.first(where: { chance(named: $0) != nil }) {
        faults.append(.chanceBesideOthers(beside.label, at: beside.span))
      }
      for child in node.children { checkName(child, isAlone: node.children.count == 1) }
      checkBranches(of: node)
      let children = node.children.map { self.node($0, probability: nil) }
      tree.nodes[index].kind = .choice
      tree.nodes[index].children = children
    }
    return index
  }

  /// What was meant as a chance and is none would silently be a choice.
  private mutating func checkBranches(of node: Tree.Node) {
    guard tree.beliefs.faults.isEmpty else { return }
    for child in node.children {
      guard let name = named.resemblesProbability(child) else { continue }
      return faults.append(.resemblesShare(name, child.label, label: source.place(of: child), at: child.span))
    }
    if faults.last?.code != .resemblesChance, let chance = named.chance(of: node.children) {
      faults.append(.valuesWithoutChance(node.children.map(\.label), of: chance.name, at: node.span))
    }
    let labels = node.children.filter { !$0.isQuoted }.map(\.label)
    if faults.last?.code != .resemblesChance, LabelShape.areOutcomes(labels) {
      faults.append(.outcomesWithoutProbability(labels, at: node.children[0].span))
    }
  }

  /// What was meant as a named chance and is none would silently be a choice.
  private mutating func checkName(_ node: Tree.Node, isAlone: Bool) {
    // A chance that could not be read has been told of.
    guard tree.beliefs.faults.isEmpty, !chances.isEmpty, !node.isQuoted, !node.children.isEmpty else { return }
    let names = tree.beliefs.chances.map(\.name)
    let near = NearestName.of(node.label, among: names)
    let labels = Set(node.children.filter { $0.probability == nil }.map(\.label))
    let alike = tree.beliefs.chances.first { chance in
      !labels.isEmpty && labels.subtracting(["any"]).isSubset(of: chance.values) && labels != ["any"]
    }
    guard isAlone, near != nil || alike != nil || labels.contains("any") else { return }
    faults.append(
      .resemblesChance(node.label, near: near ?? alike?.name, label: source.place(of: node), at: node.span))
  }

  /// An item that branches over the values of a chance.
  private mutating func named(_ node: Tree.Node, _ chance: Int) -> Int {
    let index = tree.nodes.count
    tree.nodes.append(
      ValuedTree.Node(
        label: node.label, amount: nil, probability: nil, kind: .end, children: [], isStatusQuo: false, span: node.span)
    )
    labels.append(node.label)
    defer { labels.removeLast() }
    if let amount = node.amount { tree.nodes[index].amount = self.amount(amount) }
    let declared = tree.beliefs.chances[chance]
    if node.children.isEmpty { faults.append(.chanceWithoutValues(node.label, values: declared.values, at: node.span)) }
    if declared.isTest, path.contains(chance) { faults.append(.observedTwice(node.label, at: node.span)) }
    path.append(chance)
    defer { path.removeLast() }
    var branches = declared.values.map { _ in -1 }
    var any: Int?
    for child in node.children {
      if let probability = child.probability {
        faults.append(.valueWithProbability(child.label, of: declared.name, at: probability.span))
        continue
      }
      let value = declared.values.firstIndex(of: child.label)
      let isAny = value == nil && child.label == "any" && !child.isQuoted
      guard value != nil || isAny else {
        faults.append(
          .noSuchValue(
            child.label, of: declared.name, values: declared.values, label: source.place(of: child), at: child.span))
        continue
      }
      let place = self.node(child, probability: nil)
      tree.nodes[place].isAny = isAny
      tree.nodes[index].children.append(place)
      if let value { branches[value] = place } else { any = place }
    }
    if let any {
      for value in branches.indices where branches[value] < 0 { branches[value] = any }
    } else if !node.children.isEmpty, let missing = branches.firstIndex(of: -1), faults.isEmpty {
      faults.append(.uncoveredValue(declared.values[missing], of: declared.name, at: node.span))
    }
    tree.nodes[index].kind = .named(chance, branches: branches)
    return index
  }

  private mutating func number(_ formula: Formula, _ what: String) -> BeliefNumber? {
    do throws(Diagnostic) {
      // A draw that stands in the tree itself belongs to its place, which labels tell.
      return try tree.beliefs.number(formula, named: "\(what) \(labels.joined(separator: " › "))")
    } catch {
      // What follows from a definition that is wrong has been told of there.
      if error.code != .follows {
        faults.append(TreeReader.offeringQuotes(error, for: source[formula.span]))
      }
      return nil
    }
  }

  private mutating func amount(_ formula: Formula) -> ValuedTree.Amount? {
    guard let number = number(formula, "amount") else { return nil }
    if number.isBareZero { return nil }
    if number.exact != 0, firstAmount == nil { firstAmount = formula.span }
    var scale = 1.0
    if let unit {
      // Amounts in other units of the same dimension are brought into the first.
      if let conversion = number.unit.conversion(to: unit.unit) {
        scale = conversion.value
      } else if number.unit == .one || unit.unit == .one
        || !tree.beliefs.faults.contains(where: { $0.code == .impossibleUnit })
      {
        // A rate that could not be read has been told of.
        faults.append(
          .amountsDisagree(number.unit, at: formula.span, with: unit.unit, first: unit.span))
      }
    } else if let preferred, let conversion = number.unit.conversion(to: preferred) {
      unit = (preferred, formula.span)
      scale = conversion.value
    } else {
      unit = (number.unit, formula.span)
    }
    // Squares of sums along a path are still numbers.
    if let exact = number.exact, abs(exact * scale) > 1e140 { faults.append(.amountTooLarge(at: formula.span)) }
    return ValuedTree.Amount(number: number, scale: scale)
  }

  private mutating func probabilities(of branches: [Tree.Node], under node: Tree.Node) -> [BeliefNumber?] {
    let before = faults.count
    var numbers: [BeliefNumber?] = branches.map { _ in nil }
    var known: [BeliefNumber] = []
    var rest: (place: Int, span: SourceSpan)?
    for (index, branch) in branches.enumerated() {
      switch branch.probability {
      case .formula(let formula):
        guard let number = number(formula, branch.label) else { continue }
        checkProbability(number, at: formula.span)
        numbers[index] = number
        known.append(number)
      case .rest(let span): rest = (index, span)
      case nil: break
      }
    }
    guard faults.count == before else { return branches.map { _ in nil } }
    checkSum(of: known, rest: rest?.span, isWhole: known.count == branches.count, under: node)
    if let rest { numbers[rest.place] = tree.beliefs.rest(of: known, at: rest.span) }
    return numbers
  }

  private mutating func checkProbability(_ number: BeliefNumber, at span: SourceSpan) {
    if number.unit != .one {
      let value = number.exact.map { Quantity($0, number.unit) }
      faults.append(.probabilityWithUnit(value, in: number.unit, at: span))
    } else if let exact = number.exact, exact < 0 {
      faults.append(.negativeProbability(exact, at: span))
    } else if let exact = number.exact, exact > 1 {
      let text = source[span]
      let inner = text.hasPrefix("(") ? text.dropFirst().dropLast() : text[...]
      faults.append(.probabilityAboveOne(exact, isWritten: Double(inner) != nil, at: span))
    }
  }

  /// What is certain is summed at once; what is not, in every sample later.
  private mutating func checkSum(
    of known: [BeliefNumber], rest: SourceSpan?, isWhole: Bool, under node: Tree.Node
  ) {
    let exact = known.compactMap(\.exact)
    guard exact.count == known.count else { return }
    let sum = exact.reduce(0, +)
    if let rest {
      if sum > 1 + 1e-9 { faults.append(.nothingLeft(sum, at: rest)) }
    } else if abs(sum - 1) > 1e-9, isWhole {
      faults.append(.probabilitySum(sum, of: node.label, at: node.span))
    }
  }
}
