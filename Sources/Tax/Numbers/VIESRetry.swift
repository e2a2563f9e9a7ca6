package import Domain
internal import Formats

/// What a check of one number ended with.
package enum VIESStatus: String, Sendable, CaseIterable {
    case valid
    case invalid
    /// No word on the number after all tries. Never the same as invalid.
    case unavailable
    /// The service shuts out who asks; it is not asked again until a person has looked.
    case refused
    /// The question itself is wrong: the number or the requester is not of the service's form.
    case rejected
}

/// One check, as it is kept as evidence.
package struct VIESRecord: Hashable, Sendable {
    package let status: VIESStatus
    package let fault: VIESFault?
    package let entry: VIESEntry?
    /// The bytes of the last answer, as they came.
    package let answer: [UInt8]
    /// When the last answer came.
    package let receivedAt: Instant
    /// SHA-256 of `answer`.
    package let hash: Hash32
    package let tries: Int

    /// Whether a person must be told.
    package var needsAlarm: Bool { status == .refused }
}

/// Decides what follows an answer: ask again after a pause, or end. Holds no clock and no connection.
package struct VIESRetry: Sendable {
    /// How often and how long.
    package struct Limits: Hashable, Sendable {
        package var tries = 4
        /// Before the second try; twice as long before each further one.
        package var pause = TimeSpan(microseconds: TimeSpan.second.microseconds)
        /// The longest pause.
        package var longest = TimeSpan(microseconds: 30 * TimeSpan.second.microseconds)

        package init() {}
    }

    package enum Action: Hashable, Sendable {
        case wait(TimeSpan)
        case end(VIESRecord)
    }

    private let limits: Limits
    private var tries = 0

    package init(_ limits: Limits = Limits()) { self.limits = limits }

    /// Takes one answer in.
    ///
    /// - Parameters:
    ///   - bytes: the body as it came; empty where none came.
    ///   - time: when it came.
    package mutating func apply(_ answer: VIESAnswer, bytes: [UInt8], at time: Instant) -> Action {
        tries += 1
        let again: Bool
        let status: VIESStatus
        var fault: VIESFault?
        var entry: VIESEntry?
        switch answer {
        case .registered(let found):
            (status, entry, again) = (.valid, found, false)
        case .notRegistered(let found):
            (status, entry, again) = (.invalid, found, false)
        case .fault(let found):
            fault = found
            switch found.remedy {
            case .retry: (status, again) = (.unavailable, true)
            case .stop: (status, again) = (.refused, false)
            case .mend: (status, again) = (.rejected, false)
            }
        case .unreadable: (status, again) = (.unavailable, true)
        }
        if again, tries < limits.tries { return .wait(pause) }
        return .end(record(status, fault: fault, entry: entry, bytes: bytes, at: time))
    }

    /// The record of a check that was broken off between two tries.
    package func interrupted(bytes: [UInt8], at time: Instant) -> VIESRecord {
        record(.unavailable, fault: nil, entry: nil, bytes: bytes, at: time)
    }

    private func record(
        _ status: VIESStatus, fault: VIESFault?, entry: VIESEntry?, bytes: [UInt8], at time: Instant
    ) -> VIESRecord {
        VIESRecord(
            status: status, fault: fault, entry: entry, answer: bytes, receivedAt: time,
            hash: Hash32(SHA256Hasher.hash(bytes)) ?? .zero, tries: tries)
    }

    private var pause: TimeSpan {
        let doublings = min(tries - 1, 30)
        let micros = limits.pause.microseconds.multipliedReportingOverflow(by: 1 << Int64(doublings))
        return TimeSpan(
            microseconds: micros.overflow
                ? limits.longest.microseconds : min(micros.partialValue, limits.longest.microseconds))
    }
}
