import ArgumentParser
import Knowledge
import Quantities

/// Dates on the command line.
enum DateArgument {
  /// - Throws: words that say how a date is written.
  @Sendable static func read(_ typed: String) throws -> CivilDate {
    guard let date = CivilDate(typed) else {
      throw ValidationError("'\(typed)' is not a date: write year-month-day, as in 2026-01-31")
    }
    return date
  }
}
