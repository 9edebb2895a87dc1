extension Workflow {
    /// The contracts of the handlers that its steps, those of the workflows it runs, and their undos
    /// call, once each, in the order of the file.
    package var calledHandlers: [HandlerContract] {
        var seen: Set<HandlerName> = []
        return family.flatMap(\.nodes).flatMap(\.calledHandlers).filter {
            seen.insert($0.name).inserted
        }
    }
}

extension Node {
    fileprivate var calledHandlers: [HandlerContract] {
        var contracts: [HandlerContract] = []
        if case .call(let call) = action { contracts.append(call.contract) }
        return contracts + (compensation?.calls ?? []).map(\.call.contract)
    }
}
