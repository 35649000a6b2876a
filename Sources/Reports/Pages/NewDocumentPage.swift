/// What a template of a new document begins with; all of it is markdown or YAML as it stands.
package struct NewDocumentPage: TemplateValues {
  package struct Step: TemplateValues { var step: String }

  var title: String
  var created: String
  var tags: String
  /// The model that a decision follows, in YAML and as a name; nil where it follows none.
  var how: String?
  var model: String?
  var steps: [Step] = []
  var hasSteps = false

  package init(title: String, created: String, tags: String) {
    self.title = title
    self.created = created
    self.tags = tags
  }

  package mutating func follow(_ model: String, inYAML: String, steps: [String]) {
    how = inYAML
    self.model = model
    self.steps = steps.map(Step.init)
    hasSteps = !steps.isEmpty
  }
}

/// What a template of a postmortem takes besides from its decision.
package struct NewPostmortemPage: TemplateValues {
  var decisionTitle: String
  var decisionSlug: String
  /// With a space before them.
  var process: String?
  var outcome: String?

  package init(decisionTitle: String, decisionSlug: String, process: Int?, outcome: Int?) {
    self.decisionTitle = decisionTitle
    self.decisionSlug = decisionSlug
    self.process = process.map { " \($0)" }
    self.outcome = outcome.map { " \($0)" }
  }
}
