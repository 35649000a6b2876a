import Diagnostics
package import Knowledge
import Markdown
import Store

/// Naming, removing, restoring and merging.
extension Notebook {
  /// Takes documents away; every revision stays in the store.
  package func remove(_ refs: [String]) throws -> [SaveResult] {
    try retrying {
      var heads: [Revision] = []
      for ref in refs {
        let head = try head(ref, includingDamaged: true)
        if !heads.contains(where: { $0.document == head.document }) { heads.append(head) }
      }
      return try save(
        heads.map { head in
          var new = NewRevision(
            document: head.document, kind: head.kind, slug: nil, title: head.slug, text: [], parents: [head.name])
          new.mustFollowHeads = true
          return new
        })
    }
  }

  /// Gives a document another slug: changes the line `slug:` of the header and nothing else.
  ///
  /// - Returns: the slug that it had, and the documents whose links say it.
  package func rename(_ ref: String, to slug: Slug) throws -> (saved: SaveResult, old: String, linking: [String]) {
    try retrying {
      let head = try head(ref)
      if head.slug == slug.text { throw Failure(.usage, .sameSlug(slug.text)) }
      let document = try world.document(head.source).valid()
      try DocumentReader.checkForm(of: document)
      let linking = try store().linking(to: head.slug)
      let saved = try saveNext(head, try next(head, document.setting([("slug", slug.text)]), named: slug.text))
      return (saved, head.slug, linking)
    }
  }

  // MARK: Restoring

  /// Makes old texts new revisions.
  ///
  /// - Returns: what was saved, and the names that went to other documents meanwhile, each with the one taken instead.
  package func restore(_ refs: [String]) throws -> (saved: [SaveResult], renamed: [(stated: String, free: String)]) {
    try retrying {
      var all: [NewRevision] = []
      var renamed: [(stated: String, free: String)] = []
      for ref in refs {
        let new = try restored(ref, &renamed)
        // Named twice, a document goes back once; but not to two revisions.
        if let same = all.first(where: { $0.document == new.document }) {
          if same.text == new.text { continue }
          throw Failure(.usage, .usage("'\(ref)' is named twice, with two revisions"))
        }
        all.append(new)
      }
      return (try save(all), renamed)
    }
  }

  private func restored(_ ref: String, _ renamed: inout [(stated: String, free: String)]) throws -> NewRevision {
    let reference = Reference(ref)
    let store = try store(for: .changing)
    guard let heads = try store.find(reference.name, includingRemoved: true), let head = heads.first else {
      throw try unknown(reference.name)
    }
    // Several heads that all say it was removed are no fork.
    if heads.count > 1, !heads.allSatisfy(\.isRemoval) {
      throw Failure(.data, .hasForked(head.slug, heads.map(\.name.short)))
    }
    let wanted: Revision
    if let typed = reference.revision {
      wanted = try store.revision(typed, of: head.document)
      if wanted.isRemoval { throw Failure(.data, .revisionIsRemoval(wanted.slug, wanted.ordinal)) }
    } else if head.isRemoval,
      let last = try store.history(of: head.document).first(where: { !$0.isRemoval && $0.isWhole })
    {
      wanted = last
    } else {
      throw Failure(
        .usage, .usage("which revision?", hint: "see 'how history \(head.slug)', then how restore \(head.slug)@N"))
    }
    // An old text is taken as it is: it was good enough once.
    var document = world.document(wanted.source).value
    let stated = document.header.text("slug").flatMap { Slug($0) }
    if let stated, try store.free(stated, for: head.document) != stated {
      // Its name has gone to another document: it keeps the one it has, or takes one that is free.
      let own = head.isRemoval ? stated : Slug(head.slug) ?? stated
      let free = try store.free(own, for: head.document)
      document = world.document(SourceText(name: wanted.slug, bytes: document.setting([("slug", free.text)]))).value
      renamed.append((stated.text, free.text))
    }
    var new = NewRevision(
      document: head.document, kind: wanted.kind, slug: document.header.text("slug").flatMap { Slug($0) },
      title: document.statedTitle ?? wanted.slug, text: document.source.bytes, parents: heads.map(\.name))
    new.summary = Summary(document, kind: wanted.kind, units: personalUnits.ofLists)
    new.mustFollowHeads = true
    try wanted.checked()
    new.leavesDamageBehind = true
    return new
  }

  // MARK: Merging

  /// The two newest heads of a document, and what becomes of them together.
  package func mergeable(_ ref: String) throws -> (mine: Revision, theirs: Revision, merge: ThreeWayMerge) {
    let store = try store(for: .changing)
    guard let heads = try store.find(ref), let newest = heads.first else { throw try unknown(ref) }
    guard heads.count > 1 else { throw Failure(.no, .noMerge(newest.slug)) }
    let (mine, theirs) = (try heads[1].checked(), try heads[0].checked())
    return (mine, theirs, try merge(mine, theirs))
  }

  /// Two heads brought together, as far as that goes without a person.
  package func merge(_ mine: Revision, _ theirs: Revision) throws -> ThreeWayMerge {
    let history = try store(for: .changing).history(of: theirs.document)
    let base = Self.base(of: mine, and: theirs, in: history)
    try base?.checked()
    return ThreeWayMerge(
      base: base?.text ?? [], mine: mine.text, theirs: theirs.text, mineName: "@\(mine.ordinal) \(mine.name.short)",
      theirsName: "@\(theirs.ordinal) \(theirs.name.short)")
  }

  /// The newest revision that both come from.
  private static func base(of one: Revision, and other: Revision, in history: [Revision]) -> Revision? {
    let byName = Dictionary(uniqueKeysWithValues: history.map { ($0.name, $0) })
    func ancestors(_ revision: Revision) -> Set<RevisionName> {
      var seen: Set<RevisionName> = [revision.name]
      var open = [revision]
      while let next = open.popLast() {
        for parent in next.parents where seen.insert(parent).inserted {
          if let parent = byName[parent] { open.append(parent) }
        }
      }
      return seen
    }
    let shared = ancestors(one).intersection(ancestors(other))
    return history.first { shared.contains($0.name) }
  }
}
