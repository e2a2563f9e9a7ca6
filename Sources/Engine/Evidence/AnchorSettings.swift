package import Domain
import Evidence
import Foundation
package import Store

/// One place where checkpoints are deposited, and how that goes.
package struct AnchorTarget: Hashable, Sendable {
    package let kind: StoredAnchor.Kind
    /// A file's path or an address.
    package let place: String
    package let since: Instant
    /// The first of the failures since the last success.
    package var failingSince: Instant?
    package var failures = 0
    package var retryAt: Instant?
    /// Whether a case was opened about the failures.
    package var isReported = false

    /// After this long a failing anchor is a case (evidence.md section 4).
    static let patience = TimeSpan.day

    /// A failure: the next try comes after 1, 2, 4 ... minutes, at most an hour.
    mutating func fail(at now: Instant) {
        failures += 1
        failingSince = failingSince ?? now
        let minutes = min(60, 1 << min(failures - 1, 6))
        retryAt = now + TimeSpan(microseconds: Int64(minutes) * 60_000_000)
    }

    mutating func succeed() {
        failures = 0
        failingSince = nil
        retryAt = nil
        isReported = false
    }
}

/// The configured anchors of a home, kept in one file.
struct AnchorSettings: Hashable, Sendable {
    var targets: [AnchorTarget] = []

    private static let firstLine = "amplomb-anchors/1"

    static func load(_ home: Home) throws(EngineError) -> AnchorSettings {
        guard FileManager.default.fileExists(atPath: home.anchors) else { return AnchorSettings() }
        let text = String(decoding: try Files.read(home.anchors), as: UTF8.self)
        guard let settings = AnchorSettings(text) else {
            throw EngineError(
                .configuration, "\(home.anchors) does not list anchors",
                remedy: "remove the file and add the anchors again")
        }
        return settings
    }

    func store(_ home: Home) throws(EngineError) {
        var text = AnchorSettings.firstLine + "\n"
        for target in targets {
            let times = [target.failingSince, target.retryAt].map { $0.map { "\($0.microseconds)" } ?? "-" }
            text += "\(target.kind.rawValue) \(target.since.microseconds) \(target.failures) \(times[0]) \(times[1])"
            text += " \(target.isReported ? 1 : 0) \(target.place)\n"
        }
        try Files.writeDurably(Array(text.utf8), to: home.anchors)
    }

    /// - Throws: `EngineError` `unreadable` for a place that is an anchor already, or a witness of a known name.
    mutating func add(_ target: AnchorTarget) throws(EngineError) {
        guard !targets.contains(where: { $0.kind == target.kind && $0.place == target.place }) else {
            throw EngineError(
                .unreadable, "\(target.place) is an anchor already", remedy: "amplomb evidence anchor list")
        }
        if target.kind == .witness {
            let name = try Engine.witnessKey(target.place).name
            for other in targets where other.kind == .witness {
                guard try Engine.witnessKey(other.place).name != name else {
                    throw EngineError(
                        .unreadable, "\(name) is a witness already",
                        remedy: "amplomb evidence anchor list; anchor remove KEY takes the old key away")
                }
            }
        }
        targets.append(target)
    }

    /// Changes the settings while no other process does: loads them, lets `body` change them, stores them if they differ.
    /// Short: nothing is deposited meanwhile.
    ///
    /// - Throws: `EngineError` `configuration` when the lock cannot be had at all, `unavailable` when another process
    ///   keeps it.
    static func change<Value>(in home: Home, _ body: (inout AnchorSettings) throws -> Value) throws -> Value {
        try FileLock.blocking(
            home.anchors + ".lock", mode: 0o644, patience: .seconds(5), "changes the anchors of this home"
        ) {
            var settings = try load(home)
            let before = settings
            let value = try body(&settings)
            if settings != before { try settings.store(home) }
            return value
        }
    }

    /// Changes one target in the settings as they are by now: since it was read, others may have come, gone or been tried.
    ///
    /// - Returns: the target as it is kept; nil when it was removed meanwhile, and then nothing is changed.
    @discardableResult
    static func change(
        _ target: AnchorTarget, in home: Home, _ body: (inout AnchorTarget) -> Void
    ) throws -> AnchorTarget? {
        try change(in: home) { (settings) -> AnchorTarget? in
            let position = settings.targets.firstIndex { kept in
                kept.kind == target.kind && kept.place == target.place && kept.since == target.since
            }
            guard let position else { return nil }
            body(&settings.targets[position])
            return settings.targets[position]
        }
    }

    init() {}

    init?(_ text: String) {
        var lines = text.split(separator: "\n")[...]
        guard lines.popFirst().map(String.init) == AnchorSettings.firstLine else { return nil }
        for line in lines {
            let fields = line.split(separator: " ", maxSplits: 6).map(String.init)
            guard fields.count == 7, let kind = StoredAnchor.Kind(rawValue: fields[0]), let since = Int64(fields[1]),
                let failures = Int(fields[2])
            else { return nil }
            targets.append(
                AnchorTarget(
                    kind: kind, place: fields[6], since: Instant(microseconds: since),
                    failingSince: Int64(fields[3]).map(Instant.init(microseconds:)), failures: failures,
                    retryAt: Int64(fields[4]).map(Instant.init(microseconds:)), isReported: fields[5] == "1"))
        }
    }
}
