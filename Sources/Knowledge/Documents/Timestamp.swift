package import Quantities

/// A moment in milliseconds since 1970-01-01T00:00:00Z, written `2026-11-23T14:27:07.250Z`.
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The day in UTC.
  package var date: CivilDate {
    CivilDate(days: Int((milliseconds - (milliseconds < 0 ? 86_399_999 : 0)) / 86_400_000))
  }

  package var description: String {
    let ofDay = Int(milliseconds - Int64(date.days) * 86_400_000)
    let clock = pad(ofDay / 3_600_000, 2) + ":" + pad(ofDay / 60_000 % 60, 2) + ":" + pad(ofDay / 1000 % 60, 2)
    let fraction = ofDay % 1000 == 0 ? "" : "." + pad(ofDay % 1000, 3)
    return "\(date)T\(clock)\(fraction)Z"
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

private func pad(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
