import Domain
import Foundation
import Ingest
import Testing

@Suite struct PayoutRecordTests {
    private static let good = """
        {"format":"amplomb.payout/1","owner":"NL*TNM","id":"PO-1","participant_id":"P-1","execute_at":"2026-09-16T08:00:00Z",\
        "amount":{"amount":"12.50","currency":"EUR"},"debtor":{"name":"Payer","iban":"NL91ABNA0417164300"},\
        "creditor":{"name":"Payee","country":"DE","iban":"DE89370400440532013000","bic":"COBADEFF"},\
        "end_to_end_id":"E1","remittance":"settlement","instant":true,"payee_check":"close_match"}
        """

    private func run(_ text: String) -> (
        events: [Event], rejects: [IngestReject], report: IngestReport, error: IngestError?
    ) {
        var reader = PayoutReader(file: "p.jsonl")
        var events: [Event] = []
        var rejects: [IngestReject] = []
        let take = { (item: IngestItem) in
            switch item {
            case .event(let event): events.append(event)
            case .reject(let reject): rejects.append(reject)
            }
        }
        do throws(IngestError) {
            try reader.feed(Array(text.utf8), take)
            try reader.finish(take)
        } catch {
            return (events, rejects, reader.report, error)
        }
        return (events, rejects, reader.report, nil)
    }

    @Test("a record becomes a payout, and its stored form the same again")
    func good() throws {
        let result = run(Self.good + "\n\n" + Self.good.replacing("PO-1", with: "PO-2"))
        #expect(result.error == nil)
        #expect(result.events.map(\.key.description) == ["payout:NL*TNM:PO-1", "payout:NL*TNM:PO-2"])
        #expect(result.events.map(\.source.line) == [1, 3])
        let event = try #require(result.events.first)
        guard case .payout(let payout) = event.body else { return }
        #expect(payout.amount == Money(micros: 12_500_000, currency: .eur))
        #expect(payout.isInstant)
        #expect(payout.payeeCheck == .close)
        #expect(payout.creditorAgent?.country?.alpha2 == "DE")
        #expect(payout.forcedOutcome == .pass)
        #expect(event.findings.isEmpty)
        let again = try PayoutReader.decode(payload: event.payload, source: event.source, receivedAt: event.receivedAt)
        #expect(again.contentHash == event.contentHash)
        let loose = Self.good.replacing("\"12.50\"", with: " \"12.50\"").replacing("08:00:00Z", with: "10:00:00+02:00")
        #expect(run(loose).events.first?.contentHash == event.contentHash)
    }

