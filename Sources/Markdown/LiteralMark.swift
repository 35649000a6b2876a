/// Marks that are to stay text: in what libcmark is given, each is replaced by a control character that means nothing to
/// it, and in the tree it is itself again. So nothing is lost, and every position stays what it was.
enum LiteralMark {
  /// Stands for a control character of the document itself.
  static let control: UInt8 = 0x1A
  static let bracket: UInt8 = 1

  /// What stands for a byte, or 0.
  @inline(__always)
  static func mask(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "["): bracket
    case UInt8(ascii: "\\"): 2
    case UInt8(ascii: "*"): 3
    case UInt8(ascii: "_"): 4
    case UInt8(ascii: "`"): 5
    case UInt8(ascii: "<"): 6
    case UInt8(ascii: "&"): 7
    case UInt8(ascii: "~"): 8
    default: 0
    }
  }

  /// The mark that a byte stands for; nil where it stands for none.
  @inline(__always)
  static func original(_ byte: UInt8) -> UInt8? {
    switch byte {
    case bracket: UInt8(ascii: "[")
    case 2: UInt8(ascii: "\\")
    case 3: UInt8(ascii: "*")
    case 4: UInt8(ascii: "_")
    case 5: UInt8(ascii: "`")
    case 6: UInt8(ascii: "<")
    case 7: UInt8(ascii: "&")
    case 8: UInt8(ascii: "~")
    default: nil
    }
  }
}
