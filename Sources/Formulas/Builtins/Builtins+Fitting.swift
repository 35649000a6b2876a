import Diagnostics
import Quantities

extension Builtin {
  static let fitting: [Builtin] = [
    fit(
      "intercept", "Where the line of least squares through some points meets zero.",
      [("intercept([1, 2, 3], [3, 5, 7])", "1")]
    ) {
      interpreter, points, span in
      guard let slope = interpreter.quotient(points.xy, points.xx, at: span, divisorAt: span),
        let rise = interpreter.product(slope, points.meanX, at: span)
      else { return nil }
      return interpreter.sum(points.meanY, rise, isSubtracted: true, at: span)
    },
    fit(
      "r2", "The share of the variance that the line of least squares explains.",
      [("r2([1, 2, 3], [3, 5, 7])", "1")]
    ) { interpreter, points, span in
      if points.yy.exact == 0 { return interpreter.refuse(.divisionByZero(allEqual: "the ys", at: span)) }
      guard let square = interpreter.product(points.xy, points.xy, at: span),
        let whole = interpreter.product(points.xx, points.yy, at: span)
      else { return nil }
      return interpreter.quotient(square, whole, at: span, divisorAt: span)
    },
    fit(
      "slope", "The slope of the line of least squares through some points.",
      [("slope([1 day, 2 day, 3 day], [3 km, 5 km, 7 km])", "2 km/day")]
    ) { interpreter, points, span in
      interpreter.quotient(points.xy, points.xx, at: span, divisorAt: span)
    },
  ]

  private static func fit(
    _ name: String, _ summary: String, _ examples: [(String, String)],
    _ operation: @escaping @Sendable (inout Interpreter, FittedPoints, SourceSpan) -> Figure?
  ) -> Builtin {
    let signature = "\(name)(xs, ys)"
    return Builtin(name, signature, .fitting, summary, examples) { interpreter, call in
      guard let bound = interpreter.bound(call, to: ["xs", "ys"], signature: signature), let xs = bound["xs"],
        let ys = bound["ys"], let x = interpreter.flows(xs, at: call.arguments[0].value.span),
        let y = interpreter.flows(ys, at: call.arguments[1].value.span)
      else { return nil }
      guard x.count == y.count else { return interpreter.fail(.lengthsDiffer(x.count, y.count, at: call.span)) }
      guard let points = interpreter.fitted(x, y, at: call.span) else { return nil }
      return operation(&interpreter, points, call.span).map { .figure($0) }
    }
  }
}

/// The sums that a line of least squares is made of, about the means.
struct FittedPoints: Sendable {
  var meanX: Figure
  var meanY: Figure
  var xx: Figure
  var xy: Figure
  var yy: Figure
}

extension Interpreter {
  fileprivate mutating func fitted(_ x: [Figure], _ y: [Figure], at span: SourceSpan) -> FittedPoints? {
    guard let meanX = listFigure("mean", x.map { .figure($0) }, at: span),
      let meanY = listFigure("mean", y.map { .figure($0) }, at: span)
    else { return nil }
    var sums: [Figure?] = [nil, nil, nil]
    for (a, b) in zip(x, y) {
      guard let offX = sum(a, meanX, isSubtracted: true, at: span),
        let offY = sum(b, meanY, isSubtracted: true, at: span)
      else { return nil }
      for (index, pair) in [(offX, offX), (offX, offY), (offY, offY)].enumerated() {
        guard let term = product(pair.0, pair.1, at: span) else { return nil }
        guard let before = sums[index] else {
          sums[index] = term
          continue
        }
        sums[index] = sum(before, term, isSubtracted: false, at: span)
        if sums[index] == nil { return nil }
      }
    }
    guard let xx = sums[0], let xy = sums[1], let yy = sums[2] else { return nil }
    if xx.exact == 0 { return refuse(.divisionByZero(allEqual: "the xs", at: span)) }
    return FittedPoints(meanX: meanX, meanY: meanY, xx: xx, xy: xy, yy: yy)
  }
}