    @Test("the documents that a payout settles are read with their tax; a bad one refuses the record with its path")
    func documents() throws {
        let settled = """
            ,"documents":[{"type":"self_billed_invoice","number":"S-1","date":"2026-09-01",\
            "gross":{"amount":"119.00","currency":"EUR"},"vat":{"amount":"19.00","currency":"EUR"},"vat_percent":"19"},\
            {"type":"credit_note"}]}
            """
        let text = String(Self.good.dropLast()) + settled
        let result = run(text)
        guard case .payout(let payout) = try #require(result.events.first).body else { return }
        #expect(
            result.report.unknownFields.isEmpty && payout.documents.map(\.kind) == [.selfBilledInvoice, .creditNote])
        let first = try #require(payout.documents.first)
        #expect(first.number == "S-1" && first.vat?.micros == 19_000_000 && first.gross?.micros == 119_000_000)
        #expect(first.ratePPM == 190_000 && first.date == CivilDate(year: 2026, month: 9, day: 1))
        for (old, new, field) in [
            ("credit_note", "memo", "$.documents[1].type"), ("\"19\"", "\"19.00001\"", "$.documents[0].vat_percent"),
            ("\"19.00\"", "\"x\"", "$.documents[0].vat.amount"), ("2026-09-01", "1.9.26", "$.documents[0].date"),
        ] {
            let bad = run(text.replacing(old, with: new))
            #expect(bad.rejects.map(\.field) == [field] && bad.events.isEmpty)
        }
    }

    @Test(
        "what is wrong is refused with its path",
        arguments: [
            ("amplomb.payout/1", "amplomb.payout/2", RejectCode.notThisObject, "$.format"),
            ("\"id\":\"PO-1\"", "\"id\":null", .missingField, "$.id"),
            ("\"12.50\"", "\"12,50\"", .badNumber, "$.amount.amount"),
            ("\"EUR\"", "\"EUX\"", .unknownCurrency, "$.amount.currency"),
            ("2026-09-16T08:00:00Z", "16.09.2026", .badDate, "$.execute_at"),
            ("NL*TNM", "N*T", .ownerUnknown, "$.owner"),
            ("\"country\":\"DE\"", "\"country\":\"de\"", .badIdentifier, "$.creditor.country"),
            ("\"instant\":true", "\"instant\":1", .notThisObject, "$.instant"),
            ("\"participant_id\"", "\"id\"", .notReadable, "$.id"),
        ])
    func bad(old: String, new: String, code: RejectCode, field: String) {
        let result = run(Self.good.replacing(old, with: new) + "\n" + Self.good)
        #expect(result.rejects.map(\.code) == [code])
        #expect(result.rejects.map(\.field) == [field])
        #expect(result.rejects.map(\.line) == [1])
        #expect(result.events.count == 1)
        #expect(result.report.read == 2)
    }

    @Test("a wrong IBAN holds, a missing one asks for review, unknown words are findings")
    func findings() {
        let wrong = run(Self.good.replacing("DE89370400440532013000", with: "DE89370400440532013001"))
        #expect(wrong.events.first?.findings.map(\.code) == ["PY-2"])
        let none = run(Self.good.replacing("\"iban\":\"DE89370400440532013000\"", with: "\"id\":\"ACC-1\""))
        #expect(none.events.first?.findings.map(\.code) == ["PY-3"])
        let word = run(
            Self.good.replacing("close_match", with: "perhaps").replacing("\"remittance\"", with: "\"remitance\""))
        #expect(word.events.first?.findings.map(\.code) == ["IN-013"])
        #expect(word.report.unknownFields == ["remitance": 1])
    }

    @Test("a file that breaks off says where it was still good")
    func truncated() {
        let result = run(Self.good + "\n" + Self.good.prefix(100))
        #expect(result.events.count == 1)
        #expect(result.rejects.count == 1)
        #expect(result.error?.lastGoodLine == 1)
    }
}

@Suite struct ParticipantReaderTests {
    private static let good = """
        {"format":"amplomb.participant/1","id":"P-NL-1","revision":3,"valid_from":"2026-09-01T00:00:00+02:00",\
        "type":"demand_partner","kind":"fleet","status":"pending","tier":"cdd","zone":"Europe/Amsterdam","country":"NL",\
        "organisation":{"legal_name":"Voorbeeld Wagenpark B.V.","trade_names":["Voorbeeld Fleet"],"former_names":[],\
        "vat_ids":[{"id":"NL004495445B01","country":"NL"}],"lei":"5493001KJTIIGC8Y1R12",\
        "business":{"nature":"fleet","countries":["NL"],"expected_monthly":{"amount":"250000.00","currency":"EUR"},"source_of_funds":"lease"}},\
        "person":null,"roaming":{"ocpi":[{"country_code":"NL","party_id":"VWP","role":"EMSP"}]},\
        "accounts":[{"iban":"NL91ABNA0417164300","bic":null,"holder_name":"Voorbeeld","country":"NL","virtual":false,"from":"2026-09-01","to":null,"evidence":[]}],\
        "parties":[{"ref":"R-1","class":"person","names":[{"full":"Jana Voorbeeld","given":"Jana","family":"Voorbeeld","script":"Latn"}],\
        "birth_date":"1979-05-14","nationalities":["NL"],"pep":{"status":"yes","position":null,"until":null},\
        "roles":[{"role":"director","from":"2019-04-01","to":null},{"role":"beneficial_owner","from":"2019-04-01","to":null}]}],\
        "ownership":[{"owner":"R-1","owned":"self","kind":"shares","percent":"62.5","percent_max":null,"nominee":false,"bearer":false,"from":"2019-04-01","to":null,"evidence":[]}],\
        "declarations":{"settlement_agent":true,"third_party_payers":false,"iban_countries":["NL"],"onboarding_channel":"remote"},\
        "kyc":[{"status":"verified","from":"2026-09-01T00:00:00Z","to":null,"valid_until":"2028-12-31"}],\
        "source":{"system":"portal","received_at":"2026-08-28T14:03:11Z"}}
        """

