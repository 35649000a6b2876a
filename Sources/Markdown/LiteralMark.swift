/// Marks that are to stay text: in what libcmark is given, each is replaced by a control character that means nothing to
/// it, and where text is drawn, by itself again. So nothing is lost, and every position stays what it was.
enum LiteralMark {
  private static let marks: [UInt8] = Array("[\\*_`<&~".utf8)
  /// Stands for a control character of the document itself.
  static let control: UInt8 = 0x1A
  static let bracket: UInt8 = 1

  /// For each byte what stands for it, or 0.
  static let masks: [UInt8] = {
    var masks = [UInt8](repeating: 0, count: 256)
    for (index, mark) in marks.enumerated() { masks[Int(mark)] = UInt8(index + 1) }
    return masks
  }()

  /// The mark that a byte stands for; nil where it stands for none.
  @inline(__always)
  static func original(_ byte: UInt8) -> UInt8? {
    byte > 0 && Int(byte) <= marks.count ? marks[Int(byte) - 1] : nil
  }
}
