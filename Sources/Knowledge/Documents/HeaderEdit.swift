package import Diagnostics

extension Document {
  /// The document's bytes with some header keys set; every other byte stays as it is.
  ///
  /// A key that is there keeps its line, its place and the comment behind it; a new one goes last into the header, and
  /// a document without a header gets one. Values are written in double quotes.
  ///
  ///     document.setting([("decided", "2026-11-23")])
  package func setting(_ changes: [(key: String, value: String)]) -> [UInt8] {
    header.setting(changes, in: source)
  }

  /// The document's bytes with a section's text extended by some lines, the section made at the end where missing.
  package func appending(_ lines: [String], to name: String) -> [UInt8] {
    let ending = source.lineEnding
    let text = lines.map { $0 + ending }.joined()
    guard let section = section(name) else {
      let gap = source.bytes.isEmpty || source.bytes.last == UInt8(ascii: "\n") ? ending : ending + ending
      let end = source.bytes.count
      return source.replacing([(SourceSpan(end, end), "\(gap)## \(name)\(ending)\(text)")])
    }
    // Behind the last line that holds anything; blank lines before the next heading stay where they are.
    let filled = source.trimmed(section.body)
    if filled.isEmpty {
      let at = section.body.start
      let needsEnding = at > 0 && source.bytes[at - 1] != UInt8(ascii: "\n")
      return source.replacing([(SourceSpan(at, at), (needsEnding ? ending : "") + text)])
    }
    let line = source.line(at: filled.end - 1)
    let isLast = line == source.lineStarts.count
    let at = isLast ? source.bytes.count : source.lineStarts[line]
    return source.replacing([(SourceSpan(at, at), (isLast ? ending : "") + text)])
  }
}

extension Header {
  /// The bytes of a text that has this header with some keys set; see `Document.setting`.
  package func setting(_ changes: [(key: String, value: String)], in source: SourceText) -> [UInt8] {
    var edits: [(span: SourceSpan, text: String)] = []
    var added = ""
    let ending = source.lineEnding
    // A header may be indented as a whole.
    let first = entries.map(\.keySpan.start).min() ?? 0
    let lead = source.bytes[source.lineStarts[source.line(at: first) - 1]..<first]
    let indentation = lead.allSatisfy { $0 == 0x20 } ? String(decoding: lead, as: UTF8.self) : ""
    for (key, value) in changes {
      let written = YAMLText.quoted(value)
      if let entry = self[key] {
        let value = entry.valueSpan
        if value.isEmpty {
          edits.append((value, " " + written))
        } else if let colon = source.colon(after: entry.keySpan), source.line(at: value.start) > source.line(at: colon)
        {
          // A value on the lines below gives way to one behind the colon; lines of comment before it stay.
          edits.append((SourceSpan(colon + 1, colon + 1), " " + written))
          edits.append((SourceSpan(source.span(ofLine: source.line(at: value.start) - 1).end, value.end), ""))
        } else {
          edits.append((value, written))
        }
      } else {
        added += "\(indentation)\(key): \(written)\(ending)"
      }
    }
    if !added.isEmpty {
      if let closing = self.closing {
        edits.append((SourceSpan(closing, closing), added))
      } else {
        let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        edits.append((SourceSpan(start, start), "---\(ending)\(added)---\(ending)"))
      }
    }
    return source.replacing(edits)
  }
}

extension SourceText {
  /// The colon behind a key: on its line, or on one of the next where the key began with `?`.
  package func colon(after key: SourceSpan) -> Int? {
    var index = key.end
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: ":") { return index }
      if bytes[index] == UInt8(ascii: "#") {
        index = span(ofLine: line(at: index)).end
      } else if bytes[index].isWhiteSpace {
        index += 1
      } else {
        return nil
      }
    }
    return nil
  }

  /// The ending of the first line: LF, CRLF or CR.
  var lineEnding: String {
    guard lineStarts.count > 1 else { return "\n" }
    if bytes[lineStarts[1] - 1] == UInt8(ascii: "\r") { return "\r" }
    return lineStarts[1] >= 2 && bytes[lineStarts[1] - 2] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  /// The bytes with some spans, which do not overlap, replaced.
  func replacing(_ edits: [(span: SourceSpan, text: String)]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: { $0.span < $1.span }) {
      result += bytes[position..<edit.span.start]
      result += Array(edit.text.utf8)
      position = edit.span.end
    }
    return result + bytes[position...]
  }
}

/// Scalars as YAML writes them.
package enum YAMLText {
  /// A text in double quotes, with what needs it escaped: it reads back as the same text whatever it looks like.
  package static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case let control where control.value < 0x20 || (0x7F...0x9F).contains(control.value):
        let hex = String(control.value, radix: 16, uppercase: true)
        quoted += "\\x" + (hex.count < 2 ? "0" : "") + hex
      case "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}":
        // Endings of lines to YAML, and what it does not take as it is.
        quoted += "\\u" + String(scalar.value, radix: 16, uppercase: true)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
