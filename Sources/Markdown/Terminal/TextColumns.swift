import Diagnostics
import Styling

/// The columns of UTF-8 on a terminal, without making strings of what is common.
///
/// The answers are those of `TerminalWidth`.
enum TextColumns {
  /// What a person sees as one character, or one scalar where that makes no difference to the columns.
  struct Cluster {
    var count: Int
    var columns: Int
    /// The first scalar, for the rules of where a line may end.
    var scalar: UInt32
  }

  static func of(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var columns = 0
    var index = 0
    while index < text.count {
      if text[index] < 0x80 {
        columns += 1
        index += 1
      } else {
        let cluster = cluster(text, at: index)
        columns += cluster.columns
        index += cluster.count
      }
    }
    return columns
  }

  /// The cluster at an offset; the text is valid UTF-8 without control characters.
  @inline(__always)
  static func cluster(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Cluster {
    let first = text[index]
    if first < 0x80 { return Cluster(count: 1, columns: 1, scalar: UInt32(first)) }
    let (scalar, count) = scalar(text, at: index)
    let columns = plainColumns(scalar)
    if columns > 0 {
      let next = index + count
      if next >= text.count || text[next] < 0x80 || plainColumns(self.scalar(text, at: next).scalar) > 0 {
        return Cluster(count: count, columns: columns, scalar: scalar)
      }
    }
    return composed(text, at: index, scalar)
  }

  @inline(__always)
  static func scalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, count: Int) {
    func tail(_ offset: Int) -> UInt32 {
      index + offset < text.count ? UInt32(text[index + offset] & 0x3F) : 0
    }
    let first = UInt32(text[index])
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | tail(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
    return ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }

  /// The columns of a scalar that is a character of its own unless one that is none follows; 0 for all others.
  private static func plainColumns(_ scalar: UInt32) -> Int {
    switch scalar {
    case 0xA0...0xAC, 0xAE...0x2FF, 0x370...0x482, 0x48A...0x52F, 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20C0,
      0x2190...0x22FF, 0x2500...0x257F, 0x3001...0x3029, 0x3041...0x3096, 0x309B...0x30FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF60, 0xFFFD:
      UnicodeWidth.isWide(scalar) ? 2 : 1
    default: 0
    }
  }

  /// A character by Unicode's rules of grapheme clusters; one longer than any that is read is taken in pieces.
  @inline(never)
  private static func composed(_ text: UnsafeBufferPointer<UInt8>, at index: Int, _ scalar: UInt32) -> Cluster {
    var end = min(text.count, index + 96)
    while end < text.count, end > index + 4, text[end] & 0xC0 == 0x80 { end -= 1 }
    let string = String(decoding: UnsafeBufferPointer(rebasing: text[index..<end]), as: UTF8.self)
    guard let character = string.first else { return Cluster(count: 1, columns: 0, scalar: scalar) }
    return Cluster(count: character.utf8.count, columns: TerminalWidth.of(character), scalar: scalar)
  }
}
