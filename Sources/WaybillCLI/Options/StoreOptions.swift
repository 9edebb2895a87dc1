import ArgumentParser

/// Where runs are kept.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store: a SQLite file that keeps every run.", valueName: "path"),
        completion: .file(extensions: ["db"]))
    var store = "waybill.db"
}
