import TestSupport
import Testing
import WaybillDiagnostics
import WaybillLint
import WaybillLoading
import WaybillModel

/// A pivot is reported as misplaced exactly where something around it could undo or repeat it.
@Suite struct PivotPlacePropertyTests {
    @Test(arguments: 0..<20)
    func agreesWithEveryPlaceAroundThePivot(decade: UInt64) throws {
        for seed in decade * 25..<(decade + 1) * 25 {
            let nesting = RandomNesting(seed: seed)
            let file = Loader.load(path: "sell.yaml", reading: .memory(["sell.yaml": nesting.text]))
            let errors = file.diagnostics.filter { $0.severity == .error }
            #expect(errors.map(\.message) == [], "seed \(seed): \(nesting.text)")
            let workflow = try #require(file.workflow)
            let found = Linter.lint(workflow).filter { $0.code == .misplacedPivot }
            let expected = nesting.obstacle.map { "the pivot `pay` stands inside \($0)" }
            #expect(
                found.map(\.message) == [expected].compactMap(\.self),
                "seed \(seed): \(nesting.text)"
            )
        }
    }

    @Test("A run comes to the pivot again in a loop", arguments: RandomNesting.Place.allCases)
    func runsAgree(place: RandomNesting.Place) throws {
        var random = SeededRandom(seed: 1)
        let nesting = RandomNesting([place], using: &random)
        let file = Loader.load(path: "sell.yaml", reading: .memory(["sell.yaml": nesting.text]))
        let runs = AllRuns(of: try #require(file.workflow), conditions: 1)
        let arrivals = try #require(runs.arrivals["pay"])
        #expect(arrivals.contains(true) == place.repeats)
    }

    @Test func everyPlaceOccursAloneAndAmongOthers() {
        let nestings = (0..<500).map { RandomNesting(seed: $0) }
        for place in RandomNesting.Place.allCases {
            #expect(nestings.contains { $0.places == [place] }, "\(place)")
            #expect(nestings.contains { $0.places.count > 1 && $0.places.contains(place) })
        }
        #expect(nestings.filter { $0.obstacle == nil }.count > 50)
    }
}
