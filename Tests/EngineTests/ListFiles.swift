import Domain
import Engine
import Foundation
import Screening

/// Lists in the form of the United Nations, made for tests: nobody in them exists.
enum ListFiles {
    /// - Parameter changed: entries whose remark is another.
    static func unitedNations(
        _ entries: Range<Int>, date: String, changed: Set<Int> = [], renamed: Set<Int> = []
    ) -> String {
        let people = entries.map { number in
            """
            <INDIVIDUAL><DATAID>\(number)</DATAID><FIRST_NAME>\(renamed.contains(number) ? "RENAMED" : "ZOLTAVAR")</FIRST_NAME>\
            <SECOND_NAME>\(word(number))</SECOND_NAME><UN_LIST_TYPE>T</UN_LIST_TYPE>\
            <REFERENCE_NUMBER>TEi.\(number)</REFERENCE_NUMBER>\
            <COMMENTS1>\(changed.contains(number) ? "another remark" : "remark")</COMMENTS1></INDIVIDUAL>
            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <CONSOLIDATED_LIST dateGenerated="\(date)T00:00:00Z"><INDIVIDUALS>
            \(people.joined(separator: "\n"))
            </INDIVIDUALS><ENTITIES></ENTITIES></CONSOLIDATED_LIST>

            """
    }

    /// A name that no other number has.
    static func word(_ number: Int) -> String {
        var rest = number + 7
        var word = "BREN"
        while rest > 0 {
            word += ["KO", "VA", "LI", "TU", "SE", "MO", "RA", "DI", "PE", "NU"][rest % 10]
            rest /= 10
        }
        return word
    }

    /// The folder of a `sources.yaml` that names `un` (at least five entries) and, as needed as `un`, `uk`.
    static func sources(
        _ test: TestHome, both: Bool = false, url: String = "https://127.0.0.1:1/un.xml", minimum: Int = 5
    ) throws -> String {
        func list(_ id: String, _ format: String) -> String {
            """
              - id: \(id)
                title: List \(id)
                publisher: Tests
                page: https://example.org/\(id)
                url: [\(url)]
                format: \(format)
                max_age: 48
                min_entries: \(minimum)
                ceiling: stop
                measures: []
                enabled: true
                legal: None.

            """
        }
        let text = "lists:\n" + list("un", "un-xml") + (both ? list("uk", "uk-sanctions-list-xml") : "")
        return (try test.write(text, "lists-config/sources.yaml") as NSString).deletingLastPathComponent
    }

    static func payout(_ id: String, name: String, on day: String) -> String {
        """
        {"format":"amplomb.payout/1","owner":"NL*KWV","id":"\(id)","execute_at":"\(day)T10:00:00Z",\
        "amount":{"amount":"10.00","currency":"EUR"},"debtor":{"name":"Qorvin Grid","iban":"NL22ZZSA0000000002"},\
        "creditor":{"name":"\(name)","country":"NL","iban":"NL04ZZSA0000001005"},"end_to_end_id":"\(id)","remittance":"R"}
        """
    }
}
