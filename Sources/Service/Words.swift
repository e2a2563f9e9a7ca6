import Domain

/// Every word that a page shows. Cases are the keys of the language catalogues; the raw value is the English text.
enum Word: String, CaseIterable {
    case product = "Amplomb"
    case skipToContent = "Skip to content"
    case cases = "Cases"
    case queue = "Queue"
    case health = "Health"
    case appearance = "Appearance"
    case appearanceSystem = "As the system"
    case appearanceLight = "Light"
    case appearanceDark = "Dark"
    case set = "Set"
    case localOnly = "Local console: this machine only, no sign-in yet"

    case casesNeedingWork = "Cases that need work"
    case counters = "Counters"
    case open = "Open"
    case working = "In work"
    case waiting = "Waiting"
    case proposed = "Proposed"
    case closed = "Closed"
    case late = "Late"
    case heldMoney = "Money held"
    case filters = "Filters"
    case search = "Search"
    case searchHint = "Case, token, participant, payout …"
    case state = "State"
    case family = "Family"
    case severity = "Severity"
    case outcome = "Outcome"
    case anyNotClosed = "Any but closed"
    case any = "Any"
    case apply = "Apply"
    case clear = "Clear"
    case noCases = "No case matches."
    case noCasesHint = "Take a filter away, or wait for the next record."
    case nextPage = "Next page"
    case firstPage = "First page"
    case caseNumber = "Case"
    case why = "Why"
    case risk = "Risk"
    case held = "Held"
    case due = "Due"
    case assignee = "Assignee"
    case findings = "Findings"
    case unassigned = "Nobody"
    case none = "None"

    case heldPayouts = "Held payouts"
    case opened = "Opened"
    case lastHit = "Last hit"
    case legalEntity = "Legal entity"
    case follows = "Follows"
    case disposition = "Closed as"
    case whatWasFound = "What was found"
    case ruleVersion = "version"
    case valuesSeen = "What the rule saw"
    case assumed = "assumed"
    case missing = "Missing"
    case notAssessed = "Not assessed"
    case counterfactual = "Otherwise"
    case atStake = "At stake"
    case eventTime = "Event time"
    case assessedAt = "Assessed"
    case revisionNumber = "Revision"
    case assessment = "Assessment"
    case revision = "revision"
    case timeline = "Timeline"
    case evidence = "Evidence"
    case evidenceEntry = "Entry"
    case evidenceLog = "Log"
    case evidenceSize = "Entries in the log"
    case evidenceRoot = "Root hash"
    case checkpoint = "Last checkpoint"
    case howToVerify = "How to verify"
    case verifyHint = "These read the evidence log itself and trust nothing on this page."
    case copy = "Copy"
    case copied = "Copied"

    case match = "Screening match"
    case ours = "Ours"
    case listEntry = "List entry"
    case field = "Field"
    case similarity = "Similarity"
    case scoreSum = "How the score adds up"
    case score = "Score"
    case limit = "Limit"
    case list = "List"
    case notGiven = "not given"
    case differs = "differs"

    case screening = "Screening"
    case screenTitle = "Look a name up on the sanctions lists"
    case screenHint = "Any script. Nothing is stored."
    case birthDate = "Birth date"
    case birthDateHint = "1961, 1961-03 or 1961-03-01"
    case country = "Country"
    case countryHint = "DE"
    case subjectType = "Type"
    case person = "Person"
    case company = "Company"
    case vessel = "Vessel"
    case aircraft = "Aircraft"
    case lookUp = "Look up"
    case readAs = "Read as"
    case nothingFound = "Nothing on the lists comes near this name."
    case how = "How"
    case counts = "Counts"
    case pattern = "Pattern"
    case published = "published"
    case weakAlias = "weak alias"
    case goodListed = "Good-listed"
    case programmes = "Programmes"
    case goodList = "Good-list"
    case goodListHint = "Pairs that are not the same subject. Each asks again when either side changes."
    case noDecisions = "No pair was decided yet: amplomb goodlist add decides one."
    case decision = "Decision"
    case until = "Until"
    case decidedBy = "Decided by"
    case uses = "Uses"
    case waitsForApproval = "Waits for approval"
    case inForce = "In force"
    case expired = "Expired"
    case revoked = "Revoked"
    case notWhole = "Not assessed in full"
    case correctThis = "This cannot be looked up"

