/// The name of a document on the command line and in links: lower-case words joined by `-`.
public struct Slug: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  /// A slug that is written well; nil otherwise.
  public init?(_ text: String) {
    guard !text.isEmpty, !Slug.isShortID(text), text == Slug.words(of: text).joined(separator: "-"),
      text.utf8.count <= 200
    else { return nil }
    self.text = text
  }

  /// The slug of a title.
  ///
  ///     Slug(title: "Drill the north block?").text   // "drill-the-north-block"
  public init(title: String) {
    var text = ""
    for word in Slug.words(of: title) where text.utf8.count + word.utf8.count < 100 {
      text += (text.isEmpty ? "" : "-") + word
    }
    self.text = text.isEmpty ? "untitled" : Slug.isShortID(text) ? text.prefix(1) + "-" + text.dropFirst() : text
  }

  /// Whether a name has the form of a short id, such as `d12`, and so cannot be a slug.
  public static func isShortID(_ name: String) -> Bool {
    guard let letter = name.first, Kind.allCases.contains(where: { $0.letter == letter }) else { return false }
    let digits = name.dropFirst()
    return !digits.isEmpty && digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// The slug with a number behind it, for a name that is taken.
  public func numbered(_ number: Int) -> Slug {
    Slug(unchecked: "\(text)-\(number)")
  }

  private init(unchecked text: String) {
    self.text = text
  }

  public var description: String { text }

  /// Letters and digits of any script, lower-case; an apostrophe does not part a word.
  private static func words(of text: String) -> [String] {
    text.lowercased().filter { $0 != "'" && $0 != "’" }
      .split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}
