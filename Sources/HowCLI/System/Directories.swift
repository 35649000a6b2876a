import Foundation

/// Where the program keeps things (the XDG base directories).
struct Directories {
  let surroundings: Environment

  /// A base directory from the environment; unset, empty or relative ones give way to the default below home.
  private func base(_ variable: String, _ fallback: String) -> String {
    if let path = surroundings.variable(variable), path.hasPrefix("/") { return path + "/how" }
    let home = surroundings.variable("HOME") ?? surroundings.workingDirectory
    return "\(home)/\(fallback)/how"
  }

  var data: String { base("XDG_DATA_HOME", ".local/share") }
  var state: String { base("XDG_STATE_HOME", ".local/state") }
  var configuration: String { base("XDG_CONFIG_HOME", ".config") }

  func store(_ named: String?) -> String {
    if let named, !named.isEmpty { return surroundings.path(named) }
    if let named = surroundings.variable("HOW_STORE") { return surroundings.path(named) }
    return data + "/how.sqlite"
  }

  var drafts: String { state + "/drafts" }
  var backups: String { data + "/backups" }
  var units: String { configuration + "/units.how" }
  var calcHistory: String { state + "/calc_history" }
}
