import Diagnostics

/// What libcmark 0.30.2 is given at most, as it takes more than proportional time for some texts.
///
/// - Every line costs it the containers that the line continues, and blank lines continue all of them: depth times
///   blank lines. An inline that is moved costs its depth, too.
/// - A link looks through all images that are still open in its block: `![[]()`, repeated.
/// - Marks that make a node each are proportional, but a text of nothing else takes a second per megabyte.
///
/// What is bounded is what was found by timing libcmark on random repetitions of all marks; the rest is proportional.
/// No ordinary document comes near the limits. Where a text goes beyond them, libcmark reads a copy of the same length
/// in which the marks behind the limit are replaced, so that every position stays what it was; see `masked`.
struct MarkdownLimits {
  /// No tree has more containers (quotes and list items) around one another.
  static let deepest = 256
  /// How many images may be open at once in a block.
  static let openImages = 256

  /// The bytes that may be inline marks: `!` to `/` and `[` to a backtick, of which some are none.
  let marks: Int
  /// The number of `![`.
  let images: Int
  /// An upper bound of the depth that libcmark will see.
  let depth: Int
  let blankLines: Int
  /// The lines of the text, which are found on the way.
  let lines: SourceLines

  /// Looks through a text once, eight bytes at a time.
  init(of text: UnsafeBufferPointer<UInt8>) {
    var nesting = LineNesting()
    var starts: [Int] = [0]
    starts.reserveCapacity(text.count / 48 + 16)
    nesting.read(text, from: text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    var marks = 0
    var images = 0
    var index = 0

    func look(_ index: Int) {
      switch text[index] {
      case 0x0D where index + 1 < text.count && text[index + 1] == 0x0A: break
      case 0x0A, 0x0D:
        starts.append(index + 1)
        nesting.read(text, from: index + 1)
      case UInt8(ascii: "!") where index + 1 < text.count && text[index + 1] == UInt8(ascii: "["): images += 1
      default: break
      }
    }

    if let base = text.baseAddress {
      // Marks are added up byte by byte in one word, which holds 255 of each.
      var sums: UInt64 = 0
      var words = 0
      while index + 8 <= text.count {
        let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian
        let atLeast = Thresholds(word)
        let mayBeMarks = (atLeast[0x21] & ~atLeast[0x30] | atLeast[0x5B] & ~atLeast[0x61]) & ~word & Self.highs
        sums &+= mayBeMarks &>> 7
        var seen = (~atLeast[0x0E] | atLeast[0x21] & ~atLeast[0x22]) & ~word & Self.highs
        while seen != 0 {
          look(index + seen.trailingZeroBitCount / 8)
          seen &= seen &- 1
        }
        index += 8
        words += 1
        if words == 255 {
          marks += Self.sum(sums)
          sums = 0
          words = 0
        }
      }
      marks += Self.sum(sums)
    }
    while index < text.count {
      look(index)
      if Self.weight(text[index]) > 0 { marks += 1 }
      index += 1
    }
    lines = SourceLines(starts: starts, count: text.count)
    self.marks = marks
    self.images = images
    depth = nesting.deepest
    blankLines = nesting.blanks
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Compares the eight bytes of a word at once: the highest bit of each says whether its other seven are at least n.
  private struct Thresholds {
    private let low: UInt64

    @inline(__always)
    init(_ word: UInt64) { low = word & ~MarkdownLimits.highs }

    @inline(__always)
    subscript(least: UInt64) -> UInt64 { low &+ MarkdownLimits.ones &* (0x80 - least) }
  }

  private static func sum(_ sums: UInt64) -> Int {
    (0..<8).reduce(0) { $0 + Int(sums &>> UInt64(8 * $1) & 0xFF) }
  }

  /// What a byte costs libcmark as an inline, in thirds of a microsecond.
  static func weight(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "_"): 3
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "!"):
      1
    default: 0
    }
  }

  /// Whether the text can be given to libcmark as it is.
  var areKept: Bool {
    images <= Self.openImages && depth <= depthAllowed && 3 * marks <= weightAllowed
  }

  /// How deep a text with as many blank lines and marks may be nested.
  var depthAllowed: Int {
    // In steps of 20 ns a line and 2 ns a mark, for 200 ms a megabyte at most.
    let byLines = 10_000_000 * megabytes / max(1, blankLines)
    let byMarks = 20_000_000 * megabytes / max(1, marks)
    return max(16, min(Self.deepest, byLines, byMarks))
  }

  /// The weight of all marks that makes a text hardly anything else.
  var weightAllowed: Int { max(700_000, lines.count / 10 * 7) }

  private var megabytes: Int { max(1, lines.count >> 20) }
}
