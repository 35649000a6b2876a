import Foundation
import SeededChance

/// Cases from a seed: formulas, documents, headers, searches, evidence and dates, damaged stores.
package struct FuzzGenerator {
  package enum Subject: String, CaseIterable, Sendable {
    case formulas, programs, documents, decisions, headers, searches, arguments, models, stores
  }

  var chance: SplitMix64
  let corpus: FuzzCorpus

  package init(seed: UInt64, corpus: FuzzCorpus) {
    chance = SplitMix64(seed: seed)
    self.corpus = corpus
  }

  package mutating func next(_ subject: Subject) -> FuzzCase {
    switch subject {
    case .formulas: FuzzCase([.init(["calc", formula()] + flags())])
    case .programs: FuzzCase([.init(["calc", "-"] + flags(), input: program())])
    case .documents: documents()
    case .decisions: FuzzCase([.init(["score", "-", "--samples", "2000"] + flags(), input: decision())])
    case .headers: headers()
    case .searches: FuzzCase([.init(["search"] + flags() + ["--", search()])])
    case .arguments: arguments()
    case .models: models()
    case .stores: stores()
    }
  }

  // MARK: Chance

  mutating func one<Element>(of elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &chance)]
  }

  /// True once in so many times.
  mutating func once(in count: Int) -> Bool { Int.random(in: 0..<count, using: &chance) == 0 }

  mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &chance) }

  private mutating func flags() -> [String] { once(in: 3) ? ["--json"] : [] }

  /// Some bytes changed: written over, taken out, put in, lines moved.
  mutating func mutated(_ bytes: [UInt8], times: Int) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<times {
      if bytes.isEmpty { bytes = [UInt8(ascii: "\n")] }
      let place = Int.random(in: 0..<bytes.count, using: &chance)
      switch count(0...6) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + count(1...20)))
      case 2, 3: bytes.insert(contentsOf: Array(one(of: Self.pieces).utf8), at: place)
      case 4: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &chance))
      case 5:
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let (line, other) = (one(of: Array(lines)), one(of: Array(lines)))
        bytes.insert(contentsOf: Array(line) + [UInt8(ascii: "\n")], at: other.startIndex)
      default: bytes.insert(contentsOf: Array(number().utf8), at: place)
      }
    }
    return bytes
  }

  static let pieces = [
    "\n", "\r", "\r\n", "- ", "  ", "    ", "%", ": ", "(", ")", "\"", "---\n", "```", "```how\n", "0", "e9",
    "\u{2028}",
    "é", "e\u{301}", "[[", "]]", "#", "|", "&x ", "*x", "\t", "\0", "\u{1B}[31m", "\u{202E}", "\u{A0}", "+", "1. ",
    "* ",
    "else", " to ", "−", "$", ",", ";", "//", "同步", "한국", "<b>", "&amp;", "~~", "**", "_", "\\", "given ", "input ",
    "## ",
    "### ", " (status quo)", "50%", "1/3", "1 in 3", "-", "--", "|---|", "{", "}", "\u{FEFF}", "'",
  ]

  // MARK: Numbers

  mutating func number() -> String {
    switch count(0...9) {
    case 0:
      return one(of: ["0", "1", "-1", "2", "10", "100", "0.5", "1000", "1e-320", "5e-324", "1e308", "1e300", "-0"])
    case 1: return "\(Double.random(in: 0...1, using: &chance))"
    case 2: return "\(count(0...100))%"
    case 3: return "\(count(1...999))\(one(of: ["k", "M", "B", "T", "_000"]))"
    case 4: return "1e\(count(-330...310))"
    case 5: return one(of: ["1/3", "3 * 1.1", "(5 to 10)", "2027-02-01", "1,000", "1.005", "2^53", "99999", "100_000"])
    default: return "\(Double(count(-10_000...10_000)) / Double(one(of: [1, 10, 100])))"
    }
  }
}
