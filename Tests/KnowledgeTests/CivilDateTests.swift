import Foundation
import Knowledge
import Quantities
import SeededChance
import Testing

struct CivilDateTests {
  /// A day's parts by the C library.
  private func parts(ofDay day: Int) -> String {
    var seconds = time_t(day * 86_400)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return String(format: "%04d-%02d-%02d", Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
  }

  @Test func `every day of four centuries is the day that the C library says`() {
    for day in -135_140...16_000 {
      let text = CivilDate(days: day).description
      guard text == parts(ofDay: day), CivilDate(text)?.days == day else {
        Issue.record("day \(day) is \(parts(ofDay: day)), not \(text)")
        return
      }
    }
  }

  @Test func `so are days far away`() {
    for day in stride(from: -719_528, to: 2_932_896, by: 997) {
      #expect(CivilDate(days: day).description == parts(ofDay: day))
      #expect(CivilDate(parts(ofDay: day))?.days == day)
    }
  }

  @Test func `Foundation's calendar agrees`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for day in stride(from: -100_000, to: 100_000, by: 373) {
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(day) * 86_400))
      let date = CivilDate(
        year: try #require(parts.year), month: try #require(parts.month), day: try #require(parts.day))
      #expect(date.days == day)
    }
  }

  @Test(arguments: [
    "", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "2026-2-01", "2026-02-1",
    "26-02-01", "2026-02-011",
    " 2026-02-01", "2026-02-01 ", "2026/02/01", "20260201", "2026-0２-01", "-026-02-01", "2026-02-01T00:00",
    "2026--2-01", "+026-02-01",
  ])
  func `what is no day is none`(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test(arguments: ["2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31", "1970-01-01"])
  func `a day is written as it was read`(text: String) {
    #expect(CivilDate(text)?.description == text)
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (86_399_999, "1970-01-01T23:59:59.999Z"),
      (1_795_444_027_250, "2026-11-23T14:27:07.250Z"), (-86_400_000, "1969-12-31T00:00:00Z"),
      (-62_135_596_800_000, "0001-01-01T00:00:00Z"), (951_827_696_000, "2000-02-29T12:34:56Z"),
    ] as [(Int64, String)])
  func `a moment is written in UTC`(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == text)
  }

  @Test(arguments: UInt64(0)..<200)
  func `a moment is what Foundation says`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let seconds = Int64.random(in: -10_000_000_000...100_000_000_000, using: &generator)
    let text = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    #expect(Timestamp(milliseconds: seconds * 1000).description == text)
    #expect(Timestamp(milliseconds: seconds * 1000).date.description == text.prefix(10))
  }
}
