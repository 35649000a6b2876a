import DurableFiles
import Foundation

/// One of the two streams a program writes to.
package struct TerminalStream: Sendable {
  package var isTerminal: Bool
  /// The columns and rows of the terminal; nil where it is none.
  package var size: (columns: Int, rows: Int)?
  /// Writes all of some bytes; gives the system's error number where it cannot, else 0.
  package var write: @Sendable ([UInt8]) -> Int32

  package init(isTerminal: Bool, size: (columns: Int, rows: Int)? = nil, write: @escaping @Sendable ([UInt8]) -> Int32)
  {
    self.isTerminal = isTerminal
    self.size = size
    self.write = write
  }
}

extension TerminalStream {
  /// The stream behind a descriptor of this process.
  package static func descriptor(_ descriptor: Int32) -> TerminalStream {
    let isTerminal = isatty(descriptor) == 1
    var size: (columns: Int, rows: Int)?
    if isTerminal {
      var window = winsize()
      if ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 {
        size = (Int(window.ws_col), Int(window.ws_row))
      } else {
        size = (80, 24)
      }
    }
    return TerminalStream(isTerminal: isTerminal, size: size) { bytes in
      writeAll(bytes, to: descriptor)
    }
  }
}
