import ArgumentParser
import Diagnostics
import Reports
import Store

struct Doctor: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check the store, and rebuild what is derived.",
    discussion: """
      Checks the file, the hash of every revision, and that lists and the search index follow from the revisions.
      Exit code 1 where something is wrong.
      """)

  @Flag(help: "Make the lists and the search index again from the revisions.")
  var rebuild = false

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let store = try how.store(for: rebuild ? .writing : .reading)
    if rebuild { try store.rebuild() }
    var checkup = try store.checkUp()
    if checkup.problems.isEmpty, try !store.checkIndex() {
      checkup.problems.append("the search index does not fit the texts: run 'how doctor --rebuild'")
    }
    if how.format == .json {
      how.console.answer(
        .answer([
          ("store", .string(store.path)), ("documents", .integer(checkup.documents)),
          ("revisions", .integer(checkup.revisions)), ("forks", .integer(checkup.forks)),
          ("problems", .array(checkup.problems.map { .string($0) })),
        ]))
    } else {
      var lines = checkup.problems.map { StyledText("✗ ", .bad) + StyledText($0) }
      if lines.isEmpty {
        lines.append(
          StyledText("✓ ", .good)
            + StyledText(
              "\(counted(checkup.revisions, "revision")) of \(counted(checkup.documents, "document")), "
                + "each with the hash it was saved with"))
        if checkup.forks > 0 { lines.append(StyledText("\(checkup.forks) forked: how list marks them")) }
      }
      lines.append(StyledText(store.path, .dim))
      how.console.answer(lines)
    }
    if !checkup.problems.isEmpty { throw ExitCode(ExitCodes.no) }
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
