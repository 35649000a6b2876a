import ArgumentParser
import Diagnostics
import Foundation
import Store

struct Backup: Verb {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the store while others may use it.",
    discussion: "Without a file, into $XDG_DATA_HOME/how/backups, named for the moment.")

  @Argument(help: "The file to make; it must not exist. Or - for standard output.", completion: .file())
  var file: String?

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    if file == "-" { return try stream(how) }
    let stamp = how.surroundings.now().description.filter { $0 != "-" && $0 != ":" }
    let path = file.map { how.surroundings.path($0) } ?? "\(how.places.backups)/how-\(stamp).sqlite"
    try how.store().backUp(to: path)
    if how.format == .json {
      how.console.answer(.answer([("file", .string(path))]))
    } else {
      how.console.answer(StyledText("\(path)\n"))
    }
  }

  /// The bytes of a copy to standard output.
  private func stream(_ how: Session) throws {
    if how.surroundings.output.isTerminal {
      throw Refusal(.usage, .usage("a backup is no text for a terminal", hint: "how backup - > copy.sqlite"))
    }
    let temporary = how.surroundings.variable("TMPDIR") ?? "/tmp"
    let folder = URL(filePath: temporary).appending(path: "how-backup-\(getpid())")
    if let reason = Folder.make(folder.path) { throw Refusal(.inputOutput, .cannotWrite(folder.path, reason)) }
    defer { try? FileManager.default.removeItem(at: folder) }
    let copy = folder.appending(path: "copy.sqlite").path
    try how.store().backUp(to: copy)
    how.console.answer(bytes: try Files.read(copy, shown: copy, limit: .max))
  }
}
