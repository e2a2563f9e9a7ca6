import Domain

/// A small platform to try Amplomb with: made from a seed, with injected typologies and known truth.
///
/// Pure: the same seed and size give the same bytes. Nobody and nothing in it exists.
package struct Sample: Sendable {
    package let seed: UInt64
    package let size: SampleSize
    /// All files with their paths below the sample folder, in order of path.
    package let files: [SampleFile]
    /// What the twelve rules must say; the same as `truth.csv`.
    package let truth: [SampleExpectation]
    package let participants: Int
    package let sessions: Int
    package let payouts: Int

    package init(seed: UInt64, size: SampleSize = .small) {
        let sessions = SampleSessions(seed: seed, count: size.sessions)
        let payouts = SamplePayouts(seed: seed, count: size.payouts)
        self.seed = seed
        self.size = size
        self.sessions = sessions.sessions.count
        self.payouts = payouts.payouts.count
        participants = SampleParties.all.count
        truth = (sessions.truth + payouts.truth).sorted { ($0.typology.rule, $0.key) < ($1.typology.rule, $1.key) }
        var all = SampleLists.files + SamplePayoutFiles(payouts).files
        all.append(
            SampleFile(path: "participants/participants.jsonl", bytes: SampleParticipantRecords(seed: seed).bytes))
        all.append(SampleFile(path: "sessions/cdrs.jsonl", bytes: SampleCDRs(sessions).bytes))
        all.append(SampleRates.file(seed: seed))
        all.append(SampleFile(path: "platform.json", bytes: Sample.platform(seed: seed, size: size)))
        let lines = SampleExpectation.header + truth.map(\.csvLine).joined()
        all.append(SampleFile(path: "truth.csv", bytes: Array(lines.utf8)))
        files = all.sorted { $0.path < $1.path }
    }

    /// The legal entities of the platform.
    private static func platform(seed: UInt64, size: SampleSize) -> [UInt8] {
        var text = SampleText()
        text.append("{")
        text.member("format", "amplomb.sample/1")
        text.raw("seed", String(seed))
        text.member("size", size.rawValue)
        text.member("from", SamplePeriod.text(SamplePeriod.second(day: 0)))
        text.member("to", SamplePeriod.text(SamplePeriod.second(day: SamplePeriod.days)))
        text.append("\"legal_entities\":[")
        for entity in SampleEntity.allCases {
            text.append("{")
            text.member("id", entity.id)
            text.member("name", entity.name)
            text.member("country", entity.country)
            text.member("zone", entity.zone)
            text.member("iban", entity.iban)
            text.member("lei", entity.lei)
            text.close("},")
        }
        text.close("]}\n")
        return text.bytes
    }
}
