/// What a person typed to mean a document, and perhaps one of its revisions: `drill`, `d12`, `drill@3`, `drill@1f3a9c2e`.
package struct Reference: Hashable, Sendable {
  package var name: String
  package var revision: String?

  package init(_ typed: String) {
    if let mark = typed.lastIndex(of: "@"), mark != typed.startIndex {
      name = String(typed[..<mark])
      revision = String(typed[typed.index(after: mark)...])
    } else {
      name = typed
    }
  }
}
