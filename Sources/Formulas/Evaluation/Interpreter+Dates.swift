import Diagnostics
import Quantities
import Uncertainty

/// Dates and times: whole months and years beside a date are those of the calendar.
///
/// A time remembers how many months of the calendar it was put together from, so that `1 month + 1 day` is a month and a
/// day; a time that was computed otherwise counts by its length.
extension Interpreter {
  /// The unit in which dates are counted, whatever a program makes of the name.
  static let day = UnitCatalogue.builtIn.unit(named: "day").map { Quantity.Unit($0) } ?? .one
  /// A twelfth of the year of 365.25 days, by itself: the catalogue of units is read with this, too.
  private static let month = Quantity.Unit.Named(
    "month", is: 30.4375 * 86_400, Quantity.Unit(Quantity.Unit.Named(base: "s")))

  /// How many months a unit is, where it is a whole number of them, as a year is; nil for other units.
  static func months(in unit: Quantity.Unit) -> Double? {
    guard unit.parts.count == 1, unit.parts[0].exponent == .one, let month, unit.dimension == month.dimension,
      let count = unit.conversion(to: Quantity.Unit(month))?.value, count >= 1, count == count.rounded()
    else { return nil }
    return count
  }

  /// The months of the calendar in a certain time.
  private func calendarMonths(_ figure: Figure) -> Double {
    guard let value = figure.exact, let unit = figure.unit else { return 0 }
    return figure.months ?? Self.months(in: unit).map { $0 * value } ?? 0
  }

  /// The sum of two times, or their difference, with the months of both.
  func months(_ left: Figure, _ right: Figure, isSubtracted: Bool) -> Double? {
    guard left.months != nil || right.months != nil else { return nil }
    return calendarMonths(left) + (isSubtracted ? -1 : 1) * calendarMonths(right)
  }

  /// The months of a time in another unit: what is converted to days or hours counts by its length, and what comes
  /// from there, too.
  func months(of figure: Figure, in unit: Quantity.Unit) -> Double? {
    guard let own = figure.unit, figure.exact != nil else { return nil }
    if Self.months(in: unit) == nil { return figure.months == nil ? nil : 0 }
    return Self.months(in: own) == nil ? figure.months ?? 0 : figure.months
  }

  /// A date plus or minus a time.
  mutating func shifted(_ date: Figure, by time: Figure, isBack: Bool, at span: SourceSpan) -> Figure? {
    guard let unit = time.unit, let scale = unit.conversion(to: Self.day) else { return nil }
    guard let value = time.exact else {
      return added(date, time, times: (isBack ? -1 : 1) * scale.value, scale, .date, false, at: span)
    }
    let sign: Double = isBack ? -1 : 1
    let length = scale.applied(to: value)
    var months = Self.nearlyWhole(calendarMonths(time)) * sign
    if months != months.rounded() || abs(months) > 12_000_000 {
      report.note(.averageMonths(context.source[span], days: NumberText.short(length, digits: 6), at: span))
      months = 0
    }
    let rest = Self.nearlyWhole(months == 0 ? sign * length : sign * length - months * 30.4375)
    let whole = Int(months)
    let moved: @Sendable (Double) -> Double = { days in
      let start = days.rounded(.down)
      guard abs(start) < 1e9 else { return .nan }
      return Double(CivilDate(days: Int(start)).adding(months: whole).days) + (days - start) + rest
    }
    switch date.content {
    case .exact(let days):
      let result = Self.nearlyWhole(moved(days))
      guard CivilDate.calendar.contains(result) else { return refuse(.noFiniteValue(at: span)) }
      if result != result.rounded() { report.note(.timeOfDay(context.source[span], at: span)) }
      return exact(result, .date, at: span)
    case .uncertain(let node, let closed):
      if whole == 0 {
        return uncertain(
          .date, draws.graph.affine(node, scale: 1, shift: rest), closed?.affine(scale: 1, shift: rest), at: span)
      }
      return uncertain(.date, draws.graph.function(SampleGraph.Function { moved($0[0]) }, [node]), nil, at: span)
    }
  }

  /// What rounding has kept from being whole.
  static func nearlyWhole(_ value: Double) -> Double {
    let whole = value.rounded()
    return abs(value - whole) <= 1e-7 ? whole : value
  }
}
