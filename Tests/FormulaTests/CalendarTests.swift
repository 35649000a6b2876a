import Diagnostics
import Formulas
import Quantities
import SeededChance
import Testing

/// Dates and times, against a calendar that counts its days one by one.
struct CalendarTests {
  /// A day found by walking from one month to the next.
  struct Day: Equatable, CustomStringConvertible {
    var year: Int
    var month: Int
    var day: Int

    static func length(_ year: Int, _ month: Int) -> Int {
      let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
      return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    mutating func walk(months: Int) {
      for _ in 0..<abs(months) {
        month += months < 0 ? -1 : 1
        if month == 13 { (year, month) = (year + 1, 1) }
        if month == 0 { (year, month) = (year - 1, 12) }
      }
      day = min(day, Self.length(year, month))
    }

    mutating func walk(days: Int) {
      for _ in 0..<abs(days) {
        day += days < 0 ? -1 : 1
        if day == 0 {
          walk(months: -1)
          day = Self.length(year, month)
        } else if day > Self.length(year, month) {
          day = 1
          let (y, m) = month == 12 ? (year + 1, 1) : (year, month + 1)
          (year, month) = (y, m)
        }
      }
    }

    var description: String {
      func pad(_ number: Int, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
      }
      return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
    }
  }

  private func date(of text: String) throws -> String {
    let calculation = Calculation(Program(SourceText(text)))
    try #require(calculation.faults.map(\.message) == [], "\(text)")
    guard case .number(let number)? = try calculation.answers().outputs.last?.value, number.kind == .date,
      case .exact(let days) = number.amount
    else { return "no date" }
    return CivilDate(days: Int(days.rounded(.down))).description
  }

  @Test(arguments: UInt64(0)..<100)
  func `a date and a time are what a calendar says`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<4 {
      let (year, month) = (Int.random(in: 1890...2110, using: &generator), Int.random(in: 1...12, using: &generator))
      let start = Day(year: year, month: month, day: Int.random(in: 1...Day.length(year, month), using: &generator))
      let days = Int.random(in: 0...900, using: &generator)
      let months = Int.random(in: 0...40, using: &generator)
      let sign = Bool.random(using: &generator) ? 1 : -1
      let mark = sign < 0 ? "-" : "+"
      var byDays = start
      byDays.walk(days: sign * days)
      #expect(try date(of: "\(start) \(mark) \(days) day") == byDays.description)
      #expect(try date(of: "\(start) \(mark) \(days * 24) hour") == byDays.description)
      var byMonths = start
      byMonths.walk(months: sign * months)
      for time in ["\(months) month", "\(months) * 1 month", "(\(months) month + 3 day - 3 day)"] {
        #expect(try date(of: "\(start) \(mark) \(time)") == byMonths.description, "\(start) \(mark) \(time)")
      }
      var both = byMonths
      both.walk(days: sign * days)
      for time in ["(\(months) month + \(days) day)", "(\(days) day + \(months) month)"] {
        #expect(try date(of: "\(start) \(mark) \(time)") == both.description, "\(start) \(mark) \(time)")
      }
      var byYears = start
      byYears.walk(months: sign * 12 * (months % 8))
      #expect(try date(of: "\(start) \(mark) \(months % 8) year") == byYears.description)
      let difference = try value(of: "\(byDays) - \(start)")
      #expect(difference.value == Double(sign * days) && difference.unit.symbol == "day")
    }
  }

  @Test(
    arguments: [
      ("2026-01-01 + 1 month", "2026-02-01"), ("2028-01-01 + 1 year", "2029-01-01"),
      ("2024-01-31 + 1 month", "2024-02-29"), ("2026-03-31 - 1 month", "2026-02-28"),
      ("1 year + 2024-02-29", "2025-02-28"), ("unit quarter = 3 month; 2026-11-30 + 1 quarter", "2027-02-28"),
      ("2026-01-01 + 0.5 year", "2026-07-01"), ("t = 365 day -> year; 2026-01-01 + t", "2027-01-01"),
      ("t = 1 month -> day; 2026-01-01 + t", "2026-01-31"), ("x = year; 2028-01-01 + x", "2029-01-01"),
      ("2026-01-01 + sum([1 month, 1 day])", "2026-02-02"), ("2026-01-31 - -1 month", "2026-02-28"),
      ("input t: month = 3 month; 2026-01-31 + t", "2026-04-30"), ("2026-01-01 + 1 year / 4", "2026-04-01"),
      ("10000-01-01 + 1 day", "10000-01-02"), ("9999-12-31 + 1 day", "10000-01-01"),
      ("0.1 day * 30 + 2026-01-01", "2026-01-04"),
      ("mean([2026-01-01, 2026-01-03])", "2026-01-02"), ("mean(2026-01-01 to 2026-01-31)", "2026-01-16"),
    ] as [(String, String)])
  func `whole months and years are the calendar's`(formula: String, expected: String) throws {
    #expect(try date(of: formula) == expected)
  }

  @Test func `the spread of dates is a time`() throws {
    #expect(try value(of: "sd([2026-01-01, 2026-01-03, 2026-01-05])").value == 2)
    #expect(try value(of: "sd(normal(2026-01-01, 3 day))").unit.symbol == "day")
    #expect(fault(of: "0000-01-01 - 1 day") == .noFiniteValue)
    #expect(fault(of: "2026-01-01 + 1e19 day") == .noFiniteValue)
  }

  @Test func `an uncertain date moves by the calendar, too`() throws {
    let program = "d = discrete(2024-01-31: 50%, 2025-01-31: 50%); e = d + 1 month; quantile(e, 10%)"
    let calculation = Calculation(Program(SourceText(program)))
    guard case .number(let number)? = try calculation.answers().outputs.last?.value else { return }
    switch number.amount {
    case .exact(let days), .estimate(let days, _): #expect(CivilDate(days: Int(days)).description == "2024-02-29")
    case .uncertain: Issue.record("one quantile is one date")
    }
  }
}
