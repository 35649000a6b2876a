package import Diagnostics

/// A text of markdown as a tree of values with their places: CommonMark with the tables, task lists, struck words and
/// bare addresses of GitHub, and `[[links]]`.
///
/// Blocks stand in the order of the text, each before those that it holds; so do the inlines of a block. Whoever walks
/// them goes from one to the next, or behind all that one holds:
///
///     # Drill?              blocks: heading, list, item, paragraph
///     - ask *Ann*           inlines of the paragraph: text `ask `, emphasis, text `Ann`
///
/// What libcmark could be kept busy with is text here, see `MarkdownLimits`: no block stands in more than
/// `MarkdownLimits.deepest` quotes and items, but inlines may hold one another as deep as a text is long.
package struct MarkdownTree: Sendable {
  /// What the tree was made of; places are those of the whole array that the slice was taken from.
  package let source: ArraySlice<UInt8>
  package internal(set) var blocks: [Block] = []
  package internal(set) var inlines: [Inline] = []
  /// The alignments of the columns of all tables.
  package internal(set) var alignments: [MarkdownTable.Alignment] = []
  /// What the tree says in other words than the source, as `&` for `&amp;`.
  var spelled: [UInt8] = []
  /// The titles of links and images, by the places of these among the inlines.
  var titles: [(inline: Int, words: Words)] = []

  /// Words of the tree: a stretch of the source where it says just so.
  package struct Words: Sendable {
    /// Where they begin in the source, or, inverted, in what is spelled otherwise.
    fileprivate let start: Int32
    fileprivate let length: Int32

    static let none = Words(start: 0, length: 0)

    fileprivate init(start: Int32, length: Int32) {
      self.start = start
      self.length = length
    }

    init(source range: Range<Int>) {
      self.init(start: Int32(range.lowerBound), length: Int32(range.count))
    }

    init(spelled range: Range<Int>) {
      self.init(start: ~Int32(range.lowerBound), length: Int32(range.count))
    }

    package var count: Int { Int(length) }
    package var isEmpty: Bool { length == 0 }
    /// Whether the source says them so.
    package var isSource: Bool { start >= 0 }
  }

  /// A part of a text: what it is, where it stands, and where what it holds ends.
  package struct Block: Sendable {
    package enum Kind: Sendable {
      case paragraph
      case heading(level: Int)
      case quote
      case list(List)
      case item(Task?)
      case code(Code)
      case html
      case thematicBreak
      /// Rows, of which the first is the header; the columns are among `alignments`.
      case table(columns: Range<Int>)
      /// At most as many cells as columns.
      case row
      case cell
      /// Behind the cells of a row that has more than the columns: the last cell together with what is behind it.
      case overfull
    }

    package internal(set) var kind: Kind
    /// From its first byte to the end of its last line.
    package let span: SourceSpan
    /// The place, among the inlines, of those that it has itself.
    package internal(set) var inlines: Range<Int>
    /// What stands in code or HTML, without the marks around it.
    package let words: Words
    /// The place of the block behind all that it holds.
    package internal(set) var end: Int
  }

  package struct List: Sendable {
    package enum Marker: Sendable, Equatable {
      /// `-`, `*` or `+`.
      case bullet(UInt8)
      case number(first: Int, isParenthesis: Bool)
    }

    package let marker: Marker
    /// Whether no blank line stands between its items.
    package let isTight: Bool

    package var isOrdered: Bool { if case .number = marker { true } else { false } }
  }

  /// The box of an item, `[ ]` or `[x]`: it stands in no text of the tree.
  package enum Task: Sendable { case open, done }

  package struct Code: Sendable {
    package let isFenced: Bool
    /// What stands behind the fence.
    package let info: Words
    /// The whole lines between the fences, or all of the block.
    package let content: SourceSpan
  }

  /// A part of a paragraph, heading or cell.
  package struct Inline: Sendable {
    package enum Kind: UInt8, Sendable {
      case text, code, html
      /// Line endings in the source: one that is a space, and one that is a new line.
      case softBreak, lineBreak
      /// These hold others; the words of a link and an image are their address.
      case emphasis, strong, strikethrough, link, image
      /// `[[slug]]`; the words are what stands between the brackets.
      case wikiLink
      /// An address that stands in the text by itself.
      case address
    }

    package let kind: Kind
    /// Whether just its own place is known; else the span is that of the block.
    package internal(set) var isExact: Bool
    /// Whether it begins with a bracket that is to be shown as it is written, whatever it means.
    let isVerbatim: Bool
    fileprivate(set) var start: Int32
    fileprivate(set) var stop: Int32
    package internal(set) var words: Words
    fileprivate var behind: Int32

    init(_ kind: Kind, _ span: Range<Int>, isExact: Bool, words: Words = .none, end: Int, isVerbatim: Bool = false) {
      self.kind = kind
      self.isExact = isExact
      self.isVerbatim = isVerbatim
      self.words = words
      start = Int32(span.lowerBound)
      stop = Int32(span.upperBound)
      behind = Int32(end)
    }

    /// Where it stands, its marks included.
    package internal(set) var span: SourceSpan {
      get { SourceSpan(Int(start), Int(stop)) }
      set { (start, stop) = (Int32(newValue.start), Int32(newValue.end)) }
    }

    /// The place of the inline behind all that it holds.
    package internal(set) var end: Int {
      get { Int(behind) }
      set { behind = Int32(newValue) }
    }
  }
}

