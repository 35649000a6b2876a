import Diagnostics
import Foundation
import Knowledge
import Markdown

@testable import Store

/// A folder with a store in it, a clock that goes on a second with each look, and chance from a seed.
final class Machine: @unchecked Sendable {
  let folder: String
  var path: String { "\(folder)/how/how.sqlite" }
  private let lock = NSLock()
  private var milliseconds: Int64 = 1_795_424_400_000
  private var generator = SystemRandomNumberGenerator()

  init() throws {
    folder = NSTemporaryDirectory() + "how-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  func now() -> Timestamp {
    lock.withLock {
      milliseconds += 1000
      return Timestamp(milliseconds: milliseconds)
    }
  }

  @Sendable static func summarize(_ source: SourceText, _ kind: Kind) -> Summary {
    Summary(DocumentReader.reading(source).value, kind: kind)
  }

  func store(_ purpose: Store.Purpose = .writing, steps: [(name: String, sql: String)]? = nil) throws -> Store {
    let summarize = Self.summarize
    guard let steps else { return try Store(path: path, for: purpose, now: now, summarize: summarize) }
    return try Store(path: path, for: purpose, now: now, summarize: summarize, steps: steps)
  }

  /// Makes the store anew; what was opened before is of the old file.
  @discardableResult
  func rebuild() throws -> Rebuilt {
    try Store.rebuild(path, now: now(), summarize: Self.summarize)
  }

  func save(_ text: String, after: Revision? = nil, in store: Store) throws -> SaveResult {
    let document = try DocumentReader.read(SourceText(name: "-", text: text))
    let entry = try Entry(document, kind: .model)
    var generator = SystemRandomNumberGenerator()
    let new = after.map { NewRevision(after: $0, entry: entry) } ?? NewRevision(first: entry)
    return try store.save(new, using: &generator)
  }
}
