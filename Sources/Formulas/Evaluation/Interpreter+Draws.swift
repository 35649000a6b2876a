import Diagnostics
import Quantities
import Uncertainty

/// A variable that is correlated with others: the node of its standard normal number, and the independent numbers that
/// it is put together from.
struct CorrelatedDraw: Sendable {
  var normal: SampleGraph.NodeID
  var weights: [LinearForm.Source: Double]
}

/// Uncertain numbers come into a program here.
extension Interpreter {
  /// A variable with a distribution.
  ///
  /// - Parameter normal: the standard normal number to draw it at; one of its own where nil.
  mutating func draw(
    _ distribution: Distribution, _ kind: Kind, isShare: Bool = false, at span: SourceSpan,
    normal given: SampleGraph.NodeID? = nil,
    isRange: Bool = false
  ) -> Figure? {
    if let certain = distribution.onlyValue { return exact(certain, kind, isShare: isShare, at: span) }
    // Parts of a function called with the same name are drawn apart: only the first draw of a definition is the one
    // that `correlate` means.
    let correlation = draws.count == 0 && given == nil ? draws.correlated[draws.name] : nil
    let normal: SampleGraph.NodeID
    if let given {
      normal = given
    } else {
      let uniform = draws.uniform()
      normal = correlation?.normal ?? draws.graph.normal(from: uniform)
    }
    if isRange, draws.widening != 1 {
      // The quantile of a number drawn that much farther from the middle.
      let node = draws.graph.draw(distribution, at: draws.graph.affine(normal, scale: draws.widening))
      return uncertain(kind, node, nil, isShare: isShare, fault: .parameters, at: span)
    }
    let node = draws.graph.draw(distribution, at: normal)
    draws.normals[node] = normal
    return uncertain(
      kind, node, given == nil ? closedForm(of: distribution, correlation) : .marginal(distribution), isShare: isShare,
      fault: .parameters, at: span)
  }

  private static let mostCounts = 1000

  private mutating func closedForm(of distribution: Distribution, _ correlation: CorrelatedDraw?) -> ClosedForm {
    func form(_ constant: Double, _ spread: Double, _ source: LinearForm.Source) -> LinearForm {
      let weights = correlation?.weights ?? [source: 1]
      return LinearForm(constant: constant, coefficients: weights.mapValues { $0 * spread })
    }
    switch distribution {
    case .normal(let mean, let sd): return .normal(form(mean, sd, draws.newSource()))
    case .lognormal(let mu, let sigma): return .lognormal(form(mu, sigma, draws.newSource()))
    case .discrete, .poisson, .binomial:
      guard correlation == nil, let all = distribution.singleValues else { return .marginal(distribution) }
      let points = all.filter { $0.probability > 0 }
      // Counts that may be any of very many numbers are enumerated with no others.
      let isCount = if case .discrete = distribution { false } else { true }
      guard !isCount || points.count <= Self.mostCounts else { return .marginal(distribution) }
      draws.sources += 1
      let variable = JointValues.Variable(draws.sources, probabilities: points.map(\.probability))
      return .discrete(JointValues(variable, values: points.map(\.value), source: isCount ? distribution : nil))
    default: return .marginal(distribution)
    }
  }

  // MARK: Correlation

