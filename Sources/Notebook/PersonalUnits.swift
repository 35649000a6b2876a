import Diagnostics
import Formulas
import Quantities
import Synchronization

/// The built-in units and those of the person's own file, read when they are first asked for.
final class PersonalUnits: Sendable {
  private let own: @Sendable (String) throws -> SourceText?
  private let known = Mutex<UnitCatalogue?>(nil)

  init(_ own: @escaping @Sendable (String) throws -> SourceText?) {
    self.own = own
  }

  /// The units that lists know. A file of units that is wrong is told of where units are used.
  var ofLists: UnitCatalogue { (try? read()) ?? .builtIn }

  /// - Throws: a `Failure` for a file that cannot be read, `DocumentErrors` for what is wrong in it.
  func read() throws -> UnitCatalogue {
    if let units = known.withLock({ $0 }) { return units }
    let units = try fromFile()
    known.withLock { $0 = units }
    return units
  }

  private func fromFile() throws -> UnitCatalogue {
    guard let source = try own("units.how") else { return .builtIn }
    let (catalogue, faults) = UnitCatalogue.builtIn.adding(source)
    guard faults.isEmpty else { throw DocumentErrors(in: source, faults) }
    return catalogue
  }
}
