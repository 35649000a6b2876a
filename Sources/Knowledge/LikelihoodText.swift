import Diagnostics
import Formulas
import Quantities

/// How likely something was under each value of a chance, as a person writes it: `dry 20%, wet 50%`, or `3:1`.
public enum LikelihoodText {
  /// - Returns: a number between 0 and 1 for each value, in their order.
  /// - Throws: what is wrong with it.
  public static func read(
    _ text: String, of chance: String, values: [String], at span: SourceSpan?
  ) throws(Diagnostic) -> [Double] {
    if let ratio = ratio(text) {
      guard values.count == 2 else { throw .ratioOfMany(chance, values: values, at: span) }
      // Of a chance with the values yes and no it is yes to no, whatever their order.
      let isReversed = values[0].lowercased() == "no"
      let most = max(ratio.0, ratio.1)
      return isReversed ? [ratio.1 / most, ratio.0 / most] : [ratio.0 / most, ratio.1 / most]
    }
    var found: [String: Double] = [:]
    for part in text.split(separator: ",") {
      let part = part.trimmed
      // The longest name that it begins with: `dry` must not take the place of `dry hole`.
      let named = values.filter { part.hasPrefix($0 + " ") }.max { $0.count < $1.count }
      guard let value = named else { throw .likelihoodForm(part, values: values, at: span) }
      guard found[value] == nil else { throw .likelihoodTwice(value, at: span) }
      let number = part.dropFirst(value.count).trimmed
      let source = SourceText(name: "likelihood", text: number)
      let quantity: Quantity
      do throws(Diagnostic) {
        quantity = try Formula(source, in: SourceSpan(0, source.bytes.count)).value(in: Scope())
      } catch {
        throw Diagnostic(error.code, error.message, at: span, hint: error.hint)
      }
      guard quantity.unit == .one, (0...1).contains(quantity.value) else {
        throw .impossibleLikelihood(number, at: span)
      }
      found[value] = quantity.value
    }
    if let missing = values.first(where: { found[$0] == nil }) {
      throw .likelihoodMissing(missing, of: chance, at: span)
    }
    let all = values.compactMap { found[$0] }
    guard all.contains(where: { $0 > 0 }) else { throw .likelihoodOfNothing(at: span) }
    return all
  }

  /// `3:1`, `1 : 2.5`.
  public static func ratio(_ text: String) -> (Double, Double)? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0.trimmed) }
    guard parts.count == 2, let a = parts[0], let b = parts[1], a >= 0, b >= 0, a + b > 0, a.isFinite, b.isFinite
    else { return nil }
    return (a, b)
  }
}
