import WaybillDiagnostics

/// The types of one loading that something names. It is shared by the resolvers of that loading and
/// never leaves it.
final class TypeUses {
    private var used: Set<Span> = []

    /// Notes that a type is named at a place. Its own declaration is no use of it.
    func note(_ place: Span, of declaration: Span) {
        if place != declaration { used.insert(declaration) }
    }

    /// Whether the type declared at a place is named anywhere.
    func contain(_ declaration: Span) -> Bool { used.contains(declaration) }
}
