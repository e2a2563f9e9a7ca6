import Domain
import Tax
import Testing

@Suite struct VATNumberVIESTests {
    private static let now = Instant(microseconds: 1_795_428_000_000_000)
    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("only numbers that the register holds can be asked about")
    func numbers() throws {
        let german = try #require(VIESNumber(try VATNumberTests.judge("DE 123 456 788")))
        #expect(german.state == "DE" && german.body == "123456788")
        #expect(VIESNumber(try VATNumberTests.judge("DE123456789")) == nil)
        #expect(VIESNumber(try VATNumberTests.judge("EU372022452")) == nil)
        #expect(VIESNumber(try VATNumberTests.judge("GB123456782")) == nil)
        #expect(VIESNumber(state: "IE", body: "1</vatNumber>") == nil && VIESNumber(state: "ie", body: "1") == nil)
    }

    @Test("the question names number and requester in each form")
    func questions() throws {
        let number = try #require(VIESNumber(state: "IE", body: "8+49289F"))
        let requester = try #require(VIESNumber(state: "DE", body: "123456788"))
        let plain = VIESRequest(number)
        #expect(plain.path == "ms/IE/vat/8%2B49289F")
        #expect(String(decoding: plain.envelope, as: UTF8.self).contains("<checkVat xmlns"))
        let asked = VIESRequest(number, requester: requester)
        let envelope = String(decoding: asked.envelope, as: UTF8.self)
        #expect(envelope.contains("<checkVatApprox ") && envelope.contains("<requesterVatNumber>123456788<"))
        let json = String(decoding: asked.json, as: UTF8.self)
        let expected = """
            {"countryCode":"IE","vatNumber":"8+49289F","requesterMemberStateCode":"DE","requesterNumber":"123456788"}
            """
        #expect(json == expected)
    }

    @Test("an answer that could not be had is no word on the number, whatever else it says")
    func answers() {
        let valid = #"{"valid":true,"name":"---","address":"A","requestIdentifier":"W1","requestDate":"2026-11-23"}"#
        let entry = VIESEntry(name: nil, address: "A", requestDate: "2026-11-23", consultationNumber: "W1")
        #expect(VIESAnswer(rest: Self.bytes(valid), status: 200) == .registered(entry))
        let none = VIESEntry(name: nil, address: nil, requestDate: nil, consultationNumber: nil)
        #expect(
            VIESAnswer(rest: Self.bytes(#"{"isValid":false,"userError":"INVALID"}"#), status: 200)
                == .notRegistered(none))
        #expect(
            VIESAnswer(rest: Self.bytes(#"{"isValid":false,"userError":"MS_UNAVAILABLE"}"#), status: 200)
                == .fault(.stateUnavailable))
        #expect(
            VIESAnswer(
                rest: Self.bytes(#"{"actionSucceed":false,"errorWrappers":[{"error":"IP_BLOCKED"}]}"#), status: 200)
                == .fault(.addressBlocked))
        #expect(VIESAnswer(rest: Self.bytes("<html>"), status: 503) == .fault(.serviceUnavailable))
        #expect(VIESAnswer(rest: Self.bytes(valid), status: 404) == .fault(.invalidInput))
        guard case .unreadable = VIESAnswer(rest: [], status: 200) else {
            Issue.record("an empty answer was read")
            return
        }
        #expect(VIESAnswer(faultString: "soap: MS_MAX_CONCURRENT_REQ_TIME") == .fault(.stateLimitInTime))
    }

    @Test(
        "what is about the moment is asked again with doubling pauses, then it is unavailable",
        arguments: VIESFault.allCases)
    func retry(_ fault: VIESFault) {
        var retry = VIESRetry()
        var pauses: [Int64] = []
        for _ in 0..<10 {
            switch retry.apply(.fault(fault), bytes: [1], at: Self.now) {
            case .wait(let pause): pauses.append(pause.microseconds)
            case .end(let record):
                switch fault.remedy {
                case .retry:
                    #expect(pauses == [1_000_000, 2_000_000, 4_000_000])
                    #expect(record.status == .unavailable && record.tries == 4)
                case .stop: #expect(pauses.isEmpty && record.status == .refused && record.needsAlarm)
                case .mend: #expect(pauses.isEmpty && record.status == .rejected && !record.needsAlarm)
                }
                #expect(record.fault == fault && record.status != .invalid)
                return
            }
        }
        Issue.record("it never ends")
    }

    @Test("the record holds the bytes, their hash, the time and the consultation number")
    func record() {
        var retry = VIESRetry()
        let entry = VIESEntry(name: nil, address: nil, requestDate: nil, consultationNumber: "W1")
        let answer = Self.bytes("abc")
        guard case .end(let record) = retry.apply(.notRegistered(entry), bytes: answer, at: Self.now) else {
            Issue.record("it asks again")
            return
        }
        #expect(record.status == .invalid && record.answer == answer && record.receivedAt == Self.now)
        #expect(record.hash.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(record.entry?.consultationNumber == "W1")
    }

    @Test("a pause grows no longer than its limit")
    func longPauses() {
        var limits = VIESRetry.Limits()
        limits.tries = 80
        var retry = VIESRetry(limits)
        var last: Int64 = 0
        while case .wait(let pause) = retry.apply(.unreadable("x"), bytes: [], at: Self.now) {
            last = pause.microseconds
        }
        #expect(last == 30_000_000)
    }
}