// MARK: What it says

extension MarkdownTree {
  package func bytes(_ words: Words) -> ArraySlice<UInt8> {
    if words.isEmpty { return [] }
    let start = Int(words.start)
    return words.isSource ? source[start..<(start + words.count)] : spelled[~start..<(~start + words.count)]
  }

  package func text(_ words: Words) -> String { String(decoding: bytes(words), as: UTF8.self) }

  /// The title of a link or image.
  package func title(of inline: Int) -> String? {
    var low = titles.startIndex
    var high = titles.endIndex
    while low < high {
      let middle = (low + high) / 2
      if titles[middle].inline < inline { low = middle + 1 } else { high = middle }
    }
    return low < titles.endIndex && titles[low].inline == inline ? text(titles[low].words) : nil
  }

  /// The words of a heading or paragraph without the marks of CommonMark.
  package func text(of inlines: Range<Int>) -> String {
    var bytes: [UInt8] = []
    var struck: [Int] = []
    for index in inlines {
      if struck.last == index {
        struck.removeLast()
        bytes += "~~".utf8
      }
      let inline = self.inlines[index]
      switch inline.kind {
      case .text, .code, .html, .address: bytes += self.bytes(inline.words)
      case .softBreak, .lineBreak: bytes.append(UInt8(ascii: " "))
      case .wikiLink:
        bytes += "[[".utf8
        bytes += self.bytes(inline.words)
        bytes += "]]".utf8
      case .strikethrough:
        bytes += "~~".utf8
        struck.append(inline.end)
      case .emphasis, .strong, .link, .image: continue
      }
    }
    if !struck.isEmpty { bytes += "~~".utf8 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The blocks that a block holds itself, or those of the whole text.
  package func children(of block: Int? = nil) -> [Int] {
    var children: [Int] = []
    var next = block.map { $0 + 1 } ?? 0
    let end = block.map { blocks[$0].end } ?? blocks.count
    while next < end {
      children.append(next)
      next = blocks[next].end
    }
    return children
  }

  /// The words of a tree without copies and counts of references, for the inner loops of drawing.
  struct Text {
    private let source: UnsafePointer<UInt8>?
    private let spelled: UnsafePointer<UInt8>?

    fileprivate init(_ source: UnsafePointer<UInt8>?, _ spelled: UnsafePointer<UInt8>?) {
      self.source = source
      self.spelled = spelled
    }

    @inline(__always)
    subscript(words: Words) -> UnsafeBufferPointer<UInt8> {
      let start =
        words.isSource ? source.map { $0 + Int(words.start) } : spelled.map { $0 + ~Int(words.start) }
      return UnsafeBufferPointer(start: start, count: start == nil ? 0 : words.count)
    }
  }

  func withText<Result>(_ body: (Text) -> Result) -> Result {
    source.withUnsafeBufferPointer { source in
      spelled.withUnsafeBufferPointer { spelled in
        body(Text(source.baseAddress.map { $0 - self.source.startIndex }, spelled.baseAddress))
      }
    }
  }
}
