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
  private var refused: [Refused] = []

  private struct Refused {
    var path: String
    var source: SourceText?
    var faults: [Diagnostic]
  }

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
    refused = reading.refused.map { Refused(path: $0.path, source: nil, faults: [$0.fault]) }
    for path in reading.documents {
      do {
        sources.append(try how.text(at: path))
      } catch let refusal as Failure where hasFolder {
        refused.append(Refused(path: path, source: nil, faults: [refusal.diagnostic]))
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
    var entries: [(source: SourceText, entry: Entry)] = []
    for source in sources {
      do {
        if source.bytes.allSatisfy(\.isWhiteSpace) { throw Failure(.data, emptied(source)) }
        entries.append((source, try how.notebook.newEntry(source, kind: kind)))
      } catch let faults as DocumentErrors where hasFolder {
        refused.append(Refused(path: source.name, source: faults.source, faults: faults.diagnostics))
      } catch let refusal as Failure where hasFolder {
        refused.append(Refused(path: source.name, source: nil, faults: [refusal.diagnostic]))
      }
    }
    if entries.count > 500 { how.console.say(StyledText("saving \(entries.count) documents …")) }
    let saved = try saved(entries)
    answer(saved.map(\.saved))
    for entry in saved.prefix(100) where entry.saved.isNew { how.warnOfMissing(entry.entry) }
    tellOfLeftOut()
    if !refused.isEmpty {
      tellOfRefused()
      throw ExitCode(ExitCodes.data)
    }
  }

  private mutating func saved(_ entries: [(source: SourceText, entry: Entry)]) throws -> [(
    saved: SaveResult, entry: Entry
  )] {
    var present: [Int: Revision] = [:]
    if hasFolder { present = try how.notebook.present(entries.map { NewRevision(first: $0.entry) }) }
    let new = entries.indices.filter { present[$0] == nil }
    let results =
      new.isEmpty
      ? [] : try how.notebook.save(each: new.map { NewRevision(first: entries[$0].entry) }, orNone: !hasFolder)
    var all = present.mapValues { SaveResult.unchanged($0) }
    for (index, result) in zip(new, results) {
      switch result {
      case .success(let saved): all[index] = saved
      case .failure(let refusal):
        let path = entries[index].source.name
        let named = path == "-" ? refusal.diagnostic : refusal.diagnostic.in(path)
        if !hasFolder { throw Failure(refusal.reason, named) }
        refused.append(Refused(path: path, source: nil, faults: [named]))
      }
    }
    return entries.indices.compactMap { index in all[index].map { ($0, entries[index].entry) } }
  }

  private func emptied(_ source: SourceText) -> Diagnostic {
    source.name == "-" ? .emptyDocument() : Diagnostic.emptyFile(source.name)
  }

  // MARK: Answers

  private func answer(_ saved: [SaveResult]) {
    guard hasFolder, how.format == .json else { return saved.isEmpty ? () : how.answer(saved, verb: "saved") }
    how.console.answer(
      .answer([
        ("items", .array(saved.map { .object(Session.members($0)) })),
        (
          "refused",
          .array(
            refused.map { file in
              .object([
                ("path", .string(file.path)),
                ("errors", .array(file.faults.map { DiagnosticJSON.object($0, in: file.source) })),
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
      how.console.complain(file.faults.flatMap { $0.drawn(in: file.source) + [StyledText()] })
    }
    how.console.complain([
      StyledText(refused.count == 1 ? "one file was not saved" : "\(refused.count) files were not saved", .warning)
    ])
  }
}

extension Diagnostic {
  static func emptyFile(_ path: String) -> Diagnostic {
    Diagnostic("empty-document", "\(path) is empty: nothing was saved of it")
  }

  /// The same with the file that it is about.
  func `in`(_ path: String) -> Diagnostic {
    Diagnostic(code, "\(path): \(message)", at: span, label: label, hint: hint, severity: severity)
  }
}
