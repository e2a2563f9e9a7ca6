import Domain
import Foundation
import Store

/// The right to judge and write: one process at a time has it, so that its windows are all there is.
///
/// Correctness rests on the fence, which every batch checks in its transaction: a process that was paused and lost the
/// lease cannot write. That the owner is still running is looked up on this machine, so that a killed one is replaced at
/// once; one of another machine is replaced when its time is over.
struct WriterLease: Sendable {
    private static let name = "partition/all"
    private static let length = TimeSpan(microseconds: 60 * TimeSpan.second.microseconds)
    /// How long another living process is waited for.
    private static let patience = 1_200

    let lease: Lease
    let claimedAt: Instant

    /// Claims the lease, or makes it longer when it is ours.
    ///
    /// - Parameters:
    ///   - writer: tells writers of one process apart.
    ///   - waiting: told whom it waits for.
    /// - Throws: `EngineError` `unavailable` when another process does not end.
    static func claim(
        _ context: EngineContext, writer: String, waiting: @Sendable (String) -> Void
    ) async throws -> WriterLease {
        let own = "\(ProcessMark.own.text)/\(writer)"
        for attempt in 0... {
            let now = context.clock()
            let holder = try await context.store.leaseOwner(name)
            let dead = holder.flatMap { ProcessMark($0).map { $0.isReplaceable ? holder : nil } } ?? nil
            if let lease = try await context.store.claimLease(
                name, owner: own, replacing: dead, now: now, length: length)
            {
                return WriterLease(lease: lease, claimedAt: now)
            }
            let who = holder.flatMap { ProcessMark($0) }?.words ?? "another process"
            if attempt == patience {
                throw EngineError(
                    .unavailable, "\(who) is writing to this database", remedy: "wait for it to end, or end it")
            }
            if attempt == 4 { waiting(who) }
            try await Task.sleep(for: .milliseconds(500))
        }
        preconditionFailure("the loop ends by returning or throwing")
    }

    /// Whether it should be made longer before the next batch.
    func isAgeing(at now: Instant) -> Bool {
        (now - claimedAt).microseconds * 3 > Self.length.microseconds || now < claimedAt
    }
}

/// A process of a machine, told apart from a later one with the same number by the time at which it began.
struct ProcessMark: Sendable, Equatable {
    let host: String
    let process: Int32
    let began: String

    static let own = ProcessMark(
        host: ProcessInfo.processInfo.hostName, process: getpid(), began: start(of: getpid()) ?? "")

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, let process = Int32(parts[1]) else { return nil }
        self.init(host: String(parts[0]), process: process, began: String(parts[2]))
    }

    private init(host: String, process: Int32, began: String) {
        self.host = host
        self.process = process
        self.began = began
    }

    var text: String { "\(host)/\(process)/\(began)" }
    var words: String { "process \(process) on \(host)" }

    /// It is this process, or one of this machine that is not there any more.
    var isReplaceable: Bool {
        guard host == Self.own.host else { return false }
        return process == Self.own.process || Self.start(of: process) != began
    }

    /// When a process of this machine began, in the kernel's ticks; nil when there is none.
    private static func start(of process: Int32) -> String? {
        guard let bytes = try? Files.read("/proc/\(process)/stat") else { return nil }
        // The name stands in brackets and may hold anything; field 22 is counted from behind it.
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[end...].split(separator: " ")
        return fields.count > 20 ? String(fields[20]) : nil
    }
}
