import SeededChance

/// Texts made of few different lines, so that much of them is equal by chance.
struct RandomLines {
  static func text(using generator: inout SplitMix64) -> [UInt8] {
    let lines = ["a\n", "b\n", "c\r\n", "\n", "é\n", "e\u{301}\n", "d\n", "\r\n"]
    let count = Int.random(in: 0...20, using: &generator)
    let text = (0..<count).map { _ in lines.randomElement(using: &generator) ?? "" }.joined()
    return Array((text + (["", "", "end"].randomElement(using: &generator) ?? "")).utf8)
  }

  /// The text with some lines changed.
  static func edited(_ lines: [String], by name: String, using generator: inout SplitMix64) -> [String] {
    var edited: [String] = []
    for (index, line) in lines.enumerated() {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: break
      case 1: edited.append("\(name) instead of \(index)\n")
      case 2: edited += [line, "\(name) after \(index)\n"]
      default: edited.append(line)
      }
    }
    return edited
  }

  /// Lines with their endings, none of which a text joins to its neighbour.
  static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
  }
}
