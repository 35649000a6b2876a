import Diagnostics
package import Formulas
import Foundation
import Knowledge
import Markdown
import Templates

/// The documents that a program's formulas reach, read before it is checked.
package struct LoadedLibrary: FormulaLibrary {
  private var found: [String: Result<OpenDocument, Absence>] = [:]
  private let tables = ReadTables()

  /// Reads what a program reaches, and what that reaches in turn.
  package init(for program: Program, in notebook: Notebook) throws {
    try self.init(for: program.targets, in: notebook)
  }

  /// Reads some documents, and what they reach in turn.
  ///
  /// - Parameter pins: the revisions of documents that are read as they were, by slug.
  package init(for targets: Set<String>, in notebook: Notebook, pins: [String: String] = [:]) throws {
    var open = Array(targets)
    while let target = open.popLast() {
      if found[target] != nil { continue }
      let result = Self.read(target, in: notebook, pins: pins)
      found[target] = result
      if case .success(let readable) = result, let model = readable.document.section("The Model") {
        open += Program(readable.document.source, in: model.formulaBlocks).targets
      }
    }
  }

  private static func read(
    _ target: String, in notebook: Notebook, pins: [String: String]
  ) -> Result<OpenDocument, Absence> {
    let link = Link(target: target, span: .init(0, 0))
    if notebook.readsLibraryFirst, link.revision == nil, Templates.library[link.slug] != nil,
      let found = try? notebook.libraryModel(link.slug)
    {
      return .success(found)
    }
    do {
      let found = try notebook.open((link.revision ?? pins[link.slug]).map { "\(link.slug)@\($0)" } ?? link.slug)
      // The beginning of a slug is for the command line: in a document it would mean another record one day.
      guard found.name == link.slug || found.revision?.shortID == link.slug else {
        return .failure(Absence("is not there", hint: "did you mean '\(found.name)'?"))
      }
      guard found.reading.isValid else {
        return .failure(Absence("cannot be read", hint: "see 'how show \(link.slug)'"))
      }
      return .success(found)
    } catch let refusal as Failure where refusal.reason == .missing {
      return .failure(Absence("is not there", hint: refusal.diagnostic.hint))
    } catch let refusal as Failure {
      return .failure(Absence("cannot be read: \(refusal.diagnostic.message)", hint: refusal.diagnostic.hint))
    } catch {
      return .failure(Absence("cannot be read", hint: "see 'how show \(link.slug)'"))
    }
  }

  /// What was read, by slug: the documents that are not named by a revision.
  package var unpinned: [OpenDocument] {
    found.keys.sorted().compactMap { target in
      guard Link(target: target, span: .init(0, 0)).revision == nil, case .success(let readable)? = found[target] else {
        return nil
      }
      return readable
    }
  }

  package func model(_ target: String) -> Result<FormulaModel, Absence> {
    (found[target] ?? .failure(Absence("was not read"))).flatMap { readable in
      guard let section = readable.document.section("The Model"), !section.formulaBlocks.isEmpty else {
        return .failure(Absence("has no how block under 'The Model'"))
      }
      let name = readable.revision.map { "\(readable.name)@\($0.name.short)" } ?? readable.name
      return .success(FormulaModel(name: name, source: readable.document.source, spans: section.formulaBlocks))
    }
  }

  package func table(_ target: String) -> Result<FormulaTable, Absence> {
    tables.table(target) { read(target) }
  }

  private func read(_ target: String) -> Result<FormulaTable, Absence> {
    (found[target] ?? .failure(Absence("was not read"))).flatMap { readable in
      let document = readable.document
      var text = document.source.bytes[...]
      if let section = Link(target: target, span: .init(0, 0)).section {
        guard let named = document.section(section) else {
          return .failure(Absence("has no section '\(section)'"))
        }
        text = text[named.body.range]
      }
      // The first table whose rows have keys.
      guard let table = MarkdownTable.all(in: text).first else { return .failure(Absence("has no table")) }
      return .success(
        FormulaTable(header: table.header.map(\.text), rows: table.rows.map { $0.map(\.text) }))
    }
  }
}

/// The tables that formulas looked into, each read once however often that was.
private final class ReadTables: @unchecked Sendable {
  private let lock = NSLock()
  private var tables: [String: Result<FormulaTable, Absence>] = [:]

  func table(_ target: String, _ read: () -> Result<FormulaTable, Absence>) -> Result<FormulaTable, Absence> {
    lock.withLock {
      if let table = tables[target] { return table }
      let table = read()
      tables[target] = table
      return table
    }
  }
}
