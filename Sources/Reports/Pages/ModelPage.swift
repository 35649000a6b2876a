import Diagnostics
package import Knowledge

/// What a template can say of a model, with the decisions that were taken with it.
package struct ModelPage: TemplateValues {
  struct Step: TemplateValues { var step: String }

  var title: String
  var slug: String
  var steps: [Step]
  var hasSteps: Bool
  var decisions: [DecisionRow]
  var used: Bool
  var sections: [TextSection]

  package init(_ document: Document, slug: String, decisions: [DecisionRow]) {
    title = document.statedTitle ?? slug
    self.slug = slug
    steps = Model(document).steps.map { Step(step: $0.text) }
    hasSteps = !steps.isEmpty
    self.decisions = decisions
    used = !decisions.isEmpty
    sections = document.sections.map { section in
      TextSection(name: section.heading.text, text: document.source[document.source.trimmed(section.body)])
    }
  }
}
