import Templates

/// The models that come with the program.
package enum ModelLibrary {
  /// In the order of the alphabet.
  package static var names: [String] { Templates.library.keys.sorted() }

  /// The text of a model as it ships; nil where there is none of the name.
  package static func text(_ slug: String) -> String? { Templates.library[slug] }
}
