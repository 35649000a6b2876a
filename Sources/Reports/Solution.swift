import Diagnostics
import Formulas
import Quantities

/// The values of an input for which an output has a value.
public struct Solution: Sendable {
  public var model: String
  public var input: String
  public var output: String
  public var wanted: Quantity
  public var unit: Quantity.Unit
  /// Where it was searched.
  public var low: Double
  public var high: Double
  public var roots: [RootSearch.Root]
  /// The standard error of each root that sampling leaves; 0 where there is none.
  public var errors: [Double]
  /// The least and the greatest value that the output took.
  public var reached: (low: Double, high: Double)

  /// The distribution of the input where other inputs are uncertain; nil where they are not.
  public var inversion: Inversion?

  public init(
    model: String, input: String, output: String, wanted: Quantity, unit: Quantity.Unit, low: Double, high: Double,
    roots: [RootSearch.Root], errors: [Double], reached: (low: Double, high: Double), inversion: Inversion?
  ) {
    self.model = model
    self.input = input
    self.output = output
    self.wanted = wanted
    self.unit = unit
    self.low = low
    self.high = high
    self.roots = roots
    self.errors = errors
    self.reached = reached
    self.inversion = inversion
  }

  private func text(_ value: Double, digits: Int = 11) -> String {
    NumberText.exact(value, digits: digits) + (unit == .one ? "" : " \(unit.symbol)")
  }

  /// - Parameter pictures: whether a histogram is drawn.
  public func lines(pictures: Bool) -> [StyledText] {
    let goal = "\(output) = \(NumberText.exact(wanted.value))" + (wanted.unit == .one ? "" : " \(wanted.unit.symbol)")
    let searched = "searched between \(text(low, digits: 4)) and \(text(high, digits: 4))"
    let found = zip(roots, errors).map { root, error in
      let known = error > 0 ? NumberText.knownDigits(root.value, standardError: error) : 8
      return StyledText("  \(input)", .name) + StyledText(" = ") + StyledText(text(root.value, digits: known), .value)
        + StyledText(error > 0 ? "  ± \(NumberText.short(error, digits: 2))" : bracket(root), .dim)
    }
    let places = StyledText(roots.count == 1 ? " where" : " at \(roots.count) places", .dim)
    guard let inversion else {
      return [StyledText(visible(goal)) + places] + found + [StyledText(searched, .dim)]
    }
    let number = Answer(name: input, value: .number(inversion.answer))
    var lines = [StyledText(visible(goal)) + StyledText(" where", .dim)]
    lines += AnswerText.lines([number], readings: [], pictures: pictures)
    if inversion.shareWithout > 0 {
      let share = NumberText.percent(inversion.shareWithout)
      lines.append(StyledText("in \(share) of the samples no value there does that", .warning))
    }
    if inversion.shareOfSeveral > 0 {
      let share = NumberText.percent(inversion.shareOfSeveral)
      lines.append(StyledText("in \(share) of the samples several values do: the least counts", .warning))
    }
    if roots.isEmpty {
      lines.append(StyledText("no value there makes it so on average", .dim))
    } else {
      lines.append(StyledText())
      lines.append(StyledText("mean of \(visible(goal))") + places)
      lines += found
    }
    return lines + [StyledText(searched, .dim)]
  }

  private func bracket(_ root: RootSearch.Root) -> String {
    let width = root.high - root.low
    return width == 0 ? "" : "  ± \(NumberText.short(width / 2, digits: 1))"
  }

  /// Whether the output does not depend on the input at all.
  public var isFlat: Bool { reached.high - reached.low <= 1e-12 * max(abs(reached.low), abs(reached.high)) }

  /// Why there is none: the output is flat, or does not get there.
  public var absence: Diagnostic {
    let unit = wanted.unit == .one ? "" : " \(wanted.unit.symbol)"
    func value(_ number: Double) -> String { NumberText.exact(number, digits: 6) + unit }
    return Diagnostic(
      isFlat ? "flat-output" : "no-root",
      isFlat
        ? "'\(output)' is \(value(reached.low)) whatever '\(input)' is"
        : "no value of '\(input)' between \(text(low, digits: 6)) and \(text(high, digits: 6)) gives \(value(wanted.value))",
      at: nil,
      hint: isFlat
        ? nil
        : "there '\(output)' goes from \(value(reached.low)) to \(value(reached.high)); --between searches elsewhere")
  }

  public var json: JSON {
    .answer([
      ("model", .string(model)), ("input", .string(input)), ("output", .string(output)), ("wanted", JSON(wanted)),
      (
        "items",
        .array(
          zip(roots, errors).map { root, error in
            .object([
              ("value", .number(root.value)), ("unit", unit == .one ? .null : .string(unit.symbol)),
              ("low", .number(root.low)), ("high", .number(root.high)), ("standardError", .number(error)),
            ])
          })
      ),
      ("distribution", inversion.map { AnswerJSON.value(.number($0.answer)) } ?? .null),
      ("shareWithout", JSON(inversion?.shareWithout)),
    ])
  }
}
