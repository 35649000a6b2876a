import Foundation
import Knowledge

/// What lies on the pages, whatever became of the tables that they belong to. The hash tells what is true of it.
extension Holdings {
  init(_ file: PageFile) {
    var byParent: [Int64: Set<Int64>] = [:]
    var found: [Int64: [Row]] = [:]
    for page in stride(from: 1, through: file.pageCount, by: 1) {
      for index in 0..<file.recordCount(on: page) {
        guard let record = file.record(index, on: page) else { continue }
        if let number = record.rowID {
          if let row = Self.row(record, number, at: (page, index)) { found[number, default: []].append(row) }
          if record.cells.count == 2, let id = record.blob(1), id.count == 16 { documents[number] = id }
        } else if record.cells.count == 2, let number = record.integer(1) {
          // The indexes of ids and names know documents and revisions whose rows are lost.
          if let id = record.blob(0) {
            if id.count == 16 { documents[number] = id }
            if id.count == 32 { names[number] = id }
          }
          // A parent comes before its child; in the index of children it also stands first. There, other indexes of two
          // numbers look the same.
          if let first = record.integer(0) {
            if first > number {
              parents[first, default: []].insert(number)
            } else if first < number {
              byParent[number, default: []].insert(first)
            }
          }
        }
      }
    }
    text = { row in
      row.page.flatMap { file.record($0.record, on: $0.number)?.blob(6) }
    }
    choose(among: found, byParent: byParent)
    parents = parents.filter { $0.key <= (rows.map(\.sequence).max() ?? 0) }
    examine()
  }

  /// A row of the table of revisions, whose number is the row's.
  private static func row(_ record: PageFile.Record, _ sequence: Int64, at page: (number: Int, record: Int)) -> Row? {
    guard record.cells.count == 7, let name = record.blob(1), name.count == 32, let document = record.integer(2),
      let kind = record.text(3), let slug = record.text(4), let time = record.integer(5), record.blob(6) != nil
    else { return nil }
    return Row(
      sequence: sequence, name: name, document: document, kind: kind, slug: slug, time: time, page: page)
  }

  /// One row for each number, the one that is proved where a page that is no longer used has another.
  private mutating func choose(among found: [Int64: [Row]], byParent: [Int64: Set<Int64>]) {
    rows = found.values.compactMap { $0.first }
    for row in rows { names[row.sequence] = row.name }
    var newest: [Int64: Int64] = [:]
    rows = found.sorted { $0.key < $1.key }.compactMap { sequence, candidates in
      for row in candidates {
        guard let text = text(row), let id = documents[row.document].flatMap({ DocumentID(bytes: $0) }) else {
          continue
        }
        for parents in guesses(sequence, byParent[sequence] ?? [], document: row.document, before: newest[row.document])
        {
          let known = parents.compactMap { parent in names[parent].flatMap { RevisionName(bytes: $0) } }
          guard known.count == parents.count, fits(row, text, id, known) else { continue }
          self.parents[sequence] = parents
          names[sequence] = row.name
          newest[row.document] = sequence
          return row
        }
      }
      if let row = candidates.first { newest[row.document] = sequence }
      return candidates.first
    }
  }

  /// What the parents of a revision may be, the likeliest first.
  private func guesses(
    _ sequence: Int64, _ others: Set<Int64>, document: Int64, before: Int64?
  ) -> [Set<Int64>] {
    let stated = parents[sequence] ?? []
    let likely = others.subtracting([document])
    var guesses: [Set<Int64>] = [stated, likely, likely.union(stated), others, []]
    guesses += others.map { [$0] }
    if let before { guesses.append([before]) }
    return guesses
  }
}
