import Foundation
import HowCLI

// A file that may grow no further is an error to be told of, not the end of the program. A handler, not SIG_IGN, which
// an editor would inherit.
signal(SIGXFSZ) { _ in }
// As bytes: Swift's own strings of them would hide what is not UTF-8.
let arguments = (1..<max(1, Int(CommandLine.argc))).compactMap { index in
  CommandLine.unsafeArgv[index].map {
    Array(UnsafeBufferPointer(start: $0, count: strlen($0))).map { UInt8(bitPattern: $0) }
  }
}
// The system tells the arguments by /proc; without it nobody knows what was asked for.
if CommandLine.argc == 0 {
  FileHandle.standardError.write(
    Data("error[cannot-read]: cannot read the arguments: /proc is not there\n= help: mount it: nothing was done\n".utf8)
  )
  exit(74)
}

exit(runHow(arguments, in: .system()))
