package import Tax
import XML

extension VIESAnswer {
    /// Reads an answer of the SOAP service: `checkVatResponse`, `checkVatApproxResponse` or a fault.
    ///
    /// A fault comes with status 500, so the body is read before the status.
    package init(soap bytes: [UInt8], status: Int) {
        guard let fields = VIESAnswer.fields(of: bytes) else {
            self = VIESAnswer(status: status)
            return
        }
        if let text = fields["faultstring"] {
            self = VIESAnswer(faultString: text)
            return
        }
        let entry = VIESEntry(
            name: fields["name"] ?? fields["traderName"], address: fields["address"] ?? fields["traderAddress"],
            requestDate: fields["requestDate"], consultationNumber: fields["requestIdentifier"])
        switch fields["valid"] {
        case "true", "1": self = .registered(entry)
        case "false", "0": self = .notRegistered(entry)
        default: self = VIESAnswer(status: status)
        }
    }

    /// The text of each element that has one, by local name; nil where the bytes are no XML.
    private static func fields(of bytes: [UInt8]) -> [String: String]? {
        guard let reader = try? XMLReader(limits: XMLLimits(depth: 16)) else { return nil }
        do {
            try reader.append(bytes)
            try reader.finish()
        } catch {
            return nil
        }
        var fields: [String: String] = [:]
        var name = ""
        while let event = reader.next() {
            switch event {
            case .start(let start): name = start.name
            case .text(let text): fields[name, default: ""] += text.string
            case .end: name = ""
            }
        }
        return fields
    }
}
