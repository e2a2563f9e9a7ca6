import Domain
import Formats
import Foundation
import Ingest

/// Hands out the records of one file in its order, some thousand at a time.
protocol RecordSource: AnyObject {
    /// What must be stored beside each payload so that it can be read again.
    var context: String { get }
    /// What was read so far; accepted, duplicate and revised are counted by the runner.
    var report: IngestReport { get }
    /// The next records; nil at the end of the file.
    ///
    /// - Throws: `IngestError` when the rest cannot be read; what was handed out stays good.
    func next() async throws -> [IngestItem]?
}

/// How many records make a batch: enough to amortise a transaction, little enough for memory.
let recordsPerBatch = 4096

/// Opens a file or standard input as a source of chunks of 1 MiB.
func chunks(of path: String) throws -> () throws -> [UInt8]? {
    let handle = try Files.reading(path)
    return {
        guard let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty else { return nil }
        return [UInt8](chunk)
    }
}

/// OCPI objects; records are cut in order on one thread and decoded on all of them.
final class OCPISource: RecordSource {
    private var reader: OCPIReader
    private let input: HashedInput
    private var pending: [OCPIReader.Cut] = []
    private var isAtEnd = false
    /// Why the rest of the file cannot be read: told after everything before it was handed out.
    private var failure: IngestError?

    init(path: String, options: OCPIOptions) throws {
        reader = OCPIReader(file: path, options: options)
        input = HashedInput(source: try chunks(of: path))
    }

    var context: String { reader.context }

    var report: IngestReport {
        var report = reader.report
        report.sha256 = isAtEnd ? input.sha256 : nil
        return report
    }

    func next() async throws -> [IngestItem]? {
        try fill()
        if pending.isEmpty { return nil }
        let cuts = Array(pending.prefix(recordsPerBatch))
        pending.removeFirst(cuts.count)
        let decoder = reader.decoder
        let file = reader.report.file
        let outcomes = try await Parallel.map(cuts) { slice in
            slice.map { cut -> (OCPIOutcome?, IngestReject?) in
                switch cut {
                case .record(let record): (decoder.decode(record, file: file), nil)
                case .damaged(let reject): (nil, reject)
                }
            }
        }
        return outcomes.compactMap { outcome, reject in
            if let outcome {
                reader.count(outcome)
                return outcome.item
            }
            reader.countDamaged()
            return reject.map(IngestItem.reject)
        }
    }

    private func fill() throws {
        while !isAtEnd, pending.count < recordsPerBatch {
            do {
                let chunk = try input.next()
                if chunk == nil { isAtEnd = true }
                try reader.cut(chunk) { pending.append($0) }
            } catch let damage as GzipError {
                isAtEnd = true
                failure = reader.error(damage)
            } catch let error as IngestError {
                isAtEnd = true
                failure = error
            }
        }
        if pending.isEmpty, let failure {
            self.failure = nil
            throw failure
        }
    }
}

/// Readers that hand out items while bytes are pushed into them: CSV, payouts, participants.
final class PushSource: RecordSource {
    /// The reader behind it.
    enum Reader {
        case csv(CSVSessionReader)
        case payouts(PayoutReader)
        case participants(ParticipantReader)
    }

    private var reader: Reader
    private let input: HashedInput
    private var pending: [IngestItem] = []
    private var isAtEnd = false
    private var failure: IngestError?

    init(path: String, reader: Reader) throws {
        self.reader = reader
        input = HashedInput(source: try chunks(of: path))
    }

    var context: String {
        switch reader {
        case .csv: CSVSessionReader.context
        case .payouts: "payouts"
        case .participants: "participants"
        }
    }

    var report: IngestReport {
        var report: IngestReport =
            switch reader {
            case .csv(let reader): reader.report
            case .payouts(let reader): reader.report
            case .participants(let reader): reader.report
            }
        report.sha256 = isAtEnd ? input.sha256 : nil
        return report
    }

    func next() async throws -> [IngestItem]? {
        while !isAtEnd, pending.count < recordsPerBatch {
            do {
                let chunk = try input.next()
                if chunk == nil { isAtEnd = true }
                try push(chunk)
            } catch let damage as GzipError {
                isAtEnd = true
                failure = error(damage)
            } catch let error as IngestError {
                isAtEnd = true
                failure = error
            }
        }
        if pending.isEmpty {
            if let failure {
                self.failure = nil
                throw failure
            }
            return nil
        }
        let items = Array(pending.prefix(recordsPerBatch))
        pending.removeFirst(items.count)
        return items
    }

    private func push(_ chunk: [UInt8]?) throws(IngestError) {
        var items: [IngestItem] = []
        defer { pending += items }
        switch reader {
        case .csv(var inner):
            defer { reader = .csv(inner) }
            if let chunk { try inner.feed(chunk) { items.append($0) } } else { try inner.finish { items.append($0) } }
        case .payouts(var inner):
            defer { reader = .payouts(inner) }
            if let chunk { try inner.feed(chunk) { items.append($0) } } else { try inner.finish { items.append($0) } }
        case .participants(var inner):
            defer { reader = .participants(inner) }
            if let chunk { try inner.feed(chunk) { items.append($0) } } else { try inner.finish { items.append($0) } }
        }
    }

    private func error(_ damage: GzipError) -> IngestError {
        switch reader {
        case .csv(let reader): reader.error(damage)
        case .payouts(let reader): reader.error(damage)
        case .participants: IngestError(.notReadable, file: report.file, reason: "gzip: \(damage)")
        }
    }
}

/// The records of a rejects file, each exactly as it stands there: a record that was not mended spoils no other.
final class RetrySource: RecordSource {
    private let decoder: OCPIDecoder
    private var reader: RejectFileReader
    private let input: HashedInput
    private(set) var report: IngestReport
    private var isAtEnd = false

    init(path: String, options: OCPIOptions) throws {
        decoder = OCPIDecoder(options: options)
        reader = RejectFileReader(file: path)
        input = HashedInput(source: try chunks(of: path))
        report = IngestReport(file: path, format: "ocpi")
    }

    var context: String { decoder.options.context }

    func next() async throws -> [IngestItem]? {
        while !isAtEnd {
            let chunk = try input.next()
            isAtEnd = chunk == nil
            var items: [IngestItem] = []
            try reader.feed(chunk) { items.append(decode($0)) }
            if !items.isEmpty { return items }
        }
        report.sha256 = input.sha256
        return nil
    }

    /// A record keeps the file and line where it came from first.
    private func decode(_ rejected: IngestReject) -> IngestItem {
        let record = RawRecord(bytes: rejected.raw, line: rejected.line, offset: rejected.offset)
        let outcome = decoder.decode(record, file: rejected.file)
        report.read += 1
        if let version = outcome.version, let module = outcome.module {
            report.note(version: version.rawValue, module: module.rawValue)
        }
        switch outcome.item {
        case .event(let event): report.count(event.findings)
        case .reject: report.rejected += 1
        }
        for field in outcome.unknownFields { report.unknownFields[field, default: 0] += 1 }
        return outcome.item
    }
}
