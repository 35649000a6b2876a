import Diagnostics
package import Knowledge

/// What a template can say of a postmortem.
package struct PostmortemPage: TemplateValues {
  var title: String
  var decision: String
  var causes: String
  var hasCauses: Bool
  var fooledBy: String
  var wasFooled: Bool
  var process: String?
  var outcome: String?
  var square: String?
  var sections: [TextSection]

  package init(_ review: Postmortem) {
    title = review.document.shownTitle
    decision = review.decision ?? ""
    causes = review.causes.joined(separator: ", ")
    hasCauses = !review.causes.isEmpty
    fooledBy = review.fooledBy.joined(separator: ", ")
    wasFooled = !review.fooledBy.isEmpty
    process = review.process.map(String.init)
    outcome = review.outcome.map(String.init)
    square = review.square?.words
    sections = review.document.sections.compactMap { section in
      let text = Self.withoutComments(review.document.source[section.body])
      return text.isEmpty ? nil : TextSection(name: section.heading.text, text: text)
    }
  }

  /// A section's text without the comments that a template left for its writer.
  static func withoutComments(_ text: String) -> String {
    var rest = text[...]
    var kept = ""
    while let open = rest.firstRange(of: "<!--"), let close = rest[open.upperBound...].firstRange(of: "-->") {
      kept += rest[..<open.lowerBound]
      rest = rest[close.upperBound...]
    }
    return (kept + rest).trimmed
  }
}

/// A section of a document, as a template shows it.
struct TextSection: TemplateValues {
  var name: String
  var text: String
}
