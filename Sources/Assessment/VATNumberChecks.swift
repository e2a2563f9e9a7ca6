package import Domain

/// What registers answered about VAT ids (VIES), as evidence of status on a date.
///
/// An answer speaks for the day on which it was given and what follows: a supply is judged by the latest answer up to its day,
/// and how old that may be says the rule (`requires.max_age_days`, counted back from the supply date). An answer that came
/// later proves nothing for then. Only what had come when the document came counts, so that a later answer changes no
/// decision and every decision replays. Answers that say nothing (`unavailable`) are never in here.
package struct VATNumberChecks: Sendable {
    package struct Check: Hashable, Sendable {
        /// Country prefix and number, capitals without spaces.
        package let number: String
        package let isValid: Bool
        package let at: Instant
        package let consultationNumber: String?

        package init(number: String, isValid: Bool, at: Instant, consultationNumber: String?) {
            self.number = VATNumberChecks.key(number)
            self.isValid = isValid
            self.at = at
            self.consultationNumber = consultationNumber
        }

        package var day: CivilDate { at.utcDate }
    }

    private var byNumber: [String: [Check]] = [:]

    package init() {}

    /// - Parameter checks: in any order.
    package init(_ checks: [Check]) {
        byNumber = Dictionary(grouping: checks, by: \.number).mapValues { $0.sorted { $0.at < $1.at } }
    }

    /// The answer that speaks for a supply on a day, for a document that Amplomb took in at an instant; nil when there is none.
    package func check(of number: String, on day: CivilDate, documentArrived arrived: Instant) -> Check? {
        if byNumber.isEmpty { return nil }
        return byNumber[Self.key(number)]?.last { $0.day <= day && $0.at <= arrived }
    }

    /// Letters and digits alone; Greek numbers begin with EL (art. 215 of Directive 2006/112/EC).
    private static func key(_ number: String) -> String {
        let text = asciiUpper(
            String(
                number.unicodeScalars.filter {
                    $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                }.map(Character.init)))
        return text.hasPrefix("GR") ? "EL" + text.dropFirst(2) : text
    }
}
