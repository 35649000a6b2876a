import ArgumentParser
import Diagnostics
import Knowledge
import Markdown
import Notebook
import Store

struct Restore: Verb {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Go back to an earlier revision, or bring back what was removed.",
    discussion: """
      The old text becomes a new revision; nothing is lost.

        how restore drill@2
        how restore drill       after how remove drill
        how restore drill offer
      """)

  @Argument(help: "The documents, each with the revision, such as drill@2.", completion: .slugs)
  var refs: [String]

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    try how.notebook.retrying { try restore(how) }
  }

  private func restore(_ how: Session) throws {
    var all: [NewRevision] = []
    for ref in refs {
      let new = try revision(ref, how)
      // Named twice, a document goes back once; but not to two revisions.
      if let same = all.first(where: { $0.document == new.document }) {
        if same.text == new.text { continue }
        throw Refusal(.usage, .usage("'\(ref)' is named twice, with two revisions"))
      }
      all.append(new)
    }
    how.answer(try how.notebook.save(all), verb: "restored")
  }

  private func revision(_ ref: String, _ how: Session) throws -> NewRevision {
    let reference = Reference(ref)
    let store = try how.notebook.store(for: .changing)
    guard let heads = try store.find(reference.name, includingRemoved: true), let head = heads.first else {
      throw try how.notebook.unknown(reference.name)
    }
    // Several heads that all say it was removed are no fork.
    if heads.count > 1, !heads.allSatisfy(\.isRemoval) {
      throw Refusal(.data, .hasForked(head.slug, heads.map(\.name.short)))
    }
    let wanted: Revision
    if let typed = reference.revision {
      wanted = try store.revision(typed, of: head.document)
      if wanted.isRemoval { throw Refusal(.data, .revisionIsRemoval(wanted.slug, wanted.ordinal)) }
    } else if head.isRemoval,
      let last = try store.history(of: head.document).first(where: { !$0.isRemoval && $0.isWhole })
    {
      wanted = last
    } else {
      throw Refusal(
        .usage, .usage("which revision?", hint: "see 'how history \(head.slug)', then how restore \(head.slug)@N"))
    }
    // An old text is taken as it is: it was good enough once.
    var document = try DocumentReader.read(wanted.source)
    let stated = document.header.text("slug").flatMap { Slug($0) }
    if let stated, try store.free(stated, for: head.document) != stated {
      // Its name has gone to another document: it keeps the one it has, or takes one that is free.
      let own = head.isRemoval ? stated : Slug(head.slug) ?? stated
      let free = try store.free(own, for: head.document)
      document = try DocumentReader.read(
        SourceText(name: wanted.slug, bytes: document.setting([("slug", free.text)])))
      how.console.say(StyledText("another document is called '\(stated)' by now: this one is '\(free)'", .warning))
    }
    var new = NewRevision(
      document: head.document, kind: wanted.kind, slug: document.header.text("slug").flatMap { Slug($0) },
      title: document.statedTitle ?? wanted.slug, text: document.source.bytes, parents: heads.map(\.name))
    new.mustFollowHeads = true
    try wanted.checked()
    new.leavesDamageBehind = true
    return new
  }
}
