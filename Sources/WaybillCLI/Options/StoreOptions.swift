import ArgumentParser

/// Where runs are kept.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store: a SQLite file that keeps every run.",
            valueName: "path"
        ),
        completion: .file(extensions: ["db"])
    )
    var store = Self.usual

    private static let usual = "waybill.db"

    func validate() throws {
        // SQLite would keep a store without a name in memory, and lose it.
        guard !store.isEmpty else { throw ValidationError("--store names no file.") }
    }

    /// Whether it is the store that commands use when none is given.
    var isUsual: Bool { store == Self.usual }

    /// What a command shown to the user needs, so that it is about this store.
    var argument: String { isUsual ? "" : " --store \(store.asShellWord)" }
}

extension String {
    /// The text as one word of a shell's command line.
    var asShellWord: String {
        let isPlain = !isEmpty && allSatisfy { $0.isLetter || $0.isNumber || "/._-+@".contains($0) }
        return isPlain ? self : "'" + replacing("'", with: "'\\''") + "'"
    }
}
