import Foundation

/// Words as they read once markdown is drawn, where that is not how they are written: `un**believ**able`,
/// `&eacute;tude`, `out<b>let</b>`.
enum SearchVariants {
  /// The words of a text that read otherwise, folded.
  static func of(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var start = text.startIndex
    while start < text.endIndex {
      while start < text.endIndex, text[start] <= 0x20 { start += 1 }
      var end = start
      var isMarked = false
      while end < text.endIndex, text[end] > 0x20 {
        isMarked = isMarked || isMark(text[end])
        end += 1
      }
      if isMarked, end - start <= longest, let drawn = drawn(text[start..<end]) {
        let folded = SearchFolding(drawn[...])
        result += folded.bytes
        result.append(UInt8(ascii: " "))
      }
      start = end
    }
    if !result.isEmpty { result.removeLast() }
    return result
  }

  private static let longest = 1000

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "~")
      || byte == UInt8(ascii: "`")
  }

  /// A word without the marks between its letters and with its entities as characters; nil where it has none.
  private static func drawn(_ word: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var isChanged = false
    var index = word.startIndex
    while index < word.endIndex {
      switch word[index] {
      case UInt8(ascii: "&"):
        if let (text, end) = entity(word, at: index) {
          result += Array(text.utf8)
          index = end
          isChanged = true
          continue
        }
      case UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: "`"):
        let end = word[index...].firstIndex { $0 != word[index] } ?? word.endIndex
        if let last = result.last, isLetter(last), end < word.endIndex, isLetter(word[end]) {
          index = end
          isChanged = true
          continue
        }
      case UInt8(ascii: "<"):
        if let close = word[index...].firstIndex(of: UInt8(ascii: ">")), let last = result.last, isLetter(last),
          close + 1 < word.endIndex, isLetter(word[close + 1])
        {
          index = close + 1
          isChanged = true
          continue
        }
      default: break
      }
      result.append(word[index])
      index += 1
    }
    return isChanged ? result : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  // MARK: Entities

  /// The character that an entity stands for, as far as folding needs it: of an accented letter the letter.
  private static func entity(_ word: ArraySlice<UInt8>, at start: Int) -> (text: String, end: Int)? {
    guard let close = word[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: word[(start + 1)..<close], as: UTF8.self)
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHex = digits.first == "x" || digits.first == "X"
      guard let value = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10),
        let scalar = Unicode.Scalar(value)
      else { return nil }
      return (String(scalar), close + 1)
    }
    if let text = named[name] { return (text, close + 1) }
    guard let letter = name.first, letter.isLetter, accents.contains(String(name.dropFirst())) else { return nil }
    return (String(letter), close + 1)
  }

  private static let accents: Set<String> = [
    "grave", "acute", "circ", "tilde", "uml", "ring", "cedil", "caron", "slash", "ogon", "macr", "breve", "dot",
    "dblac", "strok",
  ]

  private static let named: [String: String] = {
    var names = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "shy": "", "zwj": "", "zwnj": "",
      "AElig": "Æ", "aelig": "æ", "OElig": "Œ", "oelig": "œ", "szlig": "ß", "IJlig": "IJ", "ijlig": "ij", "eth": "ð",
      "ETH": "Ð", "thorn": "þ", "THORN": "Þ", "inodot": "i", "euro": "€", "ndash": "–", "mdash": "—", "lsquo": "‘",
      "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…", "micro": "µ",
    ]
    let greek = [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
      "xi", "omicron", "pi", "rho", "sigmaf", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ]
    for (place, name) in greek.enumerated() {
      guard let scalar = Unicode.Scalar(0x3B1 + UInt32(place)) else { continue }
      names[name] = String(scalar)
      names[name.prefix(1).uppercased() + name.dropFirst()] = String(scalar)
    }
    return names
  }()
}
