import Cluster
import Domain
import Foundation
import Glibc
import Store
import Testing

@Suite(
    "connections and faults", .serialized,
    .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"))
struct ConnectionTests {
    @Test("every kind of value goes there and comes back")
    func values() throws {
        let session = try Session(try TestServer.cluster.get().connectionString(role: "postgres"))
        let none: Int64? = nil
        let fragment: SQL = "\("nested")::text"
        let rows = try session.query(
            """
            SELECT \(Int64.min), \("a'b\\c")::text, \([0, 255, 10] as [UInt8]), \(true), \(none)::bigint, \(fragment),
              \(["x", ""] as [String]), \([[1], []] as [[UInt8]]), \([1, -2] as [Int64]), \([] as [String])
            """)
        let fields = (
            try rows.int(0, 0), try rows.text(0, 1), try rows.bytes(0, 2), try rows.bool(0, 3),
            try rows.optionalInt(0, 4)
        )
        #expect(fields == (Int64.min, "a'b\\c", [0, 255, 10], true, nil))
        let nested = try rows.text(0, 5)
        #expect(nested == "nested")
        let arrays = (try rows.texts(0, 6), try rows.byteStrings(0, 7), try rows.texts(0, 9))
        #expect(arrays == (["x", ""], [[1], []], []))
        for (row, column) in [(0, 1), (0, 4), (1, 0), (0, 99)] {
            do {
                _ = try rows.int(row, column)
                Issue.record("row \(row), column \(column) was read")
            } catch {
                #expect(error.code == .badValue)
            }
        }
    }

    @Test("a value never becomes part of the statement")
    func injection() async throws {
        let (store, _) = try await TestServer.store()
        let name = "x'); DROP TABLE outbox; --"
        let back = try await store.pool.run { (session) throws(StoreError) in
            try session.query("SELECT \(name)::text").text(0, 0)
        }
        #expect(back == name)
        _ = try await store.status()
    }

    @Test("an error names its SQLSTATE and no value of the rows; the connection stays usable")
    func errorText() async throws {
        let (store, _) = try await TestServer.store()
        do {
            try await store.pool.run { (session) throws(StoreError) in
                try session.execute("SELECT \("CANARY")::text::integer", "reading a number")
                return
            }
            Issue.record("it was allowed")
        } catch {
            #expect(error.sqlState == "22P02")
            #expect(!error.description.contains("CANARY"))
            #expect(error.debugDescription.contains("CANARY"))
            #expect(!error.isRetryable)
        }
        _ = try await store.status()
    }

    @Test("no server: the place is named")
    func noServer() async {
        await #expect {
            try await Store.open(Store.Location(url: "host=/nowhere dbname=x"))
        } throws: {
            ($0 as? StoreError)?.code == .connectionFailed && "\($0)".contains("No such file")
        }
    }

    @Test("a closed pool lends nothing; waiting callers are told")
    func closedPool() async throws {
        let (store, _) = try await TestServer.store(connections: 1)
        await store.close()
        await #expect { try await store.status() } throws: { ($0 as? StoreError)?.code == .closed }
    }

    @Test("more callers than connections are served one after the other")
    func poolWaits() async throws {
        let (store, _) = try await TestServer.store(connections: 2)
        let sum = try await withThrowingTaskGroup(of: Int64.self, returning: Int64.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await store.pool.run { (session) throws(StoreError) in
                        try session.query("SELECT \(number)::bigint FROM pg_sleep(0.002)").int(0, 0)
                    }
                }
            }
            var sum: Int64 = 0
            for try await number in group { sum += number }
            return sum
        }
        #expect(sum == 780)
    }

    @Test("a backend that is ended in mid-transaction: nothing of the batch stands, and the next call works")
    func terminatedBackend() async throws {
        let (store, location) = try await TestServer.store()
        do {
            try await store.pool.withTransaction { (session) throws(StoreError) in
                try session.execute("INSERT INTO lease (name) VALUES ('x')")
                let own = try session.query("SELECT pg_backend_pid()").int(0, 0)
                let killer = try Session(location.administrator)
                try killer.execute("SELECT pg_terminate_backend(\(own)::integer)")
                try session.execute("INSERT INTO lease (name) VALUES ('y')")
            }
            Issue.record("the connection survived")
        } catch {
            #expect(error.isRetryable)
        }
        let count = try await store.pool.run { (session) throws(StoreError) in
            try session.query("SELECT count(*) FROM lease").int(0, 0)
        }
        #expect(count == 0)
    }

    @Test("a lease has one holder; after it expired the old holder's batch is refused")
    func leases() async throws {
        let (store, _) = try await TestServer.store()
        let start = Instant(microseconds: 1000)
        let one = try #require(try await store.claimLease("p0", owner: "a", now: start, length: .second))
        #expect(try await store.claimLease("p0", owner: "b", now: start, length: .second) == nil)
        #expect(try await store.claimLease("p0", owner: "a", now: start, length: .second) == one)
        let later = start + .minute
        let two = try #require(try await store.claimLease("p0", owner: "b", now: later, length: .second))
        #expect(two.fence == one.fence + 1)
        var batch = BatchCommit(now: later)
        batch.outbox = [OutboxRow(shard: 1, topic: "t", effectKey: "k", body: [])]
        batch.lease = one
        let stale = batch
        await #expect { try await store.commit(stale) } throws: { ($0 as? StoreError)?.code == .fenceLost }
        batch.lease = two
        _ = try await store.commit(batch)
        try await store.release(two)
        #expect(try await store.claimLease("p0", owner: "c", now: later, length: .second) != nil)
    }

    @Test("a server killed with -9 in the middle of commits: what was acknowledged stands, and the rest is repeated")
    func killedServer() async throws {
        let home = "/var/tmp/amplomb-kill-test.\(UInt32.random(in: 0...UInt32.max))"
        let cluster = try Cluster(home: home, searchPath: TestServer.searchPath)
        defer {
            _ = try? cluster.stop()
            try? FileManager.default.removeItem(atPath: home)
        }
        try cluster.start()
        let location = Store.Location(
            administrator: cluster.connectionString(role: "postgres"),
            work: cluster.connectionString(role: "amplomb_engine"))
        let store = try await Store.open(location)
        let batches = (0..<40).map { part in (0..<50).map { Sample.event(part * 50 + $0) } }
        let killer = Task {
            try await Task.sleep(for: .milliseconds(120))
            if case .running(let process) = cluster.state() { kill(process, SIGKILL) }
        }
        var acknowledged = 0
        for events in batches {
            for _ in 0..<50 {
                do {
                    _ = try await store.commit(try await Sample.batch(events, store).0)
                    acknowledged += 1
                    break
                } catch {
                    try await Task.sleep(for: .milliseconds(50))
                    try cluster.start()
                }
            }
        }
        try await killer.value
        #expect(acknowledged == 40)
        let status = try await store.status()
        #expect(status.events == 2000)
        #expect(status.evidenceEntries == 2000)
        let digest = try await store.decisionDigest()
        let (undisturbed, _) = try await TestServer.store()
        for events in batches.reversed() {
            _ = try await undisturbed.commit(try await Sample.batch(events.reversed(), undisturbed).0)
        }
        #expect(try await undisturbed.decisionDigest() == digest)
        await store.close()
    }
}
