import ArgumentParser
import Diagnostics

struct Backup: Verb {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the store while others may use it.",
    discussion: "Without a file, into the folder 'backups' beside the store, named for the moment.")

  @Argument(help: "The file to make; it must not exist.", completion: .file())
  var file: String?

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let stamp = how.surroundings.now().description.filter { $0 != "-" && $0 != ":" }
    let path = file.map { how.surroundings.path($0) } ?? "\(how.places.backups)/how-\(stamp).sqlite"
    try how.store().backUp(to: path)
    if how.format == .json {
      how.console.answer(.answer([("file", .string(path))]))
    } else {
      how.console.answer(StyledText("\(path)\n"))
    }
  }
}
