/// Cuts text into lines of a width: at spaces, and between the wide characters of East Asian text.
struct LineBreaker {
  private let text: UnsafeBufferPointer<UInt8>
  /// Where the text ends; what lies behind is another's.
  private let end: Int
  var width: Int
  /// Whether line feeds in the text end lines.
  private let hasBreaks: Bool
  /// Whether a word longer than a line is cut; else it stands out.
  private let cutsWords: Bool
  /// The next line feed, once it was looked for.
  private var feed = -1

  init(_ text: UnsafeBufferPointer<UInt8>, upTo end: Int, width: Int, hasBreaks: Bool, cutsWords: Bool = false) {
    self.text = text
    self.end = end
    self.width = width
    self.hasBreaks = hasBreaks
    self.cutsWords = cutsWords
  }

  struct Line {
    /// Without the spaces behind it.
    var end: Int
    /// Where the line after it begins.
    var next: Int
  }

  /// The line that begins at an offset; to be asked for in the order of the text.
  mutating func line(from start: Int) -> Line {
    var limit = end
    if hasBreaks {
      if feed < start { feed = text[start..<end].firstIndex(of: 0x0A) ?? end }
      limit = feed
    }
    // No character takes more columns than bytes.
    if limit - start <= width { return line(start, endingAt: limit, limit) }
    let full = start + width
    guard isASCII(start, full + 1) else { return lineByClusters(start, limit) }
    var cut = full
    while cut > start, text[cut] != UInt8(ascii: " ") { cut -= 1 }
    if cut == start {
      if cutsWords { return Line(end: full, next: full) }
      cut = full
      while cut < limit, text[cut] != UInt8(ascii: " ") { cut += 1 }
    }
    return line(start, endingAt: cut, limit)
  }

  /// The line without spaces at its end; the next begins behind the spaces, or behind the line feed.
  private func line(_ start: Int, endingAt cut: Int, _ limit: Int) -> Line {
    var last = cut
    while last > start, text[last - 1] == UInt8(ascii: " ") { last -= 1 }
    var next = cut
    while next < limit, text[next] == UInt8(ascii: " ") { next += 1 }
    if next == limit, limit < end {
      next += 1
      while next < end, text[next] == UInt8(ascii: " ") { next += 1 }
    }
    return Line(end: last, next: next)
  }

  private func isASCII(_ start: Int, _ stop: Int) -> Bool {
    guard let base = text.baseAddress else { return true }
    let stop = min(stop, end)
    var index = start
    var seen: UInt64 = 0
    while index + 8 <= stop {
      seen |= UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      index += 8
    }
    while index < stop {
      seen |= UInt64(text[index])
      index += 1
    }
    return seen & 0x8080_8080_8080_8080 == 0
  }

  private func lineByClusters(_ start: Int, _ limit: Int) -> Line {
    var columns = 0
    var index = start
    // Where the line may end so far.
    var cut = start
    var before: UInt32 = 0x20
    while index < limit {
      let byte = text[index]
      if byte == UInt8(ascii: " ") {
        // A word that stands out ends here.
        if columns > width { return line(start, endingAt: index, limit) }
        if index > start { cut = index }
        columns += 1
        index += 1
        before = 0x20
        continue
      }
      let cluster =
        byte < 0x80
        ? TextColumns.Cluster(count: 1, columns: 1, scalar: UInt32(byte)) : TextColumns.cluster(text, at: index)
      if cluster.scalar | before >= 0x2E80, index > start, EastAsian.mayBreak(between: before, and: cluster.scalar) {
        if columns > width { return line(start, endingAt: index, limit) }
        cut = index
      }
      columns += cluster.columns
      if columns > width {
        if cut > start { return line(start, endingAt: cut, limit) }
        if cutsWords, index > start { return Line(end: index, next: index) }
      }
      before = cluster.scalar
      index += cluster.count
    }
    return line(start, endingAt: limit, limit)
  }
}
