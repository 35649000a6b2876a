import ArgumentParser
import Diagnostics
import Knowledge
import Markdown
import Store
import Templates

struct Edit: Verb {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a document in your editor, or go on with a draft.",
    discussion: """
      A text that cannot be saved, because something in it is wrong or the disk is full, stays as a draft and is
      offered again. A model of the library becomes a copy of your own.

        how edit drill
        how edit              go on with the only draft
      """)

  @Argument(help: "The document, or a draft.", completion: .slugs)
  var ref: String?

  @Flag(help: "Throw the draft away and start from the saved text.")
  var discard = false

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let drafts = Drafts(folder: how.places.drafts)
    // Without an editor nothing is begun and nothing thrown away.
    if try !discard || ref.map({ try how.store().find($0) != nil || Templates.library[$0] != nil }) ?? true {
      _ = try how.editor()
    }
    guard let ref else {
      let all = drafts.all()
      if all.isEmpty { throw Refusal(.missing, .noDraft(nil)) }
      if all.count > 1 { throw Refusal(.usage, .severalDrafts(all.map(\.name))) }
      return try goOn(all[0], how)
    }
    let stored = try how.store().find(ref)?.first
    let mine = try drafts.all().first { draft in
      if draft.name == ref || stored == nil && draft.slug == ref { return true }
      guard let stored, let base = draft.bases.first else { return false }
      return try how.store().revision(beginningWith: base)?.document == stored.document
    }
    if let mine {
      if !discard { return try goOn(mine, how) }
      drafts.remove(mine)
    }
    if stored == nil, let text = Templates.library[ref] { return try copy(text, slug: ref, how) }
    if stored == nil, mine != nil {
      how.console.say("the draft is thrown away")
      return
    }
    let head = try how.head(ref)
    let draft = try drafts.begin(Draft.name(head.slug, after: [head]), text: head.text)
    try editing(from: [head], how).run(draft)
  }

  private func editing(from bases: [Revision], _ how: Session) throws -> Editing {
    if bases.count == 1 { return .change(of: bases[0], how) }
    return .merge(of: bases[0], bases[1], try Merge.merge(of: bases[0], bases[1], in: try how.store()), how)
  }

  /// Offers a draft again, with what is wrong with it.
  private func goOn(_ draft: Draft, _ how: Session) throws {
    how.console.say(StyledText("going on with the draft \(draft.path)"))
    let bytes = try Files.read(draft.path, shown: draft.path, limit: DocumentReader.largest + 1)
    let bases = try draft.bases.map { digits in
      guard let revision = try how.store().revision(beginningWith: digits) else {
        throw Refusal(.missing, .draftWithoutBase(draft.path, digits))
      }
      return revision
    }
    if bases.isEmpty, let text = Templates.library[draft.slug], try how.store().find(draft.slug) == nil {
      return try copying(Array(text.utf8), slug: draft.slug, how).run(draft)
    }
    let editing =
      try bases.isEmpty
      ? Editing(how: how, original: nil, name: draft.slug, kind: nil, revision: { NewRevision(first: $0) })
      : editing(from: bases, how)
    do {
      if let merge = editing.merging, case let marks = merge.marks(in: bytes), !marks.isEmpty {
        throw Faults(in: SourceText(name: draft.slug, bytes: bytes), [.marksLeft(marks, of: merge)])
      }
      _ = try how.entry(SourceText(name: draft.slug, bytes: bytes), kind: bases.first?.kind)
    } catch let faults as Faults {
      if !how.console.isQuiet { how.console.complain(faults.diagnostics.flatMap { $0.drawn(in: faults.source) }) }
    }
    try editing.run(draft)
  }

  private func copy(_ text: String, slug: String, _ how: Session) throws {
    let bytes = Array(text.utf8)
    let draft = try Drafts(folder: how.places.drafts).begin("\(slug)@new", text: bytes)
    how.console.say("this model comes with how: what you save is a copy of your own")
    try copying(bytes, slug: slug, how).run(draft)
  }

  /// Makes a model of the library one's own.
  private func copying(_ bytes: [UInt8], slug: String, _ how: Session) -> Editing {
    Editing(
      how: how, original: bytes, name: slug, kind: .model,
      revision: { entry in
        // The library's text comes first, so that what was changed can be seen and tested against it.
        let library = try how.entry(SourceText(name: slug, bytes: bytes), kind: .model)
        let kept = try how.store(for: .writing).keepLibraryCopy(library, slug: slug)
        return NewRevision(after: kept.revision, entry: entry)
      }
    )
  }
}
