import Diagnostics
import Quantities

/// What names stand for: the definitions of a document's `how` blocks, checked and computed.
///
/// Definitions may stand in any order; every name has one value.
public struct Scope: Sendable {
  public private(set) var values: [String: Quantity] = [:]
  /// Names whose definition is wrong. Using one says nothing more: the definition has been told of.
  private var broken: Set<String> = []

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
    var scope = Scope()
    scope.broken = broken
    let sorted = DependencyOrder.of(order) { name in
      var names: [String] = []
      definitions[name]?.expression.forEachName { used, _ in
        if definitions[used] != nil { names.append(used) }
      }
      return names
    }
    for cycle in sorted.cycles {
      scope.broken.formUnion(cycle)
      if let statement = definitions[cycle[0]] { faults.append(.nameCycle(cycle, at: statement.nameSpan)) }
    }
    for name in sorted.order {
      guard let statement = definitions[name], !scope.broken.contains(name) else { continue }
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
    throw .unknownName(name, at: span, near: values.keys.sorted())
  }
}
