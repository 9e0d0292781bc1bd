import ArgumentParser

@main
struct Newswatch: AsyncParsableCommand {
    func run() async {}
}
