import ArgumentParser

/// The program's root: a list of verbs.
struct How: ParsableCommand {
  static let version = "0.1.0"

  static let verbs: [any Verb.Type] = [
    New.self, Edit.self, Show.self, List.self, Search.self, Rename.self, Remove.self, History.self, Diff.self,
    Restore.self, Merge.self, ScoreVerb.self, Update.self, Decide.self, Resolve.self, Bayes.self, Calc.self, Run.self,
    TestVerb.self, Sweep.self, Solve.self, Report.self, Backup.self, Doctor.self,
  ]

  static let verbNames = verbs.map { $0.name } + ["help"]

  static func verb(_ name: String) -> (any Verb.Type)? {
    verbs.first { $0.name == name }
  }

  static let configuration = CommandConfiguration(
    commandName: "how", abstract: "Keep how you think, decide with it, and learn from what happens.",
    version: version, subcommands: verbs)
}
