package import Domain
package import Formats

/// How OCPI records are read.
package struct OCPIOptions: Sendable {
    /// Nil tells the version of each record from its members.
    package var version: OCPIVersion?
    /// Nil tells the object from its members; another object than this one is rejected.
    package var module: OCPIModule?
    /// Owner of objects that name none: all of 2.1.1.
    package var owner: PartyID?
    /// Findings IN-013, IN-014 and IN-015 reject the record. The specification's own examples break its rules.
    package var isStrict: Bool
    package var legalEntity: LegalEntityID
    package var zones: ZoneKnowledge
    /// The receiver's clock for live records; nil, for files, takes each record's `last_updated`.
    package var receivedAt: Instant?

    package init(
        version: OCPIVersion? = nil, module: OCPIModule? = nil, owner: PartyID? = nil, isStrict: Bool = false,
        legalEntity: LegalEntityID = .main, zones: ZoneKnowledge = .none, receivedAt: Instant? = nil
    ) {
        self.version = version
        self.module = module
        self.owner = owner
        self.isStrict = isStrict
        self.legalEntity = legalEntity
        self.zones = zones
        self.receivedAt = receivedAt
    }

    /// What must be stored beside a payload to read it again: `ocpi`, then `;version=2.1.1` where the version was
    /// forced and `;owner=GB*CPS` where an owner was given. The zone of the place is stored with the tax point.
    package var context: String {
        var text = "ocpi"
        if let version { text += ";version=\(version.rawValue)" }
        if let owner { text += ";owner=\(owner)" }
        return text
    }

    /// The options that a stored context names; nil when it is not one of `context`.
    package init?(context: String, legalEntity: LegalEntityID = .main, zones: ZoneKnowledge) {
        let parts = context.split(separator: ";")
        guard parts.first == "ocpi" else { return nil }
        self.init(legalEntity: legalEntity, zones: zones)
        for part in parts.dropFirst() {
            let halves = part.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { return nil }
            switch halves[0] {
            case "version":
                guard let version = OCPIVersion(rawValue: String(halves[1])) else { return nil }
                self.version = version
            case "owner":
                guard let owner = PartyID(halves[1]) else { return nil }
                self.owner = owner
            default: return nil
            }
        }
    }
}

/// What one record became, with what its file's report counts.
package struct OCPIOutcome: Sendable {
    package let item: IngestItem
    package let version: OCPIVersion?
    package let module: OCPIModule?
    /// Paths of members that OCPI does not know, one entry an occurrence.
    package let unknownFields: [String]
}

/// Maps single records. A value without state: records of one file may be decoded on several threads.
package struct OCPIDecoder: Sendable {
    package let options: OCPIOptions
    private let schema: OCPISchema
    private let hasher: ContentHasher

    package init(options: OCPIOptions) {
        self.options = options
        schema = .shared
        hasher = OCPIDecoder.hasher
    }

    /// The content hash of OCPI objects: CiStrings and dates by name, as the schema types them.
    static let hasher: ContentHasher = {
        var texts: Set<String> = []
        var dates: Set<String> = []
        for kind in OCPISchema.shared.classes {
            for (field, name) in zip(kind.fields, kind.names) {
                switch field.type {
                case .text(_, insensitive: true): texts.insert(name)
                case .date: dates.insert(name)
                default: break
                }
            }
        }
        return ContentHasher(ciStrings: texts, timestamps: dates)
    }()

    /// The event of a record, or its refusal.
    package func decode(_ record: RawRecord, file: String) -> OCPIOutcome {
        var version: OCPIVersion?
        var module: OCPIModule?
        do throws(RecordFault) {
            let document = try parse(record.bytes, line: record.line)
            let object = try identify(document.root)
            version = object.version
            module = object.module
            let source = SourceReference(file: file, line: record.line, offset: record.offset)
            let (event, unknown) = try event(document, version: object.version, module: object.module, source: source)
            return OCPIOutcome(item: .event(event), version: version, module: module, unknownFields: unknown)
        } catch {
            let reject = IngestReject(
                file: file, line: record.line, offset: record.offset, field: error.field, code: error.code,
                reason: error.reason, found: error.found, raw: record.bytes)
            return OCPIOutcome(item: .reject(reject), version: version, module: module, unknownFields: [])
        }
    }

    private func parse(_ bytes: [UInt8], line: Int) throws(RecordFault) -> JSONDocument {
        do throws(JSONError) {
            return try JSONDocument(parsing: bytes)
        } catch {
            let place =
                error.line > 1 ? "line \(line + error.line - 1), column \(error.column)" : "column \(error.column)"
            throw RecordFault(
                error.reason.isLimit ? .overLimit : .notReadable, "", "not JSON at \(place): \(error.reason.text)")
        }
    }

    private func identify(_ record: JSONValue) throws(RecordFault) -> (version: OCPIVersion, module: OCPIModule) {
        guard record.kind == .object, let module = OCPIDetection.module(of: record) else {
            throw RecordFault(.notThisObject, "$", "cannot tell which OCPI object this is")
        }
        if let wanted = options.module, wanted != module {
            throw RecordFault(
                .notThisObject, "$", "this is another OCPI object, expected a \(wanted.rawValue)",
                found: module.rawValue)
        }
        return (options.version ?? OCPIDetection.version(of: record), module)
    }

    private func event(
        _ document: JSONDocument, version: OCPIVersion, module: OCPIModule, source: SourceReference
    ) throws(RecordFault) -> (Event, [String]) {
        let root = document.root
        var mapper = OCPIMapper(version: version, defaultOwner: options.owner, receivedAt: options.receivedAt)
        let mapped = try mapper.map(root, as: module)
        var check = OCPIFieldCheck(schema: schema, version: version, isStrict: options.isStrict)
        try check.check(root, as: schema.classOfModule[module] ?? 0)
        if options.isStrict,
            let broken = mapper.findings.first(where: { ["IN-013", "IN-014", "IN-015"].contains($0.code) })
        {
            throw RecordFault(
                RejectCode(rawValue: broken.code) ?? .missingOptional, broken.path, "expected \(broken.expected)",
                found: broken.found)
        }
        let event = try assemble(
            mapped, findings: mapper.findings + check.findings, content: root, payload: document.bytes, source: source)
        return (event, check.unknownFields)
    }

    func assemble(
        _ mapped: OCPIMapped, findings: [Finding], content: JSONValue, payload: [UInt8], source: SourceReference
    ) throws(RecordFault) -> Event {
        guard let hash = Hash32(hasher.hash(content)) else {
            throw RecordFault(.notReadable, "$", "the content has no hash")
        }
        let zone =
            mapped.zone ?? mapped.locationID.flatMap { options.zones.locationZone(mapped.owner, $0) }
        return Event(
            key: mapped.key, legalEntity: options.legalEntity, at: mapped.at,
            receivedAt: options.receivedAt ?? mapped.lastUpdated,
            taxPoint: options.zones.taxPoint(at: mapped.taxInstant, zone: zone, country: mapped.country),
            contentHash: hash, payload: payload, source: source, findings: findings, body: mapped.body)
    }
}
