package import Diagnostics
import Foundation
internal import GRDB
package import Knowledge
import Migrations

extension Store {
  /// Writes every text that can still be read into a folder, from single pages where the tables cannot be read.
  ///
  /// The newest text of a document is `SLUG.md`; the older ones are `older/SLUG@N-DIGITS.md`. What is not what was
  /// saved, or cannot be proved to be, is among them with its state.
  ///
  /// - Parameter write: takes a path within the folder and bytes.
  package static func rescue(
    _ path: String, waiting: @escaping @Sendable () -> Void = {}, steps: [(name: String, sql: String)] = Migrations.all,
    write: (String, [UInt8]) throws -> Void
  ) throws(Failure) -> Rescued {
    try refusing(path) {
      try Salvage.of(path, steps: steps, isLocking: false, waiting: waiting) { holdings, _ in
        var rescued = Rescued()
        var taken: Set<String> = []
        for (number, rows) in Dictionary(grouping: holdings.rows, by: \.document).sorted(by: { $0.key < $1.key }) {
          for (index, row) in rows.enumerated() {
            let name = RevisionName(bytes: row.name)
            guard let text = holdings.text(row) else {
              rescued.missing.append("'\(row.slug)' (\(name?.short ?? ""))")
              continue
            }
            // A removal has no text.
            if text.isEmpty { continue }
            let slug = row.slug.isNameOfFile ? row.slug : "document-\(number)"
            let isNewest = !rows[(index + 1)...].contains { holdings.text($0)?.isEmpty == false }
            let stem = isNewest ? slug : "older/\(slug)@\(index + 1)-\(name?.short ?? "")"
            var file = "\(stem).md"
            var copy = 2
            while !taken.insert(file).inserted {
              file = "\(stem)-\(copy).md"
              copy += 1
            }
            try write(file, text)
            rescued.texts.append(
              Rescued.Text(
                file: file, slug: slug, revision: name?.description ?? "", time: Timestamp(stored: row.time),
                state: state(row.state)))
          }
        }
        rescued.missing += holdings.lost.map { lost in
          "revision \(holdings.names[lost].flatMap { RevisionName(bytes: $0) }?.short ?? "@\(lost)")"
        }
        return rescued
      }
    }
  }

  private static func state(_ state: Holdings.Row.State) -> Rescued.Text.State {
    switch state {
    case .whole: .whole
    case .altered: .altered
    case .unproven: .unproven
    }
  }
}
