import Foundation

extension String {
  /// The text with letters and their accents composed (Unicode's form NFC): what looks the same is the same.
  package var composed: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
  }
}
