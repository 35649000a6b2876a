import Diagnostics
import Foundation
internal import GRDB
import Knowledge

/// One line of a list.
public struct Listed: Sendable {
  public var kind: Kind
  public var number: Int64
  public var slug: String
  public var title: String
  public var state: Decision.State?
  public var tags: [String]
  public var created: String?
  public var decideBy: String?
  public var decided: String?
  public var updated: Timestamp
  public var revision: RevisionName
  /// More than one where the document has forked.
  public var heads: Int
  public var isRemoved: Bool

  public var shortID: String { "\(kind.letter)\(number)" }
}

/// Which documents to list, in which order.
public struct ListFilter: Sendable {
  public enum Order: String, CaseIterable, Sendable {
    case updated, created, title, slug
    case decideBy = "decide-by"
  }

  public var kind: Kind?
  /// All of these.
  public var tags: [String] = []
  public var state: Decision.State?
  /// The last change not before this moment, and before that one.
  public var since: Timestamp?
  public var until: Timestamp?
  public var order = Order.updated
  public var isReversed = false
  public var removed = false
  public var limit: Int?

  public init() {}
}

extension Store {
  /// The documents that pass a filter, one line each; a fork is shown by its newest head.
  public func list(_ filter: ListFilter) throws(Refusal) -> [Listed] {
    var conditions = ["head.removed = ?"]
    var arguments: [(any DatabaseValueConvertible)?] = [filter.removed]
    if let kind = filter.kind {
      conditions.append("head.kind = ?")
      arguments.append(kind.rawValue)
    }
    for tag in filter.tags {
      conditions.append("EXISTS (SELECT 1 FROM tag WHERE tag.head = head.revision AND tag.tag = ?)")
      arguments.append(tag)
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
    conditions.append(
      "NOT EXISTS (SELECT 1 FROM head AS newer WHERE newer.document = head.document AND newer.revision > head.revision)"
    )
    let sql = """
      SELECT head.*, revision.name, \(Self.state) AS shown_state,
        (SELECT count(*) FROM head AS all_heads WHERE all_heads.document = head.document) AS heads
      FROM head JOIN revision ON revision.sequence = head.revision
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order(filter)) LIMIT ?
      """
    let isByName = filter.order == .title || filter.order == .slug
    arguments.append(isByName ? -1 : filter.limit ?? -1)
    let values = StatementArguments(arguments)
    return try read { database in
      var rows = try Row.fetchAll(database, sql: sql, arguments: values)
      if isByName { rows = Self.sorted(rows, by: filter) }
      return try rows.map { try self.listed($0, in: database) }
    }
  }

  /// By letters before accents and case, which SQLite does not know.
  private static func sorted(_ rows: [Row], by filter: ListFilter) -> [Row] {
    let column = filter.order == .title ? "title" : "slug"
    let sorted = rows.map { (row: $0, key: SortingKey($0[column])) }.enumerated().sorted { left, right in
      if left.element.key == right.element.key { return left.offset < right.offset }
      return filter.isReversed ? right.element.key < left.element.key : left.element.key < right.element.key
    }
    return sorted.prefix(filter.limit ?? sorted.count).map(\.element.row)
  }

  /// A decision with a postmortem is reviewed, whatever its own text says.
  private static let state = """
    CASE WHEN head.kind = 'decision' AND EXISTS
      (SELECT 1 FROM head AS review WHERE review.about = head.document AND NOT review.removed)
    THEN 'reviewed' ELSE head.state END
    """

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

  private func listed(_ row: Row, in database: Database) throws -> Listed {
    guard let name = RevisionName(bytes: Array(row["name"] as Data)), let kind = Kind(rawValue: row["kind"]) else {
      throw Refusal(.inputOutput, .damaged("the head of document \(row["document"] as Int64)"))
    }
    let tags = try database.cachedStatement(sql: "SELECT tag FROM tag WHERE head = ? ORDER BY tag")
    return Listed(
      kind: kind, number: row["document"], slug: row["slug"], title: row["title"],
      state: (row["shown_state"] as String?).flatMap { Decision.State(rawValue: $0) },
      tags: try String.fetchAll(tags, arguments: [row["revision"] as Int64]), created: row["created"],
      decideBy: row["decide_by"], decided: row["decided"], updated: Timestamp(milliseconds: row["updated"]),
      revision: name, heads: row["heads"], isRemoved: row["removed"])
  }

  /// The decisions that were taken and whose text has an Outcome, by their newest heads, the newest first.
  public func decisionsWithOutcome(limit: Int) throws(Refusal) -> [Revision] {
    try read { database in
      try self.revisions(
        where: """
          JOIN head ON head.revision = revision.sequence
          WHERE head.state IN ('decided', 'resolved') AND NOT head.removed
            AND NOT EXISTS
              (SELECT 1 FROM head AS newer WHERE newer.document = head.document AND newer.revision > head.revision)
            AND instr(lower(CAST (revision.text AS TEXT)), '## outcome') > 0
          ORDER BY head.updated DESC, head.revision DESC LIMIT ?
          """, [limit], in: database)
    }
  }

  /// The slugs of documents that link to a slug.
  public func linking(to slug: String) throws(Refusal) -> [String] {
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
  public func reviews(of slug: String) throws(Refusal) -> [Revision] {
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
      if let head = try heads(of: document).first { reviews.append(head) }
    }
    return reviews
  }
}