    case ruleResults = "Rules"
    case result = "Result"
    case hit = "Hit"
    case noHit = "No hit"
    case ruleFailed = "Rule failed"
    case points = "Points"
    case features = "Values"
    case knowledge = "Knowledge used"
    case name = "Name"
    case replay = "Replay gives the same bytes, or names the first difference."

    case correction = "Correction"
    case listChange = "List change"
    case addedByHand = "Added by hand"

    case notFoundTitle = "Nothing here"
    case notFoundText = "There is no page or case at this address."
    case badRequestTitle = "This address is not understood"
    case notAllowedTitle = "This cannot be done here"
    case notAllowedText = "The page can be read, not written."
    case failedTitle = "That did not work"
    case failedText = "The page could not be made. Nothing was changed."
    case wrongHostTitle = "Wrong host"
    case wrongHostText = "Until sign-in exists, pages are only for this machine: open them by localhost or 127.0.0.1."
    case backToQueue = "Back to the queue"
    case well = "well"
    case unwell = "not well"
    case keys = "Keys"
    case keysHint = "j k move, Enter open, / search, u back, t timeline, ? this help"

    var text: String { rawValue }
}

/// Texts with numbers and values in them.
enum Phrase {
    static func findings(_ count: Int) -> String { count == 1 ? "1 finding" : "\(Format.number(count)) findings" }

    static func casesOnPage(_ count: Int) -> String { count == 1 ? "1 case" : "\(count) cases" }

    static func omitted(_ count: Int) -> String {
        "\(Format.number(count)) more findings lie between these; amplomb case show lists all."
    }

    static func unknowns(_ count: Int) -> String { "\(Format.number(count)) not assessed" }

    static func left(_ span: TimeSpan) -> String { "\(Format.span(span)) left" }

    static func late(_ span: TimeSpan) -> String { "\(Format.span(span)) late" }

    /// `3 candidates among 24,051 entries of 3 lists`.
    static func candidates(_ count: Int, entries: Int, lists: Int) -> String {
        "\(count == 1 ? "1 candidate" : "\(Format.number(count)) candidates") among \(Format.number(entries)) entries of "
            + (lists == 1 ? "1 list" : "\(lists) lists")
    }

    static func refused(_ parameter: String, _ reason: String) -> String { "“\(parameter)”: \(reason)." }

    static func closedAs(_ disposition: String, _ codes: [String]) -> String {
        codes.isEmpty ? disposition : "\(disposition) (\(codes.joined(separator: ", ")))"
    }

    static func chip(_ outcome: Outcome) -> String {
        switch outcome {
        case .pass: "Pass"
        case .review: "Review"
        case .hold: "Hold"
        case .stop: "Stop"
        }
    }

    static func severity(_ severity: Severity) -> String {
        switch severity {
        case .ops: "Operations"
        case .low: "Low"
        case .medium: "Medium"
        case .high: "High"
        case .critical: "Critical"
        }
    }

    static func state(_ state: CaseStateView) -> Word {
        switch state {
        case .open: .open
        case .working: .working
        case .waiting: .waiting
        case .proposed: .proposed
        case .closed: .closed
        }
    }

    static func itemKind(_ kind: CaseItemView.Kind) -> Word {
        switch kind {
        case .hit: .hit
        case .unknown: .notAssessed
        case .ruleError: .ruleFailed
        case .listChange: .listChange
        case .correction: .correction
        case .manual: .addedByHand
        }
    }

    /// `payout_held` reads `Payout held`.
    static func timeline(_ kind: String) -> String {
        let words = kind.replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
