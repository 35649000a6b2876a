extension Interpreter {
  /// What the names of a program stand for.
  struct Definitions: Sendable {
    /// Values and functions by name.
    var values: [String: Value] = [:]
    var functions: [String: Statement.Function] = [:]
    /// The named chances, each after those it depends on, and the names of all, also of wrong ones.
    var chances: [NamedChance] = []
    var chanceNames: Set<String> = []
    /// Names whose definition is wrong. Using one says nothing more: the definition has been told of.
    var broken: Set<String> = []
    /// The units whose declaration is wrong.
    var brokenUnits: Set<String> = []
    /// The names that the program declares as units, and those that its callers do.
    var ownUnits: Set<String> = []
    var inheritedUnits: Set<String> = []
    /// The functions that something called.
    var called: Set<String> = []
    /// The definitions in whose formulas something is drawn.
    var drawn: Set<String> = []

    /// Whether `given` and `expect` have a place here, as they have in a test case.
    var mayGive = false
    /// The inputs that were given.
    var given: Set<String> = []
    /// What the inputs are like that get values, where that is known without reading their defaults again.
    var likenesses: [String: Value] = [:]
    /// An element of a list whose value comes from outside.
    var heldElement: (list: String, place: Int, figure: Figure)?

    /// The units of the program and of its callers.
    var declaredUnits: Set<String> { inheritedUnits.union(ownUnits) }
  }
}
