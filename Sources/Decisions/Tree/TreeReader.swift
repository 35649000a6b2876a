import Diagnostics
import Formulas
import Quantities

/// Reads the nested list under Options as a decision tree.
public struct TreeReader {
  private let source: SourceText
  private let units: UnitCatalogue
  private let declaredUnits: Set<String>
  private var faults: [Diagnostic] = []

  /// Deeper than anyone thinks, shallow enough for any thread's stack.
  static let deepest = 200

  /// - Parameter section: where to point when there is no list at all.
  /// - Parameters:
  ///   - units: the units that formulas know.
  ///   - declaredUnits: those that Beliefs declare.
  /// - Returns: the tree, nil where it cannot be made, and everything that is wrong with it in the order of the text.
  public static func read(
    _ outline: Outline, of source: SourceText, section: SourceSpan, units: UnitCatalogue = .builtIn,
    declaredUnits: Set<String> = []
  ) -> (tree: Tree?, faults: [Diagnostic]) {
    guard !outline.items.isEmpty else { return (nil, [.emptyOptions(at: section)]) }
    var reader = TreeReader(source: source, units: units, declaredUnits: declaredUnits)
    let options = reader.nodes(outline.items, depth: 1)
    for option in options {
      if let probability = option.probability { reader.faults.append(.optionWithProbability(at: probability.span)) }
    }
    let quo = options.filter(\.isStatusQuo)
    if quo.count > 1 { reader.faults.append(.secondStatusQuo(first: quo[0].label, at: quo[1].span)) }
    return reader.faults.isEmpty ? (Tree(options: options), []) : (nil, reader.faults)
  }

  private init(source: SourceText, units: UnitCatalogue, declaredUnits: Set<String>) {
    self.source = source
    self.units = units
    self.declaredUnits = declaredUnits
  }

  private mutating func nodes(_ items: [Outline.Item], depth: Int) -> [Tree.Node] {
    if items.isEmpty { return [] }
    guard depth <= Self.deepest else {
      // Once is enough, however wide the tree is down there.
      if faults.last?.code != "tree-too-deep" { faults.append(.treeTooDeep(Self.deepest, at: items[0].text)) }
      return []
    }
    var nodes: [Tree.Node] = []
    for item in items {
      if let node = node(item, depth: depth) { nodes.append(node) }
    }
    checkSiblings(nodes, isRoot: depth == 1)
    return nodes
  }

  private mutating func node(_ item: Outline.Item, depth: Int) -> Tree.Node? {
    if item.text.isEmpty {
      faults.append(.emptyItem(at: item.text))
      return nil
    }
    for line in item.continuation {
      faults.append(beginsWithMarker(line) ? .itemIndentedTooFar(at: line) : .wrappedItem(at: line))
    }
    let line = ItemLine(source, item.text)
    var node = Tree.Node(
      label: line.label, note: line.note, probability: nil, amount: nil, children: [], span: item.text,
      isQuoted: line.isQuoted, isUnnamed: line.label.isEmpty)
    if let span = line.probability {
      node.probability = line.isRest ? .rest(span) : formula(span).map { .formula($0) }
      node.hasBrokenProbability = node.probability == nil
      if node.isUnnamed { node.label = source[span] }
    }
    if let span = line.amount { node.amount = formula(span) }
    if node.label.isEmpty { faults.append(.missingLabel(at: item.text)) }
    node.children = nodes(item.children, depth: depth + 1)
    checkLabel(node, of: line, isOption: depth == 1)
    return node
  }

  private mutating func formula(_ span: SourceSpan) -> Formula? {
    do throws(Diagnostic) {
      return try Formula(source, in: span, units: units, declaredUnits: declaredUnits)
    } catch {
      faults.append(TreeReader.offeringQuotes(error, for: source[span]))
      return nil
    }
  }

  /// Words after a colon are more likely a label than an amount.
  static func offeringQuotes(_ fault: Diagnostic, for text: String) -> Diagnostic {
    guard text.contains(" "), !text.contains(where: { $0.isNumber || "+*/^(".contains($0) }), !text.contains(" - ")
    else { return fault }
    return Diagnostic(
      fault.code, fault.message, at: fault.span, label: fault.label,
      hint: "what follows the last ': ' is the amount; put a label with a colon in quotes")
  }

  private func beginsWithMarker(_ span: SourceSpan) -> Bool {
    let text = source[span].utf8
    let rest = text.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let isNumbered = rest.count < text.count
    guard let marker = rest.first, rest.dropFirst().first?.isWhiteSpace ?? true else { return false }
    return (isNumbered ? [UInt8(ascii: "."), UInt8(ascii: ")")] : Array("-*+".utf8)).contains(marker)
  }

  /// What looks like a probability or an amount and is none would silently make a choice, or a payoff of 0.
  private mutating func checkLabel(_ node: Tree.Node, of line: ItemLine, isOption: Bool) {
    if line.isQuoted { return }
    let texts = [node.label, node.note].compactMap { $0 }
    if !isOption, node.probability == nil, texts.contains(where: LabelShape.resemblesProbability) {
      faults.append(.resemblesProbability(at: node.span))
    } else if node.amount == nil, line.amount == nil, texts.contains(where: LabelShape.resemblesAmount),
      // `Sell for 10k EUR` with what comes of it below is a label.
      !node.children.contains(where: \.isPaid)
    {
      faults.append(.resemblesAmount(at: node.span))
    }
  }

  private mutating func checkSiblings(_ nodes: [Tree.Node], isRoot: Bool) {
    var first: [String: SourceSpan] = [:]
    for node in nodes where !node.isUnnamed {
      if let earlier = first[node.label] {
        faults.append(.duplicateLabel(node.label, at: node.span, firstLine: source.line(at: earlier.start)))
      } else {
        first[node.label] = node.span
      }
    }
    let rests = nodes.compactMap { if case .rest(let span)? = $0.probability { span } else { nil } }
    if rests.count > 1 { faults.append(.secondRest(at: rests[1])) }
    let withProbability = nodes.filter { $0.probability != nil }
    if !isRoot, !withProbability.isEmpty, withProbability.count < nodes.count,
      let bare = nodes.first(where: { $0.probability == nil && !$0.hasBrokenProbability })
    {
      faults.append(.mixedBranches(bare.label, at: bare.span))
    }
    if !isRoot, withProbability.isEmpty, nodes.allSatisfy({ source[$0.span].first != "\"" }),
      LabelShape.resembleProbabilities(nodes.map(\.label))
    {
      faults.append(.resemblesProbability(at: nodes[0].span))
    }
  }
}
