/// Why the engine could not do what was asked. Each kind has its exit code (api-and-cli.md section 1).
package struct EngineError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// Bad usage or unreadable input: exit 2.
        case unreadable
        /// Database, list or remote unavailable; nothing of the open batch is committed: exit 3.
        case unavailable
        /// Not permitted, or a second person is needed: exit 4.
        case notPermitted
        /// Configuration wrong (key, file, mode): exit 5.
        case configuration
        /// A defect of Amplomb: exit 70.
        case `internal`
        /// Interrupted at a batch border, resumable: exit 75.
        case interrupted
    }

    package let code: Code
    /// One sentence: what is wrong and where. No personal data.
    package let message: String
    /// What to do or type next.
    package let remedy: String

    package init(_ code: Code, _ message: String, remedy: String = "") {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    package var description: String { remedy.isEmpty ? message : "\(message); \(remedy)" }

    package var exitCode: Int32 {
        switch code {
        case .unreadable: 2
        case .unavailable: 3
        case .notPermitted: 4
        case .configuration: 5
        case .internal: 70
        case .interrupted: 75
        }
    }
}
