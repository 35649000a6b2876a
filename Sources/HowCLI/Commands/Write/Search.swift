import ArgumentParser
import Diagnostics
import Knowledge
import Notebook
import Reports
import Styling

struct Search: Verb {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find words, \"phrases\" and prefix* in the current texts.",
    discussion: """
      All words must occur, in the text or in what the header says; of words with
      OR between them one must, and what has -word is left out. Case and accents do
      not matter. Titles come first, then what has the words most often. Any text
      can be searched for.

        how search base rate
        how search drill OR survey -seismic
        how search '"second-order" effect*'
      """)
  static let formats: Set<Format> = [.jsonl, .plain]

  @Argument(parsing: .allUnrecognized, help: "What to find.")
  var words: [String]

  @Option(help: ArgumentHelp("Only documents of this kind.", valueName: "kind"))
  var kind: Kind?

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit = 20

  @Flag(help: "However many there are.")
  var all = false

  @Flag(name: [.customShort("0"), .customLong("null")], help: "Slugs only, each ended by a NUL byte.")
  var null = false

  @OptionGroup var common: CommonOptions

  /// The arguments with words to leave out, such as `-seismic`, behind a `--`: they are no options run together.
  static func wordsApart(_ arguments: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    let isWord = { (argument: String) in
      guard argument.utf8.count > 2, argument.hasPrefix("-"), !argument.hasPrefix("--") else { return false }
      return !argument.dropFirst().allSatisfy { "0qh".contains($0) }
    }
    let words = arguments[..<end].filter(isWord)
    if words.isEmpty { return arguments }
    return arguments[..<end].filter { !isWord($0) } + ["--"] + words + arguments[end...].dropFirst()
  }

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1, not \(limit)") }
    if null, let format = common.json ? .json : common.format {
      throw ValidationError("--null and \(common.json ? "--json" : "--format \(format.rawValue)") exclude each other")
    }
  }

  func run(_ how: Session) throws {
    // Behind -- stand words only.
    var words = words
    if let end = words.firstIndex(of: "--") { words.remove(at: end) }
    let typed = words.joined(separator: " ")
    let (found, total) = try how.notebook.search(typed, kind: kind, limit: all ? nil : limit)
    if null {
      how.console.answer(bytes: Array(found.map { $0.slug + "\0" }.joined().utf8))
    } else {
      how.answer(SearchAnswer(found: found, total: total))
    }
    if found.isEmpty {
      if how.format == .table { how.console.say(StyledText("nothing found for '\(Self.shortened(typed))'")) }
      throw ExitCode(ExitCodes.no)
    }
    if total > found.count, how.format == .table {
      how.console.say(StyledText("\(total - found.count) more; --all shows them"))
    }
  }

  /// A query as a message quotes it: a page that was pasted is known by how it begins.
  private static func shortened(_ typed: String) -> String {
    let line = typed.split(whereSeparator: \.isNewline).first.map(String.init) ?? typed
    return line == typed && line.count <= 200 ? line : line.prefix(80) + "…"
  }
}
