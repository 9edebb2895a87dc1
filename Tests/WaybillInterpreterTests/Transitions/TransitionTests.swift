import Testing
import WaybillInterpreter
import WaybillModel

/// The tables at the head of the machine's files say all that the machine does, and no more. That
/// nothing else is done, each script of this target holds for itself.
@Suite struct TransitionTests {
    @Test func everyTransitionDeclaredIsTakenByAStory() throws {
        var taken = TakenTransitions()
        for story in TransitionStory.all { taken.formUnion(try story.play().taken) }
        #expect(taken.missing == [])
    }

    @Test(arguments: TransitionStory.all)
    func everyStoryRunsToItsEnd(story: TransitionStory) throws {
        let run = try story.play()
        #expect(run.status.isFinal, "\(run.status): \(run.calls) \(run.timers)")
    }
}
