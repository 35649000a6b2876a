import ArgumentParser
import Diagnostics
import Knowledge
import Notebook
import Reports
import Styling

struct Diff: Verb {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compare two revisions of a document, or it with a file.",
    discussion: """
      Without revisions, the last change. Exit code 1 where nothing differs. Into a
      pipe or a file goes what patch takes; --format plain gives every byte of the
      lines, control characters, too.

        how diff drill
        how diff drill@1 drill@3
        how diff drill drill.md
        how diff drill.md drill | patch drill.md
      """)

  static let formats: Set<Format> = [.plain]

  @Argument(help: "The document or the older revision.", completion: .slugs)
  var old: String

  @Argument(help: "The newer revision, or a file.", completion: .slugs)
  var new: String?

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let (before, after) = try sides(how)
    let difference = LineDifference(from: before.text, to: after.text)
    let unified = UnifiedDiff(difference, from: before.name, to: after.name)
    switch how.format {
    case .json:
      how.console.answer(
        .answer([
          ("old", .string(before.name)), ("new", .string(after.name)),
          ("hunks", .array(difference.hunks().map(json))),
        ]))
    case .plain: how.console.answer(bytes: unified.bytes)
    default:
      if how.surroundings.output.isTerminal || how.console.hasStyles {
        how.console.page(Self.drawn(unified).lines)
      } else {
        how.console.answer(bytes: Self.piped(unified))
      }
    }
    if difference.isEmpty {
      how.console.say("nothing differs")
      throw ExitCode(ExitCodes.no)
    }
  }

  private typealias Side = (name: String, text: [UInt8])

  private func sides(_ how: Session) throws -> (Side, Side) {
    func side(_ typed: String) throws -> Side {
      let found = try how.notebook.open(typed, orRemoval: true)
      let name = found.revision.map { "\($0.slug)@\($0.ordinal)" } ?? found.name
      return (name, found.document.source.bytes)
    }
    if let new { return (try side(old), try side(new)) }
    let found = try how.notebook.open(old, orRemoval: true)
    guard let revision = found.revision else {
      throw Failure(.usage, .usage("a file is compared with something", hint: "how diff \(old) REF"))
    }
    let name = "\(revision.slug)@\(revision.ordinal)"
    guard let parent = try revision.parents.first.flatMap({ try how.notebook.revision($0)?.checked() }) else {
      return (("nothing", []), (name, revision.text))
    }
    return (("\(parent.slug)@\(parent.ordinal)", parent.text), (name, revision.text))
  }

  /// For a person: lines that nobody could tell apart have written out what they differ in.
  private static func drawn(_ difference: UnifiedDiff) -> [StyledText] {
    difference.parts.map { part in
      switch part {
      case .word, .noEnding: StyledText(part.text, .dim)
      case .name: StyledText(part.text, .strong)
      case .place: StyledText(part.text, .value)
      case .line(let kind, let line, let looksAlike):
        switch kind {
        case .same: StyledText(" " + withoutReturn(line))
        case .removed: StyledText("-" + (looksAlike ? LookAlike.revealed(line) : withoutReturn(line)), .removed)
        case .added: StyledText("+" + (looksAlike ? LookAlike.revealed(line) : withoutReturn(line)), .added)
        }
      }
    }
  }

  private static func withoutReturn(_ line: String) -> String {
    line.utf8.last == UInt8(ascii: "\r") ? String(decoding: line.utf8.dropLast(), as: UTF8.self) : line
  }

  /// For `patch`: each line as it is, with the carriage return at its end, but for other control characters.
  private static func piped(_ difference: UnifiedDiff) -> [UInt8] {
    difference.parts.flatMap { part -> [UInt8] in
      let text = Array(part.text.utf8)
      guard case .line = part, text.last == UInt8(ascii: "\r") else {
        return VisibleText.harmless(text[...]) + [UInt8(ascii: "\n")]
      }
      return VisibleText.harmless(text.dropLast()) + Array("\r\n".utf8)
    }
  }

  private func json(_ hunk: LineDifference.Hunk) -> JSON {
    .object([
      ("oldLine", .integer(hunk.old.line)), ("newLine", .integer(hunk.new.line)),
      (
        "lines",
        .array(
          hunk.lines.map { kind, text in
            .object([
              ("change", .string(kind == .same ? "same" : kind == .added ? "added" : "removed")),
              ("text", .string(text)),
            ])
          })
      ),
    ])
  }
}
