/// A path with `/` between its parts, compared as text: nothing here looks at a disk.
package struct FilePath: Hashable, Sendable {
    let isAbsolute: Bool
    /// Without `.`; `..` only at the front.
    private let parts: [Substring]

    /// Takes a path apart.
    package init(_ text: String) {
        isAbsolute = text.hasPrefix("/")
        parts = Self.normal(text.split(separator: "/"), isAbsolute: isAbsolute)
    }

    private init(isAbsolute: Bool, parts: [Substring]) {
        self.isAbsolute = isAbsolute
        self.parts = Self.normal(parts, isAbsolute: isAbsolute)
    }

    /// The path, without `.` and with `..` only at its front.
    package var text: String {
        let path = parts.joined(separator: "/")
        return isAbsolute ? "/\(path)" : path.isEmpty ? "." : path
    }

    /// The path of the folder it stands in.
    var folder: FilePath { FilePath(isAbsolute: isAbsolute, parts: Array(parts.dropLast())) }

    /// Its last part.
    var name: String { parts.last.map(String.init) ?? text }

    /// A path relative to this folder.
    package func appending(_ relative: String) -> FilePath {
        FilePath(isAbsolute: isAbsolute, parts: parts + relative.split(separator: "/"))
    }

    /// How the path is written from a folder.
    func relative(to folder: FilePath) -> FilePath {
        guard isAbsolute == folder.isAbsolute else { return self }
        let shared = zip(parts, folder.parts).prefix { $0 == $1 }.count
        let up = Array(repeating: Substring(".."), count: folder.parts.count - shared)
        return FilePath(isAbsolute: false, parts: up + parts.dropFirst(shared))
    }

    private static func normal(_ parts: [Substring], isAbsolute: Bool) -> [Substring] {
        var normal: [Substring] = []
        for part in parts where part != "." {
            if part != ".." {
                normal.append(part)
            } else if let last = normal.last, last != ".." {
                normal.removeLast()
            } else if !isAbsolute {
                normal.append(part)
            }
        }
        return normal
    }
}
