/// One file of the sample: its path below the sample folder and its bytes.
package struct SampleFile: Sendable {
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// How much is made.
package enum SampleSize: String, Sendable, CaseIterable {
    /// 40 participants, 20,000 sessions, 600 payouts.
    case small
    /// The same participants and payouts with 200,000 sessions.
    case large

    package var sessions: Int { self == .small ? 20_000 : 200_000 }
    package var payouts: Int { 600 }
}
