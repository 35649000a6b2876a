import Foundation
import HowCLI

exit(runHow(Array(CommandLine.arguments.dropFirst()), in: .system()))
