import Diagnostics

/// What the reader of documents has to say, in alphabetical order.
extension Diagnostic {
  static func controlInHeader(_ byte: UInt8, at span: SourceSpan) -> Diagnostic {
    let hex = String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      .controlInHeader, "a control character stands in the header: 0x\(hex.count < 2 ? "0" : "")\(hex)", at: span,
      hint: "delete it; in double quotes it is written '\\x\(hex.count < 2 ? "0" : "")\(hex)'")
  }

  static func duplicateKey(_ key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.duplicateKey, "the header has '\(key)' twice", at: span)
  }

  static func headerCannotChange(_ key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .headerCannotChange, "'\(key)' could not be changed here without changing more", at: span,
      hint: "write it as a plain line: '\(key): value'")
  }

  static func headerIsNoHeader(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .headerMisplaced, "this looks like a header and would be read as text", at: span,
      hint: "a header stands at the beginning, between two lines of '---', each line of it 'key: value'")
  }

  static func headerIsNotYAML(_ problem: String, at span: SourceSpan, hint: String? = nil) -> Diagnostic {
    Diagnostic(
      .headerNotYaml, "the header cannot be read as YAML: \(problem)", at: span,
      hint: hint ?? "a line reads 'key: value'; a value with ': ' or '#' in it stands in double quotes")
  }

  static func headerNestedTooDeep(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.headerTooDeep, "the header is nested more than 64 deep", at: span)
  }

  static func notUTF8(_ byte: UInt8, at span: SourceSpan) -> Diagnostic {
    let hex = String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      .notUtf8, "the text is not UTF-8: byte \(span.start + 1) is 0x\(hex)", at: span,
      hint: "convert it, as in 'iconv -f latin1 -t utf-8'")
  }

  static func notUTF8(of length: Int, _ encoding: String) -> Diagnostic {
    Diagnostic(
      .notUtf8, "the text is \(encoding.uppercased()), not UTF-8", at: SourceSpan(0, min(2, length)),
      hint: "convert it, as in 'iconv -f \(encoding) -t utf-8'")
  }

  static func tooLarge() -> Diagnostic {
    Diagnostic(
      .tooLarge, "the document is larger than the \(DocumentReader.largest >> 20) MiB allowed",
      hint: "keep attachments in files and link to them")
  }

  static func unclosedHeader(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.unclosedHeader, "the header is never closed", at: span, hint: "end it with a line of '---'")
  }
}
