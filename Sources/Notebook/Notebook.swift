package import Diagnostics
import Foundation
package import Knowledge
import Markdown
package import Quantities
import Store

/// What one can do with a store of documents and the library: open, score, decide, resolve, learn.
///
/// It knows no terminal and asks nobody. Every front end calls it and shows what comes back, so that two of them cannot
/// disagree.
package final class Notebook {
  package let world: World
  package var random: any RandomNumberGenerator & Sendable
  /// Whether formulas reach the library's own documents, whatever the person's copies say: the library is tested so.
  package var readsLibraryFirst = false
  let personalUnits: PersonalUnits
  private var opened: [Store.Purpose: Store] = [:]
  /// The decisions that were taken and have an outcome, the newest first, once they have been asked for.
  var knownPast: [Revision]?
  /// What those of them are that have been read.
  var readPast: [RevisionName: Decision] = [:]

  /// What comes in from outside, so that a run can be repeated.
  package struct World: Sendable {
    /// Where the store is, or is to be.
    package var storePath: String
    /// The folder of what is written and not saved yet.
    package var draftsPath: String
    package var now: @Sendable () -> Timestamp
    /// The local day.
    package var today: @Sendable () -> CivilDate
    /// How many threads can run at once.
    package var processors: Int
    /// The text that a path or `-` stands for.
    package var read: @Sendable (_ typed: String) throws -> SourceText
    /// Reads a text as a document.
    package var document: @Sendable (SourceText) -> Reading<Document>
    /// A file of the person's own by its name, such as `units.how`; nil where there is none.
    package var own: @Sendable (_ name: String) throws -> SourceText?
    /// Says that another program holds the store, where it does so for long.
    package var waiting: @Sendable () -> Void

    package init(
      storePath: String, draftsPath: String, now: @escaping @Sendable () -> Timestamp,
      today: @escaping @Sendable () -> CivilDate,
      processors: Int, read: @escaping @Sendable (String) throws -> SourceText,
      document: @escaping @Sendable (SourceText) -> Reading<Document> = { DocumentReader.reading($0) },
      own: @escaping @Sendable (String) throws -> SourceText?, waiting: @escaping @Sendable () -> Void
    ) {
      self.storePath = storePath
      self.draftsPath = draftsPath
      self.now = now
      self.today = today
      self.processors = processors
      self.read = read
      self.document = document
      self.own = own
      self.waiting = waiting
    }
  }

  package init(_ world: World, random: any RandomNumberGenerator & Sendable) {
    self.world = world
    self.random = random
    personalUnits = PersonalUnits(world.own)
  }

  var today: CivilDate { world.today() }

  /// The built-in units and those of the person's own file, where there is one.
  package func units() throws -> UnitCatalogue { try personalUnits.read() }

  // MARK: The store

  func store(for purpose: Store.Purpose = .reading) throws(Failure) -> Store {
    if let store = opened[purpose] ?? opened[.writing] ?? (purpose == .reading ? opened[.changing] : nil) {
      return store
    }
    let store = try Store(
      path: world.storePath, for: purpose, waiting: world.waiting, now: world.now, summarize: summarize)
    opened[purpose] = store
    return store
  }

  /// Whether there is a store at all.
  var hasStore: Bool { FileManager.default.fileExists(atPath: world.storePath) }

  /// What lists and searches keep of a text.
  var summarize: @Sendable (SourceText, Kind) -> Summary {
    let (units, read) = (personalUnits, world.document)
    return { source, kind in Summary(read(source).value, kind: kind, units: units.ofLists) }
  }

  /// Does something that reads a document and writes it back, again where another program wrote in between.
  package func retrying<Value>(_ body: () throws -> Value) throws -> Value {
    for _ in 0..<50 {
      do {
        return try body()
      } catch let refusal as Failure where refusal.diagnostic.code == .changedMeanwhile {
        // Perhaps it was made anew, and is another file now.
        opened = [:]
      }
    }
    return try body()
  }

  // MARK: Saving

  package func save(_ new: NewRevision) throws(Failure) -> SaveResult {
    try save([new])[0]
  }

  package func save(_ all: [NewRevision]) throws(Failure) -> [SaveResult] {
    let store = try store(for: .writing)
    var generator = AnyGenerator(base: random)
    defer { random = generator.base }
    return try store.save(all, using: &generator)
  }

  /// Saves several new revisions: each for itself, or all or none of them.
  package func save(each all: [NewRevision], orNone: Bool) throws(Failure) -> [Result<SaveResult, Failure>] {
    let store = try store(for: .writing)
    var generator = AnyGenerator(base: random)
    defer { random = generator.base }
    return try store.save(each: all, orNone: orNone, using: &generator)
  }

  /// Reads a text as a document of its kind that has to be without faults.
  package func entry(_ source: SourceText, kind: Kind? = nil) throws -> Entry {
    try Entry.reading(world.document(source), kind: kind, units: try units()).valid()
  }

  /// Reads a text that a person wrote and that is to be saved: one whose header verbs can change later.
  package func newEntry(_ source: SourceText, kind: Kind?) throws -> Entry {
    try newEntry(world.document(source), kind: kind)
  }

  /// What a document is that a person wrote and that is to be saved: one whose header verbs can change later.
  package func newEntry(_ read: Reading<Document>, kind: Kind?) throws -> Entry {
    try DocumentReader.checkForm(of: try read.valid())
    return try Entry.reading(read, kind: kind, units: try units()).valid()
  }
}

/// A generator behind an existential, for what wants a concrete one.
private struct AnyGenerator: RandomNumberGenerator {
  var base: any RandomNumberGenerator & Sendable

  mutating func next() -> UInt64 { base.next() }
}
