import Diagnostics
import Foundation
import Knowledge
import Markdown

func document(_ text: String) throws -> Document {
  try DocumentReader.read(SourceText(name: "test.md", text: text))
}

func document(_ bytes: [UInt8]) throws -> Document {
  try DocumentReader.read(SourceText(name: "test.md", bytes: bytes))
}

/// The code of the first thing that is wrong with a text; nil where it is a document.
func fault(of text: String) throws -> Diagnostic.Code? {
  do {
    _ = try document(text)
    return nil
  } catch let faults as DocumentErrors {
    return faults.diagnostics[0].code
  }
}

extension [UInt8] {
  var text: String { String(decoding: self, as: UTF8.self) }
}
