/// Ctrl-R: while a search goes on, the line shows what was found.
extension LineState {
  /// Takes a key that belongs to the search. Any other takes what was found into the line, and means what it always
  /// does.
  mutating func takeSearching(_ key: Key) -> Effect? {
    guard var search else { return nil }
    switch key {
    case .text(let text), .pasted(let text):
      search.extend(String(text.typable.withoutLastBreaks.map { $0.isNewline ? " " : $0 }))
    case .backspace:
      search.shorten()
    case .control("R"):
      if search.query.isEmpty { search.extend(lastQuery) } else { search.older() }
    case .control("G"), .escape:
      stopSearching(taking: nil)
      return .redraw
    default:
      stopSearching(taking: search.match)
      return nil
    }
    self.search = search
    return search.failed ? .ring : .redraw
  }

  private mutating func stopSearching(taking match: HistorySearch.Match?) {
    if let query = search?.query, !query.isEmpty { lastQuery = query }
    search = nil
    guard let match else { return }
    walk.go(to: match.index, leaving: buffer.text)
    buffer = LineBuffer(walk.entries[match.index])
    buffer.move(to: match.offset)
  }

  /// What stands before the line instead of the prompt, the line, and its cursor.
  var shown: (lead: String?, text: [Character], cursor: Int) {
    guard let search else { return (nil, buffer.characters, buffer.cursor) }
    let lead = "\(search.failed ? "not found" : "search") '\(search.query)': "
    guard let match = search.match else { return (lead, buffer.characters, buffer.cursor) }
    return (lead, LineBuffer(walk.entries[match.index]).characters, match.offset)
  }
}
