import Diagnostics
internal import GRDB

/// Reading of cells that may hold anything: a flipped bit makes a number of a text, and SQLite does not mind.
extension Row {
  /// The value of a column.
  ///
  /// - Throws: a `Refusal` where it is of another type, for a store that is damaged.
  func read<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
    guard let value = try readIfPresent(column, as: type) else {
      throw Refusal(.inputOutput, .damaged("a row's '\(column)'"))
    }
    return value
  }

  /// The value of a column that may be empty.
  func readIfPresent<Value: DatabaseValueConvertible>(
    _ column: String, as type: Value.Type = Value.self
  ) throws -> Value? {
    guard let cell: DatabaseValue = self[column] else { return nil }
    if cell.isNull { return nil }
    guard let value = Value.fromDatabaseValue(cell) else {
      throw Refusal(.inputOutput, .damaged("a row's '\(column)'"))
    }
    return value
  }
}
