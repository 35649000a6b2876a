#!/usr/bin/env python3
"""Makes Sources/Diagnostics/UnicodeWidth.swift: unicode_width.py EastAsianWidth.txt emoji-data.txt > UnicodeWidth.swift

The files are those of https://www.unicode.org/Public/17.0.0/ucd (the second in its folder emoji). Two columns have the
characters that are wide (W) or full width (F) by UAX #11, and those that are shown as emoji by themselves.
"""

import re
import sys


def properties(path):
    """The ranges of a file of Unicode's with what they are: `0x1100, 0x115F, "W"`."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
            if match:
                first, last, value = match.groups()
                yield int(first, 16), int(last or first, 16), value


def version(path):
    with open(path, encoding="utf-8") as file:
        return re.search(r"-(\d+\.\d+\.\d+)\.txt", file.readline()).group(1)


wide = set()
for path, values in [(sys.argv[1], {"W", "F"}), (sys.argv[2], {"Emoji_Presentation"})]:
    for first, last, value in properties(path):
        if value in values:
            wide.update(range(first, last + 1))

ranges = []
for scalar in sorted(wide):
    if ranges and ranges[-1][1] + 1 == scalar:
        ranges[-1][1] = scalar
    else:
        ranges.append([scalar, scalar])
longest = max((r for r in ranges if r[1] < 0x10000), key=lambda r: r[1] - r[0])

lines, line = [], "   "
for first, last in ranges:
    item = f" 0x{first:04X}...0x{last:04X},"
    if len(line + item) > 120:
        lines.append(line)
        line = "   "
    line += item
lines.append(line)
table = "\n".join(lines)

print(f"""\
/// Which characters take two columns on a terminal: Unicode {version(sys.argv[1])}, made by Tests/unicode_width.py.
package enum UnicodeWidth {{
  /// Whether a scalar is wide or full width (UAX #11), or shown as an emoji by itself.
  package static func isWide(_ scalar: UInt32) -> Bool {{
    if scalar < 0x{ranges[0][0]:04X} {{ return false }}
    if ideographs.contains(scalar) {{ return true }}
    var low = 0
    var high = wide.count
    while low < high {{
      let middle = (low + high) / 2
      if wide[middle].upperBound < scalar {{ low = middle + 1 }} else {{ high = middle }}
    }}
    return low < wide.count && wide[low].contains(scalar)
  }}

  /// The longest of the ranges that have most of what is read, so that it is looked at first.
  private static let ideographs: ClosedRange<UInt32> = 0x{longest[0]:04X}...0x{longest[1]:04X}

  private static let wide: [ClosedRange<UInt32>] = [
{table}
  ]
}}""")
