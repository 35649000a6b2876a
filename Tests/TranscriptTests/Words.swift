/// A command line as a shell reads it, as far as transcripts need: quotes, assignments, `<` and `>`.
struct Words {
  var assignments: [String: String] = [:]
  var program = ""
  var arguments: [String] = []
  var inputFile: String?
  var outputFile: String?
  /// What a real shell is to run.
  var rest = ""

  init(_ segment: String) {
    var words = Self.split(segment)
    while let first = words.first, let mark = first.firstIndex(of: "="),
      first[..<mark].allSatisfy({ $0.isLetter || $0 == "_" })
    {
      assignments[String(first[..<mark])] = String(first[first.index(after: mark)...])
      words.removeFirst()
    }
    program = words.first ?? ""
    var index = 1
    while index < words.count {
      if words[index] == "\0<", index + 1 < words.count {
        inputFile = words[index + 1]
        index += 1
      } else if words[index] == "\0>", index + 1 < words.count {
        outputFile = words[index + 1]
        index += 1
      } else {
        arguments.append(words[index])
      }
      index += 1
    }
  }

  /// The parts between `|`, outside quotes.
  static func segments(of command: String) -> [String] {
    // A command for a real shell is left whole.
    if !command.contains("how ") && !command.hasSuffix("how") { return [command] }
    var segments = [""]
    var quote: Character?
    for character in command {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "|" {
        segments.append("")
        continue
      }
      segments[segments.count - 1].append(character)
    }
    return segments.map { String($0.drop { $0 == " " }) }
  }

  private static func split(_ segment: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in segment {
      switch (character, quote) {
      case (let character, let open?) where character == open: quote = nil
      case (_, _?): word = (word ?? "") + String(character)
      case ("'", nil), ("\"", nil):
        quote = character
        word = word ?? ""
      case (" ", nil):
        if let done = word { words.append(done) }
        word = nil
      case ("<", nil), (">", nil): word = "\0" + String(character)
      default: word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}
