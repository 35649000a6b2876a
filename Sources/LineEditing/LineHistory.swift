import Foundation

/// The lines that were typed, oldest first, kept in a file from session to session.
///
/// Lines that begin with a space, empty ones, and the same line again right after itself are not kept. Sessions at the
/// same time each see what there was when they began and what they add; the file has the lines of all.
package final class LineHistory {
  static let limit = 1000

  private(set) var entries: [String]
  private let file: HistoryFile?
  private var failure: HistoryFault?

  /// - Parameter path: the file, from the root; made with its folder when there is a first line to keep. Nil for none.
  package init(path: String?) {
    file = path.map { HistoryFile(path: $0) }
    entries = Array((file?.entries() ?? []).suffix(Self.limit))
  }

  package func add(_ line: String) {
    let entry = line.typable
    if entry.utf8.first == UInt8(ascii: " ") || entry.allSatisfy(\.isWhitespace) || entry == entries.last { return }
    entries = entries.suffix(Self.limit - 1) + [entry]
    do throws(HistoryFault) {
      try file?.add(entry)
    } catch {
      failure = failure ?? error
    }
  }

  /// To be called once at the end.
  ///
  /// - Throws: why a line could not be kept in the file, the first time that this happened.
  package func finish() throws(HistoryFault) {
    defer { failure = nil }
    if let failure { throw failure }
  }
}
