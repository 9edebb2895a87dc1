import ArgumentParser
import CEL

/// The options of commands that run a store.
struct RunnerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How the handlers are reached: a file of bindings.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var bindings: String?

    @OptionGroup var store: StoreOptions

    @Option(
        help: ArgumentHelp(
            """
            Where the events that runs publish are delivered to: a file that gets them as JSON \
            lines, or the http(s) address of a service that is sent each as a CloudEvent. Without \
            it they stay in the store.
            """,
            valueName: "file|url"
        ),
        transform: EventReceiver.init(parsing:)
    )
    var events: EventReceiver?

    @Option(
        help: ArgumentHelp(
            """
            How long to stay while there is nothing to do but wait for an event, or for a time \
            more than a minute away: 30s, 2h, forever. Not at all without it.
            """,
            valueName: "duration"
        ),
        transform: Patience.init(parsing:)
    )
    var wait = Patience.none

    @OptionGroup var output: OutputOptions

    /// The command that goes on with what is left, as the user would type it.
    var resumeCommand: String {
        let bindings = bindings.map { " --bindings \($0.asShellWord)" } ?? ""
        let events = events.map { " --events \($0.text.asShellWord)" } ?? ""
        return "waybill resume\(bindings)\(events)\(store.argument)"
    }
}

/// How long a command stays while every run rests.
enum Patience: Hashable {
    case limited(Duration)
    case forever

    static let none = Patience.limited(.zero)

    init(parsing text: String) throws {
        if text == "forever" {
            self = .forever
        } else if let duration = Duration(text: text), duration >= .zero {
            self = .limited(duration)
        } else {
            throw ValidationError(
                "`\(text)` is no time: write a number with its unit, such as 30s, or forever."
            )
        }
    }

    /// Whether that long is longer than it lasts.
    func isExhausted(after duration: Duration) -> Bool {
        switch self {
        case .limited(let most): duration >= most
        case .forever: false
        }
    }
}
