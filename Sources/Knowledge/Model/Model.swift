import Decisions
package import Diagnostics
package import Formulas
package import Quantities

/// How a person thinks about something: its steps, what it computes, and the cases that it was held against.
package struct Model: Sendable {
  package let document: Document
  package var title: String
  /// The steps: the top-level ordered list of "The Model" or, without one, its level-3 headings, or else its top-level
  /// bullets.
  package var steps: [Step]
  /// Where its formulas stand.
  package let formulas: [SourceSpan]
  package let cases: [TestCase]

  package static let sections = ["Philosophy and Principles", "The Model", "Test Cases", "Resources"]

  package init(_ document: Document) {
    self.document = document
    title = document.shownTitle
    formulas = document.section("The Model")?.formulaBlocks ?? []
    cases = document.section("Test Cases").map { TestCase.all(in: $0, of: document.source) } ?? []
    steps = []
    guard let section = document.section("The Model") else { return }
    var headings: [Step] = []
    var bullets: [Step] = []
    for block in section.blocks {
      switch block {
      case .list(isOrdered: true, let outline): steps += Step.all(outline, of: document.source)
      case .list(isOrdered: false, let outline): bullets += Step.all(outline, of: document.source)
      case .heading(let heading) where heading.level == 3: headings.append(Step(heading))
      default: break
      }
    }
    if steps.isEmpty { steps = headings.isEmpty ? bullets : headings }
  }

  /// Reads a model, whatever is wrong with it.
  package static func reading(_ document: Document) -> Reading<Model> {
    let model = Model(document)
    return Reading(model, of: document.source, model.faults)
  }

  /// What is wrong with how its formulas and cases are written, in the order of the text; what they compute is checked
  /// when they run.
  package var faults: [Diagnostic] {
    let own = program()
    let ofCases = cases.filter { !$0.isNarrative }.flatMap { testCase -> [Diagnostic] in
      let program = program(of: testCase)
      if !program.faults.isEmpty || program.hasExpectations { return program.faults }
      return [.caseWithoutExpectation(testCase.title, at: testCase.heading)]
    }
    return own.faults + ofCases
  }

  /// Whether it has anything to compute.
  package var computes: Bool { !formulas.isEmpty }

  /// The model's formulas.
  package func program(units: UnitCatalogue = .builtIn) -> Program {
    Program(document.source, in: formulas, units: units)
  }

  /// The formulas of one of its cases.
  package func program(of testCase: TestCase, units: UnitCatalogue = .builtIn) -> Program {
    Program(document.source, in: testCase.formulas, units: units, knowing: formulas)
  }
}
