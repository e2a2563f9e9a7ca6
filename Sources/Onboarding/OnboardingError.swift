/// What onboarding refuses. Descriptions hold no personal data: persons appear in none of them.
package struct OnboardingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed set of reasons.
    package enum Code: Hashable, Sendable {
        /// The status machine knows no such move.
        case moveRefused(from: OnboardingStatus, event: String)
        /// Two different persons must stand behind the move.
        case twoPersonsNeeded
        /// The person may not decide this: submitter, preparer or the one who suspended.
        case personExcluded
        /// A reason is needed and was not given.
        case reasonMissing
        /// What blocks the move, by name.
        case blocked([String])
        /// A verification may not begin before its own decision, nor end before it begins.
        case backdated
        /// An event lies before the last one applied.
        case outOfOrder
        /// A data file could not be read: code of the fault, file, line, column.
        case dataFile(String, file: String, line: Int, column: Int)
    }

    package let code: Code

    package init(_ code: Code) { self.code = code }

    package var description: String {
        switch code {
        case .moveRefused(let from, let event): "a participant that is \(from.rawValue) cannot \(event)"
        case .twoPersonsNeeded: "two different persons must decide this"
        case .personExcluded: "this person may not decide here"
        case .reasonMissing: "a reason is needed"
        case .blocked(let what): "blocked by: \(what.joined(separator: ", "))"
        case .backdated: "a verification cannot begin before its decision or end before it begins"
        case .outOfOrder: "the event is earlier than the last one"
        case .dataFile(let fault, let file, let line, let column): "\(file):\(line):\(column): \(fault)"
        }
    }
}
