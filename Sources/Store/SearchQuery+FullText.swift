extension SearchQuery {
  /// A query for FTS5 that finds at least what the person means.
  struct FullText {
    var match: String
    /// Whether it finds exactly that.
    var isExact: Bool
  }

  /// More than this is not asked of the index: what it finds by so many is looked through for the others.
  private static let mostGroups = 64
  private static let mostWords = 32

  /// The query for FTS5; nil where it can help with nothing, for all that is looked for is symbols.
  ///
  /// - Parameter columns: only these, such as `{title slug}`; what is left out then is not asked for.
  func fullText(in columns: String? = nil) -> FullText? {
    var isExact = true
    var parts: [(sql: String, length: Int)] = []
    for group in groups {
      if group.contains(where: { $0.words.isEmpty }) {
        isExact = false
        continue
      }
      if group.contains(where: { $0.literal != nil || $0.words.count > Self.mostWords }) { isExact = false }
      let alternatives = group.map(Self.phrase).joined(separator: " OR ")
      let length = group.map { $0.words.reduce(0) { $0 + $1.utf8.count } }.min() ?? 0
      parts.append((group.count > 1 ? "(\(alternatives))" : alternatives, length))
    }
    if parts.isEmpty { return nil }
    if parts.count > Self.mostGroups {
      // Long words are rare.
      parts = Array(parts.sorted { $0.length > $1.length }.prefix(Self.mostGroups))
      isExact = false
    }
    var match = parts.map(\.sql).joined(separator: " AND ")
    if let columns { return FullText(match: "\(columns) : (\(match))", isExact: isExact) }
    let simple = excluded.filter { $0.literal == nil && $0.words.count <= Self.mostWords }
    if simple.count < excluded.count { isExact = false }
    if !simple.isEmpty { match = "(\(match)) NOT (\(simple.map(Self.phrase).joined(separator: " OR ")))" }
    return FullText(match: match, isExact: isExact)
  }

  private static func phrase(_ term: Term) -> String {
    let isWhole = term.words.count <= mostWords
    return "\"\(term.words.prefix(mostWords).joined(separator: " "))\"" + (term.isPrefix && isWhole ? " *" : "")
  }

  /// What must occur to the letter in every document that is found.
  var literals: [String] {
    groups.compactMap { $0.count == 1 ? $0[0].literal : nil }
  }
}
