import ArgumentParser
import Diagnostics
import Knowledge
import Notebook
import Reports
import Styling

/// Documents on their way from files into the store.
///
/// Of files that were named, all are saved or none. A folder is gone through to its end: what is wrong with a file is
/// told, and the others are saved.
struct Intake {
  let how: Session
  let kind: Kind?
  private(set) var sources: [SourceText] = []
  private var reading = FolderReading()
  private var hasFolder = false
  private var refused: [RefusedText] = []

  init(_ how: Session, kind: Kind?) {
    self.how = how
    self.kind = kind
  }

  /// Reads what was named on the command line: files, folders, or `-` for standard input.
  mutating func read(_ typed: [String]) throws {
    for name in typed {
      if name == "-" {
        sources.append(try how.text(at: name))
      } else if reading.take(name, at: how.surroundings.path(name)) {
        hasFolder = true
      }
    }
    refused = reading.refused.map { RefusedText(path: $0.path, diagnostics: [$0.fault]) }
    for path in reading.documents {
      do {
        sources.append(try how.text(at: path))
      } catch let refusal as Failure where hasFolder {
        refused.append(RefusedText(path: path, diagnostics: [refusal.diagnostic]))
      }
    }
    if sources.isEmpty, refused.isEmpty {
      tellOfLeftOut()
      throw Failure(.missing, .noDocuments(typed.joined(separator: ", ")))
    }
  }

  /// Saves what was read, and answers.
  ///
  /// - Throws: what is wrong with a file that was named; an exit code where files of a folder were refused.
  mutating func save() throws {
    let taken = try how.notebook.takeIn(sources, kind: kind, allOrNone: !hasFolder) { [how] count in
      if count > 500 { how.console.say(StyledText("saving \(count) documents …")) }
    }
    refused += taken.refused
    answer(taken.saved.map(\.result))
    for saved in taken.saved.prefix(100) where saved.result.isNew { how.warnOfMissing(saved.entry) }
    tellOfLeftOut()
    if !refused.isEmpty {
      tellOfRefused()
      throw ExitCode(ExitCodes.data)
    }
  }

  // MARK: Answers

  private func answer(_ saved: [SaveResult]) {
    guard hasFolder, how.format == .json else { return saved.isEmpty ? () : how.answer(saved, verb: "saved") }
    how.console.answer(
      .answer([
        ("items", .array(saved.map { .object(SavedAnswer.members($0)) })),
        (
          "refused",
          .array(
            refused.map { file in
              .object([
                ("path", .string(file.path)),
                ("errors", .array(file.diagnostics.map { DiagnosticJSON.object($0, in: file.source) })),
              ])
            })
        ),
        (
          "leftOut",
          .array(
            reading.leftOut.map { .object([("path", .string($0.path)), ("reason", .string($0.reason.rawValue))]) })
        ),
      ]))
  }

  private func tellOfLeftOut() {
    for reason in FolderReading.Reason.allCases {
      let paths = reading.leftOut.filter { $0.reason == reason }.map { visible($0.path) }
      if paths.isEmpty { continue }
      let shown = paths.prefix(100).joined(separator: ", ")
      let more = paths.count > 100 ? " and \(paths.count - 100) more" : ""
      how.console.say(StyledText("left out, \(reason.rawValue): \(shown)\(more)"))
    }
  }

  private func tellOfRefused() {
    if how.format == .json { return }
    for file in refused {
      how.console.complain(file.diagnostics.flatMap { $0.drawn(in: file.source) + [StyledText()] })
    }
    how.console.complain([
      StyledText(refused.count == 1 ? "one file was not saved" : "\(refused.count) files were not saved", .warning)
    ])
  }
}
