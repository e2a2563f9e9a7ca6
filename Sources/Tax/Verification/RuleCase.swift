package import Domain

/// What is verified: documents and what they are held against. A part that is nil or empty switches its check off.
package struct RuleCase: Sendable {
    package var id: String?
    package var asOf: CivilDate
    package var documents: [RulePack]
    /// Corrections of rate series, which the documents do not carry, by the place of the series.
    package var seriesCorrections: [SourcePlace: [Correction]]
    /// Series with a correction that cannot be read: it is told as such, and the past may have been corrected.
    package var unreadableCorrections: Set<SourcePlace>
    /// Jurisdictions with a document that cannot be read: what it holds is unknown, not gone.
    package var unreadJurisdictions: Set<String>
    /// Faults of reading; a document with one is not among `documents`.
    package var readingFindings: [RuleFinding]
    /// An independent table of rates.
    package var second: [SecondSourceWindow]
    /// Postcodes of territories according to somebody else.
    package var postcodes: [TerritoryPostcodes]
    package var traffic: [TrafficLine]?
    /// The documents as they were approved before.
    package var baseline: [RulePack]?
    package var versions: [RuleVersion]
    package var replay: RuleReplay?
    /// The documents as they were known at the instant of the replay, later corrections taken back.
    package var replayDocuments: [RulePack]
    package var expected: [ExpectedFinding]?
    /// Days after which a verification is stale.
    package var maximumAgeDays: Int

    package init(asOf: CivilDate, documents: [RulePack] = [], maximumAgeDays: Int = 365) {
        self.asOf = asOf
        self.documents = documents
        self.maximumAgeDays = maximumAgeDays
        seriesCorrections = [:]
        unreadableCorrections = []
        unreadJurisdictions = []
        readingFindings = []
        second = []
        postcodes = []
        versions = []
        replayDocuments = []
    }
}

/// A window of a table that is not ours.
package struct SecondSourceWindow: Hashable, Sendable {
    package let country: String
    /// A kind of rate (`standard`), or a fee type (`energy`).
    package let kind: String
    package let from: CivilDate
    package let to: CivilDate?
    package let ratePPM: Int64

    package init(country: String, kind: String, from: CivilDate, to: CivilDate?, ratePPM: Int64) {
        self.country = country
        self.kind = kind
        self.from = from
        self.to = to
        self.ratePPM = ratePPM
    }
}

/// The postcodes of a territory in a table that is not ours.
package struct TerritoryPostcodes: Hashable, Sendable {
    package let territory: String
    package let postcodes: Set<String>
}

/// Sessions of one country and fee type.
package struct TrafficLine: Hashable, Sendable {
    package let country: String
    package let fee: FeeType
    package let lastSession: CivilDate?
    package let sessions: Int?

    package init(country: String, fee: FeeType, lastSession: CivilDate?, sessions: Int?) {
        self.country = country
        self.fee = fee
        self.lastSession = lastSession
        self.sessions = sessions
    }
}

/// The documents as they stood from an instant on.
package struct RuleVersion: Sendable {
    package let recordedAt: Instant
    package let documents: [RulePack]
}

/// A question that was answered before and is asked again.
package struct RuleReplay: Hashable, Sendable {
    package let country: String
    package let fee: FeeType
    package let date: CivilDate
    package let knownAt: Instant
    /// Whether the rate is compared at all; an answer may be expected by its rule alone.
    package let comparesRate: Bool
    /// Parts per million; nil where no rate was known.
    package let expectedRatePPM: Int64?
    package let expectedRuleID: String?
    /// The whole record of section 4 as JSON, where the bundle has one; then the answer is a verdict.
    package let record: [UInt8]?
    /// The expected columns of that verdict; nil is null.
    package let expectedColumns: [String: String?]
    package let place: SourcePlace
}

/// A finding that a bundle says must come.
package struct ExpectedFinding: Hashable, Sendable, CustomStringConvertible {
    package let code: RuleFindingCode
    package let subject: String?
    package let date: CivilDate?

    package init(code: RuleFindingCode, subject: String?, date: CivilDate?) {
        self.code = code
        self.subject = subject
        self.date = date
    }

    /// From the words behind the code: a subject and a date, either of which may be missing.
    package init(code: RuleFindingCode, words: ArraySlice<String>) {
        let date = words.last.flatMap { CivilDate($0) }
        let subject = (date == nil ? words : words.dropLast()).joined(separator: " ")
        self.init(code: code, subject: subject.isEmpty ? nil : subject, date: date)
    }

    package var description: String {
        ([code.rawValue] + [subject, date.map { "\($0)" }].compactMap { $0 }).joined(separator: " ")
    }

    /// Subjects compare without case, the expected one as a prefix.
    func matches(_ finding: RuleFinding) -> Bool {
        guard code == finding.code, date == nil || date == finding.date else { return false }
        guard let subject else { return true }
        let wanted = subject.lowercased()
        return ([finding.subject] + finding.otherSubjects).contains { $0.lowercased().hasPrefix(wanted) }
    }
}

/// How the findings of a bundle compare with what it expects.
package struct ExpectationReport: Sendable {
    package let missing: [ExpectedFinding]
    package let unexpected: [RuleFinding]

    package var holds: Bool { missing.isEmpty && unexpected.isEmpty }

    /// An error beside an expected finding is unexpected unless it shows the same defect: the same subject on the same
    /// day, or the gaps that inclusive ends make.
    package init(_ expected: [ExpectedFinding], _ findings: [RuleFinding]) {
        missing = expected.filter { wanted in !findings.contains { wanted.matches($0) } }
        let met = findings.filter { finding in expected.contains { $0.matches(finding) } }
        unexpected = findings.filter { finding in
            guard finding.severity == .error, !expected.contains(where: { $0.matches(finding) }) else { return false }
            return !met.contains { known in
                guard known.subject == finding.subject else { return false }
                return known.date == finding.date || (known.code == .boundaryInclusive && finding.code == .gap)
            }
        }
    }
}
