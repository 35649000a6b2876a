import Quantities

extension Finding {
  /// A flip that is worth telling, with both places written so that they can be told apart.
  package struct ToldFlip: Sendable {
    package var flip: Flip
    /// The belief now, with its unit: `70k USD`.
    package var current: String
    /// Where another option takes the lead.
    package var at: String
  }
}

extension Score {
  /// What is less probable than that is not told.
  private static let leastProbable = 0.0001
  private static let mostFlips = 12

  /// What would change the answer, the most probable first.
  var changes: [Finding] {
    let told = flips.lazy.filter { $0.probability ?? 1 >= Self.leastProbable }.compactMap(\.told).prefix(Self.mostFlips)
    return (told.isEmpty ? [] : [.flips(Array(told))]) + (unexamined.isEmpty ? [] : [.unexamined(unexamined)])
  }
}

extension Flip {
  /// The belief now and where it flips, with as many digits as tell them apart; nil where the samples cannot: a place
  /// that nobody can tell from what is believed now is none.
  var told: Finding.ToldFlip? {
    if isDate {
      let (now, then) = (CivilDate.text(days: current), CivilDate.text(days: at))
      guard let now, let then, now != then else { return nil }
      return .init(flip: self, current: now, at: then)
    }
    let error = resolution ?? 0
    for more in 0...6 {
      let (now, then) = (text(current, more, error: 0), text(at, more, error: error))
      let isNothing = at != 0 && !then.contains { $0.isNumber && $0 != "0" }
      if now != then, !isNothing { return .init(flip: self, current: now, at: then) }
    }
    return nil
  }

  /// No more digits than the samples know.
  private func text(_ value: Double, _ more: Int, error: Double) -> String {
    if isShare { return NumberText.finePercent(value, decimals: min(1 + more, Self.decimals(error))) }
    let known = error > 0 ? NumberText.knownDigits(value, standardError: error) : 12
    return unit.following(NumberText.short(value, digits: min(4 + more, known)))
  }

  /// How many decimals of a percentage are known.
  private static func decimals(_ error: Double) -> Int {
    guard error > 0, error.isFinite else { return 12 }
    var (places, rest) = (0, 200 * error)
    while rest < 1, places < 12 {
      places += 1
      rest *= 10
    }
    return places
  }
}
