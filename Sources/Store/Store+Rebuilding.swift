package import Diagnostics
import DurableFiles
import Foundation
internal import GRDB
package import Knowledge
import Migrations

extension Store {
  /// Makes a store anew from its revisions: tables, indexes, triggers, lists and search.
  ///
  /// The new file takes the place of the old one when all is on the disk; writers that waited meanwhile start over.
  package static func rebuild(
    _ path: String, waiting: @escaping @Sendable () -> Void = {}, now: Timestamp,
    summarize: @escaping @Sendable (SourceText, Kind) -> Summary,
    steps: [(name: String, sql: String)] = Migrations.all
  ) throws(Failure) -> Rebuilt {
    try refusing(path) {
      let real = URL(filePath: path).resolvingSymlinksInPath().path
      return try Salvage.of(real, steps: steps, isLocking: true, waiting: waiting) { holdings, soundness in
        var status = stat()
        guard stat(real, &status) == 0 else { throw FileFault() }
        let file = try NewFile(beside: real, mode: .like(status))
        do {
          let queue = try DatabaseQueue(path: file.temporary, configuration: configuration(readonly: false))
          let fresh = Store(queue, path: real, summarize: summarize)
          var rebuilt = try fresh.fill(with: holdings, steps: steps)
          try queue.close()
          // A journal of the old file must never be played into the new one.
          let hasJournal = access(real + "-journal", F_OK) == 0
          if !soundness.isSound || !rebuilt.altered.isEmpty || !rebuilt.lost.isEmpty || hasJournal {
            rebuilt.keptAt = try keep(real, now: now)
          }
          try file.finish(replacing: true)
          return rebuilt
        } catch {
          file.discard()
          throw error
        }
      }
    }
  }

  /// Gives the damaged file a second name before another takes its place, and its journal with it.
  private static func keep(_ path: String, now: Timestamp) throws -> String {
    let stamp = now.description.filter { $0 != "-" && $0 != ":" }
    var kept = "\(path).damaged-\(stamp)"
    var number = 2
    while link(path, kept) != 0 {
      guard errno == EEXIST else {
        // Some disks have no second names: then a copy, which must not be of a file that it could be confused with.
        try FileManager.default.copyItem(atPath: path, toPath: kept)
        break
      }
      kept = "\(path).damaged-\(stamp)-\(number)"
      number += 1
    }
    for end in ["-journal", "-wal", "-shm"] where access(path + end, F_OK) == 0 {
      guard rename(path + end, kept + end) == 0 else { throw FileFault() }
    }
    return kept
  }

  private func fill(with holdings: Holdings, steps: [Schema.Step]) throws -> Rebuilt {
    try queue.writeWithoutTransaction { database in
      var rebuilt = Rebuilt()
      try database.inTransaction(.immediate) {
        try Schema.apply(steps, from: 0, to: database)
        try add(holdings, to: database, &rebuilt)
        try deriveAll(in: database)
        return .commit
      }
      return rebuilt
    }
  }

  private func add(_ holdings: Holdings, to database: Database, _ rebuilt: inout Rebuilt) throws {
    var ids = holdings.documents.compactMapValues { DocumentID(bytes: $0) }
    for number in Set(holdings.rows.map(\.document)).subtracting(ids.keys) {
      var generator = SystemRandomNumberGenerator()
      ids[number] = DocumentID(using: &generator)
    }
    for (number, id) in ids.sorted(by: { $0.key < $1.key }) {
      try database.execute(
        sql: "INSERT INTO document (number, id) VALUES (?, ?)", arguments: [number, Data(id.bytes)])
    }
    var names: [Int64: RevisionName] = [:]
    var before: [Int64: (kind: Kind, slug: String)] = [:]
    for row in holdings.rows {
      guard let text = holdings.text(row), let id = ids[row.document] else {
        rebuilt.lost.append("revision \(RevisionName(bytes: row.name)?.short ?? "@\(row.sequence)")")
        continue
      }
      // What is damaged beyond what the tables take is called as the revision before it.
      let kind = Kind(rawValue: row.kind) ?? before[row.document]?.kind ?? .decision
      let slug = row.slug.isNameOfFile ? row.slug : before[row.document]?.slug ?? "document-\(row.document)"
      let time = Timestamp(stored: row.time) ?? Timestamp(milliseconds: 0)
      before[row.document] = (kind, slug)
      let old = (holdings.parents[row.sequence] ?? []).sorted()
      let parents = old.filter { names[$0] != nil }
      let isAsItWas = parents.count == old.count && parents.allSatisfy { names[$0]?.bytes == holdings.names[$0] }
      var name = RevisionName(bytes: row.name)
      switch row.state {
      case .whole where isAsItWas: break
      case .altered: rebuilt.altered.append("'\(slug)' (\(name?.short ?? "nameless"))")
      case .whole, .unproven:
        name = RevisionName(
          document: id, kind: kind, slug: slug, parents: parents.compactMap { names[$0] }, time: time, text: text)
        if name?.bytes != row.name { rebuilt.renamed.append("'\(slug)' (\(name?.short ?? ""))") }
      }
      guard let name else { continue }
      try database.cachedStatement(
        sql: "INSERT INTO revision (sequence, name, document, kind, slug, time, text) VALUES (?, ?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [
        row.sequence, Data(name.bytes), row.document, kind.rawValue, slug, time.milliseconds, Data(text),
      ])
      for parent in parents {
        try database.cachedStatement(sql: "INSERT INTO parent (revision, parent) VALUES (?, ?)")
          .execute(arguments: [row.sequence, parent])
      }
      names[row.sequence] = name
      rebuilt.revisions += 1
    }
    rebuilt.lost += holdings.lost.map { lost in
      "revision \(holdings.names[lost].flatMap { RevisionName(bytes: $0) }?.short ?? "@\(lost)")"
    }
  }
}
