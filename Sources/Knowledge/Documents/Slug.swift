/// The name of a document on the command line and in links: lower-case words joined by `-`.
package struct Slug: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  /// A slug that is written well; nil otherwise.
  package init?(_ text: String) {
    let text = text.composed
    guard !text.isEmpty, !Slug.isShortID(text), text == Slug.words(of: text).joined(separator: "-"),
      text.utf8.count <= 200
    else { return nil }
    self.text = text
  }

  /// The slug of a title: its first words, as many as fit into 100 bytes.
  ///
  ///     Slug(title: "Drill the north block?").text   // "drill-the-north-block"
  package init(title: String) {
    let limit = 100
    var text = ""
    for word in Slug.words(of: title) {
      let room = limit - text.utf8.count - (text.isEmpty ? 0 : 1)
      if word.utf8.count < room {
        text += (text.isEmpty ? "" : "-") + word
        continue
      }
      // A word that fits nowhere, as a sentence in a script without spaces, is cut; any other is left for whole ones.
      if word.utf8.count >= limit || text.isEmpty {
        let cut = Slug.beginning(of: word, below: room)
        if !cut.isEmpty { text += (text.isEmpty ? "" : "-") + cut }
      }
      break
    }
    self.text = text.isEmpty ? "untitled" : Slug.isShortID(text) ? text.prefix(1) + "-" + text.dropFirst() : text
  }

  /// As many whole characters as fit; of one that does not fit, its letter alone.
  private static func beginning(of word: String, below limit: Int) -> String {
    var text = ""
    for character in word {
      if text.utf8.count + character.utf8.count < limit {
        text.append(character)
      } else {
        if text.isEmpty, let letter = character.unicodeScalars.first, letter.utf8.count < limit {
          text = String(Character(letter))
        }
        break
      }
    }
    return text
  }

  /// Whether a name has the form of a short id, such as `d12`, and so cannot be a slug.
  package static func isShortID(_ name: String) -> Bool {
    guard let letter = name.first, Kind.allCases.contains(where: { $0.letter == letter }) else { return false }
    let digits = name.dropFirst()
    return !digits.isEmpty && digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// The slug with a number behind it, for a name that is taken.
  package func numbered(_ number: Int) -> Slug {
    Slug(unchecked: "\(text)-\(number)")
  }

  private init(unchecked text: String) {
    self.text = text
  }

  package var description: String { text }

  /// Letters and digits of any script, lower-case; an apostrophe does not part a word.
  private static func words(of text: String) -> [String] {
    text.lowercased().composed.filter { $0 != "'" && $0 != "’" }
      .split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}
