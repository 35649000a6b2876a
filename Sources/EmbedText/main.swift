// Writes text files into one Swift source: EmbedText FOLDER OUTPUT FILE…
// The source declares `embeddedTexts`, from each file's path below FOLDER to its text.
import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  FileHandle.standardError.write(Data("usage: EmbedText FOLDER OUTPUT FILE…\n".utf8))
  exit(64)
}
let folder = arguments[1].hasSuffix("/") ? arguments[1] : arguments[1] + "/"
var source = "let embeddedTexts: [String: String] = [\n"
for path in arguments.dropFirst(3) {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  let name = path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  // One more '#' than the longest run in the text cannot be closed by it. The literal adds no final newline, so the
  // text's own is written as an empty last line.
  let longest = text.split(whereSeparator: { $0 != "#" }).map(\.count).max() ?? 0
  let fence = String(repeating: "#", count: longest + 1)
  source += "  \"\(name)\": \(fence)\"\"\"\n\(text)\n\"\"\"\(fence),\n"
}
source += arguments.count == 3 ? "  :\n]\n" : "]\n"
try source.write(toFile: arguments[2], atomically: true, encoding: .utf8)
