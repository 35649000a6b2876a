/// The history of the store's schema: numbered SQL, each file one step that is never changed once shipped.
public enum Migrations {
  /// The steps in order. The schema's version is how many have been applied.
  public static let all: [(name: String, sql: String)] =
    embeddedTexts.sorted { $0.key < $1.key }.map { (name: String($0.key.dropLast(".sql".count)), sql: $0.value) }
}
