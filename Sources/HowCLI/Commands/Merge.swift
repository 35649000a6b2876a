import ArgumentParser
import Diagnostics
import Knowledge
import Notebook
import Store

struct Merge: Verb {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Bring two heads of a document together in your editor.",
    discussion:
      "What only one of them changed is taken over; where both changed a place, both are shown to choose from.")

  @Argument(help: "The document.", completion: .slugs)
  var ref: String

  @Flag(name: .customLong("no-edit"), help: "Save at once where nothing has to be settled.")
  var noEdit = false

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let store = try how.notebook.store(for: .changing)
    guard let heads = try store.find(ref), let newest = heads.first else { throw try how.notebook.unknown(ref) }
    guard heads.count > 1 else { throw Refusal(.no, .noMerge(newest.slug)) }
    let (mine, theirs) = (try heads[1].checked(), try heads[0].checked())
    let merge = try Self.merge(of: mine, theirs, in: store)
    let editing = Editing.merge(of: mine, theirs, merge, how)
    if merge.conflicts > 0 {
      how.console.say(
        StyledText(
          merge.conflicts == 1 ? "one place has to be settled" : "\(merge.conflicts) places have to be settled"))
    } else if noEdit {
      let entry = try how.notebook.entry(SourceText(name: theirs.slug, bytes: merge.text), kind: theirs.kind)
      return how.answer(try how.notebook.save(editing.revision(entry)), verb: "merged")
    }
    if noEdit { throw Refusal(.data, .marksLeft(merge.marks(in: merge.text), of: merge)) }
    // Without an editor nothing is begun.
    _ = try how.editor()
    let drafts = how.drafts
    let name = Draft.name(theirs.slug, after: [mine, theirs])
    if let begun = drafts.all().first(where: { $0.name == name }), let open = try drafts.open(begun) {
      how.console.say(StyledText("going on with the draft \(begun.path)"))
      return try editing.run(open)
    }
    try editing.run(try drafts.begin(name, text: merge.text, kind: theirs.kind))
  }

  /// Two heads brought together, as far as that goes without a person.
  static func merge(of mine: Revision, _ theirs: Revision, in store: Store) throws -> ThreeWayMerge {
    let base = base(of: mine, and: theirs, in: try store.history(of: theirs.document))
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
