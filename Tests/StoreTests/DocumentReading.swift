import Diagnostics
import Knowledge
import Markdown

enum DocumentReading {
  static func document(_ text: String) throws -> Document {
    try DocumentReader.read(SourceText(name: "-", text: text))
  }
}
