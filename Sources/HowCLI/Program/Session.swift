import Diagnostics
import Foundation
import Knowledge
import Markdown
import Notebook
import Styling

/// One run of the program: what was asked for globally, the surroundings, and the notebook.
final class Session {
  let surroundings: Environment
  let console: Console
  let common: CommonOptions
  let places: Directories
  let notebook: Notebook

  let outcome: Outcome

  init(_ common: CommonOptions, in surroundings: Environment, _ outcome: Outcome = Outcome()) {
    self.common = common
    self.outcome = outcome
    self.surroundings = surroundings
    places = Directories(surroundings: surroundings)
    // Under --json, standard error holds one object or nothing.
    let isQuiet = common.quiet || common.chosenFormat == .json || common.chosenFormat == .jsonl
    let world = Self.world(surroundings, places, common, isQuiet: isQuiet)
    notebook = Notebook(world, random: surroundings.random)
    console = Console(
      surroundings: surroundings, color: common.color, isQuiet: isQuiet,
      usesPager: !common.noPager, outcome: outcome)
  }

  var format: Format { common.chosenFormat }

  /// Whether a person is there to be asked.
  var canAsk: Bool { surroundings.isInputTerminal && surroundings.errors.isTerminal && !common.noInput }

  /// Asks a question; nil where nobody answers.
  func ask(_ question: String) -> String? {
    _ = surroundings.errors.write(Array((visible(question) + " ").utf8))
    return surroundings.readLine()?.trimmed
  }

  /// The text of a file or of standard input.
  func text(at typed: String) throws -> SourceText { try notebook.world.read(typed) }

  /// What the notebook is given of the surroundings.
  private static func world(
    _ surroundings: Environment, _ places: Directories, _ common: CommonOptions, isQuiet: Bool
  ) -> Notebook.World {
    @Sendable func tell(_ text: String) {
      if !isQuiet { _ = surroundings.errors.write(Array("\(text)\n".utf8)) }
    }
    return Notebook.World(
      storePath: places.store(common.store), draftsPath: places.drafts, now: surroundings.now,
      today: { surroundings.today },
      processors: surroundings.processors,
      read: { typed in
        let limit = DocumentReader.largest + 1
        guard typed == "-" else {
          let bytes = try Files.read(surroundings.path(typed), shown: typed, limit: limit)
          return SourceText(name: typed, bytes: bytes)
        }
        if surroundings.isInputTerminal { tell("reading standard input; end it with Ctrl-D") }
        guard let bytes = surroundings.readInput(limit) else {
          throw Failure(.inputOutput, .cannotRead("standard input", String(cString: strerror(errno))))
        }
        return SourceText(name: "-", bytes: bytes)
      },
      document: surroundings.document,
      own: { name in
        let path = "\(places.configuration)/\(name)"
        do throws(Failure) {
          return SourceText(name: path, bytes: try Files.read(path, shown: path, limit: 1 << 20))
        } catch {
          if error.reason == .missing { return nil }
          throw error
        }
      },
      // Rather than wait in silence.
      waiting: { tell("waiting: another program holds the store") })
  }
}
