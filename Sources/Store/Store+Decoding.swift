import Diagnostics
internal import GRDB

/// Reading of cells that may hold anything: a flipped bit makes a number of a text, and SQLite does not mind.
extension Row {
  /// The value of a column.
  ///
  /// - Throws: a `Failure` where it is of another type, for a store that is damaged.
  func read<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
    guard let value = try readIfPresent(column, as: type) else { throw Self.damaged(column) }
    return value
  }

  /// The value of a column that may be empty.
  func readIfPresent<Value: DatabaseValueConvertible>(
    _ column: String, as type: Value.Type = Value.self
  ) throws -> Value? {
    guard let cell: DatabaseValue = self[column] else { return nil }
    return try Self.decoded(cell, column)
  }

  /// The value of a column by its place, which is faster.
  func read<Value: DatabaseValueConvertible>(at place: Int, as type: Value.Type = Value.self) throws -> Value {
    guard let value = try readIfPresent(at: place, as: type) else { throw Self.damaged("column \(place)") }
    return value
  }

  func readIfPresent<Value: DatabaseValueConvertible>(
    at place: Int, as type: Value.Type = Value.self
  ) throws -> Value? {
    let cell: DatabaseValue = self[place]
    return try Self.decoded(cell, "column \(place)")
  }

  private static func decoded<Value: DatabaseValueConvertible>(_ cell: DatabaseValue, _ column: String) throws -> Value?
  {
    if cell.isNull { return nil }
    guard let value = Value.fromDatabaseValue(cell) else { throw damaged(column) }
    return value
  }

  private static func damaged(_ column: String) -> Failure {
    Failure(.inputOutput, .damaged("a row's '\(column)'"))
  }
}
