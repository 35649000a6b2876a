package import Diagnostics
import Foundation
internal import GRDB
package import Knowledge

extension Store {
  /// Searches the current texts for words, "phrases", prefix*, one OR another, -without; titles first, then by how
  /// often what is looked for occurs.
  ///
  /// - Returns: at most so many matches, and how many there are in all.
  package func search(
    _ typed: String, kind: Kind? = nil, limit: Int?
  ) throws(Failure) -> (found: [SearchHit], total: Int) {
    let query = SearchQuery(typed)
    if query.isEmpty { return ([], 0) }
    let answer = try read { try self.found(query, kind: kind, limit: limit, in: $0) }
    if answer.total > 0 || !query.hasOperators { return answer }
    // What has no answer with OR and -word in it may be a text that was pasted.
    let literal = SearchQuery(typed, isLiteral: true)
    return try read { try self.found(literal, kind: kind, limit: limit, in: $0) }
  }

  private struct Statement {
    var sql: String
    var arguments: [(any DatabaseValueConvertible)?]
    /// Whether what it finds need not be looked through.
    var isExact: Bool
  }

  /// The rows of `folded` that may be what is looked for, the best first.
  private func statement(_ query: SearchQuery, kind: Kind?) -> Statement {
    var conditions = ["NOT head.removed"]
    var arguments: [(any DatabaseValueConvertible)?] = []
    if let kind {
      conditions.append("head.kind = ?")
      arguments.append(kind.rawValue)
    }
    let whole = query.terms.flatMap(\.words).joined(separator: " ")
    guard let fullText = query.fullText() else {
      for literal in query.literals.prefix(20) {
        conditions.append("(instr(folded.title, ?) OR instr(folded.names, ?) OR instr(folded.body, ?))")
        arguments += [literal, literal, literal]
      }
      let first = query.literals.first ?? ""
      arguments += [first, first]
      return Statement(
        sql: """
          FROM folded JOIN head ON head.revision = folded.revision WHERE \(conditions.joined(separator: " AND "))
          ORDER BY instr(folded.title, ?) > 0 DESC,
            length(folded.body) - length(replace(folded.body, ?, '')) DESC, head.updated DESC, head.revision DESC
          """, arguments: arguments, isExact: false)
    }
    conditions.append("search MATCH ?")
    arguments.append(fullText.match)
    arguments += [query.fullText(in: "{title slug}")?.match ?? fullText.match, whole, whole]
    // The title as a whole is looked at only where what is looked for is in it: a row of `folded` is a page of text.
    return Statement(
      sql: """
        FROM search JOIN head ON head.revision = search.rowid
        WHERE \(conditions.joined(separator: " AND "))
        ORDER BY
          CASE WHEN search.rowid IN (SELECT rowid FROM search WHERE search MATCH ?)
            THEN (SELECT 1 + (rtrim(folded.title, '?!. ') = ? OR replace(folded.slug, '-', ' ') = ?)
              FROM folded WHERE folded.revision = search.rowid)
            ELSE 0 END DESC,
          bm25(search, 8.0, 6.0, 4.0, 1.0, 1.0), head.updated DESC, head.revision DESC
        """, arguments: arguments, isExact: fullText.isExact)
  }

  private func found(
    _ query: SearchQuery, kind: Kind?, limit: Int?, in database: Database
  ) throws -> (found: [SearchHit], total: Int) {
    let statement = statement(query, kind: kind)
    let arguments = StatementArguments(statement.arguments)
    var revisions: [Int64] = []
    var total = 0
    if statement.isExact {
      revisions = try Int64.fetchAll(
        database, sql: "SELECT head.revision \(statement.sql) LIMIT ?", arguments: arguments + [limit ?? -1])
      total = revisions.count
      if let limit, total >= limit {
        let end = statement.sql.range(of: "ORDER BY")?.lowerBound ?? statement.sql.endIndex
        let matches = StatementArguments(statement.arguments.dropLast(3))
        total =
          try Int.fetchOne(database, sql: "SELECT count(*) \(statement.sql[..<end])", arguments: matches) ?? total
      }
    } else {
      let check = SearchCheck(query)
      let text = try database.cachedStatement(sql: "SELECT * FROM folded WHERE revision = ?")
      let candidates = try Int64.fetchCursor(
        database, sql: "SELECT head.revision \(statement.sql)", arguments: arguments)
      while let revision = try candidates.next() {
        guard let row = try Row.fetchOne(text, arguments: [revision]) else { continue }
        let columns = try ["title", "slug", "names", "body", "variants"].map { try row.read($0, as: String.self) }
        guard check.passes(columns) else { continue }
        if limit.map({ total < $0 }) ?? true { revisions.append(revision) }
        total += 1
      }
    }
    return (try revisions.map { try self.found($0, query, in: database) }, total)
  }

  private func found(_ sequence: Int64, _ query: SearchQuery, in database: Database) throws -> SearchHit {
    let select = try database.cachedStatement(
      sql: """
        SELECT head.kind, head.document, head.slug, head.title, head.body, revision.name, revision.text
        FROM head JOIN revision ON revision.sequence = head.revision WHERE head.revision = ?
        """)
    guard let row = try Row.fetchOne(select, arguments: [sequence]),
      let revision = RevisionName(bytes: Array(try row.read("name", as: Data.self))),
      let kind = Kind(rawValue: try row.read("kind"))
    else { throw Failure(.inputOutput, .damaged("a document that was found")) }
    let excerpt = SearchExcerpt(
      Array(try row.read("text", as: Data.self)), from: try row.read("body"), terms: query.terms)
    return SearchHit(
      kind: kind, number: try row.read("document"), slug: try row.read("slug"), title: try row.read("title"),
      snippet: excerpt.marked, revision: revision)
  }
}
