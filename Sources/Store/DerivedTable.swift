internal import GRDB

/// A table that says of the revisions without children what follows from them alone: it can be emptied and made again
/// at any time with the same rows.
struct DerivedTable: Hashable {
  var name: String
  /// In the order of the schema; the first is the revision that a row is about.
  var columns: [String]

  static let head = DerivedTable(
    name: "head",
    columns: [
      "revision", "document", "kind", "slug", "removed", "title", "body", "updated", "state", "created", "decide_by",
      "decided", "about", "has_outcome",
    ])
  /// What a search compares; a removed document has no row.
  static let folded = DerivedTable(
    name: "folded", columns: ["revision", "title", "slug", "names", "body", "variants"])
  static let tag = DerivedTable(name: "tag", columns: ["head", "tag"])
  static let link = DerivedTable(
    name: "link", columns: ["head", "number", "line", "target", "section", "revision"])
  static let prediction = DerivedTable(
    name: "prediction",
    columns: ["head", "number", "line", "text", "probability", "range", "due", "forecaster"])
  static let predictionTag = DerivedTable(name: "prediction_tag", columns: ["head", "number", "tag"])
  static let outcome = DerivedTable(
    name: "outcome", columns: ["head", "number", "line", "text", "date", "kind", "subject", "value"])
  static let checkpoint = DerivedTable(name: "checkpoint", columns: ["head", "number", "line", "text", "date"])

  /// All of them; a table stands behind those that it refers to.
  static let all = [head, folded, tag, link, prediction, predictionTag, outcome, checkpoint]

  /// Adds a row.
  let insert: String
  /// The rows about a revision.
  let select: String

  private init(name: String, columns: [String]) {
    self.name = name
    self.columns = columns
    let list = columns.joined(separator: ", ")
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    insert = "INSERT INTO \(name) (\(list)) VALUES (\(places))"
    select = "SELECT \(list) FROM \(name) WHERE \(columns[0]) = ?"
  }
}

/// The rows that follow from a revision without children.
struct DerivedRows {
  private(set) var rows: [(table: DerivedTable, values: [DatabaseValue])] = []

  mutating func add(_ table: DerivedTable, _ values: [(any DatabaseValueConvertible)?]) {
    rows.append((table, values.map { $0?.databaseValue ?? .null }))
  }

  /// Whether some rows are those of a table, in whatever order, told apart by bytes: to Swift, two texts that look
  /// alike are one.
  func are(_ stored: [[DatabaseValue]], in table: DerivedTable) -> Bool {
    let own = rows.lazy.filter { $0.table.name == table.name }.map(\.values)
    guard own.count == stored.count else { return false }
    // As a rule they stand in the same order.
    if zip(own, stored).allSatisfy({ Self.areSame($0, $1) }) { return true }
    var left = Array(own)
    return stored.allSatisfy { row in
      guard let index = left.firstIndex(where: { Self.areSame($0, row) }) else { return false }
      left.remove(at: index)
      return true
    }
  }

  private static func areSame(_ one: [DatabaseValue], _ other: [DatabaseValue]) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy { pair in
        guard case (.string(var one), .string(var other)) = (pair.0.storage, pair.1.storage) else {
          return pair.0 == pair.1
        }
        return one.withUTF8 { one in other.withUTF8 { one.elementsEqual($0) } }
      }
  }
}
