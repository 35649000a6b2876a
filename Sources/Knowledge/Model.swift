import Diagnostics

/// How a person thinks about something.
public struct Model: Sendable {
  public var title: String
  /// The steps: the top-level ordered list of "The Model" or, without one, its level-3 headings.
  public var steps: [String]

  public static let sections = ["Philosophy and Principles", "The Model", "Test Cases", "Resources"]

  public init(_ document: Document) {
    title = document.title?.text ?? "Untitled"
    steps = []
    guard let section = document.section("The Model") else { return }
    var headings: [String] = []
    for block in section.blocks {
      switch block {
      case .list(isOrdered: true, let outline):
        steps += outline.items.map { item in
          document.source[item.continuation.reduce(item.text) { $0.joined(with: $1) }]
            .split(whereSeparator: \.isNewline).map(\.trimmed).joined(separator: " ")
        }
      case .heading(let heading) where heading.level == 3: headings.append(heading.text)
      default: break
      }
    }
    if steps.isEmpty { steps = headings }
  }
}
