package import Diagnostics
internal import Mustache

/// Values that fill the holes of a template, which are called as the properties are: texts, truths, and lists of such
/// values; what is nil is left out.
package protocol TemplateValues: Sendable {}

/// A text with holes, in mustache; what fills them is not escaped, for documents are markdown.
package struct Template {
  private let template: MustacheTemplate

  /// - Parameter name: what messages call it.
  /// - Throws: a `Failure` with the line where the template is wrong.
  package init(_ text: String, name: String) throws(Failure) {
    do {
      template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
    } catch let error as MustacheTemplate.ParserError {
      throw Failure(.data, .badTemplate(name, line: error.context.lineNumber, problem: Self.words(error.error)))
    } catch {
      throw Failure(.data, .badTemplate(name, line: 1, problem: "\(error)"))
    }
  }

  private static func words(_ error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "a section is closed by another name than it was opened with"
    case .unfinishedName: "a tag is not closed"
    case .expectedSectionEnd: "a section is never closed"
    case .invalidSetDelimiter: "the delimiters cannot be set so"
    default: "this is not mustache"
    }
  }

  /// The text with its holes filled.
  ///
  /// - Parameter values: where two have a property of one name, the one that stands first is taken.
  package func filled(_ values: [any TemplateValues]) -> String {
    template.render(Layers(values: values))
  }
}

/// Values of several types as one.
private struct Layers: MustacheParent {
  var values: [any TemplateValues]

  func child(named name: String) -> Any? {
    for value in values {
      guard let child = Mirror(reflecting: value).children.first(where: { $0.label == name })?.value else { continue }
      let mirror = Mirror(reflecting: child)
      if mirror.displayStyle != .optional { return child }
      if let present = mirror.children.first?.value { return present }
    }
    return nil
  }
}
