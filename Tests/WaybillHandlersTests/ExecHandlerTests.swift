import CEL
import Foundation
import Testing
import WaybillModel

@testable import WaybillHandlers

@Suite struct ExecHandlerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `gives the input on standard input and takes the output`() async throws {
        let input = try JSON.parsed(#"{"sku":"TEA","note":"größer"}"#)
        #expect(try await run("cat", input: input) == .success(input))
    }

    @Test func `says who calls in the environment`() async throws {
        let script = """
            printf '["%s","%s","%s","%s"]' "$WAYBILL_IDEMPOTENCY_KEY" "$WAYBILL_UNDOES" \
            "$WAYBILL_ATTEMPT" "$TRACEPARENT"
            """
        let trace = TraceContext(run: "run-1", key: "k/undo").description
        let answer = try await run(script, call: .test(key: "k/undo", undoes: "k", attempt: 3))
        #expect(answer.output == .array(["k/undo", "k", "3", trace].map(JSON.string)))
    }

    @Test func `passes arguments as they are, without a shell`() async throws {
        let program = try script(#"printf '["%s","%s"]' "$1" "$2""#)
        let binding = ExecBinding(
            program: program,
            arguments: [BoundText("$HOME; rm -rf *"), BoundText("b c")]
        )
        let answer = await ExecHandler(binding).handle(.test())
        #expect(answer.output == .array([.string("$HOME; rm -rf *"), .string("b c")]))
    }

    @Test func `finds a program by its name`() async {
        let answer = await ExecHandler(ExecBinding(program: "cat")).handle(.test(input: .null))
        #expect(answer == .success(.null))
    }

    @Test func `takes silence for null`() async throws {
        #expect(try await run("exit 0") == .success(.null))
    }

    @Test func `reads a problem off a failed program`() async throws {
        let failure = try await run(
            #"echo '{"code":"address_unknown","detail":"Nowhere","effect":"none"}'; exit 3"#
        ).failure
        #expect(
            failure
                == HandlerFailure(
                    code: "address_unknown",
                    message: "Nowhere",
                    effect: Effect.none
                )
        )
    }

    @Test(arguments: ["echo oops; exit 1", "kill -9 $$"])
    func `does not know the effect of a program that fails without a problem`(
        script: String
    ) async throws {
        let failure = try await run(script).failure
        #expect(failure?.code == .unavailable)
        #expect(failure?.effect == .unknown)
    }

    @Test func `tells in the error the last of what a program said`() async throws {
        let failure = try await run("echo 'no paper' >&2; echo 'in tray ü' >&2; exit 9").failure
        #expect(failure?.message == "the program ended with status 9: no paper\nin tray ü")
        let badOutput = try await run("echo 'to whom?' >&2; echo hello").failure
        #expect(badOutput?.message == "the program did not write JSON: to whom?")
        let long = try await run("yes äöü | head -c 2999997 >&2; exit 1").failure
        let message = try #require(long?.message)
        #expect(message.utf8.count <= 1_050)
        #expect(!message.contains("\u{FFFD}"))
    }

    @Test func `masks secrets of its arguments in the error`() async throws {
        let secret = BoundText(written: "${secret.X}", value: "hunter2", secrets: ["hunter2"])
        let script = BoundText("echo usage: $0 >&2; exit 3")
        let binding = ExecBinding(program: "sh", arguments: [BoundText("-c"), script, secret])
        let failure = await ExecHandler(binding).handle(.test()).failure
        #expect(failure?.message == "the program ended with status 3: usage: ***")
    }

    @Test func `refuses an output that is no JSON`() async throws {
        let failure = try await run("echo hello").failure
        #expect(failure?.code == .badOutput)
        #expect(failure?.effect == .unknown)
    }

    @Test func `refuses an output that is too large`() async throws {
        let failure = try await run("head -c 5000000 /dev/zero").failure
        #expect(failure?.code == .payloadTooLarge)
        #expect(failure?.effect == .unknown)
    }

    @Test(arguments: ["/no/such/program", "no-such-program-anywhere", "/etc/passwd"])
    func `knows that a program which cannot be run had no effect`(program: String) async {
        let failure = await ExecHandler(ExecBinding(program: program)).handle(.test()).failure
        #expect(failure?.code == .unavailable)
        #expect(failure?.effect == Effect.none)
    }

    @Test func `survives a program that does not read its input`() async throws {
        let input = JSON.string(String(repeating: "x", count: 1_000_000))
        #expect(try await run("exec 0<&-; echo true", input: input) == .success(.bool(true)))
    }

    @Test func `ends a program that takes too long, and what it started`() async throws {
        let file = folder.file("started")
        let answer = try await run(
            "sleep 60 & echo $! > '\(file)'; wait",
            call: .test(timeout: .milliseconds(300))
        )
        #expect(answer.failure?.code == .timeout)
        #expect(answer.failure?.effect == .unknown)
        let started = try #require(try folder.lines("started").first)
        // Of a process that has ended, there is no command any more.
        let command = try? String(contentsOfFile: "/proc/\(started)/cmdline", encoding: .utf8)
        #expect(command ?? "" == "")
    }

    private func run(_ script: String, input: JSON = .null) async throws -> HandlerAnswer {
        try await run(script, call: .test(input: input))
    }

    private func run(_ script: String, call: HandlerCall) async throws -> HandlerAnswer {
        await ExecHandler(ExecBinding(program: try self.script(script))).handle(call)
    }

    /// Writes a shell script that can be run.
    private func script(_ text: String) throws -> String {
        let path = folder.file("program")
        try "#!/bin/sh\n\(text)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }
}
