import Testing
import WaybillInterpreter
import WaybillModel

/// When a failed call or scope is tried again.
@Suite struct RetryTests {
    @Test func aCallIsTriedUpToItsMostAttempts() throws {
        var run = try script("max_attempts: 3, initial_delay: 1s, multiplier: 2, jitter: none")
        try run.fail("charge", "unavailable", effect: .unknown)
        #expect(run.tell().last == "charge: attempt 2 in 1.0 seconds")
        #expect(run.timers == ["attempt 2 of charge in 1.0 seconds"])
        #expect(run.calls == [])
        run.pass(.seconds(1))
        #expect(run.calls == ["charge"])
        try run.fail("charge", "unavailable", effect: .unknown)
        #expect(run.tell().last == "charge: attempt 3 in 2.0 seconds")
        run.pass(.seconds(2))
        try run.fail("charge", "unavailable", effect: .unknown)
        #expect(run.tell().contains("charge failed: unavailable?"))
    }

    @Test func theDelayGrowsUpToItsMost() throws {
        var run = try script(
            "max_attempts: 9, initial_delay: 1s, multiplier: 10, max_delay: 30s, jitter: none"
        )
        for delay in [1, 10, 30, 30] {
            try run.fail("charge", "unavailable")
            #expect(run.tell().last?.hasSuffix("in \(delay).0 seconds") == true)
            run.pass(.seconds(delay))
        }
    }

    @Test func fullJitterTakesAnythingUpToTheDelayAndIsRecorded() throws {
        var run = try script("max_attempts: 3, initial_delay: 4s, jitter: full")
        try run.fail("charge", "unavailable")
        // The script draws one half.
        #expect(run.tell().last == "charge: attempt 2 in 2.0 seconds")
        #expect(run.timers == ["attempt 2 of charge in 2.0 seconds"])
    }

    @Test(arguments: [
        ("only: [unavailable]", "unavailable", true),
        ("only: [unavailable]", "timeout", false),
        ("except: [unavailable]", "unavailable", false),
        ("except: [unavailable]", "timeout", true),
    ])
    func onlyAndExceptSayWhichCodesAreTriedAgain(
        filter: String,
        code: String,
        isTriedAgain: Bool
    ) throws {
        var run = try script("max_attempts: 3, \(filter)")
        try run.fail("charge", ErrorCode(code))
        #expect(run.timers.isEmpty != isTriedAgain)
    }

    @Test func whatTheContractNeverRetriesIsNotTriedAgain() throws {
        var run = try script("max_attempts: 3, only: [declined]")
        try run.fail("charge", "declined")
        #expect(run.tell().contains("charge failed: declined"))
    }

    @Test func whatTheContractAlwaysRetriesIsTriedAgainWithinTheAttempts() throws {
        var run = try script("max_attempts: 2, only: [timeout]")
        try run.fail("charge", "busy")
        #expect(run.timers.count == 1)
        run.pass(.seconds(1))
        try run.fail("charge", "busy")
        #expect(run.tell().contains("charge failed: busy"))
    }

    @Test func noAttemptFollowsThatWouldEndPastTheBudget() throws {
        var run = try script(
            "max_attempts: unlimited, initial_delay: 4s, multiplier: 1, jitter: none, max_elapsed: 10s"
        )
        try run.fail("charge", "unavailable")
        run.pass(.seconds(4))
        try run.fail("charge", "unavailable")
        run.pass(.seconds(4))
        try run.fail("charge", "unavailable")
        #expect(run.tell().contains("charge failed: unavailable"))
    }

    @Test func theBudgetCountsTheTimeForWhichACallWaitsForRoom() throws {
        var run = try script("max_attempts: 9, initial_delay: 1s, jitter: none, max_elapsed: 10s")
        run.takeRoom()
        try run.interrupt("charge")
        run.pass(.seconds(9))
        run.giveRoom()
        try run.fail("charge", "unavailable")
        #expect(run.timers.count == 1)
        run.pass(.seconds(1))
        try run.fail("charge", "unavailable")
        #expect(run.tell().contains("charge failed: unavailable?"))
    }

    @Test func noAttemptFollowsThatTheServiceWantsPastTheBudget() throws {
        var run = try script("max_attempts: 9, max_elapsed: 10s")
        try run.fail("charge", "unavailable", retryAfter: .seconds(11))
        #expect(run.tell().contains("charge failed: unavailable"))
    }

