import CEL
import Foundation
import Testing
import WaybillModel

@testable import WaybillLoading

/// The schema and the loader know the same keys: the loader's tables are read, not repeated.
@Suite struct SchemaKeyTests {
    let schema: Schema

    init() throws { schema = try Schema() }

    static let tables: [(definition: String, table: KeyTable)] = [
        ("workflow", .workflow), ("contracts", .contracts), ("bindings", .bindings),
        ("start", .start), ("event", .event), ("defaults", .defaults), ("handler", .handler),
        ("handlerError", .handlerError), ("retry", .retry), ("remind", .remind), ("rule", .rule),
        ("otherwise", .otherwise), ("catchRule", .catchRule), ("compensation", .compensation),
        ("undoStep", .undoStep), ("policy", .policy), ("promise", .promise),
        ("splitRule", .split), ("holdRule", .hold), ("unfilled", .unfilled), ("search", .search),
        ("explain", .explanation), ("allocation", .allocation),
        ("lock", .lock), ("invariant", .invariant),
        ("binding", .binding), ("http", .http), ("exec", .exec),
        ("limits", .limits), ("mock", .mock), ("mockCase", .mockCase), ("mockError", .mockError),
        ("scenarioFile", .scenarioFile), ("scenario", .scenario),
        ("handlerScript", .handlerScript), ("answer", .answer), ("answerCase", .answerCase),
        ("answerErrorInFull", .answerError), ("scenarioEvent", .scenarioEvent),
        ("scenarioRequest", .scenarioRequest), ("expectation", .expectation),
        ("expectedError", .expectedError), ("expectedSteps", .expectedSteps),
        ("expectedCall", .expectedCall), ("expectedEvent", .expectedEvent),
        ("expectedDuration", .expectedDuration),
    ]

    @Test(arguments: tables)
    func hasTheKeysOfTheLoader(definition: String, table: KeyTable) {
        #expect(schema.keys(of: definition) == Set(table.keys))
        #expect(schema.definition(definition)?["additionalProperties"] == .bool(false))
    }

    @Test(arguments: StepKeys.actions)
    func hasTheKeysOfEachAction(action: String) {
        let own = (StepKeys.companions + StepKeys.modifiers).filter { _, actions in
            actions.contains(action)
        }
        let keys = Set(StepKeys.common + [action] + own.map(\.key))
        let words = action.split(separator: "_").map(String.init)
        let name = words[0] + words.dropFirst().map(\.capitalized).joined() + "Step"
        #expect(schema.keys(of: name) == keys)
        #expect(schema.definition(name)?["additionalProperties"] == .bool(false))
    }

    @Test func offersEveryActionToAStepThatHasNone() {
        #expect(
            schema.keys(of: "undecidedStep") == Set(StepKeys.common + StepKeys.actions)
        )
    }

    @Test(arguments: [
        ("handler/idempotency", HandlerContract.Idempotency.allCases.map(\.rawValue)),
        ("handlerError/retry", DeclaredError.Retry.allCases.map(\.rawValue)),
        ("handlerError/effect", Effect.allCases.map(\.rawValue)),
        ("onFailure", FailureMode.allCases.map(\.rawValue)),
        ("retry/jitter", RetryPolicy.Jitter.allCases.map(\.rawValue)),
        ("http/method", HTTPBinding.Method.allCases.map(\.rawValue)),
        ("mockError/effect", Effect.allCases.map(\.rawValue)),
        ("answerErrorInFull/effect", Effect.allCases.map(\.rawValue)),
        ("policy/strategy", AllocationStrategy.allCases.map(\.rawValue)),
        ("policy/minimize", AllocationPolicy.Aim.allCases.map(\.rawValue)),
        ("promise/mode", PromiseMode.allCases.map(\.rawValue)),
        ("unfilled/action", UnfilledAction.allCases.map(\.rawValue)),
        ("expectation/status", RunStatus.allCases.map(\.rawValue)),
    ])
    func hasTheWordsOfTheLoader(place: String, words: [String]) {
        #expect(schema.words(at: place) == words)
    }

    @Test func hasTheDispositionsOfOutcomes() {
        let outcomes = schema.definition("workflow")?["properties"]?["outcomes"]
        let words = outcomes?["additionalProperties"]?["enum"]?.elements.compactMap(\.string)
        #expect(words == Outcome.Disposition.allCases.map(\.rawValue))
    }

    @Test func hasTheTieBreaks() {
        let items = schema.definition("policy")?["properties"]?["ties"]?["items"]
        let words = items?["enum"]?.elements.compactMap(\.string)
        #expect(words == AllocationPolicy.Tie.allCases.map(\.rawValue))
    }

    @Test func refusesTheNamesThatTheLoaderRefuses() {
        let ids = schema.definition("stepID")?["not"]?["enum"]?.elements.compactMap(\.string)
        #expect(Set(ids ?? []) == Identifier.reserved.union(["next", "end"]))
        let types = schema.definition("types")?["propertyNames"]?["not"]?["enum"]?.elements
        #expect(types?.compactMap(\.string) == TypeExpression.builtIn)
    }

    @Test func offersTheStandardErrorCodes() {
        let codes = schema.definition("errorCode")?["examples"]?.elements.compactMap(\.string)
        #expect(codes.map(Set.init) == Set(ErrorCode.standard.map(\.rawValue)))
    }
}
