import Foundation
import TestSupport
import Testing
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// Each rule with a workflow that it fires on, word for word, and one that it is silent about.
@Suite struct FixtureTests {
    static let codes: [DiagnosticCode] = [
        .unusedAllow, .unreachableStep, .shadowedRule, .constantCondition, .uncaughtCode,
        .missingCompensation, .wrongCompensation, .mayFailAfterPivot,
        .compensationNotIdempotent, .compensationData, .undoOfNothing, .severalPivots,
        .effectInRace, .compensationCanGiveUp, .misplacedPivot, .lateEffect, .undoNotSpecific,
        .pivotCannotBeAskedAgain, .undoingAfterPivot, .effectNotDeclared,
        .retryWithoutIdempotency, .retryNeverUsed, .retriesExceedTimeout, .noTimeout,
        .unboundedBeforePivot, .holdOutlivesReservation, .costBound, .doubleForMoney,
        .unusedOutput, .unusedDeclaration, .secretLiteral, .shellInjection, .plainHTTP,
        .emitWithoutListener, .awaitWithoutEmitter,
    ]

    @Test(arguments: codes)
    func firesOnTheMistake(code: DiagnosticCode) {
        let findings = Linter.check(paths: ["\(code.code).fail.yaml"], reading: fixtureReading)
        #expect(findings.contains { $0.code == code })
        #expect(findings.allSatisfy { $0.code == code })
        expectGolden(
            render(findings, format: .human),
            named: "\(code.code).fail.expected",
            in: fixtures
        )
    }

    @Test(arguments: codes)
    func isSilentOnceMended(code: DiagnosticCode) {
        let file = Loader.load(path: "\(code.code).pass.yaml", reading: fixtureReading)
        if case .bindings = file.kind {} else { #expect(file.workflow != nil) }
        let findings = Linter.check(paths: ["\(code.code).pass.yaml"], reading: fixtureReading)
        #expect(render(findings, format: .concise) == "")
    }

    @Test func theContractsThatTheFixturesUseAreClean() {
        #expect(Linter.check(path: "shop.yaml", reading: fixtureReading).isEmpty)
    }

    @Test func everyCodeOfTheGroupsOfLintIsHere() {
        let others: [DiagnosticCode] = [
            .undefinedTarget, .backwardJump, .routeNotExhaustive, .joinNeverSatisfied,
            .missingFinish, .leavingABranch,
        ]
        let groups =
            DiagnosticCode.all.filter { code in
                ["WB02", "WB04", "WB05", "WB06", "WB08"].contains { code.code.hasPrefix($0) }
            } + [
                .unusedAllow, .costBound, .doubleForMoney, .emitWithoutListener,
                .awaitWithoutEmitter,
            ]
        #expect(Set(groups).subtracting(others) == Set(Self.codes))
    }
}

/// The folder of the fixtures.
private let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

/// Reads fixtures by their names, so that findings name them alike on every machine.
private let fixtureReading = FileReading { path in
    try FileReading.disk.read(fixtures.appending(path: path).path)
}
