import ArgumentParser
import Diagnostics
import Foundation
import Knowledge
import Notebook
import Reports
import Styling

struct Doctor: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check the store, make it anew, or save what is left of it.",
    discussion: """
      Checks the file, the hash of every revision, and that lists and the search index follow from the revisions. Exit \
      code 1 where something is wrong.

        how doctor --rebuild          make the store anew from its revisions
        how doctor --rescue FOLDER    write every text that can still be read
      """)

  @Flag(help: "Make the store anew from its revisions: tables, lists and search.")
  var rebuild = false

  @Option(
    help: ArgumentHelp("Write every text that can still be read into this folder.", valueName: "folder"),
    completion: .directory)
  var rescue: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if rebuild, rescue != nil { throw ValidationError("--rebuild and --rescue exclude each other") }
  }

  func run(_ how: Session) throws {
    if let rescue { return try self.rescue(into: rescue, how) }
    let path = how.places.store(how.common.store)
    var rebuilt: Rebuilt?
    if rebuild {
      rebuilt = try how.notebook.rebuild()
    }
    let checkup = try how.notebook.checkUp()
    let losses = (rebuilt?.lost ?? []).map { "\($0) is lost" }
    if how.format == .json {
      how.console.answer(json(checkup, rebuilt, path))
    } else {
      how.console.answer(lines(checkup, rebuilt, losses) + [StyledText(path, .dim)])
    }
    if !checkup.problems.isEmpty || !losses.isEmpty { throw ExitCode(ExitCodes.no) }
  }

  private func lines(_ checkup: Checkup, _ rebuilt: Rebuilt?, _ losses: [String]) -> [StyledText] {
    var lines = (losses + checkup.problems).map { StyledText("✗ ", .bad) + StyledText(visible($0)) }
    let revisions = counted(checkup.revisions, "revision")
    if lines.isEmpty {
      let documents = counted(checkup.documents, "document")
      lines.append(
        StyledText("✓ ", .good) + StyledText("\(revisions) of \(documents), each with the hash it was saved with"))
      if checkup.forks > 0 { lines.append(StyledText("\(checkup.forks) forked: how list marks them")) }
    } else {
      lines.append(StyledText("\(checkup.whole) of \(revisions) are what was saved"))
      if rebuilt == nil {
        lines.append(
          StyledText("how doctor --rebuild", .code) + StyledText(" makes all but the texts anew; ")
            + StyledText("how doctor --rescue FOLDER", .code) + StyledText(" writes out what can be read"))
      }
    }
    for renamed in rebuilt?.renamed ?? [] {
      lines.append(StyledText("\(renamed) has a new name: what came before it is lost"))
    }
    if let kept = rebuilt?.keptAt { lines.append(StyledText("the damaged file is kept as \(kept)")) }
    lines += checkup.unchecked.map { StyledText($0, .warning) }
    return lines
  }

  private func json(_ checkup: Checkup, _ rebuilt: Rebuilt?, _ path: String) -> JSON {
    func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
    var members: [(key: String, value: JSON)] = [
      ("store", .string(path)), ("documents", .integer(checkup.documents)), ("revisions", .integer(checkup.revisions)),
      ("whole", .integer(checkup.whole)), ("forks", .integer(checkup.forks)), ("problems", texts(checkup.problems)),
      ("unchecked", texts(checkup.unchecked)),
    ]
    if let rebuilt {
      members += [
        ("lost", texts(rebuilt.lost)), ("renamed", texts(rebuilt.renamed)), ("keptAt", JSON(rebuilt.keptAt)),
      ]
    }
    return .answer(members)
  }

  // MARK: Rescue

  private func rescue(into typed: String, _ how: Session) throws {
    let folder = how.surroundings.path(typed)
    let there = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    if !there.isEmpty { throw Failure(.inputOutput, .folderNotEmpty(typed)) }
    let rescued = try how.notebook.rescue { file, text in
      try Files.write(text, to: "\(folder)/\(file)")
    }
    let states = rescued.texts.map { text in
      [text.state.rawValue, text.file, text.revision, text.time?.description ?? ""].joined(separator: "\t") + "\n"
    }
    let missing = rescued.missing.map { "missing\t\t\($0)\t\n" }
    try Files.write(Array((states + missing).joined().utf8), to: "\(folder)/rescued.tsv")
    let doubtful = rescued.texts.filter { $0.state != .whole }
    if how.format == .json {
      how.console.answer(
        .answer([
          ("folder", .string(folder)), ("items", .array(rescued.texts.map(json))),
          ("missing", .array(rescued.missing.map { .string($0) })),
        ]))
    } else {
      how.console.answer(
        [StyledText("\(counted(rescued.texts.count, "text")) written to \(typed); rescued.tsv lists them")]
          + doubtful.map { text in
            let what = text.state == .altered ? "is not what was saved" : "cannot be proved to be what was saved"
            return StyledText("✗ ", .bad) + StyledText("\(visible(text.file)) \(what)")
          }
          + rescued.missing.map { StyledText("✗ ", .bad) + StyledText("\(visible($0)) cannot be read") })
    }
    if !doubtful.isEmpty || !rescued.missing.isEmpty { throw ExitCode(ExitCodes.no) }
  }

  private func json(_ text: Rescued.Text) -> JSON {
    .object([
      ("file", .string(text.file)), ("slug", .string(text.slug)), ("revision", .string(text.revision)),
      ("time", JSON(text.time?.description)), ("state", .string(text.state.rawValue)),
    ])
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
