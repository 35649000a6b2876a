/// The quotes and list items around what is drawn: what every line begins with.
struct TerminalFrame {
  enum Mark {
    /// The depth among bullet lists, from 0.
    case bullet(Int)
    /// The columns are those of the longest number of the list.
    case number(Int, columns: Int, isParenthesis: Bool)
  }

  typealias Task = MarkdownTree.Task

  private struct Container {
    /// nil for a quote.
    var mark: Mark?
    var task: Task?
    /// What its lines are moved to the right by; 0 where it is too deep to be shown so.
    var columns: Int
    /// Whether the line with its mark is still to come.
    var isPending: Bool
  }

  private var containers: [Container] = []
  private(set) var quotes = 0
  /// The columns that a line begins with.
  private(set) var indent = 0
  private let width: Int

  /// What is nested deeper is drawn at the same place.
  private static let deepest = 40
  /// What is left for text must not get narrower.
  private static let least = 16

  init(width: Int) {
    self.width = width
  }

  mutating func enterQuote() {
    push(Container(mark: nil, columns: 2, isPending: false))
    quotes += 1
  }

  mutating func enterItem(_ mark: Mark, task: Task?) {
    push(Container(mark: mark, task: task, columns: Self.columns(mark, task), isPending: true))
  }

  private static func columns(_ mark: Mark, _ task: Task?) -> Int {
    switch (mark, task) {
    case (.bullet, _): 2
    case (.number(_, let columns, _), nil): columns + 2
    case (.number(_, let columns, _), _): columns + 4
    }
  }

  private mutating func push(_ container: Container) {
    var container = container
    if containers.count >= Self.deepest || indent + container.columns > width - Self.least { container.columns = 0 }
    indent += container.columns
    containers.append(container)
  }

  mutating func leave() {
    let container = containers.removeLast()
    indent -= container.columns
    if container.mark == nil { quotes -= 1 }
  }

  /// Whether the innermost item has not been drawn yet.
  var isPending: Bool { containers.last?.isPending ?? false }

  /// What the next line begins with besides the indent: the mark of an item that is nested too deep to be indented.
  var overhang: Int {
    guard let item = containers.last, item.isPending, item.columns == 0, let mark = item.mark else { return 0 }
    return Self.columns(mark, item.task)
  }

  /// Draws what the next line begins with.
  @inline(__always)
  mutating func begin(_ canvas: inout TerminalCanvas) {
    if !containers.isEmpty { drawContainers(&canvas) }
  }

  private mutating func drawContainers(_ canvas: inout TerminalCanvas) {
    for index in containers.indices {
      let container = containers[index]
      guard let mark = container.mark else {
        if container.columns > 0 { canvas.append("│ ", .dim) }
        continue
      }
      if !container.isPending {
        canvas.append(spaces: container.columns)
        continue
      }
      containers[index].isPending = false
      // Of the items that are nested too deep, only the innermost is marked.
      if container.columns > 0 || index == containers.count - 1 { draw(mark, container.task, &canvas) }
    }
  }

  /// An empty line, with the bars of the quotes it is in.
  func drawBlank(_ canvas: inout TerminalCanvas) {
    if quotes > 0 {
      for container in containers {
        if container.mark != nil {
          canvas.append(spaces: container.columns)
        } else if container.columns > 0 {
          canvas.append("│ ", .dim)
        }
      }
    }
    canvas.endLine()
  }

  private func draw(_ mark: Mark, _ task: Task?, _ canvas: inout TerminalCanvas) {
    switch mark {
    case .bullet(let depth):
      if task == nil { canvas.append(depth == 0 ? "• " : depth == 1 ? "◦ " : "▪ ", .dim) }
    case .number(let number, let columns, let isParenthesis):
      canvas.append(number: number, columns: columns, .dim)
      canvas.append(isParenthesis ? ") " : ". ", .dim)
    }
    switch task {
    case .open: canvas.append("☐ ", .dim)
    case .done: canvas.append("☑ ", .good)
    case nil: break
    }
  }
}
