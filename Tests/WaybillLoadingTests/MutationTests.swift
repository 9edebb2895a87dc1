import Foundation
import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// A real workflow, damaged: loading ends, its findings can be shown, and there is a graph exactly
/// when nothing is wrong.
@Suite struct MutationTests {
    private static let path = ShippedWorkflowTests.folder.appending(path: "fulfil_order.yaml").path
    private static let noise = Array("{}[]:-#\"'$|>&*!?,\n\t \u{0}é%@`~0".utf8)

    @Test(arguments: 1...8)
    func damagedBytes(seed: Int) throws {
        let bytes = try FileReading.disk.read(Self.path)
        var random = Random(seed: UInt64(seed))
        for _ in 0..<25 {
            var damaged = bytes
            for _ in 0...random.next(below: 4) { Self.damage(&damaged, &random) }
            check(damaged, "seed \(seed)")
        }
    }

    @Test func missingLines() throws {
        let text = try String(contentsOfFile: Self.path, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for index in lines.indices {
            var rest = lines
            rest.remove(at: index)
            check(Array(rest.joined(separator: "\n").utf8), "without line \(index + 1)")
        }
    }

    private func check(_ bytes: [UInt8], _ what: Comment) {
        let reading = FileReading { path in
            path == Self.path ? bytes : try FileReading.disk.read(path)
        }
        let file = Loader.load(path: Self.path, reading: reading)
        let isWrong = file.diagnostics.contains { $0.severity == .error }
        let hasGraph = file.workflow != nil
        #expect(hasGraph == !isWrong, what)
        #expect(render(file.diagnostics, format: .human).isEmpty == file.diagnostics.isEmpty, what)
    }

    private static func damage(_ bytes: inout [UInt8], _ random: inout Random) {
        let place = random.next(below: bytes.count)
        switch random.next(below: 4) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = noise[random.next(below: noise.count)]
        case 2: bytes.insert(noise[random.next(below: noise.count)], at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + random.next(below: 60)))
        }
    }

    /// Knuth's linear congruential generator: the same damage for the same seed, everywhere.
    private struct Random {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(bound, 1)))
        }
    }
}
