import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// Durations in a file: a number with its unit, or ISO 8601; never a bare number.
@Suite struct DurationTests {
    @Test(arguments: [
        ("200ms", Duration.milliseconds(200)), ("5s", .seconds(5)), ("90m", .seconds(5400)),
        ("36h", .seconds(129_600)), ("14d", .seconds(1_209_600)), ("1h30m", .seconds(5400)),
        ("PT1H", .seconds(3600)), ("P1DT2H", .seconds(93_600)), ("\"5s\"", .seconds(5)),
    ])
    func reads(text: String, duration: Duration) throws {
        #expect(try read(text).duration == duration)
    }

    @Test(arguments: [
        ("5", "5s"), ("5 sec", "5s"), ("5 minutes", "5m"), ("1h 30m", "1h30m"), ("2Hours", "2h"),
    ])
    func offersAnEdit(text: String, replacement: String) throws {
        let edit = try read(text).findings.first?.edits.first?.replacement
        #expect(edit == replacement)
    }

    @Test(arguments: ["-5s", "P1M", "P1Y", "soon", "5x", "true", "99999999999d"])
    func refuses(text: String) throws {
        #expect(try read(text).findings.map(\.code) == [.badLiteral])
    }

    @Test(arguments: ["99999999999d", "9999999999999999999999999s", "PT99999999999999H"])
    func saysWhatIsTooLong(text: String) throws {
        let finding = try read(text).findings.first
        #expect(
            finding?.message == "`timeout` is longer than any duration may be: `\(text)`"
        )
        #expect(finding?.help == ["where there is to be no limit: `timeout: never`"])
    }

    @Test func doesNotCallLongWhatIsNegative() throws {
        #expect(try read("-5s").findings.map(\.message) == ["`timeout` is not a duration: `-5s`"])
    }

    @Test(arguments: ["[5s]", "{ s: 5 }", "~"])
    func refusesOtherShapes(text: String) throws {
        #expect(try read(text).findings.map(\.code) == [.wrongShape])
    }

    private func read(_ text: String) throws -> (duration: Duration?, findings: [Diagnostic]) {
        let findings = Findings()
        let reader = DeclarationReader(findings: findings, isPartial: false)
        let duration = reader.duration(try yaml(text), "`timeout`")
        return (duration, findings.all)
    }
}
