/// A word or a sign of the language, with what it does and examples that run.
package struct LanguageWord: Sendable {
  /// All ways in which it is asked for.
  package let names: [String]
  /// How it is written.
  package let form: String
  /// What it does, in one sentence.
  package let summary: String
  /// Programs that use it.
  package let examples: [String]

  init(_ names: [String], _ form: String, _ summary: String, _ examples: [String]) {
    self.names = names
    self.form = form
    self.summary = summary
    self.examples = examples
  }

  /// The word of a name, if there is one.
  package static func named(_ name: String) -> LanguageWord? { all.first { $0.names.contains(name) } }

  package static let all: [LanguageWord] = [
    .init(
      ["->"], "formula -> unit", "Converts the whole formula before it; '-> %' shows it as a percentage.",
      ["100 km / 2 hour -> m/s", "3 / 4 -> %"]),
    .init(
      ["to", "range", "ranges"], "[level%] a to b [unit] [shape]",
      "A range that holds the middle 90%, or another level; its shape is lognormal where none is named.",
      ["5 to 10 km", "80% 5 to 10", "-5 to 10 normal"]),
    .init(
      ["normal", "lognormal", "uniform", "beta", "pert"], "a to b normal", "A shape of a range.", ["-5 to 10 normal"]),
    .init(
      [".."], "first..last", "The list of the whole numbers from one to the other.", ["1..5", "100 USD * 1.07^(0..3)"]),
    .init(
      ["+", "-"], "a + b, a - b", "A sum or a difference of what is measured in units that go together.",
      ["1 km + 500 m", "2027-06-01 - 2027-02-01"]),
    .init(
      ["*", "/"], "a * b, a / b", "A product or a quotient; a unit belongs to the number before it.",
      ["40 hour * 80 USD/hour", "1/3 * 1 hour"]),
    .init(["^"], "a^b", "A power; it binds from the right and tighter than a sign.", ["2^10", "(1 + 7%)^10", "3 m^2"]),
    .init(["%"], "20%", "A hundredth, written right behind its number.", ["20% * 50 USD"]),
    .init(["mod"], "a mod b", "What is left of a number when whole multiples of another are taken away.", ["7 mod 3"]),
    .init(
      ["require"], "require condition  # what is said where it does not hold", "Says where a program holds.",
      ["n = 4; require n >= 1  # there is one at least"]),
    .init(
      ["<", "<=", ">", ">=", "==", "!="], "a < b", "Compares two values of one unit.",
      ["3 km > 500 m", "P(5 to 10 > 8)"]),
    .init(["in"], "x in a to b", "Whether a value lies between two bounds, both included.", ["7 in 5 to 10"]),
    .init(["and", "or", "not"], "a and b, a or b, not a", "Joins conditions.", ["2 > 1 and not 3 > 4"]),
    .init(
      ["if", "then", "else"], "if condition then a else b",
      "Chooses, in every sample anew where the condition is uncertain.",
      ["if 3 > 2 then 1 km else 2 km"]),
    .init(["="], "name = formula", "Gives a name its value; the order of lines does not matter.", ["x = 3 km; 2 * x"]),
    .init(
      ["unit"], "unit name, name = size", "Declares a unit, as a new thing or as so much of what is known.",
      ["unit workday = 8 hour; 3 workday -> hour", "unit EUR = 1.08 USD; 100 EUR -> USD"]),
    .init(
      ["input"], "input name: unit = formula", "Names what may be given from outside.", ["input gpus = 20k; gpus * 2"]),
    .init(["output"], "output name: unit = formula", "Names what is asked for.", ["output cost: USD = 3 * 70k USD"]),
    .init(
      ["correlate"], "correlate(a, b, 0.6)", "Lets two names go together, by their rank correlation.",
      ["a = 5 to 10; b = 1 to 3; correlate(a, b, 0.6); mean(a * b)"]),
    .init(
      ["chance"], "chance name = value probability, …", "Names something that turns out in one of several ways.",
      ["chance oil = dry 50%, wet 30%, soaking 20%"]),
    .init(
      ["test"], "test name given chance",
      "Names what tells of a chance, with a row of probabilities for each of its values.",
      ["chance oil = dry 50%, wet 50%\ntest core given oil\n  dry: good 10%, bad 90%\n  wet: good 70%, bad 30%"]),
    .init(["#"], "formula  # comment", "What follows it in its line is a comment.", ["2 + 2  # four"]),
    .init([";"], "a; b", "Ends a statement, as does the end of a line.", ["x = 3; x^2"]),
    .init(
      ["[", "]", "list", "lists"], "[a, b, c]", "A list; 'xs[2]' is its second element.",
      ["[2, 3, 5] * 1 km", "[2, 3, 5][2]"]),
    .init(["[["], "[[slug]].row.column", "A cell of another document's table, or an output of another model.", []),
    .init(["pi"], "pi", "The number 3.14159…", ["pi * (2 m)^2"]),
    .init(["true", "false"], "true", "A condition that holds, and one that does not.", ["true and not false"]),
    .init(
      ["date", "dates"], "2027-02-01", "A day; plus a time it is a later day, months and years being the calendar's.",
      ["2027-02-01 + 6 week", "2024-01-31 + 1 month"]),
  ]
}
