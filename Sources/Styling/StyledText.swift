/// Text whose parts carry roles, not colours: the console decides what a role looks like, if anything.
///
///     StyledText("best: ", .dim) + StyledText("Drill now", .strong)
///
/// It is kept as one array of UTF-8 with the ends of its runs, so that a document of a megabyte is cheap.
package struct StyledText: Sendable, Equatable, ExpressibleByStringInterpolation {
  package enum Role: UInt8, Sendable, Hashable {
    case plain, strong, emphasis, strike, dim
    case heading, code, link, quote
    case value, unit, name, match
    case good, bad, warning
    case added, removed
  }

  /// A stretch of one role, up to a byte of `utf8` that it does not include.
  package struct Run: Sendable, Equatable {
    package var role: Role
    package var end: Int

    package init(role: Role, end: Int) {
      self.role = role
      self.end = end
    }
  }

  package private(set) var utf8: [UInt8] = []
  package private(set) var runs: [Run] = []

  package init() {}

  /// Text that is put together already; the last run ends with it.
  package init(utf8: [UInt8], runs: [Run]) {
    precondition(runs.last?.end ?? 0 == utf8.count, "runs must end where the text does")
    self.utf8 = utf8
    self.runs = runs
  }

  package init(_ text: String, _ role: Role = .plain) {
    append(text, role)
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }

  /// The text without its roles.
  package var plain: String { String(decoding: utf8, as: UTF8.self) }
  package var isEmpty: Bool { utf8.isEmpty }

  package mutating func append(_ text: String, _ role: Role = .plain) {
    append(utf8: text.utf8, role)
  }

  package mutating func append(utf8 bytes: some Collection<UInt8>, _ role: Role = .plain) {
    if bytes.isEmpty { return }
    utf8.append(contentsOf: bytes)
    if let last = runs.last, last.role == role {
      runs[runs.count - 1].end = utf8.count
    } else {
      runs.append(Run(role: role, end: utf8.count))
    }
  }

  package mutating func append(_ other: StyledText) {
    var start = 0
    for run in other.runs {
      append(utf8: other.utf8[start..<run.end], run.role)
      start = run.end
    }
  }

  package static func += (left: inout StyledText, right: StyledText) {
    left.append(right)
  }

  package static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum.append(right)
    return sum
  }

  /// How many columns the text takes on a terminal, were it one line.
  package var width: Int { TerminalWidth.of(plain) }

  /// The text filled up with spaces to a width, on the left (numbers) or on the right (words).
  package func padded(to width: Int, onLeft: Bool = false) -> StyledText {
    let space = StyledText(String(repeating: " ", count: max(0, width - self.width)))
    return onLeft ? space + self : self + space
  }
}

extension StyledText {
  /// The lines of the text, each with its ending.
  package var linesApart: [StyledText] {
    var lines: [StyledText] = []
    var line = StyledText()
    var start = 0
    for run in runs {
      var part = utf8[start..<run.end]
      while let feed = part.firstIndex(of: UInt8(ascii: "\n")) {
        line.append(utf8: part[...feed], run.role)
        lines.append(line)
        line = StyledText()
        part = part[(feed + 1)...]
      }
      line.append(utf8: part, run.role)
      start = run.end
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}

extension [StyledText] {
  /// The lines one below the other, each ended.
  package var lines: StyledText {
    reduce(into: StyledText()) { text, line in
      text.append(line)
      text.append("\n")
    }
  }
}
