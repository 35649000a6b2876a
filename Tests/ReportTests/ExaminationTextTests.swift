import Diagnostics
import Formulas
import Foundation
import Knowledge
import Markdown
import Quantities
import Reports
import Testing

struct ExaminationTextTests {
  private static let text = """
    # Speed
    ## The Model
    ```how
    input way = 10 km
    input time = 2 hour
    output speed: km/hour = way / time
    ```
    ## Test Cases
    ### A walk (2026-11-23, hindsight)
    ```how
    expect speed = 5 km/hour
    ```
    ### A run
    ```how
    given time = 1 hour
    expect speed = 12 km/hour ± 1%
    ```
    ### A typo
    ```how
    expect sped = 5 km/hour
    ```
    """

  private func results() throws -> (Model, [CaseResult]) {
    let model = Model(try DocumentReader.read(SourceText(name: "speed.md", text: Self.text)))
    return (
      model, model.cases.map { model.result(of: $0, units: .builtIn, library: NoLibrary()) }
    )
  }

  @Test func `what became of the cases`() throws {
    let (model, results) = try results()
    try expectGolden(
      "examination", ExaminationText.lines(results, model: "speed", in: model.document.source).text)
    #expect(ExaminationText.count(results).plain == "1 held (1 in hindsight), 1 failed, 1 wrong")
  }

  @Test func `the JSON names the line of what does not hold`() throws {
    let (model, results) = try results()
    let lines = results.map { ExaminationText.json($0, model: "speed", in: model.document.source).line }
    try expectGolden("examination-json", lines.joined())
  }
}

/// No other document.
private struct NoLibrary: FormulaLibrary {
  func model(_ target: String) -> Result<FormulaModel, Absence> { .failure(Absence("is not there")) }
  func table(_ target: String) -> Result<FormulaTable, Absence> { .failure(Absence("is not there")) }
}
