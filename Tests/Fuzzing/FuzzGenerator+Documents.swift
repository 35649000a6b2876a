/// Documents: trees with beliefs, headers of any form, and texts that a person wrote, changed byte by byte.
extension FuzzGenerator {
  mutating func documents() -> FuzzCase {
    let text = mutated(one(of: corpus.documents), times: count(1...8))
    let kind = one(of: ["model", "decision", "postmortem"])
    var commands: [FuzzCase.Command] = []
    switch count(0...3) {
    case 0: commands.append(.init(["show", "-"], input: text))
    case 1: commands.append(.init(["score", "-", "--samples", "2000", "--pictures"], input: text))
    case 2: commands.append(.init(["report", "-"], input: text))
    default:
      commands.append(.init(["new", kind, "--from", "-"], input: text))
      commands.append(.init(["list", "--json"]))
      commands.append(.init(["search", "a"]))
      commands.append(.init([one(of: ["test", "doctor", "list"])]))
    }
    return FuzzCase(commands)
  }

  /// A decision made up, sometimes with a few bytes changed.
  mutating func decision() -> [UInt8] {
    var text = ""
    if once(in: 2) {
      text += "---\n"
      for key in ["stake", "bankroll", "risk-tolerance"] where once(in: 2) { text += "\(key): \(number()) USD\n" }
      text += "---\n"
    }
    text += "# D\n\n"
    let names = ["a", "b", "c"].prefix(count(0...3))
    let chances = ["oil", "sun"].prefix(count(0...2))
    if !names.isEmpty || !chances.isEmpty {
      text += "## Beliefs\n```how\n"
      for name in names { text += "\(name) = \(belief())\n" }
      for (index, name) in chances.enumerated() {
        let share = count(0...100)
        text += "chance \(name) = yes \(share)%, no \(100 - share)%\n"
        if once(in: 3), index == 0 { text += "test t given oil\n  yes: up 80%, down 20%\n  no: up 30%, down 70%\n" }
      }
      text += "```\n\n"
    }
    text += "## Options\n"
    for option in 0..<count(2...4) {
      text += "- Option \(option)\(option == 0 ? " (status quo)" : ""): \(amount(Array(names)))\n"
      text += subtree(Array(names), Array(chances), depth: count(0...2), indent: "  ")
    }
    if !chances.isEmpty, once(in: 3) {
      text += "\n## Evidence\n- 2026-01-01 oil: yes \(count(0...100))%, no \(count(0...100))% — seen\n"
    }
    return mutated(Array(text.utf8), times: once(in: 3) ? count(1...3) : 0)
  }

  private mutating func belief() -> String {
    switch count(0...5) {
    case 0: return "\(number()) USD"
    case 1: return "\(count(-50...0)) to \(count(1...90)) USD normal"
    case 2: return "\(count(1...9)) to \(count(10...90)) USD"
    case 3:
      return "\(one(of: ["student(3)", "poisson(2)", "bernoulli(30%)", "exponential(2)", "uniform(0, 9)"])) * 1 USD"
    case 4: return "\(count(1...40))% to \(count(41...99))%"
    default: return expression(2)
    }
  }

  private mutating func amount(_ names: [String]) -> String {
    guard let name = names.first, once(in: 2) else { return "\(number()) USD" }
    let other = one(of: names)
    return one(of: [
      other, "-\(other)", "\(name) * 2", "max(\(other), \(number()) USD)",
      "if \(other) > \(number()) USD then \(name) else 0",
      "min(\(name), \(other))", "\(number()) USD - \(other)", "\(name)^2 / (1 USD)", "10 USD / (\(other) / (1 USD))",
    ])
  }

  private mutating func subtree(_ names: [String], _ chances: [String], depth: Int, indent: String) -> String {
    guard depth > 0 else { return "" }
    func item(_ label: String, _ generator: inout FuzzGenerator) -> String {
      "\(indent)- \(label): \(generator.amount(names))\n"
        + generator.subtree(names, chances, depth: depth - 1, indent: indent + "  ")
    }
    switch count(0...2) {
    case 0 where !chances.isEmpty:
      let inner = indent + "  "
      return "\(indent)- \(one(of: chances))\n\(inner)- yes: \(amount(names))\n\(inner)- no: \(amount(names))\n"
    case 1:
      let share = count(0...100)
      return item("\(share)% up", &self) + item(once(in: 2) ? "else down" : "\(100 - share)% down", &self)
    default:
      return item("one", &self) + item("other", &self)
    }
  }

  mutating func headers() -> FuzzCase {
    var lines: [String] = []
    for _ in 0..<count(0...6) {
      let key = one(of: [
        "kind", "slug", "tags", "title", "stake", "chosen", "decided", "how", "Kind", "risk_tolerance", "other",
        "aliases",
        "decide-by", "created",
      ])
      let value = one(of: [
        "decision", "x", "[a, b]", "no", "12:30", "2026-01-01", "\"q: r\"", "'it''s'", "|\n  text\n  more",
        ">\n  folded", "",
        "~", "&s x", "*s", "{a: b}", "70k USD", "# comment", "é", "a: b", "- c", "\t", "!tag x", "x # why", "@1",
      ])
      lines.append("\(key)\(one(of: [": ", ":", " : ", ":  "]))\(value)")
    }
    let ending = one(of: ["\n", "\r\n"])
    let open = one(of: ["---", "---", "---", "--- ", "-----", "+++", " ---", "\u{FEFF}---"])
    let close = one(of: ["---", "---", "...", "--- ", ""])
    var text = ([open] + lines + [close, "# Title", "", "## Options", "- Go: 1 USD", "- Stay: 0", ""])
      .joined(separator: ending)
    if once(in: 4) { text = String(decoding: mutated(Array(text.utf8), times: count(1...3)), as: UTF8.self) }
    return FuzzCase([
      .init(["new", "decision", "--from", "-"], input: Array(text.utf8)),
      .init([one(of: ["decide", "rename"]), "x", one(of: ["Go", "other", "é"])]),
      .init(["show", one(of: ["x", "title", "d1", "other"])]),
      .init(["doctor"]),
    ])
  }
}
