import WaybillDiagnostics

/// The types, or the policies, of one loading that something names. It is shared by the resolvers of
/// that loading and never leaves it.
final class NameUses {
    private var used: Set<Span> = []

    /// Notes that something is named at a place. Its own declaration is no use of it.
    func note(_ place: Span, of declaration: Span) {
        if place != declaration { used.insert(declaration) }
    }

    /// Whether what is declared at a place is named anywhere.
    func contain(_ declaration: Span) -> Bool { used.contains(declaration) }
}
