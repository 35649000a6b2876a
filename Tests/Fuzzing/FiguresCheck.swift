import Foundation

/// What must hold of figures in JSON, wherever they stand.
enum FiguresCheck {
  static func fault(in value: Any) -> String? {
    switch value {
    case let list as [Any]: return list.lazy.compactMap { fault(in: $0) }.first
    case let object as [String: Any]:
      if let fault = spread(object) ?? shares(object) ?? best(object) ?? information(object) { return fault }
      return object.keys.sorted().lazy.compactMap { key in object[key].flatMap { fault(in: $0) } }.first
    default: return nil
    }
  }

  private static func number(_ value: Any?) -> Double? {
    if let object = value as? [String: Any] { return number(object["value"]) }
    guard let number = value as? NSNumber else { return nil }
    return number.doubleValue
  }

  private static func spread(_ object: [String: Any]) -> String? {
    if let sd = number(object["sd"]), !(sd >= 0) { return "a standard deviation of \(sd)" }
    if let error = number(object["standardError"]), !(error >= 0) { return "a standard error of \(error)" }
    guard let low = number(object["p5"]), let middle = number(object["p50"]), let high = number(object["p95"]) else {
      return nil
    }
    return low <= middle && middle <= high ? nil : "quantiles out of order"
  }

  private static func shares(_ object: [String: Any]) -> String? {
    for key in ["chanceOfLoss", "chanceOfBest", "probability"] {
      if let share = number(object[key]), !(share >= 0 && share <= 1) { return "\(key) of \(share)" }
    }
    return nil
  }

  /// No option is expected to bring more than the best.
  private static func best(_ object: [String: Any]) -> String? {
    guard let name = object["best"] as? String, let options = object["options"] as? [[String: Any]] else { return nil }
    let expected = options.compactMap { option -> (label: String, value: Double)? in
      guard let label = option["label"] as? String, let value = number(option["expected"]) else { return nil }
      return (label, value)
    }
    guard let own = expected.first(where: { $0.label == name })?.value else { return nil }
    let most = expected.map(\.value).max() ?? own
    return own >= most - 1e-9 * max(abs(own), abs(most)) ? nil : "an option is better than the best"
  }

  /// Knowing one thing is worth no less than nothing and no more than knowing all.
  private static func information(_ object: [String: Any]) -> String? {
    guard let perfect = number(object["perfect"]), let each = object["perBelief"] as? [[String: Any]] else {
      return nil
    }
    if perfect < 0 { return "perfect information worth less than nothing" }
    for belief in each {
      guard let value = number(belief["value"]) else { continue }
      if value < 0 { return "knowing something worth less than nothing" }
      if value > perfect * (1 + 1e-9) { return "knowing one thing worth more than knowing all" }
    }
    return nil
  }
}
