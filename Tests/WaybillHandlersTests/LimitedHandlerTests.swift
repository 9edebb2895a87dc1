import CEL
import Foundation
import Synchronization
import Testing
import WaybillModel

@testable import WaybillHandlers

@Suite struct LimitedHandlerTests {
    /// Counts how many calls are out at once.
    private final class Gauge: Sendable {
        private let state = Mutex((now: 0, most: 0, starts: [ContinuousClock.Instant]()))

        func enter() {
            state.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
                $0.starts.append(.now)
            }
        }
        func leave() { state.withLock { $0.now -= 1 } }
        var most: Int { state.withLock { $0.most } }
        var starts: [ContinuousClock.Instant] { state.withLock { $0.starts } }
    }

    private let gauge = Gauge()

    private func handler(_ limits: HandlerLimits, taking time: Duration) -> LimitedHandler {
        let gauge = gauge
        let handler = FunctionHandler { (_: [String: String], _) -> Bool in
            gauge.enter()
            defer { gauge.leave() }
            try await Task.sleep(for: time)
            return true
        }
        return LimitedHandler(handler, limits: limits)
    }

    @Test func `lets no more calls out at once than it may`() async {
        let limited = handler(HandlerLimits(concurrency: 3), taking: .milliseconds(20))
        let answers = await withTaskGroup(of: HandlerAnswer.self) { group in
            for _ in 1...12 { group.addTask { await limited.handle(.test()) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0 == .success(.bool(true)) })
        #expect(gauge.most == 3)
    }

    @Test func `keeps calls an interval apart`() async throws {
        let began = ContinuousClock.now
        let limited = handler(HandlerLimits(interval: .milliseconds(30)), taking: .zero)
        await withTaskGroup { group in
            for _ in 1...5 { group.addTask { _ = await limited.handle(.test()) } }
        }
        let starts = gauge.starts.sorted()
        for (index, start) in starts.enumerated() {
            #expect(start - began >= .milliseconds(index * 30))
        }
        #expect(starts.count == 5)
    }

    @Test func `starts the clock of an attempt when its turn has come`() async {
        let limited = handler(HandlerLimits(concurrency: 1), taking: .milliseconds(300))
        let answers = await withTaskGroup(of: HandlerAnswer.self) { group in
            for _ in 1...3 {
                group.addTask { await limited.handle(.test(timeout: .milliseconds(500))) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0 == .success(.bool(true)) })
    }

    @Test func `gives up its place in the queue when it is cancelled`() async throws {
        let limited = handler(HandlerLimits(concurrency: 1), taking: .milliseconds(100))
        async let first = limited.handle(.test())
        while gauge.starts.isEmpty { await Task.yield() }
        let waiting = Task { await limited.handle(.test()) }
        try await Task.sleep(for: .milliseconds(10))
        waiting.cancel()
        let answer = await waiting.value
        #expect(answer.failure?.code == .cancelled)
        #expect(answer.failure?.effect == Effect.none)
        #expect(await first == .success(.bool(true)))
        #expect(await limited.handle(.test()) == .success(.bool(true)))
    }
}
