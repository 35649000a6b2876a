/// Odds that are written in words, and what was probably meant where a label resembles a probability.
extension LabelShape {
  private static let numerals = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
  ]

  /// `1 in 3 works`, `two out of three fail`: the fraction that it begins with, and what follows.
  static func oddsInWords(_ label: String) -> (fraction: String, rest: String)? {
    let words = label.split(separator: " ")
    guard let first = words.first.flatMap(numeral), words.count > 2 else { return nil }
    let below: Int
    if words[1] == "in" {
      below = 2
    } else if words[1] == "out", words.count > 3, words[2] == "of" {
      below = 3
    } else {
      return nil
    }
    // `2 in 2027` is a year, `2 in 1` a thing.
    guard let whole = numeral(words[below]), first < whole, !(1900...2100).contains(whole) else { return nil }
    return ("\(first)/\(whole)", words[(below + 1)...].joined(separator: " "))
  }

  private static func numeral(_ word: Substring) -> Int? {
    let word = word.lowercased()
    if let number = numerals[word] { return number }
    return word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(word) : nil
  }

  /// The words that say how probable something is and give no number.
  private static let likelihoods: Set<Substring> = [
    "likely", "unlikely", "probably", "improbable", "possibly", "perhaps", "maybe", "rarely", "usually", "mostly",
    "most likely", "least likely", "very likely", "very unlikely", "highly likely", "highly unlikely", "quite likely",
    "half the time", "with luck", "with bad luck", "best case", "worst case", "base case",
  ]

  /// What turns out one way or the other, and is not chosen.
  private static let outcomes: Set<String> = [
    "success", "failure", "succeeds", "succeeded", "fails", "failed", "win", "wins", "won", "lose", "loses", "lost",
    "boom", "bust", "good luck", "bad luck", "heads", "tails", "optimistic", "pessimistic", "it works", "it fails",
    "works", "does not", "it does not", "does not work", "it does not work", "doesn't", "it doesn't", "doesn't work",
    "it succeeds", "we win", "we lose", "goes well", "goes badly", "goes wrong", "all goes well", "it goes well",
    "it goes badly", "it goes wrong", "good", "bad", "happens", "does not happen", "true", "false",
  ]

  /// Labels of a fork without probabilities that nobody chooses between: `likely` and `unlikely`, `success` and
  /// `failure`.
  static func areOutcomes(_ labels: [String]) -> Bool {
    let lowered = labels.map { $0.lowercased() }
    let isToldLikely = lowered.contains { label in
      if likelihoods.contains(label[...]) { return true }
      return label.indices.contains { (label[$0] == " " || label[$0] == ",") && likelihoods.contains(label[..<$0]) }
    }
    return isToldLikely || lowered.count > 1 && lowered.count { outcomes.contains($0) } > 1
  }

  /// The label as it was probably meant: `60% stays` for `60 % stays` or `stays (60%)`. It is read as a probability.
  static func meant(_ label: String, note: String?) -> String? {
    proposals(label, note).first { proposal in
      let (label, probability) = ItemLine.labelAndProbability(of: proposal)
      return probability && !label.isEmpty && !resemblesProbability(label)
    }
  }

  private static func proposals(_ label: String, _ note: String?) -> [String] {
    var all: [String] = []
    if let odds = oddsInWords(label) { all.append("\(odds.fraction) \(odds.rest)") }
    if let percent = label.firstMatch(of: /(?i)^\W*?([0-9]+(?:[.,][0-9]+)?) *(?:%|％|percent|per cent) *(?:of )?(.*)$/) {
      let rest = percent.2.drop { !$0.isLetter && !$0.isNumber && !"\"'([".contains($0) }
      all.append("\(percent.1.replacing(",", with: "."))% \(rest)")
    }
    if let note, let percent = note.firstMatch(of: /^\W*?([0-9]+(?:\.[0-9]+)?) *(?:%|％|percent|per cent)\W*$/) {
      all.append("\(percent.1)% \(label)")
    }
    if let percent = label.firstMatch(of: /^(.*?)[ ,:–—-]*([0-9]+(?:\.[0-9]+)?) *(?:%|％|percent|per cent)\W*$/) {
      all.append("\(percent.2)% \(percent.1)")
    }
    if let decimal = label.firstMatch(of: /^\W*?0,([0-9]+) (.*)$/) { all.append("0.\(decimal.1) \(decimal.2)") }
    if let decimal = label.firstMatch(of: /^ *[pP] *= *0?(\.[0-9]+)[ ,:]*(.*)$/) {
      all.append("0\(decimal.1) \(decimal.2)")
    }
    if let fraction = label.firstMatch(of: /^\W*?([0-9]+) *\/ *([0-9]+) (.*)$/) {
      all.append("\(fraction.1)/\(fraction.2) \(fraction.3)")
    }
    if let first = label.first, let fraction = vulgar[first] {
      all.append("\(fraction) \(label.dropFirst().drop { $0 == " " })")
    }
    return all
  }

  private static let vulgar: [Character: String] = [
    "¼": "1/4", "½": "1/2", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5",
    "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
  ]
}
