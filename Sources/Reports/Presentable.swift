import Diagnostics
package import Styling

/// An answer that can be shown in every format: made once, then shown as it is asked for.
package protocol Presentable {
  /// For a person.
  func lines(on page: Page) -> [StyledText]
  /// What a person is told beside it.
  func remarks(on page: Page) -> [StyledText]
  var json: JSON { get }
  /// An object a line: of a list its items, of anything else itself.
  var jsonLines: [JSON] { get }
  /// For other programs, columns parted by tabs.
  var plain: [StyledText] { get }
}

extension Presentable {
  package func remarks(on page: Page) -> [StyledText] { [] }
  package var jsonLines: [JSON] { [json] }
  package var plain: [StyledText] { lines(on: .pipe) }
}

/// A list of things of one kind.
package protocol PresentableList: Presentable {
  var items: [JSON] { get }
  /// What the object holds besides its items.
  var more: [(key: String, value: JSON)] { get }
}

extension PresentableList {
  package var more: [(key: String, value: JSON)] { [] }
  package var json: JSON { .answer([("items", .array(items))] + more) }
  package var jsonLines: [JSON] { items }
}

/// What an answer for a person is shown on.
package struct Page: Sendable {
  /// The columns that pictures may fill.
  package var width: Int
  package var isTerminal: Bool
  /// Whether roles are seen, so that marks of emphasis can be left out.
  package var hasStyles: Bool

  package init(width: Int, isTerminal: Bool, hasStyles: Bool = false) {
    self.width = width
    self.isTerminal = isTerminal
    self.hasStyles = hasStyles
  }

  /// A pipe or a file.
  package static let pipe = Page(width: 80, isTerminal: false)

  /// The columns that tables are cut to; nil where nothing is cut.
  package var limit: Int? { isTerminal ? width : nil }
}

extension StyledText {
  /// The lines of the text without their endings.
  package var linesWithoutEndings: [StyledText] {
    linesApart.map { line in
      guard line.utf8.last == UInt8(ascii: "\n"), let last = line.runs.last else { return line }
      let end = line.utf8.count - 1
      let isOwnRun = line.runs.dropLast().last?.end == end
      let runs = line.runs.dropLast() + (isOwnRun || end == 0 ? [] : [Run(role: last.role, end: end)])
      return StyledText(utf8: Array(line.utf8[..<end]), runs: Array(runs))
    }
  }
}
