import ArgumentParser
import Hummingbird

@main
struct Shop: AsyncParsableCommand {
    func run() async throws {}
}
