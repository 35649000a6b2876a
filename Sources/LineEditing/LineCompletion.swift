/// What may stand in place of the word before the cursor.
package struct LineCompletion: Equatable {
  /// Where that word begins, in characters from the start of the line; it ends at the cursor.
  package var start: Int
  /// All that it may become, each whole.
  package var candidates: [String]

  package init(start: Int, candidates: [String]) {
    self.start = start
    self.candidates = candidates
  }

  /// Those of some names that begin with the word before the cursor (letters, digits and `_`), in their order.
  ///
  ///     LineCompletion(of: "2 * sq", at: 6, among: ["sin", "sqrt("])   // start 4, ["sqrt("]
  package init(of text: String, at cursor: Int, among names: some Sequence<String>) {
    let before = text.prefix(cursor)
    let word = before.reversed().prefix { $0.isWordPart }.count
    let typed = before.suffix(word)
    self.init(start: before.count - word, candidates: names.filter { $0.hasPrefix(typed) })
  }

  /// What all candidates begin with.
  var commonPrefix: String {
    guard var prefix = candidates.first.map(Array.init) else { return "" }
    for candidate in candidates.dropFirst() {
      let same = zip(prefix, candidate).prefix { $0 == $1 }.count
      prefix.removeLast(prefix.count - same)
    }
    return String(prefix)
  }
}
