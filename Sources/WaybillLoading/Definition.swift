import Crypto
import Foundation
package import WaybillModel

/// All the files that define a workflow, so that a run can be gone on with years later, whatever
/// has become of the files since.
package struct Definition: Hashable, Sendable, Codable {
    /// The path of the workflow's own file.
    package let entry: String
    /// In the order of their paths, which are relative to the folder of the workflow's file.
    package let files: [DefinitionFile]
    /// SHA-256 over the paths and the texts.
    package let digest: DefinitionDigest

    package init(entry: String, files: [DefinitionFile]) {
        self.entry = entry
        self.files = files.sorted { $0.path < $1.path }
        digest = Self.digest(entry: entry, of: self.files)
    }

    /// The digest of each path and text with its length before it, the entry's path first, so
    /// that no two definitions are written the same.
    private static func digest(entry: String, of files: [DefinitionFile]) -> DefinitionDigest {
        var hash = SHA256()
        func add(_ text: String) {
            hash.update(data: Data("\(text.utf8.count):".utf8))
            hash.update(data: Data(text.utf8))
        }
        add(entry)
        for file in files {
            add(file.path)
            add(file.text)
        }
        return DefinitionDigest(hash)
    }
}

extension DefinitionDigest {
    /// The digest of all that a hash has taken in.
    init(_ hash: SHA256) {
        let digits = hash.finalize().map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0\(text)" : text
        }
        self.init("sha256:\(digits.joined())")
    }
}

/// One file of a definition.
package struct DefinitionFile: Hashable, Sendable, Codable {
    /// Relative to the folder of the workflow's file.
    package let path: String
    package let text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}
