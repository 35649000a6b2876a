package import Diagnostics
import Formulas
package import Quantities

/// Reads the nested list under Options as a decision tree.
package struct TreeReader {
  private let source: SourceText
  private let units: UnitCatalogue
  private let declaredUnits: Set<String>
  private var faults: [Diagnostic] = []
  /// Items that were meant to stand below the one before them.
  private var misplaced: Set<SourceSpan> = []

  /// Deeper than anyone thinks, shallow enough for any thread's stack.
  static let deepest = 200

  /// - Parameter section: where to point when there is no list at all.
  /// - Parameters:
  ///   - units: the units that formulas know.
  ///   - declaredUnits: those that Beliefs declare.
  /// - Returns: the tree, nil where there is no list, and everything that is wrong with it in the order of the text.
  ///   Where something is, the tree is what can be read of it: it can be looked at, and not valued.
  package static func read(
    _ outline: Outline, of source: SourceText, section: SourceSpan, units: UnitCatalogue = .builtIn,
    declaredUnits: Set<String> = []
  ) -> (tree: Tree?, faults: [Diagnostic]) {
    guard !outline.items.isEmpty else { return (nil, [.emptyOptions(at: section)]) }
    var reader = TreeReader(source: source, units: units, declaredUnits: declaredUnits)
    let options = reader.nodes(outline.items, depth: 1)
    for option in options where !reader.misplaced.contains(option.span) {
      if let probability = option.probability { reader.faults.append(.optionWithProbability(at: probability.span)) }
    }
    let quo = options.filter(\.isStatusQuo)
    if quo.count > 1 { reader.faults.append(.secondStatusQuo(first: quo[0].label, at: quo[1].span)) }
    return (Tree(options: options), reader.faults)
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
      if faults.last?.code != .treeTooDeep { faults.append(.treeTooDeep(Self.deepest, at: items[0].text)) }
      return []
    }
    checkIndents(items)
    var nodes: [Tree.Node] = []
    for item in items {
      if let node = node(item, depth: depth) { nodes.append(node) }
    }
    checkSiblings(nodes.filter { !misplaced.contains($0.span) }, isRoot: depth == 1)
    return nodes
  }

  private mutating func node(_ item: Outline.Item, depth: Int) -> Tree.Node? {
    if item.text.isEmpty {
      faults.append(.emptyItem(at: item.text))
      return nil
    }
    for line in item.continuation {
      faults.append(UnreadLines.beginsWithMarker(source[line]) ? .itemIndentedTooFar(at: line) : .wrappedItem(at: line))
    }
    for block in item.others {
      if let place = UnreadLines.item(in: block, of: source) { faults.append(.itemOutsideList(at: place)) }
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
    if checkLabel(node, of: line, isOption: depth == 1) { node.hasBrokenProbability = true }
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
    var fault = fault
    fault.advise("what follows the last ': ' is the amount; put a label with a colon in quotes")
    return fault
  }

  /// An item that is indented more than the one before it, but not by enough for markdown, stands beside it.
  private mutating func checkIndents(_ items: [Outline.Item]) {
    var before: (column: Int, width: Int)?
    for item in items {
      guard let marker = marker(of: item) else { continue }
      if let before, marker.column > before.column {
        misplaced.insert(item.text)
        if faults.last?.code != .itemIndentedTooLittle {
          faults.append(.itemIndentedTooLittle(by: before.width, at: item.text))
        }
      } else {
        before = marker
      }
    }
  }

  /// The column of an item's marker, and how far what belongs to the item is indented beyond it.
  private func marker(of item: Outline.Item) -> (column: Int, width: Int)? {
    let bytes = source.bytes
    let start = source.lineStarts[source.line(at: item.text.start) - 1]
    var end = item.text.start
    while end > start, bytes[end - 1] == UInt8(ascii: " ") || bytes[end - 1] == UInt8(ascii: "\t") { end -= 1 }
    var begin = end
    while begin > start, !bytes[begin - 1].isWhiteSpace { begin -= 1 }
    guard begin < end, begin < item.text.start else { return nil }
    var column = 0
    for index in start..<begin { column = bytes[index] == UInt8(ascii: "\t") ? (column / 4 + 1) * 4 : column + 1 }
    return (column, end - begin + 1)
  }

  /// What looks like a probability or an amount and is none would silently make a choice, or a payoff of 0.
  ///
  /// - Returns: whether it looks like a probability.
  private mutating func checkLabel(_ node: Tree.Node, of line: ItemLine, isOption: Bool) -> Bool {
    if line.isQuoted { return false }
    let texts = [node.label, node.note].compactMap { $0 }
    if !isOption, node.probability == nil, texts.contains(where: LabelShape.resemblesProbability) {
      faults.append(
        .resemblesProbability(
          meant: LabelShape.meant(node.label, note: node.note), label: source.place(of: node), at: node.span))
      return true
    }
    if node.amount == nil, line.amount == nil, texts.contains(where: LabelShape.resemblesAmount),
      // `Sell for 10k EUR` with what comes of it below is a label.
      !node.children.contains(where: \.isPaid)
    {
      faults.append(.resemblesAmount(at: node.span))
    }
    return false
  }

  private mutating func checkSiblings(_ nodes: [Tree.Node], isRoot: Bool) {
    var first: [String: SourceSpan] = [:]
    for node in nodes where !node.isUnnamed {
      if let earlier = first[node.label] {
        faults.append(.duplicateLabel(node.label, at: node.span, first: earlier))
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
      faults.append(.mixedBranches(bare.label, label: source.place(of: bare), at: bare.span))
    }
    if !isRoot, withProbability.isEmpty, nodes.allSatisfy({ !$0.isQuoted && !$0.hasBrokenProbability }),
      LabelShape.resembleProbabilities(nodes.map(\.label))
    {
      faults.append(.resemblesProbability(meant: nil, label: nil, at: nodes[0].span))
    }
  }
}

extension SourceText {
  /// Where the label of an item without a probability stands, with its note; nil where marks of emphasis or a box make
  /// it stand otherwise than it reads.
  package func place(of label: String, note: String?, at item: SourceSpan) -> SourceSpan? {
    let written = note.map { "\(label) (\($0))" } ?? label
    let place = SourceSpan(item.start, min(item.end, item.start + written.utf8.count))
    return bytes[place.range].elementsEqual(written.utf8) ? place : nil
  }

  func place(of node: Tree.Node) -> SourceSpan? { place(of: node.label, note: node.note, at: node.span) }
}
