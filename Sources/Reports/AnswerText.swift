import Diagnostics
package import Formulas
import Quantities
package import Styling

/// The answers of a program as text for the terminal.
package enum AnswerText {
  /// - Parameters:
  ///   - readings: how the ranges were read.
  ///   - pictures: whether histograms are drawn.
  package static func lines(
    _ outputs: [Answer], readings: [RangeReading], pictures: Bool, note: String? = nil
  ) -> [StyledText] {
    var lines: [StyledText] = []
    for (index, output) in outputs.enumerated() {
      let block = block(output, pictures: pictures)
      // What takes more than a line stands apart.
      if index > 0, block.count > 1 || lines.last?.isEmpty == false && isLong(outputs[index - 1]) {
        lines.append(StyledText())
      }
      lines += block
    }
    if !readings.isEmpty {
      if outputs.contains(where: isLong) { lines.append(StyledText()) }
      var seen: Set<String> = []
      for reading in readings {
        let line = reading.inWords
        if seen.insert(line).inserted { lines.append(StyledText(visible(line), .dim)) }
      }
    }
    if let note { lines.append(StyledText(note, .dim)) }
    return lines
  }

  private static func isLong(_ answer: Answer) -> Bool {
    if case .number(let number) = answer.value, case .uncertain = number.amount { true } else { false }
  }

  private static func block(_ answer: Answer, pictures: Bool) -> [StyledText] {
    let name = answer.name.map { StyledText($0, .name) + StyledText(" = ") } ?? StyledText()
    switch answer.value {
    case .number(let number):
      if case .uncertain(let spread) = number.amount {
        let title = answer.name.map { [StyledText($0, .name)] } ?? []
        return title + spreadLines(spread, number, pictures: pictures)
      }
      return [name + inline(number)]
    case .list(let values):
      return [name + StyledText("[") + joined(values) + StyledText("]")]
    case .text(let text): return [name + StyledText("\"\(visible(text))\"")]
    }
  }

  private static func joined(_ values: [Answer.Value]) -> StyledText {
    var text = StyledText()
    for (index, value) in values.enumerated() {
      if index > 0 { text += StyledText(", ") }
      switch value {
      case .number(let number): text += inline(number)
      case .list(let values): text += StyledText("[") + joined(values) + StyledText("]")
      case .text(let string): text += StyledText("\"\(visible(string))\"")
      }
    }
    return text
  }

  // MARK: Numbers

  /// A value on one line; an uncertain one as its mean and its middle 90%.
  static func inline(_ value: Answer.Value, digits: Int = 12) -> StyledText {
    switch value {
    case .number(let number): inline(number, digits: digits)
    case .list(let values): StyledText("[") + joined(values) + StyledText("]")
    case .text(let text): StyledText("\"\(visible(text))\"")
    }
  }

  private static func inline(_ number: Answer.Number, digits: Int = 12) -> StyledText {
    switch number.amount {
    case .exact(let value): return figure(.init(value: value, error: 0), number, digits: digits)
    case .estimate(let value, let error):
      if number.kind == .truth, let plain = truth(value, error) { return plain }
      if number.kind == .truth {
        let share = Answer.Number(kind: .quantity(.one), isShare: true, amount: number.amount)
        return StyledText("true with a probability of ") + inline(share)
      }
      let text = figure(.init(value: value, error: error), number)
      return error == nil ? text + StyledText(" in every sample", .dim) : text
    case .uncertain(let spread):
      guard let mean = spread.mean else { return StyledText("none") }
      return figure(mean, number, isErrorShown: false)
        + StyledText(" (\(text(spread.p5, number)) to \(text(spread.p95, number)))", .dim)
    }
  }

  /// A truth that is the same in every sample; nil where it is not.
  private static func truth(_ value: Double, _ error: Double?) -> StyledText? {
    guard value == 0 || value == 1 else { return nil }
    // A comparison of figures that were sampled, on which parts of the samples disagree.
    if let error, error > 0 { return StyledText("too close to call", .warning) }
    return StyledText(value == 1 ? "true" : "false", .value)
      + StyledText(error == nil ? " in every sample" : "", .dim)
  }

  /// A figure with its standard error, where that reaches the digits that are shown: `84.9 ± 0.015 day`.
  private static func figure(
    _ figure: Answer.Figure, _ number: Answer.Number, digits: Int = 12, isErrorShown: Bool = true
  ) -> StyledText {
    guard isErrorShown, let error = figure.error, error > 0, case .quantity(let unit) = number.kind,
      NumberText.knownDigits(figure.value, standardError: error, most: 5) < 5
    else {
      return StyledText(text(figure, number, digits: digits), .value)
    }
    var bare = number
    bare.kind = .quantity(.one)
    return StyledText(text(figure, bare, digits: digits, isErrorShown: true), .value)
      + StyledText(" ± " + amount(error, bare) { NumberText.short($0, digits: 2) }, .dim)
      + StyledText(unit.following(""), .value)
  }

  /// A figure with the digits that are known, and its unit: of an exact one up to twelve, of an uncertain one up to four.
  private static func text(
    _ figure: Answer.Figure, _ number: Answer.Number, digits: Int = 12, isErrorShown: Bool = false
  ) -> String {
    switch number.kind {
    case .truth: return figure.value == 0 ? "false" : figure.value == 1 ? "true" : NumberText.percent(figure.value)
    case .date: return CivilDate(ofDay: figure.value).description
    case .quantity:
      let isExact =
        switch number.amount {
        case .exact: true
        case .estimate(_, let error): error == 0
        case .uncertain: false
        }
      if isExact { return amount(figure.value, number) { NumberText.exact($0, digits: digits) } }
      // Where nobody knows how sure a sampled figure is, three digits are plenty.
      guard let error = figure.error else {
        let isClosed = if case .uncertain(let spread) = number.amount { spread.isExact } else { false }
        return amount(figure.value, number) { NumberText.short($0, digits: min(digits, isClosed ? 4 : 3)) }
      }
      if error == 0 { return amount(figure.value, number) { NumberText.short($0, digits: min(digits, 4)) } }
      let known = min(digits, NumberText.knownDigits(figure.value, standardError: error, isErrorShown: isErrorShown))
      return amount(figure.value, number) { NumberText.known($0, digits: known) }
    }
  }

  /// A number with its unit or as a percentage.
  private static func amount(_ value: Double, _ number: Answer.Number, _ text: (Double) -> String) -> String {
    guard case .quantity(let unit) = number.kind else {
      return number.kind == .date ? "\(NumberText.short(value)) day" : NumberText.percent(value)
    }
    guard unit == .one, number.isShare else { return unit.following(text(value)) }
    // No suffix stands before a per cent.
    return (abs(value) < 99 ? text(value * 100) : NumberText.exact((value * 100).rounded())) + "%"
  }

  /// A standard deviation; that of dates is a time.
  private static func spreadFigure(_ sd: Answer.Figure, _ number: Answer.Number) -> StyledText {
    if number.kind == .date { return StyledText(NumberText.short(sd.value) + " day", .value) }
    return figure(sd, number, isErrorShown: false)
  }

  /// The mean of what is uncertain, as it stands in a formula.
  static func rounded(_ mean: Double, _ number: Answer.Number) -> String {
    number.kind == .date
      ? CivilDate(ofDay: mean).description : amount(mean, number) { NumberText.short($0) }
  }

  // MARK: Spreads

  private static func spreadLines(_ spread: Answer.Spread, _ number: Answer.Number, pictures: Bool) -> [StyledText] {
    var grid = Grid([.left, .left])
    // What does not exist is said not to: its tails are too heavy.
    let none = StyledText("none", .dim)
    grid.add([StyledText("mean", .dim), spread.mean.map { figure($0, number) } ?? none])
    grid.add([StyledText("sd", .dim), spread.sd.map { spreadFigure($0, number) } ?? none])
    for (label, value) in [("5%", spread.p5), ("50%", spread.p50), ("95%", spread.p95)] {
      grid.add([StyledText(label, .dim), figure(value, number, isErrorShown: false)])
    }
    let lines = grid.lines()
    guard pictures, !spread.histogram.isEmpty else { return lines }
    let low = text(.init(value: spread.low, error: 0), number, digits: 3)
    let high = text(.init(value: spread.high, error: 0), number, digits: 3)
    return lines + Histogram.lines(spread.histogram, low: low, high: high)
  }
}

extension RangeReading {
  /// `5 to 10 USD: lognormal, its middle 90%`.
  package var inWords: String {
    if let note { return "\(text): \(note)" }
    return "\(text): " + (ends.map { "\($0), " } ?? "") + "\(shape), the middle \(NumberText.exactPercent(level))"
  }
}

extension AnswerText {
  /// An answer as one line for other programs: the value alone, or the mean.
  package static func plain(_ answer: Answer) -> StyledText {
    if case .number(var number) = answer.value, case .estimate(let value, let error) = number.amount {
      if number.kind == .truth { (number.kind, number.isShare) = (.quantity(.one), true) }
      return figure(.init(value: value, error: error), number, isErrorShown: false)
    }
    guard case .number(let number) = answer.value, case .uncertain(let spread) = number.amount else {
      var bare = answer
      bare.name = nil
      return block(bare, pictures: false).first ?? StyledText()
    }
    guard let mean = spread.mean else { return StyledText("none") }
    return figure(mean, number, isErrorShown: false)
  }
}
