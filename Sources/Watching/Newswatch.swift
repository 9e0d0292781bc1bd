/// The program's own facts.
package enum Newswatch {
    package static let version = "0.1.0"
}
