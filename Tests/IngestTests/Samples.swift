/// Small invented records in the official format.
enum Samples {
    static let cdr = """
        {"country_code":"NL","party_id":"AMP","id":"CDR-1","start_date_time":"2026-07-31T21:30:00Z",\
        "end_date_time":"2026-07-31T22:15:00Z","session_id":"S-1","cdr_token":{"country_code":"DE","party_id":"PLB",\
        "uid":"04A1B2C3D4","type":"RFID","contract_id":"DEPLBC001234569"},"auth_method":"WHITELIST","cdr_location":\
        {"id":"LOC1","name":"Quay 4","address":"Quay 4","city":"Rotterdam","postal_code":"3011AA","country":"NLD",\
        "coordinates":{"latitude":"51.917400","longitude":"4.481200"},"evse_uid":"EVSE1","evse_id":"NL*AMP*E1*1",\
        "connector_id":"1","connector_standard":"IEC_62196_T2","connector_format":"SOCKET",\
        "connector_power_type":"AC_3_PHASE"},"currency":"EUR","charging_periods":[{"start_date_time":\
        "2026-07-31T21:30:00Z","dimensions":[{"type":"ENERGY","volume":12.345},{"type":"TIME","volume":0.75}],\
        "tariff_id":"T1"}],"total_cost":{"excl_vat":4.32,"incl_vat":5.2272},"total_energy":12.345,"total_time":0.75,\
        "last_updated":"2026-07-31T22:16:00Z"}
        """

    static let cdr211 = """
        {"id":"old-1","start_date_time":"2026-03-01T10:00:00Z","stop_date_time":"2026-03-01T11:00:00Z",\
        "auth_id":"DEPLBC001234569","auth_method":"AUTH_REQUEST","location":{"id":"LOC9","type":"ON_STREET",\
        "name":"Gate",\
        "address":"Gate 9","city":"Lyon","postal_code":"69001","country":"FRA","coordinates":{"latitude":"45.764",\
        "longitude":"4.8357"},"evses":[{"uid":"E9","evse_id":"FR*AMP*E9","status":"AVAILABLE",\
        "connectors":[{"id":"2",\
        "standard":"IEC_62196_T2_COMBO","format":"CABLE","power_type":"DC","voltage":400,"amperage":125,\
        "last_updated":\
        "2026-01-01T00:00:00Z"}],"last_updated":"2026-01-01T00:00:00Z"}],"last_updated":"2026-01-01T00:00:00Z"},\
        "currency":"EUR","charging_periods":[{"start_date_time":"2026-03-01T10:00:00Z",\
        "dimensions":[{"type":"ENERGY",\
        "volume":20}]}],"total_cost":9.5,"total_energy":20,"total_time":1,"last_updated":"2026-03-01T11:05:00Z"}
        """

    static let cdr230 = cdr.replacing(
        #"{"excl_vat":4.32,"incl_vat":5.2272}"#,
        with: #"{"before_taxes":4.32,"taxes":[{"name":"VAT","percentage":21,"amount":0.9072}]}"#)

    static let session = """
        {"country_code":"NL","party_id":"AMP","id":"S-1","start_date_time":"2026-07-31T21:30:00Z","kwh":3.5,\
        "cdr_token":\
        {"country_code":"DE","party_id":"PLB","uid":"04A1B2C3D4","type":"RFID","contract_id":"DEPLBC001234569"},\
        "auth_method":"WHITELIST","location_id":"LOC1","evse_uid":"EVSE1","connector_id":"1","currency":"EUR",\
        "charging_periods":[],"status":"ACTIVE","last_updated":"2026-07-31T21:50:00Z"}
        """

    static let tariff = """
        {"country_code":"NL","party_id":"AMP","id":"T1","currency":"EUR",\
        "elements":[{"price_components":[{"type":"ENERGY",\
        "price":0.35,"vat":21,"step_size":1}]}],"last_updated":"2026-01-01T00:00:00Z"}
        """

    static let location = """
        {"country_code":"NL","party_id":"AMP","id":"LOC1","publish":true,"address":"Quay 4","city":"Rotterdam",\
        "country":\
        "NLD","coordinates":{"latitude":"51.917400","longitude":"4.481200"},"time_zone":"Europe/Amsterdam",\
        "evses":[{"uid":\
        "EVSE1","evse_id":"NL*AMP*E1_1","status":"AVAILABLE","connectors":[{"id":"1","standard":"IEC_62196_T2",\
        "format":\
        "SOCKET","power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":32,\
        "last_updated":"2026-01-01T00:00:00Z"}],\
        "last_updated":"2026-01-01T00:00:00Z"}],"last_updated":"2026-01-01T00:00:00Z"}
        """

    static let token = """
        {"country_code":"DE","party_id":"PLB","uid":"04A1B2C3D4","type":"RFID","contract_id":"DEPLBC001234569",\
        "issuer":\
        "Plomb Drive","valid":true,"whitelist":"ALLOWED","last_updated":"2026-01-01T00:00:00Z"}
        """

    static let all = [cdr, cdr211, cdr230, session, tariff, location, token]
}
