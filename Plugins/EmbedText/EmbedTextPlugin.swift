import Foundation
import PackagePlugin

/// Hands every text file of a target's folder to `EmbedText`, which writes them into one Swift source.
///
/// SwiftPM's own `.embedInCode` takes twelve seconds for 50 KB; raw string literals take none.
@main
struct EmbedTextPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? SourceModuleTarget else { return [] }
    let texts =
      FileManager.default.enumerator(at: target.directoryURL, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL }
      .filter { ["how", "md", "mustache", "sql"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path } ?? []
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTexts.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(texts.count) texts into \(target.name)",
        executable: try context.tool(named: "EmbedText").url,
        arguments: [target.directoryURL.path, output.path] + texts.map(\.path),
        inputFiles: texts, outputFiles: [output])
    ]
  }
}
