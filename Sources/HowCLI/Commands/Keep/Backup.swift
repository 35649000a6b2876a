import ArgumentParser
import Diagnostics
import Foundation
import Knowledge
import Notebook
import Styling

struct Backup: Verb {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the store while others may use it.",
    discussion: """
      Without a file, into $XDG_DATA_HOME/how/backups, named for the moment. The copy is checked before it gets its \
      name. Exit code 65 where a copy was made of a store that is damaged, 66 where there is nothing to copy.
      """)

  @Argument(help: "The file to make; it must not exist. Or - for standard output.", completion: .file())
  var file: String?

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    if file == "-" { return try stream(how) }
    let stamp = how.surroundings.now().description.filter { $0 != "-" && $0 != ":" }
    let path = file.map { how.surroundings.path($0) } ?? "\(how.places.backups)/how-\(stamp).sqlite"
    let problems = try how.notebook.backUp(to: path)
    if how.format == .json {
      how.console.answer(
        .answer([("file", .string(path)), ("problems", .array(problems.map { .string($0) }))]))
    } else {
      how.console.answer(StyledText("\(path)\n"))
    }
    try tell(problems, how)
  }

  /// The bytes of a copy to standard output.
  private func stream(_ how: Session) throws {
    if how.surroundings.output.isTerminal {
      throw Failure(.usage, .usage("a backup is no text for a terminal", hint: "how backup - > copy.sqlite"))
    }
    let folder = try PrivateFolder(in: how.surroundings.variable("TMPDIR") ?? "/tmp")
    defer { folder.remove() }
    let copy = "\(folder.path)/copy.sqlite"
    let problems = try how.notebook.backUp(to: copy)
    try Files.forEachPart(of: copy) { how.console.answer(bytes: $0) }
    try tell(problems, how)
  }

  /// A copy of what is damaged is better than none, and is not what was asked for.
  private func tell(_ problems: [String], _ how: Session) throws {
    if problems.isEmpty { return }
    throw Failure(.data, .backupOfDamaged(problems))
  }
}
