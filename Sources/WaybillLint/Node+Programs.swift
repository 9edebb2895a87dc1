import CEL
import WaybillModel

extension Node {
    /// The expressions of the step, in the order in which a run comes to them.
    var programs: [Program] {
        [condition].compactMap(\.self) + action.programs + catches.flatMap(\.programs)
            + (compensation?.programs ?? [])
    }
}

extension Action {
    fileprivate var programs: [Program] {
        switch self {
        case .call(let call): call.input.programs
        case .route(let route):
            route.rules.flatMap { [$0.condition] + $0.target.programs }
                + (route.otherwise?.programs ?? [])
        case .scope(_, let output, let lock):
            [lock?.name].compactMap(\.self) + (output?.programs ?? [])
        case .parallel(let parallel): parallel.join.programs
        case .forEach(let forEach):
            [forEach.elements] + forEach.join.programs + [forEach.collect].compactMap(\.self)
        case .repeat(let rounds): [rounds.until] + [rounds.collect].compactMap(\.self)
        case .await(let awaited):
            awaited.match.map(\.value) + [awaited.condition].compactMap(\.self)
        case .wait(.until(let moment)): [moment]
        case .wait(.duration): []
        case .emit(let emit): emit.programs
        case .run(let child): child.input.programs
        case .allocate(let allocate): allocate.programs
        case .set(let values): values.programs
        case .finish(let finish): finish.programs
        case .fail(let fail): fail.programs
        }
    }
}

extension Allocate {
    fileprivate var programs: [Program] {
        [order, sites, services, allocated].compactMap(\.self).flatMap(\.programs)
            + constraints.map(\.condition)
    }
}

extension Compensation {
    fileprivate var programs: [Program] {
        steps.flatMap { step in
            switch step.action {
            case .call(let undo): undo.call.input.programs
            case .emit(let emit): emit.programs
            }
        }
    }
}

extension Emit {
    fileprivate var programs: [Program] { data.programs + (subject?.programs ?? []) }
}

extension Join {
    fileprivate var programs: [Program] {
        if case .computed(let program) = self { [program] } else { [] }
    }
}

extension CatchRule {
    fileprivate var programs: [Program] {
        [condition].compactMap(\.self) + (output?.programs ?? []) + target.programs
    }
}

extension Target {
    fileprivate var programs: [Program] {
        switch self {
        case .node, .end: []
        case .finish(let finish): finish.programs
        case .fail(let fail): fail.programs
        }
    }
}

extension Finish {
    fileprivate var programs: [Program] { output?.programs ?? [] }
}

extension Fail {
    fileprivate var programs: [Program] {
        (message?.programs ?? []) + (details?.programs ?? [])
    }
}
