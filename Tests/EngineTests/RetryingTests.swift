import Store
import Testing

@testable import Engine

@Suite("repeating what a lost connection undid")
struct RetryingTests {
    private static let pause = Duration.microseconds(10)

    @Test("work that succeeds runs once")
    func once() async throws {
        var (runs, failures) = (0, 0)
        let value = try await Retrying.run(
            firstPause: Self.pause, failed: { failures += 1 },
            {
                runs += 1
                return runs * 7
            })
        #expect(value == 7)
        #expect((runs, failures) == (1, 0))
    }

    @Test(
        "a reason that may go away is tried again, after what was kept is thrown away",
        arguments: [
            StoreError(.conflict, "x"), StoreError(.connectionLost, "x"), StoreError(.connectionFailed, "x"),
            StoreError(.fenceLost, "x"), StoreError(.statementFailed, "x", sqlState: "40001"),
            StoreError(.statementFailed, "x", sqlState: "57P03"), StoreError(.statementFailed, "x", sqlState: "08006"),
        ])
    func again(error: StoreError) async throws {
        var order: [String] = []
        let value = try await Retrying.run(
            firstPause: Self.pause, failed: { order.append("failed") },
            {
                order.append("run")
                if order.count < 5 { throw error }
                return order.count
            })
        #expect(value == 5)
        #expect(order == ["run", "failed", "run", "failed", "run"])
    }

    @Test(
        "a reason that stays is thrown at once",
        arguments: [
            StoreError(.badValue, "x"), StoreError(.evidenceConflict, "x"), StoreError(.migrationChanged, "x"),
            StoreError(.schemaTooNew, "x"), StoreError(.serverTooOld, "x"), StoreError(.closed, "x"),
            StoreError(.statementFailed, "x"), StoreError(.statementFailed, "x", sqlState: "53100"),
            StoreError(.statementFailed, "x", sqlState: "42P01"),
        ])
    func never(error: StoreError) async throws {
        var (runs, failures) = (0, 0)
        await #expect(throws: error) {
            try await Retrying.run(
                firstPause: Self.pause, failed: { failures += 1 },
                {
                    runs += 1
                    throw error
                }) as Void
        }
        #expect((runs, failures) == (1, 0))
    }

    @Test("an error of another kind is thrown at once")
    func other() async throws {
        var runs = 0
        await #expect(throws: EngineError.self) {
            try await Retrying.run(firstPause: Self.pause) {
                runs += 1
                throw EngineError(.internal, "a defect")
            } as Void
        }
        #expect(runs == 1)
    }

    @Test("after eight attempts the reason is thrown, and nothing is thrown away after the last")
    func givesUp() async throws {
        var (runs, failures) = (0, 0)
        let error = StoreError(.connectionFailed, "x")
        await #expect(throws: error) {
            try await Retrying.run(
                firstPause: Self.pause, failed: { failures += 1 },
                {
                    runs += 1
                    throw error
                }) as Void
        }
        #expect((runs, failures) == (8, 7))
    }

    @Test("cancelled while it pauses, it does not try again")
    func cancelled() async throws {
        let work = Task {
            var runs = 0
            do {
                try await Retrying.run(firstPause: .seconds(600)) {
                    runs += 1
                    throw StoreError(.conflict, "x")
                } as Void
            } catch is CancellationError {
                return runs
            }
            return -1
        }
        work.cancel()
        #expect(try await work.value == 1)
    }
}
