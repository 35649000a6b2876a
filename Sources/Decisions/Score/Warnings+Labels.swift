import Diagnostics
import Formulas
import Quantities

/// What labels say against how they are read.
extension ValuedTree {
  // MARK: Sums

  /// Forks that are read as a choice though they look like the items of a bill.
  ///
  /// Before anything has happened, ends beside each other are no choice that anyone faces: they would be options. Below
  /// a chance they may be one, and only labels such as `price` and `resale` tell.
  func sums(_ source: SourceText) -> [Diagnostic] {
    // Trees that large are written by programs.
    guard nodes.count <= 10_000 else { return [] }
    var warnings: [Diagnostic] = []
    func visit(_ index: Int, afterChance: Bool) {
      let node = nodes[index]
      var afterChance = afterChance
      switch node.kind {
      case .end, .sequence: break
      case .chance, .named: afterChance = true
      case .choice:
        let children = node.children.map { nodes[$0] }
        let isQuoted = children.contains { source.bytes[$0.span.start] == UInt8(ascii: "\"") }
        let ends = children.filter { $0.children.isEmpty }
        let isOfEnds = ends.count == children.count && ends.contains { $0.amount != nil }
        let isBill = ends.contains { $0.amount != nil && ItemWords.areItem($0.label) }
        if !isQuoted, children.count > 1, isOfEnds && !afterChance || isBill {
          let amounts = children.compactMap { $0.amount.map { source[$0.number.span] } }
          warnings.append(
            .sumOrChoice(children.map(\.label), below: node.label, amounts: amounts, at: children[0].span))
        }
      }
      for child in node.children { visit(child, afterChance: afterChance) }
    }
    for root in roots { visit(root, afterChance: false) }
    return warnings
  }

  // MARK: Signs

  /// Amounts whose sign does not go with what the label says.
  func signs() -> [Diagnostic] {
    // Trees that large are written by programs, whose labels say nothing.
    guard nodes.count <= 10_000 else { return [] }
    return nodes.compactMap { node in
      guard let number = node.amount?.number, let value = number.exact, value != 0 else { return nil }
      let (isCost, isGain) = (ItemWords.areCost(node.label), ItemWords.areGain(node.label))
      guard isCost != isGain, isCost == (value > 0) else { return nil }
      return .wrongSign(node.label, isCost: isCost, at: number.span)
    }
  }

  // MARK: Alternatives

  /// Words that two labels may share or lack without meaning anything else, unless they stand last.
  private static let fillers: Set<String> = [
    "a", "all", "an", "and", "at", "by", "for", "from", "in", "it", "of", "on", "or", "the", "then", "to", "with",
  ]

  /// Whether all the words of one label stand in the other: `Drill` and `Drill and log` can hardly exclude each other.
  static func overlap(_ one: String, _ other: String) -> Bool {
    func words(_ label: String) -> Set<String> {
      let all = label.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      // `Plan A` and `Opt in` end in the word that tells them from `Plan B` and `Opt out`.
      return Set(
        all.enumerated().filter { index, word in
          let isLast = index + 1 == all.count || word.count == 1 && fillers.contains(all[index + 1])
          return isLast || !fillers.contains(word)
        }.map(\.element))
    }
    let (a, b) = (words(one), words(other))
    // Two words are a coincidence less often than one; a word that denies makes the opposite of it.
    guard !a.isEmpty, !b.isEmpty, a.isSubset(of: b) || b.isSubset(of: a) else { return false }
    return a.symmetricDifference(b).isDisjoint(with: ["not", "no", "don", "never", "nothing", "without"])
  }
}

