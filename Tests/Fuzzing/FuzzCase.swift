/// What is tried once: commands that run one after the other on a machine of their own.
///
/// As text, which is how cases are kept under `Tests/Corpus`: a line that begins with `# ` says why the case is there,
/// `$ ` is an argument, `< ` a line of standard input, `! ` damages the store before the command, and an empty line
/// parts commands. What cannot stand in a line is written as `\n`, `\\` or `\xNN`, byte by byte.
package struct FuzzCase: Hashable, Sendable {
  package struct Command: Hashable, Sendable {
    package var arguments: [String]
    package var input: [UInt8]?
    /// Where bytes of the store are changed before the command: the offset as a fraction of 2^32, and what is added.
    package var damage: [Damage] = []

    package init(_ arguments: [String], input: [UInt8]? = nil, damage: [Damage] = []) {
      self.arguments = arguments
      self.input = input
      self.damage = damage
    }
  }

  package enum Damage: Hashable, Sendable {
    /// So many bytes from there on become another one.
    case bytes(at: UInt32, count: Int, xor: UInt8)
    /// The file ends there.
    case end(at: UInt32)
  }

  package var remark: String?
  package var commands: [Command]

  package init(_ commands: [Command], remark: String? = nil) {
    self.commands = commands
    self.remark = remark
  }
}

extension FuzzCase {
  package var text: String {
    var lines: [String] = remark.map { ["# \($0)"] } ?? []
    for (index, command) in commands.enumerated() {
      if index > 0 { lines.append("") }
      for damage in command.damage {
        switch damage {
        case .bytes(let place, let count, let xor): lines.append("! bytes \(place) \(count) \(xor)")
        case .end(let place): lines.append("! end \(place)")
        }
      }
      lines += command.arguments.map { "$ " + Self.escaped(Array($0.utf8)) }
      guard let input = command.input else { continue }
      lines += input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
        "< " + Self.escaped(Array($0))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// - Returns: nil where it is no case.
  package init?(_ text: String) {
    var remarks: [String] = []
    var commands: [Command] = []
    var command = Command([])
    var input: [[UInt8]] = []
    func isEmpty(_ command: Command) -> Bool { command.arguments.isEmpty && command.damage.isEmpty }
    func end() {
      if !input.isEmpty { command.input = Array(input.joined(separator: [UInt8(ascii: "\n")])) }
      if !isEmpty(command) { commands.append(command) }
      command = Command([])
      input = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let rest = line.dropFirst(2)
      switch line.prefix(2) {
      case "# ": remarks.append(String(rest))
      case "$ ": command.arguments.append(String(decoding: Self.unescaped(rest), as: UTF8.self))
      case "< ", "<": input.append(Self.unescaped(rest))
      case "! ":
        let words = rest.split(separator: " ")
        let numbers = words.dropFirst().compactMap { Int($0) }
        if words.first == "bytes", numbers.count == 3 {
          command.damage.append(
            .bytes(
              at: UInt32(truncatingIfNeeded: numbers[0]), count: numbers[1], xor: UInt8(truncatingIfNeeded: numbers[2]))
          )
        } else if words.first == "end", numbers.count == 1 {
          command.damage.append(.end(at: UInt32(truncatingIfNeeded: numbers[0])))
        } else {
          return nil
        }
      case "": end()
      default: return nil
      }
    }
    end()
    guard !commands.isEmpty else { return nil }
    self.init(commands, remark: remarks.isEmpty ? nil : remarks.joined(separator: " "))
  }

  private static func escaped(_ bytes: [UInt8]) -> String {
    // What is text stays text.
    if let text = String(validating: bytes, as: UTF8.self), !bytes.contains(where: { $0 < 32 || $0 == 127 || $0 == 92 })
    {
      return text
    }
    var result = ""
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"): result += "\\n"
      case UInt8(ascii: "\\"): result += "\\\\"
      case 32..<127: result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16)
        result += "\\x" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }

  private static func unescaped(_ text: Substring) -> [UInt8] {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "x") where index + 3 < bytes.count:
        result.append(UInt8(String(decoding: bytes[(index + 2)...(index + 3)], as: UTF8.self), radix: 16) ?? 0)
        index += 2
      default: result.append(bytes[index + 1])
      }
      index += 2
    }
    return result
  }
}
