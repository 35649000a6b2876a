import Diagnostics

public enum TerminalRenderer {
  public static func render(_ markdown: ArraySlice<UInt8>, width: Int) -> StyledText {
    StyledText(String(decoding: markdown, as: UTF8.self))
  }
}
