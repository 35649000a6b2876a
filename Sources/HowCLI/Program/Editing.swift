import Diagnostics
import DurableFiles
import Foundation
import Knowledge
import Markdown
import Notebook
import Styling

/// One text on its way through the person's editor into the store.
struct Editing {
  let how: Session
  var writing: Writing
  /// What the draft began with: without anything else in it there is nothing to keep; nil where nobody knows.
  var start: [UInt8]?

  /// Lets the person edit a draft until it can be saved or they leave it; what cannot be saved stays a draft.
  func run(_ open: OpenDraft) throws {
    defer { open.close() }
    let editor = try how.editor()
    // What an editor that fails must not take along.
    var before = open.text ?? []
    while true {
      let code = how.surroundings.edit(editor, open.draft.path)
      if code != 0 {
        keep(open, before: before)
        throw Failure(.inputOutput, .editorFailed(editor, code))
      }
      do {
        return try finish(open, editor)
      } catch let faults as DocumentErrors {
        guard how.canAsk else {
          keep(open, before: before)
          throw faults
        }
        before = open.text ?? before
        how.console.complain(faults.diagnostics.flatMap { $0.drawn(in: faults.source) + [StyledText()] })
        let answer = how.ask("edit again? [Y/n]")
        if answer == nil || answer?.lowercased().hasPrefix("n") == true {
          keep(open, before: before)
          throw faults
        }
      } catch {
        keep(open, before: before)
        throw error
      }
    }
  }

  private func finish(_ open: OpenDraft, _ editor: String) throws {
    let path = open.draft.path
    var status = stat()
    if lstat(path, &status) != 0, errno == ENOENT { throw Failure(.inputOutput, .draftIsGone(editor)) }
    let bytes = try Files.read(path, shown: path, limit: DocumentReader.largest + 1)
    switch try how.notebook.write(bytes, as: writing) {
    case .unchanged(let base):
      open.remove()
      how.console.say("nothing was changed, nothing was saved")
      if let base, how.format != .table { how.answer(.unchanged(base), verb: verb) }
    case .saved(let saved, let entry):
      how.warnOfMissing(entry)
      if !open.remove(holding: bytes) { say(kept: open.draft, "it was written to while it was saved") }
      how.answer(saved, verb: verb)
      if saved.isNew { try how.tellOfCases(saved.revision, of: entry) }
    }
  }

  private var verb: String { writing.merging == nil ? "saved" : "merged" }

  /// Keeps what was written; an untouched or blank text is nothing to keep, and one that an editor emptied or deleted is
  /// put back as it was before.
  private func keep(_ open: OpenDraft, before: [UInt8]) {
    func isWorth(_ text: [UInt8]) -> Bool { !text.allSatisfy(\.isWhiteSpace) && text != start }
    var status = stat()
    let isThere = lstat(open.draft.path, &status) == 0
    if isThere, open.text.map(isWorth) ?? true { return say(kept: open.draft, "your text is kept") }
    guard isWorth(before) else { return open.remove() }
    do {
      try Files.write(before, to: open.draft.path)
      say(kept: open.draft, "your text is kept as it was before")
    } catch {
      how.console.say(StyledText("\(error.diagnostic.message)", .warning))
    }
  }

  private func say(kept draft: Draft, _ what: String) {
    how.outcome.draft = draft.path
    // The editor wrote it, and perhaps did not wait for the disk.
    if let code = Folder.fault(keeping: draft.path) {
      how.console.say(StyledText("the draft may not be on the disk: \(String(cString: strerror(code)))", .warning))
    }
    how.console.say(
      StyledText("\(what) as a draft: \(draft.path)\ngo on with it: ")
        + StyledText("how edit \(draft.bases.isEmpty ? draft.name : draft.slug)", .code))
  }
}

extension Session {
  /// The command that edits texts.
  ///
  /// - Throws: a `Failure` where there is nobody to edit: vi without a terminal, or `--no-input`.
  func editor() throws(Failure) -> String {
    let named = ["HOW_EDITOR", "VISUAL", "EDITOR"].lazy.compactMap { self.surroundings.variable($0) }
      .first { !$0.allSatisfy(\.isWhitespace) }
    // Who sets HOW_EDITOR in a script means it.
    if common.noInput, surroundings.variable("HOW_EDITOR") == nil {
      throw Failure(.usage, .editorNotWanted(named ?? "vi"))
    }
    if named == nil, !surroundings.isInputTerminal { throw Failure(.usage, .noTerminal("vi")) }
    return named ?? "vi"
  }
}

extension Session {
  /// Says where a document is about something that is not there.
  func warnOfMissing(_ entry: Entry) {
    guard let name = notebook.missing(from: entry) else { return }
    console.say(StyledText("it is about '\(name)', which is not in the store", .warning))
  }
}
