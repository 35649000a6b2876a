import Foundation
import HowCLI

// A file that may grow no further is an error to be told of, not the end of the program. A handler, not SIG_IGN, which
// an editor would inherit.
signal(SIGXFSZ) { _ in }
// The system tells the arguments by /proc; without it nobody knows what was asked for.
if CommandLine.arguments.isEmpty {
  FileHandle.standardError.write(
    Data("error[cannot-read]: cannot read the arguments: /proc is not there\n= help: mount it: nothing was done\n".utf8)
  )
  exit(74)
}
exit(runHow(Array(CommandLine.arguments.dropFirst()), in: .system()))
