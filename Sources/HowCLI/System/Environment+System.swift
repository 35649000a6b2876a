import DurableFiles
import Foundation
import Knowledge
import LineEditing
import Subprocess

extension Environment {
  /// The surroundings of a real run.
  package static func system() -> Environment {
    Environment(
      environment: ProcessInfo.processInfo.environment,
      workingDirectory: FileManager.default.currentDirectoryPath,
      readInput: { readDescriptor(STDIN_FILENO, limit: $0) }, readLine: { Swift.readLine() },
      isInputTerminal: isatty(STDIN_FILENO) == 1, processors: ProcessInfo.processInfo.activeProcessorCount,
      output: .descriptor(STDOUT_FILENO),
      errors: .descriptor(STDERR_FILENO),
      now: {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
      },
      offset: { time in
        var seconds = time_t(time.milliseconds / 1000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts.tm_gmtoff
      },
      random: SystemRandomNumberGenerator(), edit: runEditor, page: runPager)
  }
}

/// Runs an editor as git does: by the shell, so that arguments and quotes in its name work.
@Sendable private func runEditor(_ command: String, _ file: String) -> Int32 {
  // Ctrl-C in the editor is the editor's. A handler, not SIG_IGN, which the editor would inherit.
  let before = signal(SIGINT) { _ in }
  defer { signal(SIGINT, before) }
  return waiting {
    let result = try await run(
      .path("/bin/sh"), arguments: ["-c", "\(command) \"$@\"", command, file],
      input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
      output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
    return switch result.terminationStatus {
    case .exited(let code): Int32(code)
    case .signaled(let signal): 128 + Int32(signal)
    }
  } ?? 127
}

@Sendable private func runPager(_ command: String, _ text: [UInt8]) -> Bool {
  let before = signal(SIGINT) { _ in }
  defer { signal(SIGINT, before) }
  let status: Int32? = waiting {
    let result = try await run(
      .path("/bin/sh"), arguments: ["-c", command], input: .array(text),
      output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
    return if case .exited(let code) = result.terminationStatus { Int32(code) } else { 0 }
  }
  // A pager that is not there is 127 to the shell; one that was left early is no failure.
  return status != nil && status != 127
}

/// Waits for an asynchronous piece of work on a thread that is not the work's; nil where it fails.
private func waiting(_ work: @escaping @Sendable () async throws -> Int32) -> Int32? {
  final class Box: @unchecked Sendable { var value: Int32? }
  let box = Box()
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    box.value = try? await work()
    done.signal()
  }
  done.wait()
  return box.value
}
