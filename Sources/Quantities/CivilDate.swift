/// A day of the Gregorian calendar, written `2026-11-23`.
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package let days: Int

  package init(days: Int) {
    self.days = days
  }

  /// The day that a point in time counted in days lies in.
  ///
  /// A moment before midnight is the next day already: a date that went through a quantile or another unit and back
  /// misses its midnight by rounding. Times beyond a million years lie on the last day of them.
  package init(ofDay time: Double) {
    let days = (time + 1e-6).rounded(.down)
    self.init(days: Int(min(max(days.isNaN ? 0 : days, -3.65e8), 3.65e8)))
  }

  /// A date as ISO 8601 writes it, years after 9999 with all their digits; nil for anything else and for days that do
  /// not exist.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (10...12).contains(text.utf8.count), parts.count == 3, parts[1].count == 2, parts[2].count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else { return nil }
    self.init(year: year, month: month, day: day)
    // A day that does not exist comes back as another.
    guard description == text else { return nil }
  }

  /// Counts days by eras of 400 years beginning in March (Hinnant, "chrono-compatible low-level date algorithms").
  package init(year: Int, month: Int, day: Int) {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The days of the years that can be written, 0000 to 999999.
  package static let calendar =
    Double(
      CivilDate(year: 0, month: 1, day: 1).days)...Double(
      CivilDate(year: 999_999, month: 12, day: 31).days)

  /// The same day some months later or earlier, the last day of the month where there is no such day.
  ///
  ///     CivilDate("2024-01-31")?.adding(months: 1)   // 2024-02-29
  package func adding(months: Int) -> CivilDate {
    if months == 0 { return self }
    let (year, month, day) = parts
    let count = year * 12 + month - 1 + months
    let newYear = count >= 0 ? count / 12 : (count - 11) / 12
    let first = CivilDate(year: newYear, month: count - newYear * 12 + 1, day: 1)
    let next = count + 1 - newYear * 12 == 12 ? (newYear + 1, 1) : (newYear, count - newYear * 12 + 2)
    let length = CivilDate(year: next.0, month: next.1, day: 1).days - first.days
    return CivilDate(days: first.days + min(day, length) - 1)
  }

  package var description: String {
    let (year, month, day) = parts
    return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2)
  }

  /// The year, the month and the day of the month.
  package var parts: (year: Int, month: Int, day: Int) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, day)
  }

  /// The day that a number of days since 1970-01-01 lies in; nil where it is none of the years 0 to 9999.
  package static func text(days: Double) -> String? {
    guard days >= -719_528, days < 2_932_897 else { return nil }
    return CivilDate(days: Int(days.rounded(.down))).description
  }

  package static func < (left: CivilDate, right: CivilDate) -> Bool { left.days < right.days }
}

private func pad(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
