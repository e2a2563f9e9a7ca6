import Assessment
import Domain
import Formats
import Foundation
import Ingest

/// Opens the reader that a request asks for.
enum RecordSources {
    static func open(
        _ path: String, request: IngestRequest, zones: ZoneKnowledge, participants: ParticipantBook?
    ) throws -> any RecordSource {
        switch request.format {
        case .ocpi(let module, let version, let owner):
            var options = OCPIOptions(owner: owner, isStrict: request.isStrict, zones: zones)
            if let module {
                options.module = try word(module, "--module", OCPIModule.allCases, OCPIModule.init(rawValue:))
            }
            if let version {
                options.version = try word(version, "--version", OCPIVersion.allCases, OCPIVersion.init(rawValue:))
            }
            return try OCPISource(path: path, options: options)
        case .csv(let map): return try csv(path, map: map, zones: zones)
        case .payouts:
            let options = PayoutOptions(accounts: { iban in participants.flatMap { owner(of: iban, $0) } })
            return try PushSource(path: path, reader: .payouts(PayoutReader(file: path, options: options)))
        case .participants:
            return try PushSource(path: path, reader: .participants(ParticipantReader(file: path)))
        case .retry(let owner):
            return try RetrySource(path: path, options: OCPIOptions(owner: owner, zones: zones))
        case .rates: throw EngineError(.internal, "rates are not records")
        }
    }

    /// The registered holder of an account; a shared account belongs to nobody in particular.
    private static func owner(of iban: String, _ book: ParticipantBook) -> PayoutOwner? {
        guard let entry = book.holder(of: iban) else { return nil }
        return PayoutOwner(party: entry.participant.parties.first, participantID: entry.participant.id)
    }

    private static func csv(_ path: String, map mapPath: String, zones: ZoneKnowledge) throws -> any RecordSource {
        let map: ColumnMap
        do {
            map = try ColumnMap(yaml: try Files.read(mapPath), file: mapPath)
        } catch let error as IngestError {
            throw EngineError(.unreadable, "\(error)")
        }
        var lookups: [String: [UInt8]] = [:]
        let folder = (path as NSString).deletingLastPathComponent
        for lookup in map.lookups {
            let beside = folder.isEmpty ? lookup.file : folder + "/" + lookup.file
            if FileManager.default.fileExists(atPath: beside) { lookups[lookup.file] = try Files.read(beside) }
        }
        do {
            let reader = try CSVSessionReader(file: path, map: map, lookups: lookups, zones: zones)
            return try PushSource(path: path, reader: .csv(reader))
        } catch let error as IngestError {
            throw EngineError(.unreadable, "\(error)")
        }
    }

    private static func word<Value: RawRepresentable>(
        _ text: String, _ option: String, _ all: [Value], _ make: (String) -> Value?
    ) throws -> Value where Value.RawValue == String {
        guard let value = make(text) else {
            let words = all.map(\.rawValue).joined(separator: ", ")
            throw EngineError(.unreadable, "\(option) \(text) is not known", remedy: "use one of \(words)")
        }
        return value
    }
}
