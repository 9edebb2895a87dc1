import Foundation
package import WaybillDiagnostics

/// Finds the configuration of files: the nearest `waybill.yaml` in their folder or above, up to the
/// root of the repository or the home folder.
package final class ConfigurationSearch {
    /// A configuration, and where it stands.
    package struct Found {
        package let configuration: LintConfiguration
        /// The folder that its patterns start from.
        let folder: FilePath
    }

    /// The file's name.
    package static let fileName = "waybill.yaml"

    private let reading: FileReading
    /// What relative paths start from.
    private let workingFolder: FilePath
    /// Whether nothing is looked for above a folder.
    private let isTop: (String) -> Bool
    private var byFolder: [FilePath: Found?] = [:]
    /// What is wrong with the files that were read.
    package private(set) var diagnostics: [Diagnostic] = []

    /// - Parameters:
    ///   - workingFolder: The absolute path that relative ones start from.
    ///   - isTop: Whether nothing is looked for above a folder, by its absolute path.
    package init(
        reading: FileReading,
        workingFolder: String,
        isTop: @escaping (String) -> Bool
    ) {
        self.reading = reading
        self.workingFolder = FilePath(workingFolder)
        self.isTop = isTop
    }

    /// Looks on the disk.
    package convenience init(reading: FileReading = .disk) {
        let home = FilePath(NSHomeDirectory()).text
        self.init(
            reading: reading,
            workingFolder: FileManager.default.currentDirectoryPath,
            isTop: { folder in
                folder == home || FileManager.default.fileExists(atPath: "\(folder)/.git")
            }
        )
    }

    /// The configuration of a file.
    package func configuration(of path: String) -> Found? {
        found(in: absolute(FilePath(path)).folder, isRelative: !path.hasPrefix("/"))
    }

    /// What a configuration says about a rule in a file.
    package func level(of code: DiagnosticCode, in path: String, _ found: Found) -> LintLevel? {
        let relative = absolute(FilePath(path)).relative(to: found.folder)
        return found.configuration.level(of: code, in: relative.text)
    }

    private func absolute(_ path: FilePath) -> FilePath {
        path.isAbsolute ? path : workingFolder.appending(path.text)
    }

    private func found(in folder: FilePath, isRelative: Bool) -> Found? {
        if let known = byFolder[folder] { return known }
        let found = read(in: folder, isRelative: isRelative)
        let isEnd = folder.text == "/" || isTop(folder.text)
        let nearest = found ?? (isEnd ? nil : self.found(in: folder.folder, isRelative: isRelative))
        byFolder[folder] = .some(nearest)
        return nearest
    }

    /// The configuration in a folder itself. It is named as the user would name it.
    private func read(in folder: FilePath, isRelative: Bool) -> Found? {
        let path = folder.appending(Self.fileName)
        let name = isRelative ? path.relative(to: workingFolder) : path
        do {
            let loaded = try ConfigurationLoader.load(path: name.text, reading: reading)
            if loaded.isOfAnotherKind { return nil }
            diagnostics += loaded.diagnostics
            // One that cannot be read is the nearest all the same: another would surprise.
            return Found(configuration: loaded.configuration ?? .init(), folder: folder)
        } catch  where FileReading.isAbsence(error) {
            return nil
        } catch {
            diagnostics.append(.unreadableConfiguration(name.text, FileReading.reason(error)))
            return nil
        }
    }
}

extension Diagnostic {
    fileprivate static func unreadableConfiguration(_ path: String, _ reason: String) -> Diagnostic
    {
        Diagnostic(
            .useNotFound,
            "cannot read `\(path)`: \(reason)",
            at: SourceText(name: path, text: "").whole
        )
    }
}
