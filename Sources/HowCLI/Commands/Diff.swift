import ArgumentParser
import Diagnostics
import Knowledge
import Reports
import Store

struct Diff: Verb {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compare two revisions of a document, or it with a file.",
    discussion: """
      Without revisions, the last change. Exit code 1 where nothing differs.

        how diff drill
        how diff drill@1 drill@3
        how diff drill drill.md
      """)

  @Argument(help: "The document or the older revision.", completion: .slugs)
  var old: String

  @Argument(help: "The newer revision, or a file.", completion: .slugs)
  var new: String?

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let (before, after) = try sides(how)
    let difference = LineDifference(from: before.text, to: after.text)
    let hunks = difference.hunks()
    if how.format == .json {
      how.console.answer(
        .answer([
          ("old", .string(before.name)), ("new", .string(after.name)), ("hunks", .array(hunks.map(json))),
        ]))
    } else {
      how.console.page(Self.unified(hunks, from: before.name, to: after.name).lines)
    }
    if difference.isEmpty {
      how.console.say("nothing differs")
      throw ExitCode(ExitCodes.no)
    }
  }

  private typealias Side = (name: String, text: [UInt8])

  private func sides(_ how: Session) throws -> (Side, Side) {
    func side(_ typed: String) throws -> Side {
      let found = try how.readable(typed)
      let name = found.revision.map { "\($0.slug)@\($0.ordinal)" } ?? found.name
      return (name, found.document.source.bytes)
    }
    if let new { return (try side(old), try side(new)) }
    let found = try how.readable(old)
    guard let revision = found.revision else {
      throw Refusal(.usage, .usage("a file is compared with something", hint: "how diff \(old) REF"))
    }
    let name = "\(revision.slug)@\(revision.ordinal)"
    guard let parent = try revision.parents.first.flatMap({ try how.store().revision($0)?.checked() }) else {
      return (("nothing", []), (name, revision.text))
    }
    return (("\(parent.slug)@\(parent.ordinal)", parent.text), (name, revision.text))
  }

  static func unified(_ hunks: [LineDifference.Hunk], from old: String, to new: String) -> [StyledText] {
    if hunks.isEmpty { return [] }
    var lines = [StyledText("--- \(old)", .strong), StyledText("+++ \(new)", .strong)]
    for hunk in hunks {
      lines.append(
        StyledText("@@ -\(hunk.old.line),\(hunk.old.count) +\(hunk.new.line),\(hunk.new.count) @@", .value))
      for (kind, text) in hunk.lines {
        let line = visible(String(text.hasSuffix("\n") || text.hasSuffix("\r\n") ? text.dropLast() : text[...]))
        switch kind {
        case .same: lines.append(StyledText(" " + line))
        case .removed: lines.append(StyledText("-" + line, .removed))
        case .added: lines.append(StyledText("+" + line, .added))
        }
      }
    }
    return lines
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
