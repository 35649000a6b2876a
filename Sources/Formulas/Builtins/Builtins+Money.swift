import Diagnostics
import Quantities
import Uncertainty

extension Builtin {
  static let money: [Builtin] = [
    Builtin(
      "cagr", "cagr(from, to, time)", .money,
      "The growth per year, or per period where the time is a plain number, that leads from one amount to another.",
      [("cagr(100 USD, 121 USD, 2 year)", "10%"), ("cagr(1, 8, 3)", "100%")]
    ) { interpreter, call in
      guard let bound = interpreter.bound(call, to: ["from", "to", "time"], signature: "cagr(from, to, time)"),
        let from = bound["from"], let to = bound["to"], let time = bound["time"]
      else { return nil }
      let span = call.span
      return interpreter.each([from, to, time], at: span) { interpreter, figures in
        var periods = figures[2]
        if periods.unit != .one {
          guard let year = interpreter.units.unit(named: "year"),
            let years = interpreter.converted(periods, to: Quantity.Unit(year), at: span)
          else { return nil }
          periods = Figure(kind: .quantity(.one), content: years.content)
        }
        let one = Figure(kind: .quantity(.one), content: .exact(1))
        guard let (first, last) = interpreter.alike(figures[0], figures[1], at: span),
          let ratio = interpreter.quotient(last, first, at: span, divisorAt: span),
          let exponent = interpreter.quotient(one, periods, at: span, divisorAt: span),
          let growth = interpreter.power(ratio, exponent, at: span, exponentAt: span),
          var result = interpreter.sum(growth, one, isSubtracted: true, at: span)
        else { return nil }
        result.isShare = true
        return result
      }
    },
    Builtin(
      "irr", "irr(flows)", .money,
      "The internal rate of return: the rate at which payments, one a period and the first now, are worth nothing.",
      [("irr([-100 USD, 60 USD, 60 USD])", "13.0662386292%")]
    ) { interpreter, call in
      guard let bound = interpreter.bound(call, to: ["flows"], signature: "irr(flows)"), let value = bound["flows"],
        let flows = interpreter.flows(value, at: call.span)
      else { return nil }
      let exacts = flows.compactMap(\.exact)
      if exacts.count == flows.count {
        let rates = InternalRate.all(of: exacts)
        guard let rate = rates.first else { return interpreter.refuse(.noInternalRate(at: call.span)) }
        guard rates.count == 1 else { return interpreter.refuse(.severalInternalRates(rates, at: call.span)) }
        return .figure(Figure(kind: .quantity(.one), content: .exact(rate), isShare: true))
      }
      let nodes = flows.map { interpreter.node(of: $0) }
      let function = SampleGraph.Function { flows in
        let rates = InternalRate.all(of: flows)
        return rates.count == 1 ? rates[0] : .nan
      }
      return interpreter.uncertain(
        .quantity(.one), interpreter.draws.graph.function(function, nodes), nil, isShare: true, fault: .internalRate,
        at: call.span
      ).map { .figure($0) }
    },
    Builtin(
      "npv", "npv(rate, flows)", .money,
      "The net present value of payments, one a period, of which the first is made now.",
      [("npv(10%, [-100 USD, 60 USD, 60 USD])", "4.13223140496 USD")]
    ) { interpreter, call in
      guard let bound = interpreter.bound(call, to: ["rate", "flows"], signature: "npv(rate, flows)"),
        let rate = bound["rate"], let value = bound["flows"], let flows = interpreter.flows(value, at: call.span),
        let figure = interpreter.quantity(rate, at: call.arguments[0].value.span),
        let plain = interpreter.plain(figure, at: call.arguments[0].value.span)
      else { return nil }
      let span = call.span
      let rateSpan = call.arguments[0].value.span
      if let middle = plain.exact ?? plain.closed?.distribution?.quantile(0.5), middle >= 1, !plain.isShare {
        let isWritten = call.arguments[0].value.writtenNumber != nil
        return interpreter.refuse(
          .rateAboveAll(NumberText.short(middle, digits: 12), isWritten: isWritten, at: rateSpan))
      }
      if let exact = plain.exact, exact <= -1 { return interpreter.refuse(.rateBelowAll(exact, at: span)) }
      let one = Figure(kind: .quantity(.one), content: .exact(1))
      guard let growth = interpreter.sum(one, plain, isSubtracted: false, at: span) else { return nil }
      // Horner's scheme from the last payment to the first.
      var result: Figure?
      for flow in flows.reversed() {
        guard let later = result else {
          result = flow
          continue
        }
        guard let discounted = interpreter.quotient(later, growth, at: span, divisorAt: span),
          let next = interpreter.sum(flow, discounted, isSubtracted: false, at: span)
        else { return nil }
        result = next
      }
      return result.map { .figure($0) }
    },
  ]
}

extension Interpreter {
  /// Payments of one unit.
  mutating func flows(_ value: Value, at span: SourceSpan) -> [Figure]? {
    guard case .list(let values) = value else { return fail(.expectedList(value.inWords, at: span)) }
    guard values.count > 1 else { return refuse(.tooFewElements(2, at: span)) }
    var figures: [Figure] = []
    for value in values {
      guard let figure = quantity(value, at: span) else { return nil }
      figures.append(figure)
    }
    return inOneUnit(figures, at: span)
  }
}
