import Diagnostics
import Quantities

/// Lists, and what other documents hold.
extension Interpreter {
  /// `1..5`: the whole numbers from one to the other.
  mutating func steps(_ first: Expression, _ last: Expression, at span: SourceSpan) -> Value? {
    guard let low = wholeNumber(first), let high = wholeNumber(last) else { return nil }
    guard high >= low else { return refuse(.emptySteps(at: span)) }
    guard high - low < Self.longestList else { return fail(.listTooLong(Self.longestList, at: span)) }
    guard report.spend(high - low + 1, at: span) else { return nil }
    return .list((low...high).map { .exact(Double($0)) })
  }

  mutating func wholeNumber(_ expression: Expression) -> Int? {
    value(of: expression).flatMap { place(of: $0, at: expression.span) }
  }

  /// A list of values, which may be lists: a list of two that are lists of two … doubles with every line of a program.
  mutating func bounded(_ elements: [Value], at span: SourceSpan) -> Value? {
    var left = Self.longestList
    func count(_ value: Value) -> Bool {
      guard case .list(let elements) = value else {
        left -= 1
        return left >= 0
      }
      return elements.allSatisfy(count)
    }
    guard elements.allSatisfy(count) else { return fail(.listTooLong(Self.longestList, at: span)) }
    guard report.spend(Self.longestList - left, at: span) else { return nil }
    return .list(elements)
  }

  /// A value that is a certain whole number, as places in lists are.
  private mutating func place(of value: Value, at span: SourceSpan) -> Int? {
    guard case .figure(let figure) = value, figure.kind == .quantity(.one), let exact = figure.exact,
      let whole = Int(exactly: exact), abs(whole) <= 1_000_000_000
    else { return fail(.expectedWholeNumber(at: span)) }
    return whole
  }

  /// `list[2]`, counted from 1; `list[2..4]` and `list[[1, 4]]` are lists of the elements there.
  mutating func element(_ list: Expression, _ position: Expression, at span: SourceSpan) -> Value? {
    let value = value(of: list)
    guard let places = self.value(of: position), let value else { return nil }
    guard case .list(let elements) = value else { return fail(.expectedList(value.inWords, at: list.span)) }
    if case .list(let several) = places {
      guard report.spend(several.count, at: span) else { return nil }
      let found = several.map {
        place(of: $0, at: position.span).flatMap { element($0, of: elements, at: position.span) }
      }
      let known = found.compactMap { $0 }
      return known.count == found.count ? bounded(known, at: span) : nil
    }
    return place(of: places, at: position.span).flatMap { element($0, of: elements, at: position.span) }
  }

  private mutating func element(_ place: Int, of elements: [Value], at span: SourceSpan) -> Value? {
    guard (1...max(1, elements.count)).contains(place), !elements.isEmpty else {
      return refuse(.noSuchElement(place, of: elements.count, at: span))
    }
    return elements[place - 1]
  }

  /// A cell of a document's table, or an output of another model.
  mutating func link(_ link: Expression.Link, at span: SourceSpan) -> Value? {
    guard let library else { return fail(.noLibrary(link.target, at: link.targetSpan)) }
    if link.arguments != nil { return modelCall(link, library, at: span) }
    guard link.members.count == 2 else { return fail(.wrongLookup(link.target, at: span)) }
    let (row, column) = (link.members[0], link.members[1])
    switch library.table(link.target) {
    case .failure(let absence): return fail(.noSuchDocument(link.target, absence, at: link.targetSpan))
    case .success(let table):
      guard let rowIndex = table.row(row.name) else {
        return fail(.noSuchRow(row.name, in: link.target, near: table.keys, at: row.span))
      }
      guard let columnIndex = table.column(column.name) else {
        return fail(.noSuchColumn(column.name, in: link.target, near: table.columnNames, at: column.span))
      }
      let text = table.cell(rowIndex, columnIndex)
      guard !text.isEmpty else { return fail(.emptyCell(row.name, column.name, in: link.target, at: span)) }
      return cell(text, unit: table.unit(columnIndex), link, at: span)
    }
  }

  /// A cell is a formula of its own, which knows no names; its column may give its unit.
  private mutating func cell(_ text: String, unit: String?, _ link: Expression.Link, at span: SourceSpan) -> Value? {
    let cellText = SourceText(name: link.target, text: unit.map { "\(text) \($0)" } ?? text)
    var cell = Interpreter(source: cellText, units: units, seed: 0)
    cell.draws.graph = draws.graph
    cell.draws.sources = draws.sources
    cell.draws.prefix = "\(link.target)>"
    cell.draws.start(link.members.map(\.name).joined(separator: "."))
    var parser = Parser(
      source: cellText, span: SourceSpan(0, cellText.bytes.count), units: units, declaredUnits: [])
    do throws(Diagnostic) {
      let expression = try parser.wholeExpression()
      if case .figure(let figure)? = cell.value(of: expression), cell.report.faults.isEmpty {
        (draws.graph, draws.sources) = (cell.draws.graph, cell.draws.sources)
        report.readings += cell.report.readings.map { $0.moved(to: span) }
        return .figure(figure)
      }
    } catch {}
    return fail(.unreadableCell(text, unit, in: link.target, at: span))
  }
}
