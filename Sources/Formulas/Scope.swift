import Diagnostics
import Quantities

/// What names stand for: the definitions of a document's `how` blocks, checked and computed.
///
/// Definitions may stand in any order; every name has one value.
public struct Scope: Sendable {
  public private(set) var values: [String: Quantity] = [:]
  /// Names whose definition is wrong. Using one says nothing more: the definition has been told of.
  private var broken: Set<String> = []

  /// More faults than anyone reads, more names than a slip of the hand is sought among: a document without end must
  /// not take time without end.
  private static let mostFaults = 100
  private static let mostNames = 1000

  public init() {}

  /// Reads and computes the definitions in some stretches of a text.
  ///
  /// - Returns: the scope, and everything that is wrong with the definitions, in the order of the text.
  public static func reading(_ source: SourceText, in spans: [SourceSpan]) -> (scope: Scope, faults: [Diagnostic]) {
    var faults: [Diagnostic] = []
    var definitions: [String: Statement] = [:]
    var order: [String] = []
    var broken: Set<String> = []
    for span in spans {
      var parser = Parser(source: source, span: span)
      let block = parser.statements()
      faults += block.faults
      broken.formUnion(block.broken)
      for statement in block.statements {
        if let first = definitions[statement.name] {
          faults.append(
            .duplicateName(statement.name, at: statement.nameSpan, firstLine: source.line(at: first.nameSpan.start)))
        } else {
          definitions[statement.name] = statement
          order.append(statement.name)
        }
      }
    }
    let sorted = DependencyOrder.of(order) { name in
      var names: [String] = []
      definitions[name]?.expression.forEachName { used, _ in
        if definitions[used] != nil { names.append(used) }
      }
      return names
    }
    var scope = Scope()
    scope.broken = broken.union(Set(order).subtracting(sorted.order))
    for cycle in sorted.cycles {
      if let statement = definitions[cycle[0]] { faults.append(.nameCycle(cycle, at: statement.nameSpan)) }
    }
    for name in sorted.order {
      guard let statement = definitions[name], !scope.broken.contains(name) else { continue }
      guard faults.count < mostFaults else {
        scope.broken.insert(name)
        continue
      }
      do {
        scope.values[name] = try statement.expression.value(in: scope)
      } catch {
        scope.broken.insert(name)
        if error.code != Diagnostic.followsFrom { faults.append(error) }
      }
    }
    return (scope, faults.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) })
  }

  func value(of name: String, at span: SourceSpan) throws(Diagnostic) -> Quantity {
    if let value = values[name] { return value }
    if broken.contains(name) { throw .follows(at: span) }
    throw .unknownName(name, at: span, near: values.count <= Self.mostNames ? values.keys.sorted() : [])
  }
}
