package import Quantities

/// A JSON value whose objects keep the order of their keys.
///
/// Written by hand because Foundation's encoder sorts keys or shuffles them, and drops what is nil.
package enum JSON: Sendable, ExpressibleByStringLiteral, ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral
{
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  package init(stringLiteral value: String) { self = .string(value) }
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }

  package init(_ text: String?) { self = text.map { .string($0) } ?? .null }
  package init(_ number: Double?) { self = number.map { .number($0) } ?? .null }
  package init(_ quantity: Quantity?) {
    self =
      quantity.map { quantity in
        .object([
          ("value", .number(quantity.value)),
          ("unit", quantity.unit == .one ? .null : .string(quantity.unit.symbol)),
        ])
      } ?? .null
  }

  /// An answer of the program: an object with the version of its shape.
  package static func answer(_ members: [(key: String, value: JSON)]) -> JSON {
    .object([("schema", 1)] + members)
  }

  /// The value as text, indented, with a final line ending.
  package var text: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  /// The value on one line, with a line ending.
  package var line: String {
    var text = ""
    write(to: &text, indent: nil)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += Self.written(value)
    case .string(let value): Self.write(value, to: &text)
    case .array(let items):
      Self.write(items.map { (nil, $0) }, "[", "]", to: &text, indent: indent)
    case .object(let members):
      Self.write(members.map { ($0.key, $0.value) }, "{", "}", to: &text, indent: indent)
    }
  }

  private static func write(
    _ members: [(String?, JSON)], _ open: String, _ close: String, to text: inout String, indent: Int?
  ) {
    if members.isEmpty {
      text += open + close
      return
    }
    let inner = indent.map { $0 + 1 }
    text += open
    for (index, (key, value)) in members.enumerated() {
      if index > 0 { text += inner == nil ? ", " : "," }
      if let inner { text += "\n" + String(repeating: "  ", count: inner) }
      if let key {
        write(key, to: &text)
        text += ": "
      }
      value.write(to: &text, indent: inner)
    }
    if let indent { text += "\n" + String(repeating: "  ", count: indent) }
    text += close
  }

  /// The shortest digits that read back as the number. JSON has no infinities: what is not finite is null.
  private static func written(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return value.description
  }

  private static func turns(_ scalar: Unicode.Scalar) -> Bool {
    (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // What would drive a terminal that the answer is read on, or turn its text round.
      case let control where control.value < 0x20 || (0x7F...0x9F).contains(control.value) || turns(control):
        let hex = String(control.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
