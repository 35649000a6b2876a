import Diagnostics
import Knowledge
internal import Yams

/// Reads the YAML at the head of a document.
struct HeaderReader {
  let source: SourceText
  /// The 1-based line on which the YAML begins, behind the `---`.
  let firstLine: Int
  /// The 1-based line of the closing `---`.
  let lastLine: Int
  /// Where the lines of the YAML begin as Yams counts them.
  let lineStarts: [Int]

  /// A document whose header cannot be told from text has none.
  static func read(_ source: SourceText) throws(Diagnostic) -> Header {
    guard let bounds = try HeaderBounds.find(in: source) else { return Header() }
    let reader = HeaderReader(
      source: source, firstLine: bounds.opening + 1, lastLine: bounds.closing,
      lineStarts: lineStarts(source, from: bounds.opening + 1, to: bounds.closing))
    let closing = source.lineStarts[bounds.closing - 1]
    let end =
      bounds.closing < source.lineStarts.count ? source.lineStarts[bounds.closing] : source.bytes.count
    return Header(entries: try reader.entries(), span: SourceSpan(0, end), closing: closing)
  }

  /// The keys of a header that is not YAML as a whole: those that are by themselves, each with what belongs to it. The
  /// header of a text that cannot be told from the rest has none.
  static func keys(of source: SourceText) -> Header {
    // What is wrong with its bounds has been told.
    guard let bounds = try? HeaderBounds.find(in: source) else { return Header() }
    let closing = source.lineStarts[bounds.closing - 1]
    let end =
      bounds.closing < source.lineStarts.count ? source.lineStarts[bounds.closing] : source.bytes.count
    var header = Header(span: SourceSpan(0, end), closing: closing)
    var starts = beginnings(in: bounds, of: source)
    starts.append(bounds.closing)
    for (first, last) in zip(starts, starts.dropFirst()) {
      let reader = HeaderReader(
        source: source, firstLine: first, lastLine: last, lineStarts: lineStarts(source, from: first, to: last))
      // Of two keys that are one, the first counts.
      for entry in (try? reader.entries()) ?? [] where header[entry.key] == nil { header.entries.append(entry) }
    }
    return header
  }

  /// The lines of a header on which a key begins: those that stand farthest to the left and begin no item.
  private static func beginnings(in bounds: HeaderBounds, of source: SourceText) -> [Int] {
    let lines = HeaderLines(source)
    let filled = ((bounds.opening + 1)..<bounds.closing).filter { line in
      lines.bare(line).first.map { $0 != UInt8(ascii: "#") } ?? false
    }
    let margin = filled.map { lines.indentation($0) }.min() ?? 0
    return filled.filter { line in
      lines.indentation(line) == margin && !(lines.bare(line).first.map { "-]}".utf8.contains($0) } ?? true)
    }
  }

  var yaml: SourceSpan {
    SourceSpan(source.lineStarts[firstLine - 1], source.lineStarts[lastLine - 1])
  }

  private func entries() throws(Diagnostic) -> [Header.Entry] {
    let text = source[yaml]
    if let fault = nestingFault() { throw fault }
    let root: Node?
    do {
      // The basic resolver leaves every scalar the text that it is, and needs no regular expressions. An encoding that
      // is named needs no look at the environment.
      root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
      throw fault(error)
    } catch {
      throw .headerIsNotYAML("\(error)", at: source.span(ofLine: firstLine))
    }
    guard let root else { return [] }
    if case .mapping(let mapping) = root, mapping.style == .flow {
      throw .headerIsNotYAML(
        "'{' makes it one line", at: source.span(ofLine: firstLine), hint: "write a line for each key")
    }
    guard case .mapping(let mapping) = root else {
      // A header of comments only composes to an empty scalar.
      if case .scalar(let scalar) = root, scalar.string.isEmpty { return [] }
      throw .headerIsNotYAML("it is no list of 'key: value' lines", at: source.span(ofLine: firstLine))
    }
    var entries: [Header.Entry] = []
    var starts: [Int] = []
    for (key, value) in mapping {
      if let mark = key.mark { starts.append(beginning(ofKeyAt: offset(mark))) }
      guard case .scalar(let name) = key, let keySpan = span(ofKey: name) else { continue }
      entries.append(
        Header.Entry(
          key: name.string, value: self.value(value), keySpan: keySpan, valueSpan: SourceSpan(keySpan.end, keySpan.end))
      )
    }
    if let twice = twice(in: entries) { throw .duplicateKey(twice.key, at: twice.span) }
    starts.sort()
    // Keys stand in the order of the text, and so do the places where the next one begins.
    var next = 0
    return entries.map { entry in
      var entry = entry
      if next > 0, starts[next - 1] >= entry.keySpan.end { next = 0 }
      while next < starts.count, starts[next] < entry.keySpan.end { next += 1 }
      let limit = next < starts.count ? starts[next] : yaml.end
      entry.valueSpan = valueSpan(of: entry.value, after: entry.keySpan, before: limit)
      return entry
    }
  }

  /// The second of two keys that are one and the same known key, written in two ways.
  private func twice(in entries: [Header.Entry]) -> (key: String, span: SourceSpan)? {
    var seen: Set<String> = []
    for entry in entries {
      if let known = Header.known(entry.key), !seen.insert(known).inserted { return (known, entry.keySpan) }
    }
    return nil
  }

  private func value(_ node: Node) -> Header.Value {
    switch node {
    case .scalar(let scalar): return .text(scalar.string)
    case .sequence(let sequence):
      var items: [String] = []
      for item in sequence {
        guard case .scalar(let scalar) = item else { return .other }
        items.append(scalar.string)
      }
      return .list(items)
    default: return .other
    }
  }

  // MARK: DocumentErrors

  private func fault(_ error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let at = offset(mark)
      let line = source.span(ofLine: source.line(at: at))
      return .headerIsNotYAML(problem, at: SourceSpan(min(at, line.end), line.end))
    case .duplicatedKeysInMapping(let duplicates, _):
      let key = duplicates.first ?? ""
      return .duplicateKey(key, at: lastLine(of: key))
    default:
      if let control = control() { return .controlInHeader(source.bytes[control.range].first ?? 0, at: control) }
      return .headerIsNotYAML("it cannot be read", at: source.span(ofLine: firstLine))
    }
  }

  /// The first character that YAML does not take: a control character that is neither tab nor the end of a line.
  private func control() -> SourceSpan? {
    yaml.range.first { (source.bytes[$0] < 0x20 && !source.bytes[$0].isWhiteSpace) || source.bytes[$0] == 0x7F }
      .map { SourceSpan($0, $0 + 1) }
  }

  private func lastLine(of key: String) -> SourceSpan {
    let lines = (firstLine..<lastLine).map { source.span(ofLine: $0) }
    return lines.last { source[$0].hasPrefix(key) } ?? source.span(ofLine: firstLine)
  }

  /// Yams recurses over nested values: what no header needs is refused before it overflows a stack.
  private func nestingFault() -> Diagnostic? {
    let limit = 64
    var brackets = 0
    for line in firstLine..<lastLine {
      let span = source.span(ofLine: line)
      let lead = source.bytes[span.range].prefix {
        $0.isWhiteSpace || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: ":")
      }
      for byte in source.bytes[span.range] {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { brackets += 1 }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { brackets = max(0, brackets - 1) }
        if brackets > limit { return .headerNestedTooDeep(at: span) }
      }
      if lead.count > 2 * limit { return .headerNestedTooDeep(at: span) }
    }
    return nil
  }
}
