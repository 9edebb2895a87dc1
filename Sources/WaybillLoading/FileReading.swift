import Foundation

/// Where the bytes of files come from.
package struct FileReading: Sendable {
    /// The bytes of the file at a path; throws when it cannot be read.
    package let read: @Sendable (String) throws -> [UInt8]

    package init(read: @escaping @Sendable (String) throws -> [UInt8]) { self.read = read }

    /// The file system. No more than ``largestFile`` is read of a file.
    package static let disk = FileReading { path in
        if isFolder(path) { throw FileReadingError.isDirectory }
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        return Array(try handle.read(upToCount: largestFile + 1) ?? Data())
    }

    /// Texts by their paths, for tests and for definitions that a store kept.
    package static func memory(_ files: [String: String]) -> FileReading {
        var byPath: [String: [UInt8]] = [:]
        for (path, text) in files { byPath[FilePath(path).text] = Array(text.utf8) }
        let kept = byPath
        return FileReading { path in
            guard let bytes = kept[FilePath(path).text] else { throw FileReadingError.notFound }
            return bytes
        }
    }

    /// One byte more than this is refused by the YAML reader (WB0006), so no more need be read.
    private static let largestFile = 4 << 20
}

/// Why a file could not be read.
enum FileReadingError: Error {
    case notFound
    case isDirectory
}

extension FileReading {
    /// Whether reading failed because there is nothing to read.
    static func isAbsence(_ error: any Error) -> Bool {
        switch error {
        case FileReadingError.notFound: true
        case let error as CocoaError: error.code == .fileReadNoSuchFile
        default: false
        }
    }

    /// Whether there is a folder at a path.
    package static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return isThere && isFolder.boolValue
    }

    /// Why a file could not be read, in words for a person.
    package static func reason(_ error: any Error, at path: String) -> String {
        isFolder(path) ? "it is a folder" : reason(error)
    }

    /// Why reading failed, in words for a person.
    static func reason(_ error: any Error) -> String {
        switch error {
        case FileReadingError.isDirectory: return "it is a folder"
        case let error where isAbsence(error): return "there is no such file"
        case let error as CocoaError where error.code == .fileReadNoPermission:
            return "reading it is not permitted"
        default: return "the file cannot be read"
        }
    }
}
