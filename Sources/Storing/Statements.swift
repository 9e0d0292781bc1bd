import Foundation
import GRDB
import GRDBSQLite

/// Running statements that are prepared once and kept by the connection.
///
/// They are bound and read through SQLite's own interface: GRDB's way boxes each value and checks each column by name, which
/// costs more than most of these statements do, and a commit runs some dozens of them for every article.
extension Database {
    func run(_ sql: String, _ arguments: [DatabaseValue] = []) throws {
        let execution = try Execution(self, sql, arguments)
        defer { execution.end() }
        while try execution.next() != nil {}
    }

    /// The first column of the first row; nil for NULL as for no row.
    func integer(_ sql: String, _ arguments: [DatabaseValue] = []) throws -> Int64? {
        try first(sql, arguments) { $0[0] as Int64? } ?? nil
    }

    func first<Value>(_ sql: String, _ arguments: [DatabaseValue], _ map: (StoredRow) throws -> Value) throws -> Value?
    {
        let execution = try Execution(self, sql, arguments)
        defer { execution.end() }
        return try execution.next().map(map)
    }

    func all<Value>(
        _ sql: String,
        _ arguments: [DatabaseValue] = [],
        _ map: (StoredRow) throws -> Value
    ) throws -> [Value] {
        let execution = try Execution(self, sql, arguments)
        defer { execution.end() }
        var values: [Value] = []
        while let row = try execution.next() { values.append(try map(row)) }
        return values
    }
}

/// The row that a statement stands at; only valid until the next one.
struct StoredRow {
    fileprivate let statement: OpaquePointer

    /// A column; one that may be NULL is asked for as an optional.
    subscript<Value: StatementColumnConvertible>(_ index: Int) -> Value {
        guard let value = Value.fromStatement(statement, atUncheckedIndex: CInt(index)) else {
            preconditionFailure("column \(index) holds no \(Value.self)")
        }
        return value
    }

    /// A column of bytes, in place: only valid while the body runs.
    func withBytes<Value>(_ index: Int, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        let start = sqlite3_column_blob(statement, CInt(index))
        return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, CInt(index)))))
    }
}

/// One run of a statement.
private struct Execution {
    private let db: Database
    /// Kept here, for the connection lets go of its statements where a table is made or dropped.
    private let owner: Statement
    private let statement: OpaquePointer

    init(_ db: Database, _ sql: String, _ arguments: [DatabaseValue]) throws {
        self.db = db
        owner = try db.cachedStatement(sql: sql)
        statement = owner.sqliteStatement
        for (index, value) in arguments.enumerated() {
            let code = Self.bind(value, at: CInt(index + 1), of: statement)
            if code != SQLITE_OK { throw failure(code) }
        }
    }

    /// The next row; nil at the end.
    func next() throws -> StoredRow? {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: StoredRow(statement: statement)
        case SQLITE_DONE: nil
        case let code: throw failure(code)
        }
    }

    /// Ends the run, whether it came to its last row or not.
    func end() {
        // It repeats the code of a failure that was thrown already.
        sqlite3_reset(statement)
    }

    private func failure(_ code: CInt) -> DatabaseError {
        let message = db.sqliteConnection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }

    private static func bind(_ value: DatabaseValue, at index: CInt, of statement: OpaquePointer) -> CInt {
        switch value.storage {
        case .null: return sqlite3_bind_null(statement, index)
        case .int64(let number): return sqlite3_bind_int64(statement, index, number)
        case .double(let number): return sqlite3_bind_double(statement, index, number)
        case .string(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, index, $0.baseAddress, CInt($0.count), copying)
                }
            }
        case .blob(let data):
            return data.withUnsafeBytes { sqlite3_bind_blob(statement, index, $0.baseAddress, CInt($0.count), copying) }
        }
    }

    /// SQLITE_TRANSIENT, a cast that Swift does not import.
    private static let copying = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
