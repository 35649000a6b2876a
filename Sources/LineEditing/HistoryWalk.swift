/// The lines of the history that Up and Down go through, with the line that is being typed as the newest.
///
/// What was changed on the way is kept until the line is done.
struct HistoryWalk {
  let entries: [String]
  private(set) var position: Int
  private var changed: [Int: String] = [:]

  init(_ entries: [String]) {
    self.entries = entries
    position = entries.count
  }

  /// Goes to another line; nil where there is none.
  ///
  /// - Parameter text: what the line is now that is left.
  @discardableResult
  mutating func go(to destination: Int, leaving text: String) -> String? {
    guard (0...entries.count).contains(destination) else { return nil }
    changed[position] = text
    position = destination
    return changed[position] ?? (position < entries.count ? entries[position] : "")
  }
}
