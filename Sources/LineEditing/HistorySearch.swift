/// A search from the newest entry of a history to the oldest, a character at a time; capitals make no difference.
struct HistorySearch {
  struct Match: Equatable {
    /// Which entry.
    var index: Int
    /// How many characters stand before what was found.
    var offset: Int
  }

  let entries: [String]
  private(set) var query = ""
  /// The entry that was found last, also where there is none for what was typed since.
  private(set) var match: Match?
  private(set) var failed = false

  init(_ entries: [String]) {
    self.entries = entries
  }

  mutating func extend(_ text: String) {
    query += text
    // The entry that is shown may do for the longer text, too.
    look(from: match?.index ?? entries.count - 1)
  }

  mutating func shorten() {
    if query.isEmpty { return }
    query.removeLast()
    match = nil
    look(from: entries.count - 1)
  }

  /// Goes on to an older entry that is not the same again.
  mutating func older() {
    guard let match else { return look(from: entries.count - 1) }
    look(from: match.index - 1, otherThan: entries[match.index])
  }

  private mutating func look(from newest: Int, otherThan shown: String? = nil) {
    failed = false
    if query.isEmpty { return }
    let wanted = query.map { $0.lowercased() }
    for index in stride(from: newest, through: 0, by: -1) where entries[index] != shown {
      let entry = entries[index].map { $0.lowercased() }
      if let offset = (0..<max(1, entry.count)).first(where: { entry[$0...].starts(with: wanted) }) {
        match = Match(index: index, offset: offset)
        return
      }
    }
    failed = true
  }
}
