import ArgumentParser
import Diagnostics
import Knowledge
import Markdown
import Notebook
import Styling
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
    let drafts = how.notebook.drafts
    // Without an editor nothing is begun and nothing thrown away.
    if try !discard || ref.map({ try how.notebook.find($0) != nil || Templates.library[$0] != nil }) ?? true {
      _ = try how.editor()
    }
    guard let ref else {
      let all = try how.notebook.waitingDrafts()
      if all.isEmpty { throw Failure(.missing, .noDraft(elsewhere: drafts.otherStores())) }
      if all.count > 1 { throw Failure(.usage, .severalDrafts(all.map(\.name))) }
      guard let open = try drafts.open(all[0]) else { throw Failure(.missing, .noDraft(elsewhere: [])) }
      return try goOn(open, how)
    }
    let stored = try how.notebook.find(ref)?.first
    let mine = try how.notebook.drafts(of: ref)
    if discard {
      if let first = mine.first, let open = try drafts.open(first) { open.remove() }
    } else if let open = try firstToOpen(mine, drafts) {
      return try goOn(open, how)
    }
    if stored == nil, let text = Templates.library[ref] { return try copy(text, slug: ref, how) }
    if stored == nil, !mine.isEmpty {
      how.console.say("the draft is thrown away")
      return
    }
    // The name of a draft that is not there, or of another store.
    if stored == nil, ref.contains("@new") { throw Failure(.missing, .noDraft(elsewhere: drafts.otherStores())) }
    let head = try how.notebook.head(ref)
    let draft = try drafts.begin(Draft.name(head.slug, after: [head]), text: head.text, kind: head.kind)
    try Editing(how: how, writing: .change(of: head), start: head.text).run(draft)
  }

  /// The first of some drafts that is still there and that nobody has open.
  ///
  /// - Throws: a `Failure` where others have them all open.
  private func firstToOpen(_ all: [Draft], _ drafts: Drafts) throws(Failure) -> OpenDraft? {
    var refusal: Failure?
    for draft in all {
      do {
        if let open = try drafts.open(draft) { return open }
      } catch {
        refusal = error
      }
    }
    if let refusal { throw refusal }
    return nil
  }

  private func editing(from bases: [Revision], _ how: Session) throws -> Editing {
    if bases.count == 1 { return Editing(how: how, writing: .change(of: bases[0]), start: bases[0].text) }
    return Editing(how: how, writing: .merge(of: bases[0], bases[1], try how.notebook.merge(bases[0], bases[1])))
  }

  /// Offers a draft again, with what is wrong with it.
  private func goOn(_ open: OpenDraft, _ how: Session) throws {
    let draft = open.draft
    how.console.say(StyledText("going on with the draft \(draft.path)"))
    let bytes = try Files.read(draft.path, shown: draft.path, limit: DocumentReader.largest + 1)
    let bases = try draft.bases.map { digits in
      guard let revision = try how.notebook.revision(beginningWith: digits) else {
        throw Failure(.missing, .draftWithoutBase(draft.path, digits))
      }
      return try revision.checked()
    }
    let kind = draft.origin?.kind ?? bases.first?.kind
    if bases.isEmpty, kind ?? .model == .model, let text = Templates.library[draft.slug],
      try how.notebook.find(draft.slug) == nil
    {
      return try copying(Array(text.utf8), slug: draft.slug, how).run(open)
    }
    // A run that was killed after it saved left its draft behind.
    if bases.isEmpty, let saved = try how.notebook.document(withFirstText: bytes) {
      open.remove()
      how.console.say("the draft is saved already, and is gone now")
      return how.answer(.unchanged(saved), verb: "saved")
    }
    let editing =
      try bases.isEmpty
      ? Editing(how: how, writing: .new(draft.slug, kind: kind)) : editing(from: bases, how)
    do {
      _ = try how.notebook.entry(of: bytes, as: editing.writing)
    } catch let faults as DocumentErrors {
      if !how.console.isQuiet { how.console.complain(faults.diagnostics.flatMap { $0.drawn(in: faults.source) }) }
    }
    try editing.run(open)
  }

  private func copy(_ text: String, slug: String, _ how: Session) throws {
    let bytes = Array(text.utf8)
    let draft = try how.notebook.drafts.begin("\(slug)@new", text: bytes, kind: .model)
    how.console.say("this model comes with how: what you save is a copy of your own")
    try copying(bytes, slug: slug, how).run(draft)
  }

  /// Makes a model of the library one's own.
  private func copying(_ bytes: [UInt8], slug: String, _ how: Session) -> Editing {
    Editing(how: how, writing: .copy(ofLibrary: bytes, slug: slug), start: bytes)
  }
}
