import ArgumentParser
import Domain
import Engine
import Formats
import Service
import Tax

/// Asks a register about VAT ids and keeps its answers as evidence (`amplomb vat id --vies`).
struct VATRegisterCheck {
    let address: String
    let requester: String?
    let today: CivilDate

    private struct Answer {
        let input: String
        let number: VATNumber
        var record: VIESRecord?
        var entry: UInt64?

        /// What is known after the check; a number that is of no form is not asked about.
        var status: String { record?.status.rawValue ?? "not asked" }
    }

    func run(_ numbers: [String], country: String?, _ common: CommonOptions) async throws {
        let service = try service()
        let requester = try self.requester.map { text in
            guard let number = VIESNumber(VATNumber(text, reading: .unionPrefix, today: today)) else {
                throw ValidationError("--requester \(text): expected a VAT id of a member state, such as DE118619592")
            }
            return number
        }
        let reading = country.map { VATNumberReading(country: $0) } ?? .anyPrefix
        let questions = numbers.map { Answer(input: $0, number: VATNumber($0, reading: reading, today: today)) }
        let engine = try await Runtime.open(common)
        let answers = try await VIESClient.withClient(
            service, by: .restPost, agent: "Amplomb/\(AmplombCommand.version)", clock: Runtime.now
        ) { client in
            var answers: [Answer] = []
            for var question in questions {
                if let number = VIESNumber(question.number) {
                    let request = VIESRequest(number, requester: requester)
                    let record = await client.check(request)
                    question.entry = try await engine.keepVATNumberCheck(request, record)
                    question.record = record
                    if record.needsAlarm {
                        Terminal.note(
                            "the register refuses to answer us (\(record.fault?.rawValue ?? "")): ask it no more")
                    }
                }
                answers.append(question)
                if question.record?.needsAlarm ?? false { break }
            }
            return answers
        }
        try await engine.finish()
        write(answers, common)
        if answers.count < questions.count || answers.contains(where: { $0.record.map(Self.isOpen) ?? false }) {
            throw Finished(code: 3)
        }
        if answers.contains(where: { $0.record?.status != .valid }) { throw Finished(code: 1) }
    }

    /// The register said nothing about the number.
    private static func isOpen(_ record: VIESRecord) -> Bool {
        record.status == .unavailable || record.status == .refused
    }

    private func service() throws -> VIESService {
        if address == "commission" { return .commission }
        guard
            address.hasPrefix("https://") || address.hasPrefix("http://127.0.0.1") || address.hasPrefix("http://[::1]")
        else {
            throw ValidationError("--vies \(address): expected commission, or an address that begins with https://")
        }
        let rest = address.hasSuffix("/") ? String(address.dropLast()) : address
        return VIESService(rest: rest, soap: rest)
    }

    private func write(_ answers: [Answer], _ common: CommonOptions) {
        if common.wantsJSON {
            var output = JSONOutput()
            for answer in answers {
                output.object { json in
                    json.member("number", answer.input)
                    json.member("form", "\(answer.number.status)")
                    json.member("canonical", answer.number.canonical)
                    json.member("register", answer.status)
                    json.member("fault", answer.record?.fault?.rawValue)
                    json.member("consultation_number", answer.record?.entry?.consultationNumber)
                    json.member("received_at", answer.record?.receivedAt.description)
                    json.member("answer_hash", answer.record?.hash.hex)
                    json.member("evidence_entry", answer.entry.map { Int64(clamping: $0) })
                }
                output.endLine()
            }
            return Terminal.write(output.take())
        }
        let header = ["number", "form", "register", "consultation number", "received", "evidence entry"]
        let rows = answers.map { answer in
            [
                answer.number.canonical ?? answer.input, "\(answer.number.status)",
                answer.status + (answer.record?.fault.map { " (\($0.rawValue))" } ?? ""),
                answer.record?.entry?.consultationNumber ?? "", answer.record?.receivedAt.description ?? "",
                answer.entry.map { "\($0)" } ?? "",
            ]
        }
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
    }
}
