import Diagnostics
import Foundation
import Styling
import Testing

private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

/// Holds a text against the file `Golden/NAME.txt`. With HOW_RECORD set, what is seen is written into the file and the
/// test fails: someone must read the difference first.
func expectGolden(_ name: String, _ seen: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = folder.appending(path: "\(name).txt")
  let expected = try? String(contentsOf: file, encoding: .utf8)
  if expected == seen { return }
  if ProcessInfo.processInfo.environment["HOW_RECORD"] != nil {
    try seen.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("\(name) was recorded anew: read the difference", sourceLocation: sourceLocation)
    return
  }
  let (one, other) = ((expected ?? "").components(separatedBy: "\n"), seen.components(separatedBy: "\n"))
  let place = zip(one, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(one.count, other.count)
  Issue.record(
    """
    \(name), line \(place + 1)
    expected: \(place < one.count ? one[place] : "nothing more")
    seen:     \(place < other.count ? other[place] : "nothing more")
    """, sourceLocation: sourceLocation)
}

extension [StyledText] {
  /// The lines as a pipe gets them.
  var text: String { map { $0.plain + "\n" }.joined() }
}
