import Charts
import Diagnostics
package import Formulas
import Quantities
package import Styling

/// A sweep as a table with bars, as JSON, and as a chart.
package enum SweepText {
  package static func lines(_ sweep: ModelSweep, width: Int) -> [StyledText] {
    let (points, isShare) = (sweep.points, sweep.isShare)
    let names = points.first?.outputs.compactMap(\.name) ?? []
    var grid = Grid([.right] + names.map { _ in .left } + [.left])
    grid.add([StyledText(sweep.input, .dim)] + names.map { StyledText($0, .dim) } + [StyledText()])
    let drawn = drawnOutput(points)
    let values = points.map { point in drawn.flatMap { point.outputs[$0].value.centre?.value } }
    let most = values.compactMap { $0 }.map(abs).max() ?? 0
    let room = max(10, min(40, width - 24 * (names.count + 1)))
    for (point, value) in zip(points, values) {
      let length = most > 0 ? Int((abs(value ?? 0) / most * Double(room)).rounded()) : 0
      grid.add(
        [
          StyledText(
            isShare
              ? NumberText.exact(point.input.value * 100, digits: 4) + "%"
              : point.input.unit.following(NumberText.exact(point.input.value, digits: 4)), .value)
        ]
          + point.outputs.map { AnswerText.inline($0.value, digits: 5) }
          + [StyledText(String(repeating: "█", count: length), (value ?? 0) < 0 ? .bad : .value)])
    }
    return [StyledText(visible(sweep.title), .heading), StyledText()] + grid.lines()
  }

  /// The output that is drawn: the first that varies.
  private static func drawnOutput(_ points: [SweepPoint]) -> Int? {
    guard let first = points.first else { return nil }
    return first.outputs.indices.first { index in
      let values = points.compactMap { $0.outputs.count > index ? $0.outputs[index].value.centre?.value : nil }
      guard let low = values.min(), let high = values.max() else { return false }
      return high - low > 1e-12 * max(abs(low), abs(high))
    }
  }

  package static func plain(_ sweep: ModelSweep) -> [StyledText] {
    sweep.points.map { point in
      point.outputs.reduce(StyledText(NumberText.exact(point.input.value))) {
        $0 + StyledText("\t") + AnswerText.plain($1)
      }
    }
  }

  package static func json(_ sweep: ModelSweep) -> JSON {
    .answer([
      ("model", .string(sweep.model)), ("input", .string(sweep.input)),
      (
        "items",
        .array(
          sweep.points.map { point in
            .object([
              ("input", JSON(point.input)),
              (
                "outputs",
                .array(
                  point.outputs.map { output in
                    guard case .object(let members) = AnswerJSON.value(output.value) else { return .null }
                    return .object([("name", JSON(output.name))] + members)
                  })
              ),
            ])
          })
      ),
    ])
  }

  /// The first output that varies over the input, with its middle 90% where it is uncertain.
  package static func chart(_ sweep: ModelSweep) -> String {
    let (points, input) = (sweep.points, sweep.input)
    let drawn = drawnOutput(points) ?? 0
    func output(_ point: SweepPoint) -> Answer? {
      point.outputs.count > drawn ? point.outputs[drawn] : nil
    }
    let name = points.first.flatMap(output)?.name ?? ""
    let unit = points.first.flatMap(output).flatMap { self.unit($0.value) } ?? ""
    let inputUnit = points.first?.input.unit.symbol ?? ""
    return LineChart(
      title: sweep.title, xLabel: inputUnit.isEmpty ? input : "\(input) (\(inputUnit))",
      yLabel: unit.isEmpty ? name : "\(name) (\(unit))",
      points: points.compactMap { point in
        output(point).flatMap(\.value.centre).map {
          LineChart.Point(x: point.input.value, y: $0.value, low: $0.low, high: $0.high)
        }
      }, isLogarithmic: sweep.isLogarithmic, format: { NumberText.short($0, digits: 3) }
    ).svg
  }

  private static func unit(_ value: Answer.Value) -> String? {
    if case .number(let number) = value, case .quantity(let unit) = number.kind { unit.symbol } else { nil }
  }

  /// Where the model does not hold; nil where it does everywhere.
  package static func leftOut(_ sweep: ModelSweep) -> StyledText? {
    guard let first = sweep.leftOut.first else { return nil }
    let values = sweep.leftOut.prefix(4).map { left in
      sweep.isShare ? NumberText.percent(left.value.value) : left.value.short()
    }
    let shown = values.joined(separator: ", ") + (sweep.leftOut.count > 4 ? ", …" : "")
    return StyledText("left out, as the model does not hold there: ", .warning)
      + StyledText("\(sweep.input) = \(shown) (\(visible(first.reason.message)))")
  }
}
