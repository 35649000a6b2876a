package import Diagnostics
internal import Mustache

/// A text with holes, in mustache; what fills them is not escaped, for documents are markdown.
package struct Template {
  private let template: MustacheTemplate

  /// - Parameter name: what messages call it.
  /// - Throws: a `Refusal` with the line where the template is wrong.
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

  /// - Parameter values: texts, lists of such dictionaries, and booleans; what is missing is left out.
  package func filled(_ values: [String: Any]) -> String {
    template.render(values)
  }
}
