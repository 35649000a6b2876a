/// The texts that ship with the program: starting points for documents, reports, and the library of models.
public enum Templates {
  /// The text at a path below `Templates/`, such as `documents/decision.mustache`; nil where there is none.
  public static func text(_ path: String) -> String? {
    embeddedTexts[path]
  }

  /// The library's models, from slug to document.
  public static let library: [String: String] = {
    var library: [String: String] = [:]
    for (path, text) in embeddedTexts where path.hasPrefix("library/") {
      library[String(path.dropFirst("library/".count).dropLast(".md".count))] = text
    }
    return library
  }()
}
