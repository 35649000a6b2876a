/// A line that is being edited: keys come in, and what is to be done comes out. It knows of no terminal.
///
/// The keys are those of Emacs, as in every shell; `LineState.take` is their list.
struct LineState {
  enum Effect: Equatable {
    /// The line may look different now.
    case redraw
    /// Nothing could be done.
    case ring
    case clearScreen
    /// Show what the word before the cursor may become.
    case list([String])
    /// Ctrl-Z.
    case suspend
    /// Ctrl-\, which ends any program.
    case quit
    case done(Line)
  }

  /// What the key before has to do with this one.
  enum Previous { case other, kill, completion }

  typealias Complete = (_ text: String, _ cursor: Int) -> LineCompletion

  var buffer = LineBuffer()
  var walk = HistoryWalk([])
  var search: HistorySearch?
  /// What was searched for last, on this line or one before.
  var lastQuery = ""
  /// What was taken out last, for Ctrl-Y.
  private(set) var killed = ""
  private(set) var previous = Previous.other
  let complete: Complete

  init(complete: @escaping Complete = { _, cursor in LineCompletion(start: cursor, candidates: []) }) {
    self.complete = complete
  }

  /// Begins an empty line; what was taken out of the last one is still there to put in.
  mutating func begin(_ history: [String]) {
    buffer = LineBuffer()
    walk = HistoryWalk(history)
    search = nil
    previous = .other
  }

  mutating func take(_ key: Key) -> Effect {
    if search != nil, let effect = takeSearching(key) { return effect }
    let before = previous
    previous = .other
    switch key {
    case .text(let text): buffer.insert(text)
    case .pasted(let text): buffer.insert(text.typable.withoutLastBreaks)

    case .left, .control("B"): buffer.move(to: buffer.cursor - 1)
    case .right, .control("F"): buffer.move(to: buffer.cursor + 1)
    case .home, .control("A"): buffer.move(to: 0)
    case .end, .control("E"): buffer.move(to: buffer.count)
    case .wordLeft, .alt("b"): buffer.move(to: buffer.wordStart)
    case .wordRight, .alt("f"): buffer.move(to: buffer.wordEnd)

    case .control("D") where buffer.isEmpty: return .done(.ended)
    case .backspace: if buffer.cursor > 0 { buffer.remove(buffer.cursor - 1..<buffer.cursor) }
    case .delete, .control("D"): if buffer.cursor < buffer.count { buffer.remove(buffer.cursor..<buffer.cursor + 1) }
    case .control("T"): buffer.transpose()

    case .control("K"): kill(buffer.cursor..<buffer.count, after: before)
    case .control("U"): kill(0..<buffer.cursor, after: before)
    case .control("W"): kill(buffer.blankWordStart..<buffer.cursor, after: before)
    case .wordBackspace: kill(buffer.wordStart..<buffer.cursor, after: before)
    case .wordDelete, .alt("d"): kill(buffer.cursor..<buffer.wordEnd, after: before)
    case .control("Y"): buffer.insert(killed)

    case .up, .control("P"): return recall(walk.position - 1)
    case .down, .control("N"): return recall(walk.position + 1)
    case .control("R"): search = HistorySearch(walk.entries)
    case .tab: return completeWord(after: before)

    case .enter: return .done(.text(buffer.text))
    case .control("C"): return .done(.interrupted)
    case .control("L"): return .clearScreen
    case .control("Z"): return .suspend
    case .control("\\"): return .quit
    case .escape: break
    case .control, .alt: return .ring
    }
    return .redraw
  }

  // MARK: Parts of it

  /// Takes characters out for Ctrl-Y; what several such keys one after the other take out comes back as one.
  private mutating func kill(_ range: Range<Int>, after before: Previous) {
    let isForward = range.lowerBound == buffer.cursor
    let removed = buffer.remove(range)
    if removed.isEmpty {
      previous = before == .kill ? .kill : .other
      return
    }
    previous = .kill
    killed = before != .kill ? removed : isForward ? killed + removed : removed + killed
  }

  private mutating func recall(_ position: Int) -> Effect {
    guard let text = walk.go(to: position, leaving: buffer.text) else { return .ring }
    buffer = LineBuffer(text)
    return .redraw
  }

  private mutating func completeWord(after before: Previous) -> Effect {
    let completion = complete(buffer.text, buffer.cursor)
    let word = min(max(0, completion.start), buffer.cursor)..<buffer.cursor
    let typed = buffer.text(word)
    let common = completion.commonPrefix
    let isOnlyOne = completion.candidates.count == 1
    if !completion.candidates.isEmpty { previous = .completion }
    // Candidates that differ from what was typed may have less in common than that.
    if common.count > typed.count || isOnlyOne && common != typed {
      buffer.replace(word, with: common)
      return .redraw
    }
    return before == .completion && !isOnlyOne && !completion.candidates.isEmpty ? .list(completion.candidates) : .ring
  }
}
