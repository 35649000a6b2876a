import Formulas
import LineEditing
import Quantities

/// The words that Tab completes in the session of `how calc`: units behind a number, else names, functions and words.
final class CompletionNames {
  /// The names that are defined.
  var own: [String] = []
  private let units: UnitCatalogue
  private let known: [String] =
    Builtin.all.map { $0.name + "(" } + [
      "if", "then", "else", "and", "or", "not", "unit", "to", "correlate(", "input", "output",
    ]

  init(_ units: UnitCatalogue) {
    self.units = units
  }

  func completion(of text: String, at cursor: Int) -> LineCompletion {
    let before = text.prefix(cursor)
    let typed = String(before.reversed().prefix { $0.isWordPart }.reversed())
    let head = before.dropLast(typed.count).reversed().drop { $0 == " " }
    // `5 kilom`, `80 USD/ho`, `-> m`.
    let isUnit = head.first?.isNumber == true || head.starts(with: ">-") || head.first == "/" || text.hasPrefix("help ")
    var names = own + known
    if isUnit && !typed.isEmpty || typed.count > 2 { names += units.names(beginningWith: typed) }
    if head.first?.isNumber == true { names = typed.isEmpty ? [] : units.names(beginningWith: typed) + ["to"] }
    return LineCompletion(of: text, at: cursor, among: Array(Set(names)).sorted())
  }
}