    private func run(_ text: String, trustsStatus: Bool = true) -> (
        participants: [Participant], rejects: [IngestReject], events: [Event]
    ) {
        var reader = ParticipantReader(file: "p.jsonl", trustsStatus: trustsStatus)
        var participants: [Participant] = []
        var rejects: [IngestReject] = []
        var events: [Event] = []
        let take = { (item: IngestItem) in
            switch item {
            case .event(let event):
                events.append(event)
                if case .participant(let participant) = event.body { participants.append(participant) }
            case .reject(let reject): rejects.append(reject)
            }
        }
        try? reader.feed(Array(text.utf8), take)
        try? reader.finish(take)
        #expect(reader.report.read == events.count + rejects.count)
        return (participants, rejects, events)
    }

    @Test("a record becomes a participant")
    func good() throws {
        let result = run(Self.good)
        #expect(result.rejects.isEmpty, "\(result.rejects.map(\.reason))")
        let participant = try #require(result.participants.first)
        #expect(participant.type == .fleet)
        #expect(participant.legalName == "Voorbeeld Wagenpark B.V.")
        #expect(participant.vatID == "NL004495445B01")
        #expect(participant.parties.map(\.description) == ["NL*VWP"])
        #expect(participant.accounts.map(\.iban) == ["NL91ABNA0417164300"])
        #expect(participant.kyc.map(\.status) == [.verified])
        #expect(participant.isSettlementAgent)
        #expect(participant.isPEP)
        #expect(participant.related.map(\.role) == ["director", "beneficial_owner"])
        #expect(participant.related.map(\.sharePPM) == [nil, 625_000])
        let event = try #require(result.events.first)
        #expect(event.at == Instant("2026-08-31T22:00:00Z"))
        let again = try ParticipantReader.decode(
            payload: event.payload, source: event.source, receivedAt: event.receivedAt)
        #expect(again.contentHash == event.contentHash)
    }

    @Test("an import that is not trusted makes nobody verified")
    func drafts() {
        #expect(run(Self.good, trustsStatus: false).participants.first?.kyc.map(\.status) == [.draft])
    }

