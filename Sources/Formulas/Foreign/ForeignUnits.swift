import Diagnostics
import Quantities

/// Units by the names that other tools and people have for them.
enum ForeignUnits {
  /// What to write instead of a word that is no unit.
  ///
  /// - Parameters:
  ///   - number: the number that it stands behind.
  ///   - place: where it stands, with the blank between.
  static func advice(
    _ word: String, behind number: String?, from place: SourceSpan?, isVariable: Bool, units: UnitCatalogue
  ) -> Advice {
    let behind = number.flatMap { number in place.map { (number, $0) } }
    if isVariable { return joined("to multiply, write", " * \(word)", behind, example: "1") }
    return suffix(word, behind) ?? written(word) ?? special(word, behind)
      ?? NearestName.advice(word, among: units.namesLike(word))
      ?? "declare it in a line of its own: 'unit \(word)', or 'unit \(word) = …'"
  }

  /// What is written right behind a number, in place of the blank and the word there.
  private static func joined(
    _ words: String, _ text: String, _ behind: (number: String, place: SourceSpan)?, example: String = "5",
    _ more: String = ""
  ) -> Advice {
    let all = "\(words) '\(behind?.number ?? example)\(text)'\(more)"
    guard let behind else { return Advice(all) }
    return Advice(all, edits: [TextEdit(behind.place, text)], title: "write '\(behind.number)\(text)'")
  }

  /// `5 M` and `5 kUSD`: suffixes belong to the number.
  private static func suffix(_ word: String, _ behind: (number: String, place: SourceSpan)?) -> Advice? {
    let first = word.prefix(1)
    let rest = String(word.dropFirst())
    if ["k", "M", "B", "T"].contains(first), Currency.codes.contains(rest) {
      return joined("write", "\(first) \(rest)", behind)
    }
    let spelled = [
      "k": "k", "M": "M", "T": "T", "G": "B", "b": "B", "thousand": "k", "million": "M", "millions": "M", "mio": "M",
      "mn": "M", "mln": "M", "billion": "B", "billions": "B", "bn": "B", "mrd": "B", "trillion": "T", "trillions": "T",
    ]
    guard let suffix = spelled[word] ?? spelled[word.lowercased()].flatMap({ word.count > 1 ? $0 : nil }) else {
      return nil
    }
    return joined("write", suffix, behind, ": a suffix stands right behind its number")
  }

  private static func written(_ word: String) -> Advice? {
    if let known = spellings[word] { return .write(known) }
    if let size = sizes[word] { return "there is none; declare it: 'unit \(word) = \(size)'" }
    return dataRate(word)
  }

  /// `Gb`, `Tb`, `Gib`: bits or bytes; `Gbps`: per second.
  private static func dataRate(_ word: String) -> Advice? {
    let isRate = word.hasSuffix("ps")
    let stem = isRate ? word.dropLast(2) : word[...]
    guard let last = stem.last, last == "b" || last == "B" else { return nil }
    var prefix = String(stem.dropLast())
    let isBinary = prefix.hasSuffix("i")
    if isBinary { prefix.removeLast() }
    guard ["", "k", "K", "m", "M", "g", "G", "t", "T", "P", "E"].contains(prefix), !(isBinary && prefix.isEmpty),
      isRate || !prefix.isEmpty
    else { return nil }
    prefix = (prefix == "K" || prefix == "k") && !isBinary ? "k" : prefix.uppercased()
    let (bits, bytes) = ("\(prefix)\(isBinary ? "i" : "")bit", "\(prefix)\(isBinary ? "i" : "")B")
    if isRate { return .write("\(last == "b" ? bits : bytes)/s") }
    return last == "b" ? "write '\(bits)' or '\(bytes)'" : nil
  }

  private static func special(_ word: String, _ behind: (number: String, place: SourceSpan)?) -> Advice? {
    switch word.lowercased() {
    case "degc", "celsius", "centigrade", "degf", "fahrenheit", "deg", "degrees", "degree":
      Advice(Diagnostic.noDegrees)
    case "rad", "radian", "radians", "arcmin": "angles are plain numbers"
    case "percent", "pct", "pc": joined("write", "%", behind)
    case "permille", "promille": "write '0.5%'"
    case "jan", "january", "feb", "february", "mar", "march", "apr", "april", "june", "jul", "july", "aug", "august",
      "sep", "september", "oct", "october", "nov", "november", "dec", "december":
      "a day is written as '2027-02-01'"
    default: nil
    }
  }

  private static let spellings = [
    "FLOPS": "FLOP/s", "TFLOPS": "TFLOP/s", "PFLOPS": "PFLOP/s", "GFLOPS": "GFLOP/s", "EFLOPS": "EFLOP/s",
    "MFLOPS": "MFLOP/s", "kgs": "kg", "ton": "tonne", "tons": "tonne", "dollars": "USD", "dollar": "USD",
    "bucks": "USD", "euros": "EUR", "euro": "EUR", "kmh": "km/h", "kmph": "km/h", "mph": "mile/hour", "kph": "km/h",
    "kWH": "kWh", "KWh": "kWh", "kwh": "kWh", "Mwh": "MWh", "MWH": "MWh", "Cal": "kcal", "Kcal": "kcal",
    "KCal": "kcal", "kCal": "kcal", "in": "inch", "inches": "inch", "sqm": "m^2", "m2": "m^2", "m3": "m^3",
    "cc": "mL", "sqft": "foot^2", "cuft": "foot^3", "KB": "kB", "KHz": "kHz", "Kg": "kg", "KG": "kg", "Km": "km",
    "KW": "kW", "Sec": "s", "Min": "min", "H": "hour", "hp": "horsepower", "gal": "gallon", "bbl": "barrel",
    "nmi": "nautical_mile", "mo": "month", "wk": "week",
  ]

  /// Units that people have and the catalogue has not, with what they are.
  private static let sizes = [
    "cup": "236.5882365 mL", "cups": "236.5882365 mL", "pint": "473.176473 mL", "pints": "473.176473 mL",
    "quart": "946.352946 mL", "quarts": "946.352946 mL", "tbsp": "14.78676478125 mL", "tsp": "4.92892159375 mL",
    "kn": "1 nautical_mile/hour", "kt": "1 nautical_mile/hour", "kts": "1 nautical_mile/hour",
    "knot": "1 nautical_mile/hour", "knots": "1 nautical_mile/hour", "stone": "14 lb", "carat": "0.2 g",
    "carats": "0.2 g", "ct": "0.2 g", "fortnight": "2 week", "decade": "10 year", "decades": "10 year",
    "century": "100 year", "centuries": "100 year", "quarter": "3 month", "quarters": "3 month", "dozen": "12",
    "sprint": "2 week", "sprints": "2 week", "workday": "8 hour", "workdays": "8 hour",
    "parsec": "3.0856775814913673e16 m",
    "ly": "9.4607304725808e15 m", "au": "149_597_870_700 m", "AU": "149_597_870_700 m", "lbf": "4.4482216152605 N",
    "mmHg": "133.322387415 Pa", "torr": "133.32236842105263 Pa", "therm": "105_505_585.262 J", "dyn": "0.00001 N",
    "erg": "1e-7 J", "furlong": "220 yard", "fathom": "6 foot", "cent": "0.01 USD", "cents": "0.01 USD",
  ]
}

extension SourceText {
  /// Where the blanks begin that end at an offset.
  func blank(before offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    return start
  }
}
