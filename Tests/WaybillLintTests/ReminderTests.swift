import Testing
import WaybillDiagnostics
import WaybillLint

/// What rules say of the steps that run while an event is waited for.
@Suite struct ReminderTests {
    @Test func remindersDoNotCommitTheRunNorWaitForEver() throws {
        let codes = try findings(
            """
            - step: review
              await: order.decided
              match: { id: "'1'" }
              timeout: 2d
              remind:
                every: 1h
                steps:
                  - step: pay
                    call: card.charge
                    pivot: true
                  - step: ask
                    await: order.decided
                    match: { id: "'2'" }
                    timeout: never
            - step: done
              finish: sold
            """
        )
        #expect(codes == ["WB0410 pay", "WB0504 order.decided"])
    }

    @Test func theUndoThatIsTheSameInEveryReminderIsNotSpecific() throws {
        let codes = try findings(
            """
            - step: review
              await: order.decided
              match: { id: "'1'" }
              timeout: 2d
              remind:
                every: 1h
                steps:
                  - step: pay
                    call: card.charge
                    compensate: { call: card.refund }
            - step: done
              finish: sold
            """
        )
        #expect(codes == ["WB0412 card.refund"])
    }

    @Test func whatFollowsAWaitIsReachedThoughItsRemindersNeverEnd() throws {
        let codes = try findings(
            """
            - step: review
              await: order.decided
              where: event.data.id == '1'
              timeout: 2d
              remind:
                every: 1h
                steps: [{ step: stop, fail: hopeless }]
              catch: [{ error: hopeless, finish: rejected }]
            - step: done
              finish: sold
            """
        )
        #expect(codes == [])
    }

    @Test func whatRemindersDidIsNotThereToBeUndoneWhenTheEventComesAtOnce() throws {
        let workflow = try sale(
            """
            - step: review
              await: order.decided
              where: event.data.id == '1'
              timeout: 2d
              remind:
                every: 1h
                steps:
                  - step: pay
                    call: card.charge
                    compensate: { call: card.refund }
            - step: ask
              call: card.ask
            - step: done
              finish: sold
            """
        )
        #expect(Linter.lint(workflow).map(\.mark) == ["WB0412 card.refund", "WB0209 card.ask"])
    }

    @Test func theWaitTakesItsWholeTimeoutHoweverShortItsReminders() throws {
        let codes = try findings(
            """
            - step: decide
              timeout: 1d
              scope:
                - step: review
                  await: order.decided
                  where: event.data.id == '1'
                  timeout: 2d
                  remind: { every: 1h, steps: [{ step: rest, wait: 1s }] }
            - step: done
              finish: sold
            """
        )
        #expect(codes == ["WB0503 decide"])
    }

    @Test func aReminderMayTakeLongerThanTheWait() throws {
        let codes = try findings(
            """
            - step: review
              await: order.decided
              where: event.data.id == '1'
              timeout: 1h
              remind: { every: 30m, steps: [{ step: rest, wait: 2h }] }
            - step: done
              finish: sold
            """
        )
        #expect(codes == [])
    }

    @Test func aReservationLapsesWhileItIsReminded() throws {
        let codes = try findings(
            """
            - step: hold
              call: stock.reserve
              compensate: { call: stock.release }
            - step: review
              await: order.decided
              where: event.data.id == '1'
              timeout: 2d
              remind: { every: 1h, steps: [{ step: rest, wait: 1s }] }
            - step: done
              finish: sold
            """
        )
        #expect(codes == ["WB0506 stock.reserve"])
    }

    private func findings(_ steps: String) throws -> [String] {
        Linter.lint(try sale(steps)).filter { $0.severity != .info }.map(\.mark)
    }
}
