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
            return try record(Fields(document.root, "", Self.keys))
        } catch {
            throw FactsError(file: file, line: line, field: error.field, why: error.why)
        }
    }

    private static let keys: [StaticString] = [
        "schema", "line_id", "session_id", "leg", "fee_type", "time", "place", "supplier", "customer", "facts",
        "declared", "unparsed",
    ]

    private static func record(_ fields: Fields) throws(FieldFault) -> FactsRecord {
        guard fields["schema"].equals("amplomb-vat-facts/1") else {
            throw FieldFault("schema", "is not amplomb-vat-facts/1")
        }
        guard let lineID = try fields.text("line_id") else { throw FieldFault("line_id", "is null") }
        guard let fee = try fields.choice("fee_type", FeeType.self) else { throw FieldFault("fee_type", "is null") }
        var unparsed = try fields.texts("unparsed")
        var record = FactsRecord(
            lineID: lineID, fee: fee, time: try time(fields["time"]), place: try place(fields["place"]),
            supplier: try party(fields["supplier"], "supplier."), customer: try party(fields["customer"], "customer."),
            facts: try facts(fields["facts"], &unparsed), declared: try declared(fields["declared"], &unparsed))
        record.sessionID = try fields.text("session_id")
        record.leg = try fields.text("leg")
        record.unparsed = unparsed
        return record
    }

    private static let timeKeys: [StaticString] = [
        "start", "end", "precision", "utc", "zone", "paid_on", "period_from", "period_to",
    ]

    private static func time(_ value: JSONValue) throws(FieldFault) -> FactsRecord.SupplyTime {
        let fields = try Fields(value, "time.", timeKeys)
        guard let isUTC = try fields.bool("utc") else { throw FieldFault("time.utc", "is null") }
        var time = FactsRecord.SupplyTime(start: try fields.time("start"), end: try fields.time("end"), isUTC: isUTC)
        time.precision = try fields.choice("precision", FactsRecord.SupplyTime.Precision.self)
        time.zone = try fields.text("zone")
        time.paidOn = try fields.date("paid_on")
        time.periodFrom = try fields.date("period_from")
        time.periodTo = try fields.date("period_to")
        return time
    }

    private static let placeKeys: [StaticString] = [
        "applicable", "known", "country", "subdivision", "postcode", "name",
    ]

    private static func place(_ value: JSONValue) throws(FieldFault) -> FactsRecord.SupplyPlace {
        let fields = try Fields(value, "place.", placeKeys)
        var place = FactsRecord.SupplyPlace(
            isApplicable: try fields.bool("applicable"), isKnown: try fields.bool("known"),
            country: try fields.country("country"))
        place.subdivision = try fields.text("subdivision")
        place.postcode = try fields.text("postcode")
        place.name = try fields.text("name")
        return place
    }

    private static let partyKeys: [StaticString] = [
        "role", "kind", "seat", "capacity", "taxable_dealer", "small_business", "ex_number", "established_in",
        "not_established_in", "registered_in", "not_registered_in", "vat_id",
    ]

    private static func party(_ value: JSONValue, _ path: String) throws(FieldFault) -> FactsRecord.Party {
        let fields = try Fields(value, path, partyKeys)
        var party = FactsRecord.Party(
            role: try fields.choice("role", PartyRole.self),
            kind: try fields.choice("kind", PartyKind.self) ?? .unknown, seat: try fields.country("seat"))
        party.capacity = try fields.choice("capacity", Capacity.self)
        party.isTaxableDealer = try fields.bool("taxable_dealer")
        party.isSmallBusiness = try fields.bool("small_business")
        party.hasEXNumber = try fields.bool("ex_number")
        party.establishedIn = try fields.countries("established_in")
        party.notEstablishedIn = try fields.countries("not_established_in")
        party.registeredIn = try fields.countries("registered_in")
        party.notRegisteredIn = try fields.countries("not_registered_in")
        if !fields["vat_id"].isNull { party.vatID = try vatID(fields["vat_id"], path + "vat_id.") }
        return party
    }

    private static let idKeys: [StaticString] = [
        "country", "number", "status", "valid_from", "checked_on", "consultation_number",
    ]

    private static func vatID(_ value: JSONValue, _ path: String) throws(FieldFault) -> FactsRecord.VATIDFacts {
        let fields = try Fields(value, path, idKeys)
        var id = FactsRecord.VATIDFacts(
            country: try fields.country("country"), number: try fields.text("number"),
            status: try fields.choice("status", VATIDStatus.self) ?? .unknown)
        id.validFrom = try fields.date("valid_from")
        if fields["checked_on"].equals("$supply_date") {
            id.checkedOn = .onSupplyDate
        } else {
            id.checkedOn = try fields.date("checked_on").map { .on($0) }
        }
        id.consultationNumber = try fields.text("consultation_number")
        return id
    }

    private static let factKeys: [StaticString] = [
        "attributes", "kwh", "unit_price", "price_includes_vat", "net", "gross", "amount", "currency",
        "vat_currency", "ocpi", "stored_rate", "threshold_exceeded", "credit", "credit_amount",
    ]

    private static func facts(_ value: JSONValue, _ unparsed: inout [String]) throws(FieldFault)
        -> FactsRecord.LineFacts
    {
        let fields = try Fields(value, "facts.", factKeys)
        var facts = FactsRecord.LineFacts()
        for word in try fields.texts("attributes") {
            if let attribute = Attribute(rawValue: word) {
                facts.attributes.insert(AttributeSet(attribute))
            } else {
                unparsed.append(word)
            }
        }
        facts.kWh = try fields.number("kwh")
        facts.unitPrice = try fields.number("unit_price")
        facts.priceIncludesVAT = try fields.bool("price_includes_vat")
        facts.net = try fields.number("net")
        facts.gross = try fields.number("gross")
        facts.amount = try fields.number("amount")
        facts.currency = try fields.currency("currency")
        facts.vatCurrency = try fields.currency("vat_currency")
        facts.ocpi = try fields.text("ocpi")
        facts.storedRate = try fields.number("stored_rate")
        facts.isOverThreshold = try fields.bool("threshold_exceeded")
        facts.isCredit = try fields.bool("credit")
        facts.creditAmount = try fields.number("credit_amount")
        return facts
    }

    private static let declaredKeys: [StaticString] = [
        "none", "tax_country", "rate_percent", "category", "reverse_charge", "scheme", "tax_kind", "split", "base",
        "net", "gross", "vat", "currency",
    ]

    private static func declared(_ value: JSONValue, _ unparsed: inout [String]) throws(FieldFault)
        -> FactsRecord.Declaration
    {
        let fields = try Fields(value, "declared.", declaredKeys)
        var declared = FactsRecord.Declaration(isNone: try fields.bool("none") ?? false)
        declared.taxCountry = try fields.text("tax_country")
        declared.ratePercent = try fields.number("rate_percent")
        declared.category = try fields.choice("category", TaxCategory.self)
        declared.isReverseCharge = try fields.bool("reverse_charge")
        if let word = try fields.text("scheme") {
            declared.scheme = FactsRecord.Declaration.Scheme(rawValue: word)
            if declared.scheme == nil { unparsed.append("scheme \(word)") }
        }
        declared.taxKind = try fields.text("tax_kind")
        if !fields["split"].isNull {
            guard fields["split"].kind == .array else { throw FieldFault("declared.split", "is not a list") }
            for part in fields["split"].elements {
                let part = try Fields(part, "declared.split.", ["part", "rate_percent"])
                guard let rate = try part.number("rate_percent") else { continue }
                declared.split.append(rate)
            }
        }
        declared.base = try fields.number("base")
        declared.net = try fields.number("net")
        declared.gross = try fields.number("gross")
        declared.vat = try fields.number("vat")
        declared.currency = try fields.currency("currency")
        return declared
    }
}
