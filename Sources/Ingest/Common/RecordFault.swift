import Domain

/// Why one record cannot become an event; the reader adds where it stood.
struct RecordFault: Error {
    let code: RejectCode
    /// JSON path or column.
    let field: String
    let reason: String
    /// Shortened, masked where it is personal.
    let found: String

    init(_ code: RejectCode, _ field: String, _ reason: String, found: String = "") {
        self.code = code
        self.field = field
        self.reason = reason
        self.found = found
    }
}
