import Diagnostics
import Foundation
import Knowledge
import Markdown
import Store

/// One text on its way through the person's editor into the store.
struct Editing {
  let how: Session
  /// What it was before, to tell whether anything was changed; nil where it is to be saved in any case.
  var original: [UInt8]?
  /// What documents are called in messages.
  var name: String
  var kind: Kind?
  /// Makes the revision of what was written.
  var revision: (Entry) throws -> NewRevision
  var verb = "saved"
  /// The revision that it goes on from, to name where nothing was changed.
  var base: Revision?
  /// The merge whose places a person is to settle.
  var merging: ThreeWayMerge?
  var drafts: Drafts { Drafts(folder: how.places.drafts) }

  /// Goes on from a revision.
  static func change(of base: Revision, _ how: Session) -> Editing {
    Editing(
      how: how, original: base.text, name: base.slug, kind: base.kind,
      revision: { NewRevision(after: base, entry: $0) }, base: base)
  }

  /// Brings two heads together.
  static func merge(of mine: Revision, _ theirs: Revision, _ merge: ThreeWayMerge, _ how: Session) -> Editing {
    Editing(
      how: how, original: nil, name: theirs.slug, kind: theirs.kind,
      revision: { entry in
        var new = NewRevision(after: theirs, entry: entry)
        new.parents = [mine.name, theirs.name]
        return new
      }, verb: "merged", merging: merge)
  }

  /// Lets the person edit a draft until it can be saved or they leave it; what cannot be saved stays a draft.
  func run(_ draft: Draft) throws {
    let editor = try how.editor()
    guard let lock = drafts.lock(draft) else { throw Refusal(.inputOutput, .draftIsOpen(draft.path)) }
    defer { drafts.unlock(draft, lock) }
    while true {
      let code = how.surroundings.edit(editor, draft.path)
      if code != 0 {
        keep(draft)
        throw Refusal(.inputOutput, .editorFailed(editor, code))
      }
      do {
        return try finish(draft)
      } catch let faults as Faults {
        guard how.canAsk else {
          keep(draft)
          throw faults
        }
        how.console.complain(faults.diagnostics.flatMap { $0.drawn(in: faults.source) + [StyledText()] })
        let answer = how.ask("edit again? [Y/n]")
        if answer == nil || answer?.lowercased().hasPrefix("n") == true {
          keep(draft)
          throw faults
        }
      } catch {
        keep(draft)
        throw error
      }
    }
  }

  private func finish(_ draft: Draft) throws {
    let bytes = try Files.read(draft.path, shown: draft.path, limit: DocumentReader.largest + 1)
    if bytes.allSatisfy(\.isWhiteSpace) { throw Refusal(.data, .emptyDocument()) }
    if let original, original == bytes {
      drafts.remove(draft)
      how.console.say("nothing was changed, nothing was saved")
      if let base, how.format != .table { how.answer(.unchanged(base), verb: verb) }
      return
    }
    if let merging, case let marks = merging.marks(in: bytes), !marks.isEmpty {
      throw Refusal(.data, .marksLeft(marks, of: merging))
    }
    let entry = try how.entry(SourceText(name: name, bytes: bytes), kind: kind)
    let saved = try how.save(try revision(entry))
    how.warnOfMissing(entry)
    drafts.remove(draft)
    how.answer(saved, verb: verb)
    if saved.isNew, saved.revision.kind == .model { try how.tellOfCases(saved.revision) }
  }

  private func keep(_ draft: Draft) {
    how.outcome.draft = draft.path
    how.console.say(
      StyledText("your text is kept as a draft: \(draft.path)\ngo on with it: ")
        + StyledText("how edit \(draft.slug)", .code))
  }
}

extension Session {
  /// The command that edits texts.
  ///
  /// - Throws: a `Refusal` where there is nobody to edit: vi without a terminal, or `--no-input`.
  func editor() throws(Refusal) -> String {
    let named = ["HOW_EDITOR", "VISUAL", "EDITOR"].lazy.compactMap { self.surroundings.variable($0) }
      .first { !$0.allSatisfy(\.isWhitespace) }
    // Who sets HOW_EDITOR in a script means it.
    if common.noInput && surroundings.variable("HOW_EDITOR") == nil || named == nil && !surroundings.isInputTerminal {
      throw Refusal(.usage, .noTerminal(named ?? "vi"))
    }
    return named ?? "vi"
  }
}

extension Diagnostic {
  static func draftIsOpen(_ path: String) -> Diagnostic {
    Diagnostic("draft-is-open", "the draft \(path) is open in another editor")
  }
}
