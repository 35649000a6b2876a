import Diagnostics
import Foundation
internal import GRDB
import Knowledge

/// A document that a search found.
public struct Found: Sendable {
  public var kind: Kind
  public var number: Int64
  public var slug: String
  public var title: String
  /// A stretch of the text around the match, the matches in the role `match`.
  public var snippet: StyledText
  public var revision: RevisionName

  public var shortID: String { "\(kind.letter)\(number)" }
}

extension Store {
  /// Searches the current texts for words, "phrases" and prefix*; the best matches first, a title counting more.
  ///
  /// - Returns: at most so many matches, and how many there are in all.
  public func search(
    _ typed: String, kind: Kind? = nil, limit: Int?
  ) throws(Refusal) -> (found: [Found], total: Int) {
    let query = SearchQuery(typed)
    if query.isEmpty { return ([], 0) }
    return try read { database in
      let found = try self.found(query, kind: kind, limit: limit, in: database)
      let isCut = limit.map { found.count >= $0 } ?? false
      return (found, isCut ? try self.count(query, kind: kind, in: database) : found.count)
    }
  }

  private struct Condition {
    var sql: String
    var arguments: [(any DatabaseValueConvertible)?]
  }

  private func condition(_ query: SearchQuery, kind: Kind?) -> Condition {
    var parts = ["NOT head.removed"]
    var arguments: [(any DatabaseValueConvertible)?] = []
    if let kind {
      parts.append("head.kind = ?")
      arguments.append(kind.rawValue)
    }
    if let fullText = query.fullText {
      parts.append("search MATCH ?")
      arguments.append(fullText)
    }
    // SQLite takes patterns of 50,000 bytes; nobody looks for more than a thousand characters.
    for substring in query.substrings.map({ String($0.prefix(1000)) }) {
      parts.append("CAST (revision.text AS TEXT) LIKE ? ESCAPE '\\'")
      let literal = substring.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
      arguments.append("%\(literal)%")
    }
    return Condition(sql: parts.joined(separator: " AND "), arguments: arguments)
  }

  private func found(_ query: SearchQuery, kind: Kind?, limit: Int?, in database: Database) throws -> [Found] {
    let condition = condition(query, kind: kind)
    let needsText = query.fullText == nil || !query.substrings.isEmpty
    let revision = needsText ? "JOIN revision ON revision.sequence = head.revision" : ""
    let columns = "head.kind, head.document, head.slug, head.title, head.revision"
    let sql: String
    if query.fullText != nil {
      sql = """
        SELECT \(columns), snippet(search, 2, char(1), char(2), '…', 16) AS snippet
        FROM search JOIN head ON head.revision = search.rowid \(revision)
        WHERE \(condition.sql) AND rank MATCH 'bm25(8.0, 4.0, 1.0)' ORDER BY rank LIMIT ?
        """
    } else {
      sql = """
        SELECT \(columns), CAST (revision.text AS TEXT) AS body FROM head \(revision)
        WHERE \(condition.sql) ORDER BY head.updated DESC, head.revision DESC LIMIT ?
        """
    }
    return try Row.fetchAll(database, sql: sql, arguments: StatementArguments(condition.arguments + [limit ?? -1]))
      .map { row in
        let name = try database.cachedStatement(sql: "SELECT name FROM revision WHERE sequence = ?")
        let bytes = try Data.fetchOne(name, arguments: [try row.read("revision", as: Int64.self)]) ?? Data()
        guard let revision = RevisionName(bytes: Array(bytes)), let kind = Kind(rawValue: try row.read("kind")) else {
          throw Refusal(.inputOutput, .damaged("a document that was found"))
        }
        let snippet =
          query.fullText != nil
          ? Self.marked(try row.readIfPresent("snippet") ?? "")
          : Self.snippet(of: try row.readIfPresent("body") ?? "", around: query.substrings[0])
        return Found(
          kind: kind, number: try row.read("document"), slug: try row.read("slug"), title: try row.read("title"),
          snippet: snippet,
          revision: revision)
      }
  }

  private func count(_ query: SearchQuery, kind: Kind?, in database: Database) throws -> Int {
    let condition = condition(query, kind: kind)
    let source =
      query.fullText == nil
      ? "head JOIN revision ON revision.sequence = head.revision"
      : query.substrings.isEmpty && kind == nil
        ? "search JOIN head ON head.revision = search.rowid"
        : "search JOIN head ON head.revision = search.rowid JOIN revision ON revision.sequence = head.revision"
    return try Int.fetchOne(
      database, sql: "SELECT count(*) FROM \(source) WHERE \(condition.sql)",
      arguments: StatementArguments(condition.arguments)) ?? 0
  }

  // MARK: Snippets

  /// One line, with what stands between the marks of FTS5 in the role `match`.
  private static func marked(_ text: String) -> StyledText {
    var styled = StyledText()
    var role = StyledText.Role.plain
    var run = ""
    for character in text {
      switch character {
      case "\u{1}", "\u{2}":
        styled.append(run, role)
        run = ""
        role = character == "\u{1}" ? .match : .plain
      case let space where space.isWhitespace: run += run.hasSuffix(" ") ? "" : " "
      // The marks of headings and tables say nothing here.
      case "#", "|": run += run.isEmpty || run.hasSuffix(" ") ? "" : String(character)
      default: run.append(character)
      }
    }
    styled.append(run.hasSuffix(" ") ? String(run.dropLast()) : run, role)
    return styled
  }

  /// The text around the first place of a substring, without regard to ASCII case.
  private static func snippet(of body: String, around substring: String) -> StyledText {
    guard let range = body.range(of: substring, options: [.caseInsensitive, .literal]) else { return StyledText() }
    let start = body.index(range.lowerBound, offsetBy: -40, limitedBy: body.startIndex) ?? body.startIndex
    let end = body.index(range.upperBound, offsetBy: 60, limitedBy: body.endIndex) ?? body.endIndex
    return marked(
      (start > body.startIndex ? "…" : "") + body[start..<range.lowerBound] + "\u{1}" + body[range] + "\u{2}"
        + body[range.upperBound..<end] + (end < body.endIndex ? "…" : ""))
  }
}
