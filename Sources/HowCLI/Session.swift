import Diagnostics
import Foundation
import Knowledge
import Markdown
import Quantities
import Store
import Templates

import enum Knowledge.Kind

/// One run of the program: what was asked for globally, the surroundings, and the store once it is needed.
final class Session {
  let surroundings: Surroundings
  let console: Console
  let common: CommonOptions
  let places: Places
  var random: any RandomNumberGenerator & Sendable
  private var opened: [Store.Purpose: Store] = [:]
  /// Whether formulas reach the library's own documents, whatever the person's copies say: the library is tested so.
  var readsLibraryFirst = false
  let personalUnits: PersonalUnits

  /// The decisions that were taken and have an outcome, once they have been read.
  var knownPast: [(revision: Revision, decision: Decision)]?

  let outcome: Outcome

  init(_ common: CommonOptions, in surroundings: Surroundings, _ outcome: Outcome = Outcome()) {
    self.common = common
    self.outcome = outcome
    self.surroundings = surroundings
    places = Places(surroundings: surroundings)
    personalUnits = PersonalUnits(path: places.units)
    random = surroundings.random
    console = Console(
      surroundings: surroundings, color: common.color,
      // Under --json, standard error holds one object or nothing.
      isQuiet: common.quiet || common.chosenFormat == .json || common.chosenFormat == .jsonl,
      usesPager: !common.noPager, outcome: outcome)
  }

  var format: Format { common.chosenFormat }

  /// Whether a person is there to be asked.
  var canAsk: Bool { surroundings.isInputTerminal && surroundings.errors.isTerminal && !common.noInput }

  /// Asks a question; nil where nobody answers.
  func ask(_ question: String) -> String? {
    _ = surroundings.errors.write(Array((visible(question) + " ").utf8))
    return surroundings.readLine()?.trimmed
  }

  func store(for purpose: Store.Purpose = .reading) throws(Refusal) -> Store {
    if let store = opened[purpose] ?? opened[.writing] ?? (purpose == .reading ? opened[.changing] : nil) {
      return store
    }
    let store = try Store(
      path: places.store(common.store), for: purpose, waiting: tellOfWaiting, now: surroundings.now,
      summarize: summarize)
    opened[purpose] = store
    return store
  }

  /// What lists and searches keep of a text.
  var summarize: @Sendable (SourceText, Kind) -> Summary {
    let units = personalUnits
    return { source, kind in
      guard let document = try? DocumentReader.read(source) else { return Summary(title: source.name) }
      return Summary(document, kind: kind, units: units.ofLists)
    }
  }

  /// Says that another program holds the store, rather than wait in silence.
  var tellOfWaiting: @Sendable () -> Void {
    let errors = surroundings.errors
    if console.isQuiet { return {} }
    return { _ = errors.write(Array("waiting: another program holds the store\n".utf8)) }
  }

  /// Does something that reads a document and writes it back, again where another program wrote in between.
  func retrying<Value>(_ body: () throws -> Value) throws -> Value {
    for _ in 0..<50 {
      do {
        return try body()
      } catch let refusal as Refusal where refusal.diagnostic.code == "changed-meanwhile" {
        // Perhaps it was made anew, and is another file now.
        opened = [:]
      }
    }
    return try body()
  }

  func save(_ new: NewRevision) throws(Refusal) -> Saved {
    try save([new])[0]
  }

  func save(_ all: [NewRevision]) throws(Refusal) -> [Saved] {
    let store = try store(for: .writing)
    var generator = AnyGenerator(base: random)
    defer { random = generator.base }
    return try store.save(all, using: &generator)
  }

  /// Reads a text as a document of its kind.
  func entry(_ source: SourceText, kind: Kind? = nil) throws -> Entry {
    try Entry(try DocumentReader.read(source), kind: kind, units: try units())
  }
}

extension Session {
  /// Saves several new revisions: each for itself, or all or none of them.
  func save(each all: [NewRevision], orNone: Bool) throws(Refusal) -> [Result<Saved, Refusal>] {
    let store = try store(for: .writing)
    var generator = AnyGenerator(base: random)
    defer { random = generator.base }
    return try store.save(each: all, orNone: orNone, using: &generator)
  }

  /// Reads a text that a person wrote and that is to be saved: one whose header verbs can change later.
  func newEntry(_ source: SourceText, kind: Kind?) throws -> Entry {
    let document = try DocumentReader.read(source)
    try DocumentReader.checkForm(of: document)
    return try Entry(document, kind: kind, units: try units())
  }
}

/// A generator behind an existential, for what wants a concrete one.
struct AnyGenerator: RandomNumberGenerator {
  var base: any RandomNumberGenerator & Sendable

  mutating func next() -> UInt64 { base.next() }
}
