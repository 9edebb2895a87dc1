import Testing

/// ARCHITECTURE.md, law 1: the targets depend on each other as its table says, and on nothing else.
@Suite struct DependencyLawTests {
    /// What a target may import, with all that those may import.
    ///
    /// The engine and the read models load workflows, too: a run is pinned to the files that it
    /// started with, and these are in the store.
    static let table: [String: [String]] = [
        "CYAML": [],
        "CRE2": [],
        "WaybillDiagnostics": [],
        "WaybillYAML": ["CYAML", "WaybillDiagnostics"],
        "CEL": ["CRE2", "WaybillDiagnostics"],
        "WaybillModel": ["CEL", "WaybillDiagnostics"],
        "WaybillLoading": ["WaybillYAML", "WaybillModel"],
        "WaybillLint": ["WaybillModel", "WaybillLoading"],
        "WaybillDrawing": ["WaybillModel"],
        "WaybillRouting": [],
        "WaybillInterpreter": ["WaybillModel", "CEL", "WaybillRouting"],
        "WaybillHandlers": ["WaybillModel"],
        "WaybillJournal": ["WaybillInterpreter"],
        "WaybillEngine": [
            "WaybillInterpreter", "WaybillJournal", "WaybillHandlers", "WaybillLoading",
        ],
        "WaybillHistory": ["WaybillJournal", "WaybillLoading"],
        "WaybillSimulation": ["WaybillInterpreter", "WaybillHandlers", "WaybillJournal"],
        "Waybill": ["WaybillEngine", "WaybillHistory", "WaybillLint"],
        "WaybillCLI": [
            "WaybillEngine", "WaybillHistory", "WaybillLint", "WaybillDrawing", "WaybillSimulation",
        ],
        "WaybillBench": ["WaybillEngine", "WaybillHistory", "WaybillLint", "WaybillDrawing"],
    ]

    /// The targets without effects: what they do depends on their arguments alone.
    static let pure = [
        "WaybillDiagnostics", "CEL", "WaybillModel", "WaybillRouting", "WaybillInterpreter",
    ]

    private static func allowed(to target: String) -> Set<String> {
        let direct = table[target] ?? []
        return direct.reduce(into: Set(direct)) { $0.formUnion(allowed(to: $1)) }
    }

    @Test func everyTargetDependsOnWhatTheTableAllows() async throws {
        let targets = try await Manifest.current.value.targets.filter { Self.table[$0.name] != nil }
        #expect(Set(targets.map(\.name)) == Set(Self.table.keys))
        for target in targets {
            let others = Set(target.targets).subtracting(Self.allowed(to: target.name))
            #expect(others.sorted() == [], "\(target.name) depends on more than the table allows")
        }
    }

    @Test func everyTargetOfTheProductIsInTheTable() async throws {
        let folders = try await Manifest.current.value.targets.map(\.name).filter { name in
            try !sources(of: name).isEmpty
        }
        #expect(folders.filter { Self.table[$0] == nil } == [])
    }

    @Test func noTargetImportsWhatItDoesNotDependOn() async throws {
        let targets = try await Manifest.current.value.targets.filter { Self.table[$0.name] != nil }
        for target in targets {
            let others = try imports(of: target.name).filter { _, module in
                Self.table[module] != nil && !target.targets.contains(module)
            }
            #expect(others.map { "\($0.file) imports \($0.module)" } == [])
        }
    }

    /// Collections and digests: pure themselves.
    static let purePackages = ["OrderedCollections", "Crypto"]

    @Test func thePureTargetsUseNoOtherPackagesThanPureOnes() async throws {
        for target in try await Manifest.current.value.targets where Self.pure.contains(target.name)
        {
            let others = target.products.filter { !Self.purePackages.contains($0) }
            #expect(others == [], "\(target.name)")
        }
    }

    @Test("The pure targets import nothing that waits or reaches out", arguments: pure)
    func noEffects(target: String) throws {
        let harmless = ["Foundation"] + Self.purePackages + Self.table.keys
        let others = try imports(of: target).filter { !harmless.contains($1) }
        #expect(others.map { "\($0.file) imports \($0.module)" } == [])
        #expect(try !sources(of: target).isEmpty)
    }

    @Test("The pure targets read no clock and draw no random number", arguments: pure)
    func noClockNoChance(target: String) throws {
        let impure =
            #/
            \b(Date\(\)|Date\.now|ContinuousClock|SuspendingClock|clock_gettime)
            | \b(SystemRandomNumberGenerator|UUID\(|ProcessInfo|getenv|URLSession)
            | \.random\(
            /#
        for (file, text) in try sources(of: target) {
            #expect(text.firstMatch(of: impure) == nil, "\(file)")
        }
    }
}
