import WaybillLoading

/// A file of several that are checked: looked at on its own, as far as that goes. Its graph is not
/// kept, so that many files take no more room than a few.
struct EntryFile {
    let together: FilesTogether
    private let file: File

    private enum File {
        case checked(CheckedFile)
        /// Bindings are held against the contracts of all files.
        case bindings(LoadedFile)
    }

    init(path: String, reading: FileReading) {
        let loaded = Loader.load(path: path, reading: reading)
        together = FilesTogether(loaded)
        file =
            if case .bindings = loaded.kind { .bindings(loaded) } else {
                .checked(CheckedFile(loaded, reading: reading, contracts: []))
            }
    }

    func checked(among together: FilesTogether, reading: FileReading) -> CheckedFile {
        switch file {
        case .checked(let file): file
        case .bindings(let file):
            CheckedFile(file, reading: reading, contracts: together.contracts)
        }
    }
}
