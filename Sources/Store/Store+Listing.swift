package import Diagnostics
import Foundation
internal import GRDB
package import Knowledge

extension Store {
  /// The documents that pass a filter, one line each; a fork is shown by its newest head.
  package func list(_ filter: ListFilter) throws(Failure) -> [ListItem] {
    var conditions = ["head.removed = ?"]
    var arguments: [(any DatabaseValueConvertible)?] = [filter.removed]
    if let kind = filter.kind {
      conditions.append("head.kind = ?")
      arguments.append(kind.rawValue)
    }
    for tag in filter.tags {
      conditions.append("EXISTS (SELECT 1 FROM tag WHERE tag.head = head.revision AND tag.tag = ?)")
      arguments.append(tag.composed)
    }
    if let state = filter.state {
      conditions.append("\(Self.state) = ?")
      arguments.append(state.rawValue)
    }
    if let since = filter.since {
      conditions.append("head.updated >= ?")
      arguments.append(since.milliseconds)
    }
    if let until = filter.until {
      conditions.append("head.updated < ?")
      arguments.append(until.milliseconds)
    }
    let isByName = filter.order == .title || filter.order == .slug
    return try read { database in
      // Forks are few: of a long list they are found once, not asked for with every line.
      let isShort = !isByName && (filter.limit.map { $0 <= 1000 } ?? false)
      let areForked =
        try isShort
        || Int.fetchOne(database, sql: "SELECT 1 FROM head GROUP BY document HAVING count(*) > 1 LIMIT 1") != nil
      var heads = "1"
      if areForked {
        conditions.append(
          """
          NOT EXISTS
            (SELECT 1 FROM head AS newer WHERE newer.document = head.document AND newer.revision > head.revision)
          """)
        heads = "(SELECT count(*) FROM head AS all_heads WHERE all_heads.document = head.document)"
      }
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT head.revision, head.kind, head.document, head.slug, head.title, \(Self.state), head.created,
            head.decide_by, head.decided, head.updated, revision.name, \(heads), head.removed
          FROM head JOIN revision ON revision.sequence = head.revision
          WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order(filter)) LIMIT ?
          """, arguments: StatementArguments(arguments + [isByName ? -1 : filter.limit ?? -1]))
      var found: [(head: Int64, line: ListItem)] = []
      while let row = try rows.next() { found.append((try row.read(at: 0), try listed(row))) }
      if isByName { found = Self.sorted(found, by: filter) }
      let tags = try self.tags(of: found.map(\.head), in: database)
      return found.map { head, line in
        var line = line
        line.tags = tags[head] ?? []
        return line
      }
    }
  }

  /// The tags of some heads: of few each on its own, of many all at once.
  private func tags(of heads: [Int64], in database: Database) throws -> [Int64: [String]] {
    var tags: [Int64: [String]] = [:]
    if heads.count > 100 {
      let all = try Row.fetchCursor(database, sql: "SELECT head, tag FROM tag ORDER BY head, tag")
      while let row = try all.next() { try tags[row.read(at: 0), default: []].append(row.read(at: 1)) }
      return tags
    }
    let select = try database.cachedStatement(sql: "SELECT tag FROM tag WHERE head = ? ORDER BY tag")
    for head in heads { tags[head] = try String.fetchAll(select, arguments: [head]) }
    return tags
  }

  /// By letters before accents and case, which SQLite does not know.
  private static func sorted(
    _ lines: [(head: Int64, line: ListItem)], by filter: ListFilter
  ) -> [(head: Int64, line: ListItem)] {
    let keyed = lines.map { (line: $0, key: SortingKey(filter.order == .title ? $0.line.title : $0.line.slug)) }
    let sorted = keyed.enumerated().sorted { left, right in
      if left.element.key == right.element.key { return left.offset < right.offset }
      return filter.isReversed ? right.element.key < left.element.key : left.element.key < right.element.key
    }
    return sorted.prefix(filter.limit ?? sorted.count).map(\.element.line)
  }

  /// The state of a head: the only place where it is told.
  ///
  /// A decision with an outcome and a postmortem is reviewed. One that went back to before any of that
  /// is what its text says, whoever wrote a postmortem of what it was.
  private static let state = """
    CASE WHEN head.kind = 'decision' AND (head.state = 'resolved' OR head.state = 'decided' AND head.has_outcome)
      AND EXISTS (SELECT 1 FROM head AS review WHERE review.about = head.document AND NOT review.removed)
    THEN 'reviewed' ELSE head.state END
    """

  /// The state of a decision, by its newest head; nil where there is none.
  package func state(of document: DocumentID) throws(Failure) -> Decision.State? {
    try read { database in
      try String.fetchOne(
        database,
        sql: """
          SELECT \(Self.state) FROM head JOIN document ON document.number = head.document
          WHERE document.id = ? ORDER BY head.revision DESC LIMIT 1
          """, arguments: [Data(document.bytes)]
      ).flatMap { Decision.State(rawValue: $0) }
    }
  }

  private func order(_ filter: ListFilter) -> String {
    let (column, isDescending) =
      switch filter.order {
      case .updated: ("head.updated", true)
      case .created: ("coalesce(head.created, '')", true)
      case .title, .slug: ("head.slug", false)
      case .decideBy: ("coalesce(head.decide_by, '9999')", false)
      }
    let down = isDescending != filter.isReversed
    return "\(column) \(down ? "DESC" : "ASC"), head.revision \(down ? "DESC" : "ASC")"
  }

  /// One line without its tags. Columns are read by place: by name, each would be looked for in every row.
  private func listed(_ row: Row) throws -> ListItem {
    let (kind, slug): (String, String) = try (row.read(at: 1), row.read(at: 3))
    guard let name = RevisionName(bytes: Array(try row.read(at: 10, as: Data.self))), let kind = Kind(rawValue: kind),
      slug.isNameOfFile, let updated = Timestamp(stored: try row.read(at: 9))
    else { throw Failure(.inputOutput, .damaged("a line of the list")) }
    return ListItem(
      kind: kind, number: try row.read(at: 2), slug: slug, title: try row.read(at: 4),
      state: try row.readIfPresent(at: 5, as: String.self).flatMap { Decision.State(rawValue: $0) }, tags: [],
      created: try row.readIfPresent(at: 6), decideBy: try row.readIfPresent(at: 7),
      decided: try row.readIfPresent(at: 8), updated: updated, revision: name, heads: try row.read(at: 11),
      isRemoved: try row.read(at: 12))
  }

  /// The decisions that were taken and have an Outcome, by their newest heads, the newest first.
  package func decisionsWithOutcome(limit: Int) throws(Failure) -> [Revision] {
    try read { database in
      try self.revisions(
        where: """
          JOIN head ON head.revision = revision.sequence
          WHERE head.state IN ('decided', 'resolved') AND head.has_outcome AND NOT head.removed
            AND NOT EXISTS
              (SELECT 1 FROM head AS newer WHERE newer.document = head.document AND newer.revision > head.revision)
          ORDER BY head.updated DESC, head.revision DESC LIMIT ?
          """, [limit], in: database
      ).map { try $0.checked() }
    }
  }

  /// The slugs of documents that link to a slug.
  package func linking(to slug: String) throws(Failure) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT head.slug FROM link JOIN head ON head.revision = link.head
          WHERE link.target = ? AND NOT head.removed AND head.slug <> ? ORDER BY head.slug
          """, arguments: [slug, slug])
    }
  }

  /// The postmortems of a decision, the oldest first.
  package func reviews(of slug: String) throws(Failure) -> [Revision] {
    let documents: [DocumentID] = try read { database in
      try Data.fetchAll(
        database,
        sql: """
          SELECT DISTINCT document.id FROM head JOIN document ON document.number = head.document
          WHERE NOT head.removed AND head.about =
            (SELECT document FROM head AS decision WHERE decision.slug = ? AND NOT decision.removed LIMIT 1)
          ORDER BY head.document
          """, arguments: [slug]
      ).compactMap { DocumentID(bytes: Array($0)) }
    }
    var reviews: [Revision] = []
    for document in documents {
      if let head = try heads(of: document).first { reviews.append(try head.checked()) }
    }
    return reviews
  }
}
