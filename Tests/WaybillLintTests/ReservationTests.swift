import Testing
import WaybillDiagnostics
import WaybillLint

/// How many reservations are followed to the commit.
@Suite struct ReservationTests {
    /// Reservations one after the other, each of which the last wait is too long for.
    private func reservations(_ count: Int) -> String {
        let holds = (0..<count).map { index in
            "- { step: hold_\(index), call: stock.reserve, compensate: { call: stock.release } }\n"
        }
        return holds.joined() + "- { step: think, wait: 2d }\n- { step: done, finish: sold }\n"
    }

    private func findings(_ count: Int) throws -> [Diagnostic] {
        Linter.lint(try sale(reservations(count))).filter { $0.code == .holdOutlivesReservation }
    }

    @Test func eachOfSomeHundredsIsFollowed() throws {
        let findings = try findings(300)
        #expect(findings.count == 300)
        #expect(findings.allSatisfy { $0.severity == .warning })
    }

    @Test func ofThousandsTheFirstAreFollowedAndThatIsSaid() throws {
        let findings = try findings(2_000)
        let followed = findings.dropLast()
        #expect((50..<500).contains(followed.count))
        #expect(followed.allSatisfy { $0.severity == .warning })
        #expect(findings.last?.severity == .info)
        #expect(
            findings.last?.message
                == "whether what `hold_\(followed.count)` reserves lasts until the commit was not found out"
        )
    }
}