/// Words for what costs and what brings in.
enum ItemWords {
  private static let costs: Set<String> = [
    "cost", "costs", "damage", "damages", "expense", "expenses", "fee", "fees", "fines", "lawsuit", "lawsuits", "loss",
    "losses", "penalty", "tax", "taxes",
  ]
  private static let gains: Set<String> = [
    "bonus", "earnings", "gain", "gains", "income", "prize", "profit", "profits", "refund", "revenue", "revenues",
    "savings",
  ]
  /// Further words for lines of a bill.
  private static let items: Set<String> = [
    "commission", "deposit", "installation", "insurance", "interest", "maintenance", "material", "materials", "premium",
    "price", "proceeds", "rent", "resale", "royalties", "salaries", "salary", "sales", "shipping", "turnover", "upkeep",
    "wage", "wages",
  ]
  /// Words after which a cost is none that is paid, or a gain none that is made.
  private static let denials: Set<String> = [
    "avoid", "avoided", "avoiding", "avoids", "back", "cheap", "cut", "cuts", "deductible", "fewer", "forgone", "free",
    "less", "lose", "loses", "lost", "low", "lower", "minus", "missed", "never", "no", "non", "not", "nothing",
    "recover", "recovered", "recovers", "reduced", "reduces", "refunded", "repaid", "repay", "save", "saved", "saves",
    "saving", "settled", "spared", "waived", "win", "wins", "without", "won", "zero",
  ]
  /// Words that may follow the noun that an item is about.
  private static let joints: Set<String> = [
    "a", "after", "and", "at", "before", "by", "each", "every", "for", "from", "if", "in", "is", "of", "on", "or",
    "over", "per", "plus", "to", "until", "when", "with",
  ]
  /// Words that an action begins with.
  private static let actions: Set<String> = [
    "accept", "charge", "claim", "collect", "cut", "get", "increase", "keep", "lower", "make", "negotiate", "offer",
    "pay", "raise", "reduce", "refuse", "sell", "skip", "take", "waive",
  ]

  static func areCost(_ label: String) -> Bool { areAbout(costs, label) || areFine(label) }

  /// Whether a label is of a fine: `a fine`, `the fine for it`, and not `a fine house`.
  private static func areFine(_ label: String) -> Bool {
    guard label.utf8.count > 5 else { return false }
    let words = label.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" }
    return words.indices.dropFirst().contains { index in
      guard words[index] == "fine", ["a", "the"].contains(words[index - 1]) else { return false }
      return index + 1 == words.count || ["of", "for", "from"].contains(words[index + 1])
    }
  }

  static func areGain(_ label: String) -> Bool { areAbout(gains, label) }

  /// Whether a label is the line of a bill, such as `first-year revenue` or `cost of the house`.
  static func areItem(_ label: String) -> Bool {
    guard areAbout(lines, label), let first = label.lowercased().split(separator: " ").first else { return false }
    return !actions.contains(String(first))
  }

  private static let lines = costs.union(gains).union(items)

  /// Whether one of some nouns is what a label is about: it stands by itself, ends the label or what is said of it
  /// follows (`cost of the house`, and not `low-cost plan` or `fee account`), and nothing denies it.
  private static func areAbout(_ nouns: Set<String>, _ label: String) -> Bool {
    let words = self.words(label)
    // Few labels have a word that needs looking at.
    guard words.contains(where: nouns.contains) else { return false }
    let parts = words.flatMap { $0.split(separator: "-").map(String.init) }
    guard denials.isDisjoint(with: parts) else { return false }
    return words.indices.contains { index in
      guard nouns.contains(words[index]) else { return false }
      let next = index + 1 < words.count ? words[index + 1] : nil
      return next.map { joints.contains($0) || Int($0) != nil } ?? true
    }
  }

  /// The words of a label in lower case; a hyphen or an apostrophe parts none.
  private static func words(_ label: String) -> [String] {
    let lowered = label.lowercased()
    guard lowered.utf8.allSatisfy({ $0 < 0x80 }) else {
      return lowered.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" }.map(String.init)
    }
    let words = lowered.utf8.split { byte in
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      return !isLetter && !isDigit && byte != UInt8(ascii: "-") && byte != UInt8(ascii: "'")
    }
    return words.map { String(Substring($0)) }
  }
}
