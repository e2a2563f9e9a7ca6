import Formats

/// Which version and which object a record is, told from its members (inputs.md section 3).
enum OCPIDetection {
    /// The object a record is; nil for fragments of a PATCH, envelopes without data, credentials, version answers and
    /// objects of modules that are not imported.
    static func module(of record: JSONValue) -> OCPIModule? {
        if record["charging_periods"] != nil, record["total_energy"] != nil { return .cdr }
        if record["kwh"] != nil, record["status"] != nil { return .session }
        if record["elements"] != nil { return record["id"] == nil ? nil : .tariff }
        if record["evses"] != nil || record["coordinates"] != nil {
            // An EVSE and a payment terminal carry coordinates too; a fragment has its id in the URL.
            let isOther = record["connectors"] != nil || record["terminal_id"] != nil
            return isOther || record["id"] == nil ? nil : .location
        }
        if record["uid"] != nil, record["whitelist"] != nil { return .token }
        return nil
    }

    /// The oldest version that has every distinguishing member of the record; 2.2.1 where nothing distinguishes.
    static func version(of record: JSONValue) -> OCPIVersion {
        if record["auth_id"] != nil || record["stop_date_time"] != nil || record["start_datetime"] != nil {
            return .v211
        }
        if record["tax_included"] != nil || hasTaxes(record) || isEMAID(record) { return .v230 }
        if let tariffs = record["tariffs"], tariffs.elements.contains(where: { $0["tax_included"] != nil }) {
            return .v230
        }
        return .v221
    }

    private static func hasTaxes(_ record: JSONValue) -> Bool {
        if let total = record["total_cost"] { return total["before_taxes"] != nil }
        return record["min_price"]?["before_taxes"] != nil || record["max_price"]?["before_taxes"] != nil
    }

    private static func isEMAID(_ record: JSONValue) -> Bool {
        if let token = record["cdr_token"] { return token["type"]?.equals("EMAID") ?? false }
        return record["type"]?.equals("EMAID") ?? false
    }
}
