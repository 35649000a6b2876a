/// Every name that is a unit: the built-in ones, those a person adds, and those a program declares.
package struct UnitCatalogue: Sendable {
  /// Which prefixes a unit takes.
  package struct Prefixes: OptionSet, Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// `k`, `M`, `m` … before the symbol, `kilo`, `mega` … before the other names.
    package static let si = Prefixes(rawValue: 1)
    /// `Ki`, `Mi` …, `kibi`, `mebi` …
    package static let binary = Prefixes(rawValue: 2)
    /// Those of the SI from `k` up, for what has no fractions.
    package static let multiples = Prefixes(rawValue: 4)
  }

  private struct Entry: Sendable {
    var unit: Quantity.Unit.Named
    /// The name that short prefixes stand before; nil for a name that takes none.
    var symbol: String
    var prefixes: Prefixes
  }

  private var entries: [String: Entry] = [:]

  package init() {}

  /// Adds a unit under all its names, the first of which it is shown by.
  ///
  /// - Parameter symbol: the name that short prefixes stand before; the first where nil.
  package mutating func add(
    _ unit: Quantity.Unit.Named, names: [String], prefixes: Prefixes = [], symbol: String? = nil
  ) {
    let entry = Entry(unit: unit, symbol: symbol ?? unit.name, prefixes: prefixes)
    for name in names { entries[name] = entry }
  }

  /// Whether nobody has said what a name measures, or how much of what else: no unit, or a currency without a rate.
  package func isUnsized(_ name: String) -> Bool {
    entries[name] == nil && (Currency.codes.contains(name) || unit(named: name) == nil)
  }

  /// Whether a name is a unit as it stands, without a prefix.
  package func declares(_ name: String) -> Bool {
    entries[name] != nil || Currency.codes.contains(name)
  }

  /// The unit of a name: as it stands, else with a prefix.
  package func unit(named name: String) -> Quantity.Unit.Named? {
    if let entry = entries[name] { return entry.unit }
    if Currency.codes.contains(name) { return Quantity.Unit.Named(base: name) }
    for prefix in Prefix.all where name.utf8.count > prefix.text.utf8.count && name.hasPrefix(prefix.text) {
      let rest = String(name.dropFirst(prefix.text.count))
      guard let entry = entries[rest], !entry.prefixes.isDisjoint(with: prefix.families) else { continue }
      guard prefix.isShort == (rest == entry.symbol) else { continue }
      return entry.unit.prefixed(prefix.symbol + entry.symbol, prefix.scale)
    }
    return nil
  }

  /// Every name without its prefixed forms, for "did you mean".
  package var names: [String] { entries.keys.sorted() + Currency.codes.sorted() }

  /// All names of the unit that a name stands for, the one that is shown first; a currency or a prefixed unit has one.
  package func spellings(of name: String) -> [String] {
    guard let entry = entries[name] else { return [name] }
    let others = entries.filter { $0.value.unit == entry.unit && $0.key != entry.unit.name }.keys
    return [entry.unit.name] + others.sorted()
  }

  /// Whether prefixes go with a name.
  package func takesPrefixes(_ name: String) -> Bool { entries[name].map { !$0.prefixes.isEmpty } ?? false }

  /// Every name that begins with some letters, prefixed ones, too: long prefixes before long names, short before short.
  package func names(beginningWith typed: String) -> [String] {
    var found = names.filter { $0.hasPrefix(typed) }
    for prefix in Prefix.all where typed.hasPrefix(prefix.text) || prefix.text.hasPrefix(typed) {
      let rest = typed.dropFirst(prefix.text.count)
      for (name, entry) in entries where name.hasPrefix(rest) && !entry.prefixes.isDisjoint(with: prefix.families) {
        if prefix.isShort == (name == entry.symbol) { found.append(prefix.text + name) }
      }
    }
    return Set(found).sorted()
  }

  /// The names that may have been meant: the same letters in another case, or the nearest.
  package func namesLike(_ typed: String) -> [String] {
    var near = names
    let stems = entries.filter { !$0.value.prefixes.isEmpty && $0.key == $0.value.symbol }
    for (stem, entry) in stems {
      for prefix in Prefix.all where prefix.isShort && !entry.prefixes.isDisjoint(with: prefix.families) {
        near.append(prefix.symbol + stem)
      }
    }
    let lowered = typed.lowercased()
    // A word in small letters is hardly a currency where that is a word by itself, nor one letter another unit.
    let sameLetters = typed.count < 2 ? [] : near.filter { $0.lowercased() == lowered && !Self.words.contains(typed) }
    if let best = sameLetters.sorted().max(by: { Self.sameCases($0, typed) < Self.sameCases($1, typed) }) {
      return [best]
    }
    // Any short word is a step or two from some unit.
    return typed.count < 4 ? [] : near
  }

  /// What means something in small letters and something else in capitals.
  private static let words: Set<String> = ["all", "cup", "kn", "lak", "mop", "pen", "ron", "sos", "top", "try"]

  private static func sameCases(_ name: String, _ typed: String) -> Int { zip(name, typed).count { $0 == $1 } }
}

extension UnitCatalogue {
  struct Prefix: Sendable {
    var text: String
    /// The short form, by which the unit is shown.
    var symbol: String
    var scale: Scale
    /// The families that it belongs to.
    var families: Prefixes

    var isShort: Bool { text == symbol || text == "u" || text == "μ" }

    /// The SI brochure (9th edition, table 7) and IEC 80000-13; longer spellings before their beginnings.
    static let all: [Prefix] = {
      func prefix(_ long: String, _ short: String, _ scale: Scale, _ families: Prefixes) -> [Prefix] {
        [
          Prefix(text: long, symbol: short, scale: scale, families: families),
          Prefix(text: short, symbol: short, scale: scale, families: families),
        ]
      }
      let up: [(String, String)] = [
        ("kilo", "k"), ("mega", "M"), ("giga", "G"), ("tera", "T"), ("peta", "P"), ("exa", "E"), ("zetta", "Z"),
        ("yotta", "Y"), ("ronna", "R"), ("quetta", "Q"),
      ]
      let down: [(String, String)] = [
        ("milli", "m"), ("micro", "µ"), ("nano", "n"), ("pico", "p"), ("femto", "f"), ("atto", "a"),
      ]
      let binary: [(String, String)] = [
        ("kibi", "Ki"), ("mebi", "Mi"), ("gibi", "Gi"), ("tebi", "Ti"), ("pebi", "Pi"), ("exbi", "Ei"), ("zebi", "Zi"),
        ("yobi", "Yi"),
      ]
      var all: [Prefix] = []
      var thousands = 1.0
      for (long, short) in up {
        thousands *= 1000
        all += prefix(long, short, Scale(thousands, over: 1), [.si, .multiples])
      }
      thousands = 1
      for (long, short) in down {
        thousands *= 1000
        all += prefix(long, short, Scale(1, over: thousands), .si)
      }
      all.append(Prefix(text: "u", symbol: "µ", scale: Scale(1, over: 1e6), families: .si))
      all.append(Prefix(text: "μ", symbol: "µ", scale: Scale(1, over: 1e6), families: .si))
      for (long, short, scale) in [
        ("hecto", "h", Scale(100, over: 1)), ("centi", "c", Scale(1, over: 100)), ("deci", "d", Scale(1, over: 10)),
      ] { all += prefix(long, short, scale, .si) }
      var steps = 1.0
      for (long, short) in binary {
        steps *= 1024
        all += prefix(long, short, Scale(steps, over: 1), .binary)
      }
      return all.sorted { $0.text.utf8.count > $1.text.utf8.count }
    }()
  }
}
