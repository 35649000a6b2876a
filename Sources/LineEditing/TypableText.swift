extension String {
  /// The text as a line may hold it: every kind of line ending is `\n`, a tab is a space, and control characters are
  /// left out, as are those that turn the direction of writing (they would show another order than is computed).
  var typable: String {
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    var typable = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0A where previous == "\r": break
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: typable.append("\n")
      case 0x09: typable.append(" ")
      case 0x202A...0x202E, 0x2066...0x2069: break
      default: if scalar.properties.generalCategory != .control { typable.append(scalar) }
      }
      previous = scalar
    }
    return String(typable)
  }

  /// The text without the line endings after it.
  var withoutLastBreaks: String {
    guard let last = lastIndex(where: { !$0.isNewline }) else { return "" }
    return String(self[...last])
  }
}
