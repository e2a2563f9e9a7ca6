import Domain
import Foundation
import Service
import Tax
import Testing

@Suite("the client for VIES", .serialized) struct VIESClientTests {
    private static let now = Instant(microseconds: 1_795_428_000_000_000)

    private func check(
        _ number: String, by way: VIESProtocol, requester: String? = nil, from register: TestRegister = TestRegister(),
        base given: String? = nil
    ) async throws -> VIESRecord {
        let asked = try #require(VIESNumber(state: "IE", body: number))
        let requesting = try requester.map { try #require(VIESNumber(state: "DE", body: $0)) }
        let request = VIESRequest(asked, requester: requesting)
        return try await register.serving { base in
            var limits = VIESRetry.Limits()
            limits.pause = TimeSpan(microseconds: 10_000)
            let base = given ?? base
            var service = VIESService(rest: base + "/rest", soap: base + "/soap")
            // The other tests keep both cores busy.
            service.timeout = TimeSpan(microseconds: 300 * TimeSpan.second.microseconds)
            return try await VIESClient.withClient(
                service, by: way, agent: "amplomb-test", limits: limits, clock: { Self.now }
            ) { await $0.check(request) }
        }
    }

    @Test("the test numbers mean the same over SOAP and REST", arguments: VIESProtocol.allCases)
    func testNumbers(_ way: VIESProtocol) async throws {
        let expected: [(String, VIESStatus, VIESFault?, Int)] = [
            ("100", .valid, nil, 1), ("200", .invalid, nil, 1), ("201", .rejected, .invalidInput, 1),
            ("202", .rejected, .invalidRequester, 1), ("300", .unavailable, .serviceUnavailable, 4),
            ("301", .unavailable, .stateUnavailable, 4), ("302", .unavailable, .timeout, 4),
            ("400", .refused, .vatBlocked, 1), ("401", .refused, .addressBlocked, 1),
            ("500", .unavailable, .globalLimit, 4), ("501", .unavailable, .globalLimitInTime, 4),
            ("600", .unavailable, .stateLimit, 4), ("601", .unavailable, .stateLimitInTime, 4), ("700", .valid, nil, 3),
        ]
        let register = TestRegister()
        for (number, status, fault, tries) in expected {
            let record = try await check(number, by: way, from: register)
            #expect(record.status == status && record.fault == fault && record.tries == tries, "\(number) \(record)")
            #expect(record.needsAlarm == (status == .refused) && register.count(number) == tries)
            #expect(!record.answer.isEmpty && record.receivedAt == Self.now)
        }
    }

    @Test("with a requester the answer carries a consultation number", arguments: [VIESProtocol.soap, .restPost])
    func consultation(_ way: VIESProtocol) async throws {
        let record = try await check("100", by: way, requester: "118619592")
        #expect(record.entry?.consultationNumber == "WAPIAAA-118619592")
        #expect(try await check("100", by: way).entry?.consultationNumber == nil)
    }

    @Test("a register that cannot be reached is unavailable, never invalid")
    func unreachable() async throws {
        let record = try await check("100", by: .restPost, base: "http://127.0.0.1:1")
        #expect(record.status == .unavailable && record.tries == 4 && record.answer.isEmpty)
    }
}
