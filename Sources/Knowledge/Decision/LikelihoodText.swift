package import Diagnostics
import Formulas
import Quantities

/// How likely something was under each value of a chance, as a person writes it: `dry 20%, wet 50%`, or `3:1`.
package enum LikelihoodText {
  /// - Parameter start: where the text begins in its document; nil where it stands in none.
  /// - Returns: a number between 0 and 1 for each value, in their order.
  /// - Throws: what is wrong with it.
  package static func read(
    _ text: String, of chance: String, values: [String], at start: Int?
  ) throws(Diagnostic) -> [Double] {
    let whole = start.map { SourceSpan($0, $0 + text.utf8.count) }
    if let ratio = ratio(text) {
      guard values.count == 2 else { throw .ratioOfMany(chance, values: values, at: whole) }
      // Of a chance with the values yes and no it is yes to no, whatever their order.
      let isReversed = values[0].lowercased() == "no"
      let most = max(ratio.0, ratio.1)
      return isReversed ? [ratio.1 / most, ratio.0 / most] : [ratio.0 / most, ratio.1 / most]
    }
    var found: [String: Double] = [:]
    for part in text.split(separator: ",") {
      let written = part.drop { $0 == " " || $0 == "\t" }
      let part = part.trimmed
      let span = start.map { start in
        let offset = start + text.utf8.distance(from: text.startIndex, to: written.startIndex)
        return SourceSpan(offset, offset + part.utf8.count)
      }
      // The longest name that it begins with: `dry` must not take the place of `dry hole`.
      guard let value = values.filter({ part.hasPrefix($0 + " ") }).max(by: { $0.count < $1.count }) else {
        if let other = name(part) { throw .likelihoodOfUnknown(other, of: chance, values: values, at: span) }
        throw .likelihoodForm(part, values: values, at: span)
      }
      guard found[value] == nil else { throw .likelihoodTwice(value, at: span) }
      let number = part.dropFirst(value.count).trimmed
      let source = SourceText(name: "likelihood", text: number)
      let quantity: Quantity
      do throws(Diagnostic) {
        let formula = try Formula(source, in: SourceSpan(0, source.bytes.count))
        // Evidence is what was seen: it stays what it was, whatever Beliefs say later.
        if let name = formula.names.min() { throw Diagnostic.likelihoodOfName(name, at: span) }
        quantity = try formula.value(in: Scope())
      } catch {
        throw error.told(at: span)
      }
      guard quantity.unit == .one, (0...1).contains(quantity.value) else {
        throw .impossibleLikelihood(number, at: span)
      }
      found[value] = quantity.value
    }
    if let missing = values.first(where: { found[$0] == nil }) {
      throw .likelihoodMissing(missing, of: chance, at: whole)
    }
    let all = values.compactMap { found[$0] }
    guard all.contains(where: { $0 > 0 }) else { throw .likelihoodOfNothing(at: whole) }
    return all
  }

  /// The `damp` of `damp 50%`; nil where no number stands behind it.
  private static func name(_ part: String) -> String? {
    guard let space = part.lastIndex(of: " "), part[part.index(after: space)...].first?.isNumber == true else {
      return nil
    }
    return part[..<space].trimmed
  }

  /// `3:1`, `1 : 2.5`.
  package static func ratio(_ text: String) -> (Double, Double)? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0.trimmed) }
    guard parts.count == 2, let a = parts[0], let b = parts[1], a >= 0, b >= 0, a + b > 0, a.isFinite, b.isFinite
    else { return nil }
    return (a, b)
  }
}
