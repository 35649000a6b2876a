import SeededChance

/// A header as people and programs write them, in every form of YAML, in pieces of known keys.
struct RandomHeader {
  struct Part {
    /// What the key is read as; nil for comments, blank lines and keys that are no words.
    var key: String?
    /// With its line ending.
    var text: String
    /// A comment behind the value, which stays.
    var tail: String
  }

  var opening: String
  var parts: [Part] = []
  var closing: String
  let ending: String

  var text: String { before + parts.map(\.text).joined() + after }
  var before: String { opening + ending }
  var after: String { closing + ending + "# Title" + ending + ending + "slug: text" + ending }

  /// - Parameter keys: those that are there in any case, in ways of their own.
  init(keys: [String], using generator: inout SplitMix64) {
    func chosen<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &generator)] }
    func isOne(in count: Int) -> Bool { Int.random(in: 0..<count, using: &generator) == 0 }

    ending = chosen(["\n", "\n", "\r\n", "\r"])
    opening = chosen(["---", "---", "---", "\u{FEFF}---", "--- ", "\n---", "-----", " ---"])
    closing = chosen(["---", "---", "---", "...", "---  ", "----"])
    let isIndented = isOne(in: 8)
    let indentation = isIndented ? "  " : ""
    var anchors: [String] = []
    var number = 0

    func comment() -> String {
      number += 1
      return "#\(number) \(chosen(["why: \"so\"", "größer", "- a", "'", "key: [x"]))"
    }
    func value(_ word: String) -> String {
      let deeper = indentation + chosen([" ", "  ", "    "])
      switch Int.random(in: 0..<22, using: &generator) {
      case 0: return "\"\(word) # : \\\" \\\\\""
      case 1: return "'\(word) it''s # : \"'"
      case 2: return "[\(word), \"b]\", 'c''d']"
      case 3: return "[\(word),\(ending)\(deeper)b]"
      case 4: return "{\(word): b, c: [d]}"
      case 5: return "|\(ending)\(deeper)\(word)\(ending)\(deeper)# text"
      case 6: return ">-\(ending)\(deeper)\(word)\(ending)\(ending)\(deeper)more"
      case 7: return "|2-\(ending)\(indentation)  \(word)"
      case 8: return "\(word)\(ending)\(deeper)and more"
      case 9: return "\"\(word)\(ending)\(deeper)goes on\""
      case 10: return "\(ending)\(deeper)\(word)"
      case 11: return "\(ending)\(deeper)- \(word)\(ending)\(deeper)- b"
      case 12: return "\(ending)\(deeper)\(word): b"
      case 13: return "!!str \(word)"
      case 14: return "!!str \"\(word) # no\""
      case 15:
        anchors.append("a\(anchors.count)")
        return "&\(anchors.last ?? "") \(word)"
      case 16: return anchors.isEmpty ? word : "*\(chosen(anchors))"
      case 17: return chosen(["", "|", ">", "''", "\"\"", "~", "&e", "!!null"])
      case 18: return "\(word) größer 🙂 12:30 x#y"
      default: return word
      }
    }
    func add(_ key: String) {
      let spelled = Bool.random(using: &generator) ? key : chosen([key.capitalized, key.uppercased(), key])
      let typed = chosen(
        [
          "\(spelled):", "\(spelled):", "\(spelled):", "\"\(spelled)\":", "'\(spelled)' :", "\(spelled) :",
          "? \(spelled)\(ending)\(indentation):",
        ])
      let value = value("v\(number)")
      let isBlock = value.contains(ending) || ["|", ">"].contains(value)
      let tail = !isBlock && isOne(in: 3) ? chosen([" ", "   ", "\t"]) + comment() : ""
      let gap = value.hasPrefix(ending) ? "" : value.isEmpty ? "" : chosen([" ", "   ", "\t"])
      parts.append(Part(key: spelled, text: indentation + typed + gap + value + tail + ending, tail: tail))
    }
    func filler() {
      // Behind a block, an indented line would belong to it.
      let text = chosen(["", comment(), comment(), "[a, b]: c", "? {a: b}\(ending)\(indentation): c"])
      parts.append(Part(key: nil, text: (text.isEmpty ? "" : indentation) + text + ending, tail: ""))
    }

    var open = keys.filter { _ in !isOne(in: 3) }
    for other in 0..<Int.random(in: 0...5, using: &generator) {
      open.append(chosen(["k\(other)", "ключ\(other)", "two words \(other)", "é\(other)"]))
    }
    open.shuffle(using: &generator)
    for key in open {
      if isOne(in: 4) { filler() }
      add(key)
    }
    if isOne(in: 4) { filler() }
  }
}
