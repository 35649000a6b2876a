import ArgumentParser
import Diagnostics
import Foundation
import Knowledge
import Notebook
import Reports

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
    let answer = CheckupAnswer(try how.notebook.checkUp(), rebuilt: rebuilt, path: path)
    how.answer(answer, isPaged: false)
    if !answer.isWell { throw ExitCode(ExitCodes.no) }
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
    let answer = RescueAnswer(rescued, folder: folder, typed: typed)
    how.answer(answer, isPaged: false)
    if !answer.isWhole { throw ExitCode(ExitCodes.no) }
  }
}