    @Test func anotherAttemptHasTheSameKey() throws {
        var run = try script("max_attempts: 3")
        let key = try run.invocation("charge").idempotencyKey
        try run.fail("charge", "unavailable", effect: .unknown)
        run.pass(.seconds(1))
        #expect(try run.invocation("charge").attempt == 2)
        #expect(try run.invocation("charge").idempotencyKey == key)
    }

    @Test func theServiceMaySayHowLongToWait() throws {
        var run = try script("max_attempts: 3, initial_delay: 1s, jitter: full")
        try run.fail("charge", "unavailable", retryAfter: .seconds(60))
        #expect(run.tell().last == "charge: attempt 2 in 60.0 seconds")
    }

    @Test func aCallThatMustNotBeRepeatedIsTriedAgainOnlyIfItDidNotHappen() throws {
        let steps = """
            - step: tell
              call: mail.send
              timeout: 5s
              retry: { max_attempts: 3 }
            """
        var run = try Script(steps)
        try run.fail("tell", "unavailable", effect: .none)
        #expect(run.timers.count == 1)
        run.pass(.seconds(1))
        try run.fail("tell", "unavailable", effect: .unknown)
        #expect(run.tell().contains("tell failed: unavailable?"))
    }

    @Test func anInterruptedCallIsSentAgainAtOnceWithTheSameKey() throws {
        var run = try script("max_attempts: 1")
        let key = try run.invocation("charge").idempotencyKey
        try run.interrupt("charge")
        #expect(run.tell().suffix(2) == ["charge: interrupted", "charge: attempt 1"])
        #expect(try run.invocation("charge").idempotencyKey == key)
    }

    @Test func anInterruptedCallThatMustNotBeRepeatedFails() throws {
        var run = try Script("- { step: tell, call: mail.send, timeout: 5s }")
        try run.interrupt("tell")
        #expect(run.tell().contains("tell failed: interrupted?"))
    }

    @Test func aScopeIsTriedAgainAsAWhole() throws {
        var run = try Script(
            """
            - step: pay
              scope:
            \(Script.charge.indented(4))
              retry: { max_attempts: 2, initial_delay: 4s, jitter: none }
            """
        )
        try run.fail("pay/charge", "declined")
        #expect(run.timers == ["attempt 2 of pay in 4.0 seconds"])
        run.pass(.seconds(4))
        #expect(run.tell().contains("pay entered #2"))
        try run.fail("pay#2/charge", "declined")
        #expect(run.end == "failed: declined")
    }

    /// A contract's `retry: never` is about the call: a scope begins anew, under a new key.
    @Test func whatAContractNeverRepeatsAScopeBeginsAnew() throws {
        var run = try Script(
            """
            - step: pay
              scope:
            \(Script.charge.indented(4))
                  retry: { max_attempts: 5 }
              retry: { max_attempts: 2, initial_delay: 4s, jitter: none }
            """
        )
        let first = try run.invocation("pay/charge").idempotencyKey
        try run.fail("pay/charge", "declined")
        #expect(run.timers == ["attempt 2 of pay in 4.0 seconds"])
        run.pass(.seconds(4))
        #expect(try run.invocation("pay#2/charge").idempotencyKey != first)
    }

    @Test func aScopeIsNotTriedAgainPastItsBudget() throws {
        var run = try Script(
            """
            - step: pay
              scope:
            \(Script.charge.indented(4))
              retry:
                max_attempts: 9
                initial_delay: 4s
                multiplier: 1
                jitter: none
                max_elapsed: 10s
            """
        )
        try run.fail("pay/charge", "declined")
        run.pass(.seconds(4))
        try run.fail("pay#2/charge", "declined")
        run.pass(.seconds(4))
        try run.fail("pay#3/charge", "declined")
        #expect(run.end == "failed: declined")
    }

    @Test func theConditionOfAScopeIsAskedOnce() throws {
        var run = try Script(
            """
            - step: pay
              when: now < run.started_at + duration('10s')
              scope:
            \(Script.charge.indented(4))
              retry: { max_attempts: 2, initial_delay: 20s, jitter: none }
            """
        )
        try run.fail("pay/charge", "declined")
        run.pass(.seconds(20))
        #expect(run.calls == ["pay#2/charge"])
    }

    /// A run of the step `charge` with this retry.
    private func script(_ retry: String) throws -> Script {
        try Script(Script.charge + "\n  retry: { \(retry) }")
    }
}
