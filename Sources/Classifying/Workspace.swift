/// Memory that judging one article after another uses again, so that it stays flat and is not asked for each time.
package struct Workspace: ~Copyable {
    var stream = SymbolStream()
    var arrivals: [Automaton.Arrival] = []
    var hits: [Matcher.Hit] = []
    var scene = Scene()

    package init() {}
}
