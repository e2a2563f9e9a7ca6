import Domain
import Ingest
import Store

/// Reads records back from the event table: the inverse of what the readers stored.
enum StoredPayload {
    /// The event of a stored row, equal to the one that was stored.
    static func decode(_ row: StoredEvent, zones: ZoneKnowledge) throws -> Event {
        guard let payload = row.payload else {
            throw EngineError(.internal, "the record of \(row.key) was purged and cannot be judged again")
        }
        do {
            switch row.context.split(separator: ";").first {
            case "ocpi":
                return try OCPIReader.decode(
                    payload: payload, context: row.context, source: row.source, receivedAt: row.receivedAt,
                    legalEntity: row.legalEntity, zones: zones, zone: row.taxPoint.value?.zone)
            case "csv":
                return try CSVSessionReader.decode(
                    payload: payload, source: row.source, receivedAt: row.receivedAt, legalEntity: row.legalEntity,
                    zones: zones, zone: row.taxPoint.value?.zone)
            case "payouts":
                return try PayoutReader.decode(
                    payload: payload, source: row.source, receivedAt: row.receivedAt, legalEntity: row.legalEntity)
            case "participants":
                return try ParticipantReader.decode(
                    payload: payload, source: row.source, receivedAt: row.receivedAt, legalEntity: row.legalEntity)
            default:
                throw EngineError(
                    .internal, "\(row.key) was stored in a form this version does not read: \(row.context)")
            }
        } catch let error as IngestError {
            throw EngineError(.internal, "the stored record of \(row.key) cannot be read again: \(error)")
        }
    }

    /// A participant of its stored record.
    static func participant(_ payload: [UInt8], source: SourceReference, receivedAt: Instant) throws -> Participant {
        do {
            let event = try ParticipantReader.decode(payload: payload, source: source, receivedAt: receivedAt)
            if case .participant(let participant) = event.body { return participant }
        } catch {
            throw EngineError(.internal, "\(source.file) cannot be read again: \(error)")
        }
        throw EngineError(.internal, "\(source.file) is not a participant")
    }
}