  /// Makes ready the draws of variables that `correlate` statements name.
  ///
  /// A Gaussian copula: standard normal numbers with the correlation r = 2 sin(πρ/6), which gives the rank correlation
  /// ρ whatever the marginals (Pearson 1907), put together from independent ones by the triangle of Cholesky.
  mutating func correlate(_ statements: [(arguments: [Expression.Argument], span: SourceSpan)]) {
    var pairs: [(String, String, Double, SourceSpan)] = []
    var names: [String] = []
    for statement in statements {
      guard let read = correlation(statement.arguments, at: statement.span) else { continue }
      for name in read.names where !names.contains(name) { names.append(name) }
      for (a, b, rank) in read.pairs {
        let known = pairs.contains { ($0.0 == a && $0.1 == b) || ($0.0 == b && $0.1 == a) }
        if known {
          report.tell(.correlatedTwice(a, b, at: statement.span))
          continue
        }
        pairs.append((a, b, rank, statement.span))
      }
    }
    guard !names.isEmpty, let last = pairs.last else { return }
    var matrix = names.indices.map { row in names.indices.map { $0 == row ? 1.0 : 0.0 } }
    for (a, b, rank, _) in pairs {
      guard let i = names.firstIndex(of: a), let j = names.firstIndex(of: b) else { continue }
      let r = 2 * ElementaryTrigonometry.sine(.pi * rank / 6)
      matrix[i][j] = r
      matrix[j][i] = r
    }
    guard let triangle = CholeskyTriangle.of(matrix) else {
      report.tell(.notPositiveDefinite(at: last.3))
      return
    }
    let sources = names.map { _ in draws.newSource() }
    let normals = names.map { draws.graph.normal(from: draws.graph.uniform(named: draws.prefix + $0)) }
    for (row, name) in names.enumerated() {
      let parts = (0...row).filter { triangle[row][$0] != 0 }
      draws.correlated[name] = CorrelatedDraw(
        normal: parts.count == 1 && row == parts[0]
          ? normals[row] : draws.graph.combined(parts.map { (weight: triangle[row][$0], node: normals[$0]) }),
        weights: Dictionary(uniqueKeysWithValues: parts.map { (sources[$0], triangle[row][$0]) }))
    }
  }

  /// `(a, b, 0.6)` or `([a, b, c], [[1, …], …])`.
  private mutating func correlation(
    _ arguments: [Expression.Argument], at span: SourceSpan
  ) -> (names: [String], pairs: [(String, String, Double)])? {
    if arguments.count == 3, let a = arguments[0].value.bareName, let b = arguments[1].value.bareName {
      guard a != b else { return fail(.correlatedTwice(a, b, at: span)) }
      guard let rank = rank(arguments[2].value, [a, b]) else { return nil }
      return ([a, b], [(a, b, rank)])
    }
    guard arguments.count == 2, case .list(let listed) = arguments[0].value.form,
      case .list(let rows) = arguments[1].value.form
    else { return fail(.wrongCorrelation(at: span)) }
    let names = listed.compactMap(\.bareName)
    guard names.count == listed.count, names.count > 1, Set(names).count == names.count, rows.count == names.count
    else { return fail(.wrongCorrelation(at: span)) }
    var matrix: [[Double]] = []
    for row in rows {
      guard case .list(let elements) = row.form, elements.count == names.count else {
        return fail(.wrongCorrelation(at: row.span))
      }
      let ranks = elements.enumerated().map { column, element in
        rank(element, [names[matrix.count], names[column]], isDiagonal: column == matrix.count)
      }
      guard ranks.allSatisfy({ $0 != nil }) else { return nil }
      matrix.append(ranks.compactMap { $0 })
    }
    var pairs: [(String, String, Double)] = []
    for i in names.indices {
      for j in i..<names.count {
        guard matrix[i][j] == matrix[j][i], i != j || matrix[i][j] == 1 else {
          return fail(.notPositiveDefinite(at: arguments[1].value.span))
        }
        if i != j { pairs.append((names[i], names[j], matrix[i][j])) }
      }
    }
    return (names, pairs)
  }

  private mutating func rank(_ expression: Expression, _ names: [String], isDiagonal: Bool = false) -> Double? {
    guard let value = value(of: expression) else { return nil }
    guard case .figure(let figure) = value, figure.kind == .quantity(.one), let rank = figure.exact else {
      return fail(.expectedPlainNumber(value.inWords, isUncertain: true, at: expression.span))
    }
    guard abs(rank) < 1 || isDiagonal && rank == 1 else {
      return fail(.impossibleCorrelation(rank, names, at: expression.span))
    }
    return rank
  }
}

extension Expression {
  /// The name, where the formula is nothing else.
  var bareName: String? { if case .name(let name) = form { name } else { nil } }
}
