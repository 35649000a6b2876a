import Quantities
import Uncertainty

/// What models answered within one program: each is read once for the same inputs, however often it is called.
struct ModelAnswers: Sendable {
  /// A call by all that its answer depends on.
  struct Key: Hashable, Sendable {
    let model: String
    /// What the draws of the model are keyed by.
    let target: String
    let given: [String: ValueKey]
    /// What the units that its callers declare mean.
    let units: [String: Quantity.Unit.Named?]

    init(model: String, target: String, given: [String: Value], units: [String: Quantity.Unit.Named?]) {
      self.model = model
      self.target = target
      self.given = given.mapValues { ValueKey($0) }
      self.units = units
    }
  }

  /// A value as something that can be compared: an uncertain one by its node.
  enum ValueKey: Hashable, Sendable {
    case exact(Kind, UInt64, isShare: Bool)
    case uncertain(Kind, SampleGraph.NodeID, isShare: Bool)
    case list([ValueKey])
    case text(String)

    init(_ value: Value) {
      switch value {
      case .figure(let figure):
        self =
          switch figure.content {
          case .exact(let exact): .exact(figure.kind, exact.bitPattern, isShare: figure.isShare)
          case .uncertain(let node, _): .uncertain(figure.kind, node, isShare: figure.isShare)
          }
      case .list(let elements): self = .list(elements.map { ValueKey($0) })
      case .text(let text): self = .text(text)
      }
    }
  }

  /// A model by what its text is read with.
  struct ProgramKey: Hashable, Sendable {
    let model: String
    let units: [String: Quantity.Unit.Named?]
  }

  /// The programs of the models that were called.
  var programs: [ProgramKey: Program] = [:]

  private var values: [Key: [String: Value]] = [:]

  subscript(key: Key) -> [String: Value]? {
    get { values[key] }
    set { values[key] = newValue }
  }
}
