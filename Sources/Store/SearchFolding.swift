import Foundation

/// A text as people look for it: without case, accents and other forms of one letter, in tokens that a search compares.
///
///     SearchFolding("Łódź, Straße").text     // "lodz, strasse"
///     SearchFolding("清理GPU集群").text        // "清 理 gpu 集 群"
///
/// Folding takes compatibility forms together (NFKC), drops the accents of Latin, Greek and Cyrillic letters and the
/// vowel points of Hebrew and Arabic, and writes ß as ss, œ as oe, ł as l. A token is a run of letters and digits. In
/// scripts that write words without spaces or with particles behind them, each character is a token of its own, so that
/// a phrase of tokens is any part of a word. ASCII symbols stay in the text as what parts tokens: FTS5's `ascii`
/// tokenizer finds the same tokens in it.
struct SearchFolding {
  struct Token {
    /// Where it stands in the folded bytes.
    var folded: Range<Int>
    /// What it was made of, in the source.
    var source: Range<Int>
  }

  private(set) var bytes: [UInt8] = []
  private(set) var tokens: [Token] = []
  /// Whether what comes next must be set apart from what is there.
  private var isApart = false
  private var isInToken = false
  private var cache: [UInt32: [Unicode.Scalar]] = [:]

  init(_ text: String) {
    self.init(Array(text.utf8)[...])
  }

  /// - Parameter source: UTF-8; the places of tokens are those in the array that it is a slice of.
  init(_ source: ArraySlice<UInt8>) {
    bytes.reserveCapacity(source.count)
    source.withUnsafeBufferPointer { text in
      var index = 0
      while index < text.count {
        if text[index] < 0x80 {
          let place = source.startIndex + index
          append(ascii: text[index], place..<(place + 1))
          index += 1
        } else {
          index += append(clusterOf: text, at: index, base: source.startIndex)
        }
      }
    }
    if bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The tokens as texts.
  var words: [String] { tokens.map { String(decoding: bytes[$0.folded], as: UTF8.self) } }

  // MARK: What is written

  @inline(__always)
  private mutating func append(ascii byte: UInt8, _ source: Range<Int>) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): append(letter: byte, source)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): append(letter: byte | 0x20, source)
    case 0x00...0x20, 0x7F: appendSpace()
    default:
      if isApart { appendSpace() }
      isInToken = false
      bytes.append(byte)
    }
  }

  @inline(__always)
  private mutating func append(letter byte: UInt8, _ source: Range<Int>) {
    if isApart { appendSpace() }
    bytes.append(byte)
    if isInToken {
      tokens[tokens.count - 1].folded = tokens[tokens.count - 1].folded.lowerBound..<bytes.count
      tokens[tokens.count - 1].source = tokens[tokens.count - 1].source.lowerBound..<source.upperBound
    } else {
      tokens.append(Token(folded: (bytes.count - 1)..<bytes.count, source: source))
      isInToken = true
    }
  }

  private mutating func appendSpace() {
    isApart = false
    isInToken = false
    if let last = bytes.last, last != UInt8(ascii: " ") { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ source: Range<Int>) {
    if scalar.isASCII { return append(ascii: UInt8(scalar.value), source) }
    switch FoldedScalar.role(of: scalar) {
    case .dropped: return
    case .space: appendSpace()
    case .letter: for byte in String(scalar).utf8 { append(letter: byte, source) }
    case .alone:
      appendSpace()
      for byte in String(scalar).utf8 { append(letter: byte, source) }
      isApart = true
      isInToken = false
    }
  }

  // MARK: What is read

  /// Appends a scalar that is not ASCII with what composes with it.
  ///
  /// - Returns: how many bytes were read.
  private mutating func append(clusterOf text: UnsafeBufferPointer<UInt8>, at start: Int, base: Int) -> Int {
    let (first, count) = Self.scalar(text, at: start)
    var end = start + count
    var cluster: [Unicode.Scalar] = [first]
    while end < text.count, text[end] >= 0x80 {
      let (next, count) = Self.scalar(text, at: end)
      guard FoldedScalar.composes(next) else { break }
      cluster.append(next)
      end += count
    }
    let source = (base + start)..<(base + end)
    let before = bytes.count
    defer {
      // An accent that is left out belongs to its letter.
      if bytes.count == before, isInToken {
        tokens[tokens.count - 1].source = tokens[tokens.count - 1].source.lowerBound..<source.upperBound
      }
    }
    if cluster.count == 1 {
      if FoldedScalar.isPlain(first) {
        append(first, source)
      } else {
        let folded = cache[first.value] ?? FoldedScalar.folded(cluster)
        cache[first.value] = folded
        for scalar in folded { append(scalar, source) }
      }
    } else {
      for scalar in FoldedScalar.folded(cluster) { append(scalar, source) }
    }
    return end - start
  }

  private static func scalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, count: Int) {
    let first = UInt32(text[index])
    func tail(_ offset: Int) -> UInt32 { index + offset < text.count ? UInt32(text[index + offset] & 0x3F) : 0 }
    let (value, count): (UInt32, Int) =
      first < 0xE0
      ? ((first & 0x1F) << 6 | tail(1), 2)
      : first < 0xF0
        ? ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
        : ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    return (Unicode.Scalar(value) ?? "\u{FFFD}", min(count, text.count - index))
  }
}
