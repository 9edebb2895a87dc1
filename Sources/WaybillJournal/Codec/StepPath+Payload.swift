import WaybillInterpreter

extension StepPath: PayloadText {
    static var noun: String { "a path" }

    /// As `description`, except that the root is written `/` and that the first attempt of a
    /// scope is, where the path ends with it: `pay` is the scope, `pay#1` the list inside.
    var payloadText: String {
        if elements.isEmpty { return "/" }
        return elements.last == .attempt(1) ? "\(self)#1" : description
    }

    init?(payloadText: String) {
        if payloadText == "/" { self = .root } else { self.init(payloadText) }
    }
}
