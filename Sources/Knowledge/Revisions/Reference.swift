/// What a person typed to mean a document, and perhaps one of its revisions: `drill`, `d12`, `drill@3`, `drill@1f3a9c2e`.
public struct Reference: Hashable, Sendable {
  public var name: String
  public var revision: String?

  public init(_ typed: String) {
    if let mark = typed.lastIndex(of: "@"), mark != typed.startIndex {
      name = String(typed[..<mark])
      revision = String(typed[typed.index(after: mark)...])
    } else {
      name = typed
    }
  }
}
