/// Searches, arguments of every verb, models with inputs, and stores whose bytes are damaged.
extension FuzzGenerator {
  mutating func search() -> String {
    let words = [
      "drill", "the", "\"", "AND", "OR", "NOT", "NEAR(", "*", "C++", "what's", "second-order", "同步", "集群", "한국역사",
      "ไทย",
      "-", "--", "^", "tag:oil", "kind:", "(", ")", "é", "e\u{301}", "a", ":", "\u{0}", "\u{202E}", "GPU", "ß", "%",
      "_", "'",
    ]
    var text = (0..<count(1...6)).map { _ in one(of: words) }.joined(separator: once(in: 3) ? "" : " ")
    if once(in: 4) { text = String(decoding: mutated(Array(text.utf8), times: 2), as: UTF8.self) }
    if once(in: 20) { text = Array(repeating: text, count: 200).joined(separator: " ") }
    return text.replacing("\0", with: "")
  }

  private mutating func reference() -> String {
    one(
      of: corpus.slugs + [
        "m1", "d1", "d1@1", "d1@0", "d1@99", "", " ", "@", "x@", "-", "no-such", "D1", "é", "..", "/", "~",
      ])
  }

  private mutating func day() -> String {
    one(of: [
      "2026-01-01", "2026-02-30", "today", "yesterday", "2026", "2026-1-1", "10000-01-01", "0000-00-00", "-1", "",
      "tomorrow",
      "2026-12-31T10:00", "٢٠٢٦-٠١-٠١", "1 week", number(),
    ])
  }

  mutating func arguments() -> FuzzCase {
    let odd = [
      "", " ", "-", "--", "-x", "--json", "a=b", "=", "x=", "..", "1..2", "x=1..2", "x..y=1..2", "\u{202E}", "é", "0",
      "-1",
      "1e400", "yes: 80%, no 20%", "a:b", "%", "[[x]]", "\n", "x\ny",
    ]
    let arguments: [String]
    switch count(0...9) {
    case 0:
      arguments = [
        "update", reference(),
        "\(one(of: ["oil", "x", "survey"])): \(one(of: ["dry 20%, wet 50%", "3:1", "yes 120%", number()]))",
      ]
    case 1: arguments = ["decide", reference(), one(of: ["Drill", "Drill now", "", "x", "-1"]), "--date", day()]
    case 2:
      arguments = [
        "resolve", reference(),
        one(of: ["payoff=\(number()) USD", "oil=dry", "prediction 1=yes", "x", "=", "payoff=", "1=no"]),
      ]
    case 3: arguments = ["list", "--since", day(), "--limit", number()]
    case 4:
      arguments = [
        "bayes", "--prior", number(), "--likelihood", number(), "--successes", number(), "--trials", number(),
      ]
    case 5: arguments = ["diff", reference(), reference()]
    case 6: arguments = ["show", reference(), "--format", one(of: ["markdown", "json", "plain", "table"])]
    case 7: arguments = [one(of: ["history", "report", "score", "test", "rename", "remove", "restore"]), reference()]
    default:
      arguments =
        [one(of: corpus.verbs), reference()] + (0..<count(0...3)).map { _ in once(in: 4) ? number() : one(of: odd) }
    }
    return FuzzCase([.init(arguments), .init(["doctor"])])
  }

  mutating func models() -> FuzzCase {
    let model = one(of: corpus.models)
    let input = model.inputs.isEmpty ? "x" : one(of: model.inputs)
    let value = once(in: 2) ? number() : expression(1)
    let arguments: [String]
    switch count(0...4) {
    case 0, 1:
      arguments =
        ["run", model.name, "\(input)=\(value)", "--samples", "2000"] + (once(in: 3) ? ["--sensitivity"] : [])
    case 2:
      arguments = [
        "sweep", model.name, "\(input)=\(number())..\(number())", "--steps", "\(count(2...6))", "--samples", "2000",
      ]
    case 3:
      let output = model.outputs.isEmpty ? "y" : one(of: model.outputs)
      arguments = ["solve", model.name, "\(output) = \(value)", "--for", input, "--samples", "2000"]
    default: arguments = ["run", model.name, "\(input)=\(value)", "--explain", "--json", "--samples", "2000"]
    }
    return FuzzCase([.init(arguments)])
  }

  mutating func stores() -> FuzzCase {
    var damage: [FuzzCase.Damage] = []
    for _ in 0..<count(1...4) {
      let place = once(in: 3) ? UInt32(count(0...200_000)) : UInt32.random(in: 0...UInt32.max, using: &chance)
      if once(in: 8) {
        damage.append(.end(at: place))
      } else {
        damage.append(
          .bytes(at: place, count: one(of: [1, 1, 2, 16, 512, 4096]), xor: UInt8.random(in: 1...255, using: &chance)))
      }
    }
    let verbs: [[String]] = [
      ["list"], ["show", one(of: corpus.slugs)], ["search", "oil"], ["doctor"], ["doctor", "--rebuild"],
      ["history", one(of: corpus.slugs)], ["score", one(of: corpus.slugs)], ["backup", "b.sqlite"],
    ]
    var commands = [FuzzCase.Command(one(of: verbs), damage: damage)]
    for _ in 0..<count(1...3) { commands.append(.init(one(of: verbs))) }
    commands.append(.init(["new", "model", "--from", "-"], input: Array("# After\n\ntext\n".utf8)))
    return FuzzCase(commands)
  }
}
