import Assessment
package import Domain
import Evidence
import Formats
import Store
package import Tax

/// One screen about the installation.
package struct StatusView: Sendable {
    package let text: String
    package let json: String
}

/// A rate, or what is missing for it, in words.
package struct VATRateAnswer: Sendable {
    package let text: String
    package let isKnown: Bool
    /// The day on which somebody last brought the country's rules up to date.
    package let updated: CivilDate?
}

extension Engine {
    package func status() async throws -> StatusView {
        let counts = try await store.status()
        let head = try await store.evidenceHead(log: Store.mainLog)
        let last = try await store.newestCheckpoint(log: Store.mainLog)
        let lists = try await listStatus()
        let waiting = try await store.pendingCount()
        let anchoring = try await anchoring()
        var lines = [
            "home          \(options.home.path)",
            "events        \(counts.events) with \(counts.assessments) decisions",
            "open cases    \(counts.openCases)",
            "participants  \(counts.participants)",
            "evidence      \(counts.evidenceEntries) entries, root \(head?.root.hex.prefix(16) ?? "-")",
        ]
        if waiting > 0 {
            lines.insert(
                "waiting       \(waiting) events for their decision: amplomb assess digest makes it, reports wait for it",
                at: 2)
        }
        let signed = last.map { "signed to \($0.size) at \($0.signedAt)" } ?? "nothing signed yet"
        lines.append("checkpoint    \(signed)")
        lines.append("anchors       \(anchoring.text)")
        lines.append("lists         \(lists.summary)")
        var output = JSONOutput()
        output.object { json in
            json.member("events", counts.events)
            json.member("decisions", counts.assessments)
            json.member("waiting", waiting)
            json.member("open_cases", counts.openCases)
            json.member("participants", counts.participants)
            json.member("evidence_entries", counts.evidenceEntries)
            json.member("evidence_root", head?.root.hex)
            json.member("checkpoint_size", counts.checkpointSize)
            json.member("anchored", anchoring.isAnchored)
            json.member("anchored_size", anchoring.size.map { Int64(clamping: $0) })
            json.array("lists") { array in
                for list in lists.lines {
                    array.object { item in
                        item.member("list", list.id)
                        item.member("entries", list.entries)
                        item.member("state", list.state.rawValue)
                    }
                }
            }
        }
        return StatusView(text: lines.joined(separator: "\n"), json: output.text)
    }

    /// Number, name and hash of the schema's steps.
    package func migrations() async throws -> [[String]] {
        Migration.all.map { [String($0.number), $0.name, Hex.string(Migrator.hash($0))] }
    }

    /// The VAT standard rate of a jurisdiction on a date, from the rule files alone.
    ///
    /// - Parameter name: a country, a state or province with a pack (`CA-NS`), or a code that VAT uses (`EL`, `XI`).
    package static func vatRate(rulesDirectory: String, jurisdiction name: String, on date: CivilDate) throws
        -> VATRateAnswer
    {
        let pack = try KnowledgeLoader.taxPack(rulesDirectory)
        let country = pack.jurisdiction(named: name) ?? name
        guard let window = pack.standardRate(country, on: date), let rate = window.ratePPM else {
            return VATRateAnswer(text: "\(country) \(date): not known: standard rate", isKnown: false, updated: nil)
        }
        let cited = window.basis.isEmpty ? pack.standardRateBasis(country) : window.basis
        let basis = cited.map { $0.cite + ($0.url.map { " <\($0)>" } ?? "") }
        let percent = decimalText(rate, decimals: 4, minimum: 0)
        let asked =
            name == "XI"
            ? "XI (Northern Ireland; services follow the law of GB, goods Directive 2006/112/EC at the rates of GB: Windsor Framework art. 8) = "
            : ""
        return VATRateAnswer(
            text: "\(asked)\(country) \(date): \(percent) % since \(window.from)"
                + "\(window.to.map { " until \($0)" } ?? ""), \(basis.joined(separator: "; "))", isKnown: true,
            updated: pack.documents.filter { $0.jurisdiction == country }.compactMap(\.updated).max())
    }

    /// The VAT rules of a folder, for commands that need no database.
    ///
    /// - Parameter knownAt: as they were known then; nil for all that is known.
    package static func vatPack(rulesDirectory: String, knownAt: Instant? = nil) throws -> TaxPack {
        try KnowledgeLoader.taxPack(rulesDirectory, knownAt: knownAt)
    }

    /// The VAT rules of a folder of packs, as `vat rescore --pack` names one.
    package static func vatPack(folder: String) throws -> TaxPack { try KnowledgeLoader.taxPack(vatFolder: folder) }

    /// Duties to invoice electronically.
    package static func electronicInvoices(rulesDirectory: String) throws -> EInvoiceTable {
        let path = "\(rulesDirectory)/vat/\(EInvoiceTable.fileName)"
        let load = EInvoiceTable.load(TaxSource(name: path, bytes: try Files.read(path)))
        guard let table = load.table else {
            throw EngineError(
                .configuration, "the e-invoice table does not load: \(load.faults.first.map { "\($0)" } ?? "empty")",
                remedy: "correct the file named")
        }
        return table
    }

    // MARK: Participants

    package func participants(at instant: Instant) async throws -> [[String]] {
        try await KnowledgeLoader(options: options, store: store).participants().entries.map { entry in
            let participant = entry.participant
            let period = participant.kyc(at: instant)
            return [
                participant.id, participant.type.rawValue, participant.country.alpha2,
                period?.status.rawValue ?? "unknown",
                period?.validUntil?.description ?? "", participant.riskBand.rawValue, participant.legalName,
            ]
        }
    }

    package func participant(_ id: String, at instant: Instant) async throws -> String {
        let book = try await KnowledgeLoader(options: options, store: store).participants()
        guard let entry = book.participant(id: id) else {
            if let gone = try await store.removedRevision(ofParticipant: id) {
                let reason = try await whyRemoved(gone.index)
                throw EngineError(
                    .unreadable,
                    "no revision of participant \(id) is in force, the last was revision \(gone.revision): \(reason)",
                    remedy: "a new record of it gets revision \(gone.revision + 1)")
            }
            throw EngineError(
                .unreadable, "there is no participant \(id)", remedy: "amplomb participant list names them")
        }
        let participant = entry.participant
        var lines = [
            "\(participant.id)  \(participant.legalName)  (\(participant.type.rawValue), \(participant.country))",
            "record revision \(entry.revision), risk \(participant.riskBand.rawValue)",
        ]
        let now = participant.kyc(at: instant)
        lines.append(
            "KYC at \(instant): \(now?.status.rawValue ?? "unknown")\(now?.validUntil.map { ", valid until \($0)" } ?? "")"
        )
        for period in participant.kyc {
            lines.append("  \(period.status.rawValue) from \(period.from)\(period.to.map { " to \($0)" } ?? "")")
        }
        for account in participant.accounts {
            let iban = (try? IBAN(account.iban).masked) ?? "…\(account.iban.suffix(4))"
            lines.append("  account \(iban) from \(account.from)\(account.to.map { " to \($0)" } ?? "")")
        }
        for person in participant.related {
            let share = person.sharePPM.map { " \(decimalText($0, decimals: 4, minimum: 0)) %" } ?? ""
            lines.append("  \(person.role) \(person.name)\(share)")
        }
        return lines.joined(separator: "\n")
    }
}