    @Test(
        "what breaks the form is refused with its path, the next record is read",
        arguments: [
            ("\"country\":\"NL\",\"organisation\"", "\"country\":\"nl\",\"organisation\"", "$.country"),
            ("\"legal_name\"", "\"legal_nam\"", "$.organisation.legal_nam"),
            ("\"tier\":\"cdd\"", "\"id\":\"x\"", "$.id"),
            ("NL91ABNA0417164300", "NL91ABNA0417164301", "$.accounts[0].iban"),
            ("5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R13", "$.organisation.lei"),
            ("\"percent\":\"62.5\"", "\"percent\":62.5", "$.ownership[0].percent"),
            ("\"percent\":\"62.5\"", "\"percent\":\"101\"", "$.ownership[0].percent"),
            ("\"owner\":\"R-1\"", "\"owner\":\"R-2\"", "$.ownership[0].owner"),
            ("2026-09-01T00:00:00+02:00", "2026-09-01T00:00:00", "$.valid_from"),
            (
                "\"from\":\"2026-09-01\",\"to\":null", "\"from\":\"2026-09-01\",\"to\":\"2026-09-01\"",
                "$.accounts[0].to"
            ),
            ("\"kind\":\"fleet\"", "\"kind\":\"bank\"", "$.kind"),
            ("\"person\":null", "\"person\":{\"names\":[]}", "$.organisation"),
            ("\"amount\":\"250000.00\"", "\"amount\":250000.00", "$.organisation.business.expected_monthly.amount"),
            ("Voorbeeld Fleet", "Voorbe\u{65}\u{301}ld", "$.organisation.trade_names[0]"),
            ("\"status\":\"verified\"", "\"status\":\"fine\"", "$.kyc[0].status"),
        ])
    func bad(old: String, new: String, field: String) {
        let result = run(Self.good.replacing(old, with: new) + "\n" + Self.good)
        #expect(result.rejects.map(\.field) == [field])
        #expect(result.participants.count == 1)
    }

    @Test("a misspelt name comes with the nearest known one")
    func suggestion() {
        let result = run(Self.good.replacing("\"legal_name\"", with: "\"legal_nam\""))
        #expect(result.rejects.first?.reason.contains("legal_name") == true)
    }
}

@Suite struct ECBRateTests {
    private static let fx = PainSampleTests.data.appending(path: "fx")
    private static let isPresent = FileManager.default.fileExists(atPath: fx.path)

    @Test("history and daily forms are read; what is no rate is left out")
    func forms() throws {
        let history =
            "Date,USD,JPY,XXQ,\n2026-10-30,1.1172,N/A,5,\n2026-10-29,,175.1,5,\nyesterday,1,2,3,\n2026-10-28,-1,1,,\n"
        let file = try ECBRateFile(Array(history.utf8), file: "h.csv")
        #expect(
            file.rates.map { "\($0.date) \($0.currency) \($0.perEuro.coefficient)e\($0.perEuro.exponent)" } == [
                "2026-10-30 USD 11172e-4", "2026-10-29 JPY 1751e-1",
            ])
        #expect(file.days == 2)
        #expect(file.unknownCurrencies == ["XXQ"])
        #expect(file.rejects.map(\.line) == [4, 5])
        #expect(file.rejects.map(\.code) == [.badDate, .badNumber])
        let daily = try ECBRateFile(Array("Date, USD, JPY, \n30 October 2026, 1.1172, 175.68, \n".utf8), file: "d.csv")
        #expect(daily.rates.map(\.date.description) == ["2026-10-30", "2026-10-30"])
        #expect(throws: IngestError.self) { try ECBRateFile(Array("a,b\n".utf8), file: "x") }
        #expect(throws: IngestError.self) { try ECBRateFile([], file: "x") }
    }

    @Test("the bank's whole history is read", .enabled(if: isPresent, "shared data absent: fx"))
    func history() throws {
        let bytes = [UInt8](try Data(contentsOf: Self.fx.appending(path: "eurofxref-hist.csv")))
        let file = try ECBRateFile(bytes, file: "eurofxref-hist.csv")
        #expect(file.days == 7_126)
        #expect(file.rejects.isEmpty)
        #expect(file.rates.first?.date == CivilDate(year: 2026, month: 10, day: 30))
        #expect(file.rates.last?.date == CivilDate(year: 1999, month: 1, day: 4))
        let rouble = file.rates.filter { $0.currency.code == "RUB" }.map(\.date).max()
        #expect(rouble == CivilDate(year: 2022, month: 3, day: 1))
        let daily = try ECBRateFile(
            [UInt8](Data(contentsOf: Self.fx.appending(path: "eurofxref.csv"))), file: "eurofxref.csv")
        #expect(daily.rates.count == 29)
        #expect(file.unknownCurrencies.isEmpty, "\(file.unknownCurrencies)")
    }
}
