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

    /// Whether it is the store that commands use when none is given.
    var isUsual: Bool { store == Self.usual }
}
