public import WaybillDiagnostics

extension JSON {
    /// Where the value of a path stands in the text it was read from, so that values need not
    /// carry places: the text is read again. `nil` when there is no such value.
    public static func span(of path: [JSONPathElement], in source: SourceText) -> Span? {
        var scanner = JSONScanner(source.bytes)
        for element in path {
            guard (try? scanner.descend(to: element)) == true else { return nil }
        }
        scanner.skipSpace()
        let start = scanner.position
        guard (try? scanner.value()) != nil else { return nil }
        return Span(in: source, start..<scanner.position)
    }

    /// Where the name of a path's last member stands, with its quotes. `nil` when there is no such
    /// member.
    public static func nameSpan(of path: [JSONPathElement], in source: SourceText) -> Span? {
        guard case .member(let name)? = path.last else { return nil }
        var scanner = JSONScanner(source.bytes)
        for element in path.dropLast() {
            guard (try? scanner.descend(to: element)) == true else { return nil }
        }
        guard scanner.skip("{") else { return nil }
        repeat {
            scanner.skipSpace()
            let start = scanner.position
            guard let found = try? scanner.string() else { return nil }
            if found.isIdentical(to: name) { return Span(in: source, start..<scanner.position) }
            guard scanner.skip(":"), (try? scanner.value()) != nil else { return nil }
        } while scanner.skip(",")
        return nil
    }
}

extension JSONScanner {
    /// Moves from before a value to before one inside it; false when there is none.
    fileprivate mutating func descend(to element: JSONPathElement) throws(JSONSyntaxError) -> Bool {
        switch element {
        case .member(let name):
            guard skip("{") else { return false }
            repeat {
                if try memberName().isIdentical(to: name) { return true }
                _ = try value()
            } while skip(",")
            return false
        case .element(let index):
            guard index >= 0, skip("[") else { return false }
            for _ in 0..<index {
                _ = try value()
                guard skip(",") else { return false }
            }
            return true
        }
    }
}
