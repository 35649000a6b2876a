import ArgumentParser
import Diagnostics
import Formulas
import Knowledge
import Notebook
import Reports
import Styling
import Templates

struct TestVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Hold models against their test cases.",
    discussion: """
      Without names all models of the store are tested. A case with a how block runs by itself; a narrative case is to be
      judged again when the model changed since. Ends with 1 where a case fails, with 65 where one cannot be computed.

        how test training-time
        how test --library
        how test training-time --against 3
        how test --judge
      """)

  @Argument(help: "Models, files, or - for standard input.", completion: .slugs)
  var refs: [String] = []

  @Flag(help: "The models of the library.")
  var library = false

  @Option(help: ArgumentHelp("Today's cases against an older revision, by its number or name.", valueName: "revision"))
  var against: String?

  @Flag(help: "Go through the narrative cases that are to be judged.")
  var judge = false

  @OptionGroup var sampling: SamplingOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if against != nil, refs.count != 1 {
      throw ValidationError("--against takes one model")
    }
  }

  func run(_ how: Session) throws {
    let examiner = try CaseRunner(how.notebook, sampling: sampling.sampling(on: how))
    if let against { return try compare(with: against, examiner, how) }
    if judge {
      let names = try refs.isEmpty ? models(how).map(\.name) : refs
      return try JudgeDialogue(how).run(try names.map { try how.notebook.head($0) }, examiner)
    }
    how.notebook.readsLibraryFirst = library
    let found = try models(how)
    let all = try found.map { try examiner.examine($0) }.filter { !$0.results.isEmpty || !refs.isEmpty }
    try answer(all, how)
  }

  private func models(_ how: Session) throws -> [OpenDocument] {
    if library { return try Templates.library.keys.sorted().map { try how.notebook.libraryModel($0) } + named(how) }
    if !refs.isEmpty { return try named(how) }
    var filter = ListFilter()
    filter.kind = .model
    filter.order = .slug
    return try how.notebook.list(filter).map { try how.notebook.open($0.slug) }
  }

  private func named(_ how: Session) throws -> [OpenDocument] {
    try refs.map { ref in
      let found = try how.notebook.open(ref)
      guard found.kind == .model else { throw Failure(.data, .isNot(found.name, .model, but: found.kind)) }
      return found
    }
  }

  private func answer(_ all: [ExaminedModel], _ how: Session) throws {
    let results = all.flatMap(\.results)
    let failed = results.count { $0.status == .failed || $0.status == .wrong }
    if how.format == .json {
      how.console.answer(
        .answer([
          ("passed", .integer(results.count { $0.status == .held })), ("failed", .integer(failed)),
          ("toJudge", .integer(results.count { $0.status == .toJudge })),
          (
            "cases",
            .array(
              all.flatMap { model in
                model.results.map { ExaminationText.json($0, model: model.name, in: model.model.document.source) }
              })
          ),
        ]))
    } else {
      // Of many models only what wants attention is told.
      let shown = all.count > 5 ? all.filter { $0.results.contains { ![.held, .judged].contains($0.status) } } : all
      var lines = shown.flatMap {
        ExaminationText.lines($0.results, model: $0.name, in: $0.model.document.source) + [StyledText()]
      }
      let models = all.count == 1 ? "1 model" : "\(all.count) models"
      lines.append(StyledText("\(models), ") + ExaminationText.count(results))
      how.console.page(lines.lines)
    }
    if results.isEmpty, !refs.isEmpty {
      how.console.say(.noCases)
      throw ExitCode(ExitCodes.no)
    }
    // What cannot be computed is a fault of the document, not an answer of its.
    if results.contains(where: { $0.status == .wrong }) { throw ExitCode(ExitCodes.data) }
    if failed > 0 { throw ExitCode(ExitCodes.no) }
  }

  /// Did my improvement improve?
  private func compare(with typed: String, _ examiner: CaseRunner, _ how: Session) throws {
    let found = try how.notebook.open(refs[0])
    let model = Model(try found.reading.valid())
    guard let document = found.revision?.document else { throw Failure(.data, .isNotStored(found.name)) }
    let older = try how.notebook.revision(typed.first == "@" ? String(typed.dropFirst()) : typed, of: document)
      .checked()
    let old = Model(try how.notebook.entry(older.source, kind: .model).document)
    let before = try examiner.results(of: model, against: old)
    let now = try examiner.examine(found).results.filter { !$0.testCase.isNarrative }
    let name = "@\(older.ordinal)"
    if how.format == .json {
      let source = model.document.source
      let pairs = zip(before, now).map { before, now in
        JSON.object([
          ("case", .string(now.testCase.title)), ("before", .string(before.status.rawValue)),
          ("now", .string(now.status.rawValue)), ("line", .integer(source.line(at: now.testCase.heading.start))),
        ])
      }
      how.console.answer(
        .answer([
          ("model", .string(found.name)), ("against", .string(older.name.description)), ("items", .array(pairs)),
        ]))
    } else {
      how.console.page(ComparisonText.lines(before: before, now: now, model: found.name, against: name).lines)
    }
    if now.contains(where: { $0.status == .wrong }) { throw ExitCode(ExitCodes.data) }
    if now.contains(where: { $0.status != .held }) { throw ExitCode(ExitCodes.no) }
  }
}

extension StyledText {
  /// How to write a case, where there is none.
  fileprivate static let noCases = StyledText(
    """
    no cases yet: a case is a heading under 'Test Cases' with a how block below it, such as

      ## Test Cases
      ### What happened last time
      ```how
      given NAME = 5
      expect RESULT = 12 ± 10%
      ```
    """)
}
