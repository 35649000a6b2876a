import Diagnostics
package import Quantities
import Uncertainty

/// What a formula stands for while a program is checked.
indirect enum Value: Sendable {
  case figure(Figure)
  case list([Value])
  case text(String)

  static func exact(_ value: Double, _ unit: Quantity.Unit = .one) -> Value {
    .figure(Figure(kind: .quantity(unit), content: .exact(value)))
  }

  static func truth(_ value: Bool) -> Value { .figure(.truth(value)) }

  /// As a message names it.
  var inWords: String {
    switch self {
    case .figure(let figure): figure.kind.inWords
    case .list: "a list"
    case .text: "a text"
    }
  }
}

/// A number with its unit, a date or a truth, certain or not.
struct Figure: Sendable {
  enum Content: Sendable {
    case exact(Double)
    /// Sampled at a node of the graph; what is known of it otherwise.
    case uncertain(SampleGraph.NodeID, ClosedForm?)
  }

  var kind: Kind
  var content: Content
  /// Whether it is a share of something, which reads best as a percentage.
  var isShare = false
  /// How many months of the calendar a certain time is put together from; nil where nothing is known of it.
  var months: Double?

  static func truth(_ value: Bool) -> Figure { Figure(kind: .truth, content: .exact(value ? 1 : 0)) }

  var exact: Double? { if case .exact(let value) = content { value } else { nil } }

  var closed: ClosedForm? {
    switch content {
    case .exact: nil
    case .uncertain(_, let closed): closed
    }
  }

  /// The unit, where it is a quantity.
  var unit: Quantity.Unit? { if case .quantity(let unit) = kind { unit } else { nil } }

  /// Zero without a unit fits wherever a quantity is asked for.
  var isBareZero: Bool { exact == 0 && kind == .quantity(.one) }
}

/// What kind of thing a number is.
package enum Kind: Hashable, Sendable {
  case quantity(Quantity.Unit)
  /// Counted in days since 1970-01-01.
  case date
  /// 1 where it is true, 0 where it is not.
  case truth

  var inWords: String {
    switch self {
    case .quantity(.one): "a plain number"
    case .quantity(let unit): "'\(unit.symbol)'"
    case .date: "a date"
    case .truth: "a truth"
    }
  }
}
