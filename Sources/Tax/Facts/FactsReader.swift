import Domain
import Formats

/// A line that is no facts record: where, which field, why.
package struct FactsError: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let field: String
    package let why: String

    package var description: String { "\(file):\(line): \(field): \(why)" }
}

/// Records and faults of one file; a bad line keeps only itself from being judged.
package struct FactsFile: Sendable {
    package let records: [FactsRecord]
    package let errors: [FactsError]

    /// Reads JSON lines; empty lines are passed over.
    package init(_ bytes: [UInt8], file: String) {
        var records: [FactsRecord] = []
        var errors: [FactsError] = []
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
            do throws(FactsError) {
                records.append(try FactsReader.read(line, file: file, line: index + 1))
            } catch {
                errors.append(error)
            }
        }
        self.records = records
        self.errors = errors
    }
}

/// Reads one facts record strictly: every key is there, none is unknown, closed sets hold.
package enum FactsReader {
    /// - Throws: the first fault, with the path of its field.
    package static func read(_ bytes: ArraySlice<UInt8>, file: String, line: Int) throws(FactsError) -> FactsRecord {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw FactsError(file: file, line: line, field: "column \(error.column)", why: error.reason.text)
        }
        do throws(FieldFault) {
            return try record(Fields(document.root, ""))
        } catch {
            throw FactsError(file: file, line: line, field: error.field, why: error.why)
        }
    }

    private static func record(_ fields: Fields<RecordKey>) throws(FieldFault) -> FactsRecord {
        guard fields[.schema].equals("amplomb-vat-facts/1") else {
            throw FieldFault("schema", "is not amplomb-vat-facts/1")
        }
        guard let lineID = try fields.text(.lineID) else { throw FieldFault("line_id", "is null") }
        guard let fee = try fields.choice(.feeType, FeeType.self) else { throw FieldFault("fee_type", "is null") }
        var unparsed = try fields.texts(.unparsed)
        var record = FactsRecord(
            lineID: lineID, fee: fee, time: try time(fields[.time]), place: try place(fields[.place]),
            supplier: try party(fields[.supplier], "supplier."), customer: try party(fields[.customer], "customer."),
            facts: try facts(fields[.facts], &unparsed), declared: try declared(fields[.declared], &unparsed))
        record.sessionID = try fields.text(.sessionID)
        record.leg = try fields.text(.leg)
        record.unparsed = unparsed
        return record
    }

    private static func time(_ value: JSONValue) throws(FieldFault) -> FactsRecord.SupplyTime {
        let fields = try Fields<TimeKey>(value, "time.")
        guard let isUTC = try fields.bool(.isUTC) else { throw FieldFault("time.utc", "is null") }
        var time = FactsRecord.SupplyTime(start: try fields.time(.start), end: try fields.time(.end), isUTC: isUTC)
        time.precision = try fields.choice(.precision, FactsRecord.SupplyTime.Precision.self)
        time.zone = try fields.text(.zone)
        time.paidOn = try fields.date(.paidOn)
        time.periodFrom = try fields.date(.periodFrom)
        time.periodTo = try fields.date(.periodTo)
        return time
    }

    private static func place(_ value: JSONValue) throws(FieldFault) -> FactsRecord.SupplyPlace {
        let fields = try Fields<PlaceKey>(value, "place.")
        var place = FactsRecord.SupplyPlace(
            isApplicable: try fields.bool(.applicable), isKnown: try fields.bool(.known),
            country: try fields.country(.country))
        place.subdivision = try fields.text(.subdivision)
        place.postcode = try fields.text(.postcode)
        place.name = try fields.text(.name)
        return place
    }

    private static func party(_ value: JSONValue, _ path: String) throws(FieldFault) -> FactsRecord.Party {
        let fields = try Fields<PartyKey>(value, path)
        var party = FactsRecord.Party(
            role: try fields.choice(.role, PartyRole.self),
            kind: try fields.choice(.kind, PartyKind.self) ?? .unknown, seat: try fields.country(.seat))
        party.capacity = try fields.choice(.capacity, Capacity.self)
        party.isTaxableDealer = try fields.bool(.taxableDealer)
        party.isSmallBusiness = try fields.bool(.smallBusiness)
        party.hasEXNumber = try fields.bool(.exNumber)
        party.establishedIn = try fields.countries(.establishedIn)
        party.notEstablishedIn = try fields.countries(.notEstablishedIn)
        party.registeredIn = try fields.countries(.registeredIn)
        party.notRegisteredIn = try fields.countries(.notRegisteredIn)
        if !fields[.vatID].isNull { party.vatID = try vatID(fields[.vatID], path + "vat_id.") }
        return party
    }

    private static func vatID(_ value: JSONValue, _ path: String) throws(FieldFault) -> FactsRecord.VATIDFacts {
        let fields = try Fields<IDKey>(value, path)
        var id = FactsRecord.VATIDFacts(
            country: try fields.country(.country), number: try fields.text(.number),
            status: try fields.choice(.status, VATIDStatus.self) ?? .unknown)
        id.validFrom = try fields.date(.validFrom)
        if fields[.checkedOn].equals("$supply_date") {
            id.checkedOn = .onSupplyDate
        } else {
            id.checkedOn = try fields.date(.checkedOn).map { .on($0) }
        }
        id.consultationNumber = try fields.text(.consultationNumber)
        return id
    }

    private static func facts(_ value: JSONValue, _ unparsed: inout [String]) throws(FieldFault)
        -> FactsRecord.LineFacts
    {
        let fields = try Fields<FactKey>(value, "facts.")
        var facts = FactsRecord.LineFacts()
        for word in try fields.texts(.attributes) {
            if let attribute = Attribute(rawValue: word) {
                facts.attributes.insert(AttributeSet(attribute))
            } else {
                unparsed.append(word)
            }
        }
        facts.kWh = try fields.number(.kWh)
        facts.unitPrice = try fields.number(.unitPrice)
        facts.priceIncludesVAT = try fields.bool(.priceIncludesVat)
        facts.net = try fields.number(.net)
        facts.gross = try fields.number(.gross)
        facts.amount = try fields.number(.amount)
        facts.currency = try fields.currency(.currency)
        facts.vatCurrency = try fields.currency(.vatCurrency)
        facts.ocpi = try fields.text(.ocpi)
        facts.storedRate = try fields.number(.storedRate)
        facts.isOverThreshold = try fields.bool(.thresholdExceeded)
        facts.isCredit = try fields.bool(.credit)
        facts.creditAmount = try fields.number(.creditAmount)
        return facts
    }

    private static func declared(_ value: JSONValue, _ unparsed: inout [String]) throws(FieldFault)
        -> FactsRecord.Declaration
    {
        let fields = try Fields<DeclaredKey>(value, "declared.")
        var declared = FactsRecord.Declaration(isNone: try fields.bool(.isNone) ?? false)
        declared.taxCountry = try fields.text(.taxCountry)
        declared.ratePercent = try fields.number(.ratePercent)
        declared.category = try fields.choice(.category, TaxCategory.self)
        declared.isReverseCharge = try fields.bool(.reverseCharge)
        if let word = try fields.text(.scheme) {
            declared.scheme = FactsRecord.Declaration.Scheme(rawValue: word)
            if declared.scheme == nil { unparsed.append("scheme \(word)") }
        }
        declared.taxKind = try fields.text(.taxKind)
        if !fields[.split].isNull {
            guard fields[.split].kind == .array else { throw FieldFault("declared.split", "is not a list") }
            for part in fields[.split].elements {
                let part = try Fields<SplitKey>(part, "declared.split.")
                guard let rate = try part.number(.ratePercent) else { continue }
                declared.split.append(rate)
            }
        }
        declared.base = try fields.number(.base)
        declared.net = try fields.number(.net)
        declared.gross = try fields.number(.gross)
        declared.vat = try fields.number(.vat)
        declared.currency = try fields.currency(.currency)
        return declared
    }
}
