import Foundation
import HowCLI

// As bytes: Swift's own strings of them would hide what is not UTF-8.
let arguments = (1..<max(1, Int(CommandLine.argc))).compactMap { index in
  CommandLine.unsafeArgv[index].map {
    Array(UnsafeBufferPointer(start: $0, count: strlen($0))).map { UInt8(bitPattern: $0) }
  }
}

exit(runHow(arguments, in: .system()))
