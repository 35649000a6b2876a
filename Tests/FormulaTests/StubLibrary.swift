import Diagnostics
import Formulas

/// A few documents that formulas can reach.
struct StubLibrary: FormulaLibrary {
  private static let models = [
    "twice": "input x = 1\noutput y = 2 * x\n",
    "loop": "input x = 1\noutput y = [[loop]](x: x).y\n",
    "broken": "input x = 1\noutput y = x + 1 km\n",
    "noise": "input spread = 1\nz = normal(0, 1)\noutput y = z * spread\n",
  ]

  func model(_ target: String) -> Result<FormulaModel, Absence> {
    guard let text = Self.models[target] else { return .failure(Absence("is not there")) }
    let source = SourceText(name: target, text: text)
    return .success(FormulaModel(name: target, source: source, spans: [SourceSpan(0, source.bytes.count)]))
  }

  func table(_ target: String) -> Result<FormulaTable, Absence> {
    guard target == "hardware" else { return .failure(Absence("is not there")) }
    return .success(
      FormulaTable(
        header: ["key", "memory (GB)", "BF16 dense (TFLOP/s)", "notes"],
        rows: [["h100", "80", "989.4", "see [1]"], ["A100 SXM", "80", "312", ""], ["b200", "", "2250", ""]]))
  }
}
