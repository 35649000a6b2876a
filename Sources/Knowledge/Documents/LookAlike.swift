/// What two lines that look alike differ in, and how to make it seen.
package enum LookAlike: Hashable, Sendable, CaseIterable {
  /// The line's ending: none, LF or CR LF.
  case ending
  /// Spaces and tabs, or spaces of another sort.
  case space
  /// Letters with accents as one character or as several.
  case composition
  /// Characters that nobody sees.
  case invisible
  /// Letters of another alphabet that look the same.
  case alphabet

  /// What two lines differ in that nobody sees; empty where one sees it, or nothing differs.
  package static func differences(_ old: String, _ new: String) -> Set<LookAlike> {
    let all = Set(allCases)
    if old.utf8.elementsEqual(new.utf8) || !areSame(old, new, hiding: all) { return [] }
    // A kind counts where the lines still differ with all others hidden.
    return all.filter { !areSame(old, new, hiding: all.subtracting([$0])) }
  }

  private static func areSame(_ old: String, _ new: String, hiding kinds: Set<LookAlike>) -> Bool {
    let (old, new) = (form(old, hiding: kinds), form(new, hiding: kinds))
    // Strings are equal where they are canonically equivalent.
    return kinds.contains(.composition) ? old == new : old.utf8.elementsEqual(new.utf8)
  }

  private static func form(_ line: String, hiding kinds: Set<LookAlike>) -> String {
    var scalars = Array(line.unicodeScalars)
    if kinds.contains(.ending) {
      if scalars.last == "\n" { scalars.removeLast() }
      while scalars.last == "\r" { scalars.removeLast() }
    }
    if kinds.contains(.invisible) { scalars.removeAll { isInvisible($0) } }
    if kinds.contains(.space) { scalars = withSingleSpaces(scalars) }
    if kinds.contains(.alphabet) { scalars = scalars.map { latin[$0] ?? $0 } }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  /// White space as single spaces, and none at the end of the line.
  private static func withSingleSpaces(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for scalar in scalars {
      if scalar != "\t", scalar.properties.generalCategory != .spaceSeparator {
        if scalar == "\n" || scalar == "\r", result.last == " " { result.removeLast() }
        result.append(scalar)
      } else if result.last != " " {
        result.append(" ")
      }
    }
    if result.last == " " { result.removeLast() }
    return result
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .format: true
    case .control: scalar != "\n" && scalar != "\r" && scalar != "\t"
    default: (0xFE00...0xFE0F).contains(scalar.value)
    }
  }

  private static let latin: [Unicode.Scalar: Unicode.Scalar] = {
    let others = "АВЕКМНОРСТХУІЈЅаеорсхуіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ".unicodeScalars
    let pairs = zip(others, "ABEKMHOPCTXYIJSaeopcxyijsABEZHIKMNOPTYXovp".unicodeScalars)
    return Dictionary(uniqueKeysWithValues: pairs.map { ($0, $1) })
  }()

  /// A line, without its line feed, with what lines that look alike may differ in written out.
  package static func revealed(_ line: String) -> String {
    var scalars = Array(line.unicodeScalars)
    if scalars.last == "\n" { scalars.removeLast() }
    var trailing = scalars.count
    while trailing > 0, scalars[trailing - 1] == " " || scalars[trailing - 1] == "\r" { trailing -= 1 }
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\r": result += "␍"
      case "\t": result += "⇥"
      case " ": result += index >= trailing ? "·" : " "
      case let scalar where scalar.isASCII: result.unicodeScalars.append(scalar)
      case let scalar where mustBeNamed(scalar):
        result += "<U+" + String(repeating: "0", count: max(0, 4 - String(scalar.value, radix: 16).count))
        result += String(scalar.value, radix: 16, uppercase: true) + ">"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func mustBeNamed(_ scalar: Unicode.Scalar) -> Bool {
    if isInvisible(scalar) || latin[scalar] != nil { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .spaceSeparator, .lineSeparator, .paragraphSeparator:
      return true
    // Letters that can be written with a mark behind them; not the syllables of Hangul, which all can.
    default:
      return !(0xAC00...0xD7A3).contains(scalar.value) && scalar.properties.isLowercase != scalar.properties.isUppercase
        && scalar.value < 0x2000 && Self.isComposed(scalar)
    }
  }

  private static func isComposed(_ scalar: Unicode.Scalar) -> Bool {
    (0xC0...0x17F).contains(scalar.value) || (0x1CD...0x233).contains(scalar.value)
      || (0x386...0x3CE).contains(scalar.value) || (0x400...0x45F).contains(scalar.value)
      || (0x1E00...0x1FFF).contains(scalar.value)
  }
}
