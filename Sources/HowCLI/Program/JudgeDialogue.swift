import Diagnostics
import Foundation
import Knowledge
import Notebook
import Reports
import Styling

/// Goes through the narrative cases of a model with a person, and writes down what they say.
struct JudgeDialogue {
  private let how: Session

  init(_ how: Session) {
    self.how = how
  }

  func run(_ heads: [Revision], _ examiner: CaseRunner) throws {
    let open = try how.notebook.toJudge(heads, examiner)
    if open.isEmpty { return how.console.say(StyledText("nothing is to be judged")) }
    guard how.canAsk else {
      throw Failure(.usage, .nobodyToAsk("write '- judged DATE @REVISION: held' under the case"))
    }
    for model in open {
      if open.count > 1 { how.console.say(StyledText(visible(model.head.slug), .name)) }
      if try !judge(model.titles, of: model.head) { return }
    }
  }

  /// - Returns: whether the person goes on.
  private func judge(_ open: [String], of head: Revision) throws -> Bool {
    var current = head
    defer {
      if current.name != head.name {
        how.console.answer([
          StyledText("judged ", .dim) + StyledText(current.shortID, .name) + StyledText(" \(current.slug) ")
            + StyledText("@\(current.ordinal) \(current.name.short)", .dim)
        ])
      }
    }
    for title in open {
      guard let (model, testCase) = try how.notebook.narrativeCase(title, of: current) else { continue }
      how.console.say(StyledText(visible(title), .heading))
      how.console.say(StyledText(visible(model.document.source[testCase.body].trimmed)))
      switch asked() {
      case .leave: return false
      case .skip: continue
      case .verdict(let verdict):
        let note = how.ask("why? (a line, or nothing)") ?? ""
        current = try how.notebook.judge(title, of: current, at: head, verdict, note: note.isEmpty ? nil : note)
      }
    }
    return true
  }

  private enum Reply {
    case verdict(Judgement.Verdict)
    case skip, leave
  }

  private func asked() -> Reply {
    while true {
      guard let answer = how.ask("does the model as it is now hold? [held/failed/unsure/skip/quit]")?.lowercased()
      else {
        return .leave
      }
      if answer == "quit" || answer == "q" { return .leave }
      if answer == "skip" || answer == "s" || answer.isEmpty { return .skip }
      if let verdict = Judgement.Verdict.allCases.first(where: { $0.rawValue.hasPrefix(answer) }) {
        return .verdict(verdict)
      }
    }
  }
}
