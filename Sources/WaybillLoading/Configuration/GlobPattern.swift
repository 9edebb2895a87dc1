/// A pattern for paths: `?` is a character, `*` any number of them inside a part, `**` any number of
/// parts. A pattern without `/` matches the name of a file in any folder.
package struct GlobPattern: Hashable, Sendable {
    /// As it is written.
    package let text: String
    private let parts: [Substring]

    /// Why a text is no pattern; `nil` when it is one.
    static func problem(in text: String) -> String? {
        if text.isEmpty { return "it is empty" }
        // What other tools read as classes, choices and negations would be taken as it stands, which
        // nobody means.
        if let foreign = text.first(where: { "[]{}\\!".contains($0) }) {
            return "it has `\(foreign)`, which means nothing in one"
        }
        if text.first == "/" { return "it starts with `/`, and paths below its folder are meant" }
        if text.last == "/" { return "it ends with `/`, and files are meant" }
        let isOutside = text.split(separator: "/").contains { $0 == "." || $0 == ".." }
        return isOutside ? "it is about the files below the folder of its own" : nil
    }

    /// Reads a pattern.
    package init(_ text: String) {
        self.text = text
        let parts = text.split(separator: "/")
        self.parts = text.contains("/") ? parts : ["**"] + parts
    }

    /// Whether a relative path is one that is meant.
    package func matches(_ path: String) -> Bool {
        Self.matches(path.split(separator: "/"), parts, isMany: { $0 == "**" }) { part, pattern in
            Self.matches(Array(part), Array(pattern), isMany: { $0 == "*" }) { character, meant in
                meant == "?" || character == meant
            }
        }
    }

    /// Matches a sequence against a pattern in which some elements stand for any number of others.
    /// Going back to the last of these is enough, so it takes no more than the product of both.
    private static func matches<Item, Pattern>(
        _ items: [Item],
        _ pattern: [Pattern],
        isMany: (Pattern) -> Bool,
        one: (Item, Pattern) -> Bool
    ) -> Bool {
        var (item, place) = (0, 0)
        var retry: (item: Int, place: Int)?
        while item < items.count {
            if place < pattern.count, isMany(pattern[place]) {
                retry = (item, place)
                place += 1
            } else if place < pattern.count, one(items[item], pattern[place]) {
                item += 1
                place += 1
            } else if let last = retry {
                retry = (last.item + 1, last.place)
                (item, place) = (last.item + 1, last.place + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy(isMany)
    }
}
