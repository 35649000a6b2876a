import Diagnostics
import Knowledge

/// Tags on the command line, as in a header: a comma parts two of them.
enum TagArgument {
  /// - Throws: a `Failure` where a tag goes over lines.
  static func read(_ typed: [String]) throws(Failure) -> [String] {
    var tags: [String] = []
    for text in typed {
      if text.contains(where: \.isNewline) { throw Failure(.usage, .usage("a tag is one line: '\(text)'")) }
      for tag in text.split(separator: ",").map({ $0.trimmed.composed }) where !tag.isEmpty && !tags.contains(tag) {
        tags.append(tag)
      }
    }
    return tags
  }
}
