import Domain
import Formats
import XML

/// One credit transfer cut out of a message: its canonical payload and where it stood.
struct PainRecord {
    var payload: [UInt8]
    /// The payload without what the platform adds by itself: what the content hash covers.
    var content: [UInt8]
    var line: Int
    /// Line of the execution date, where the payment is refused for it.
    var dateLine: Int
}

/// Reads a pain.001 message (ISO 20022 customer credit transfer initiation), pushed in chunks.
///
/// Elements are matched by local name, so every version from .03 to .13 and every national variant of the namespace reads
/// alike. A payment can be judged only when the figures of its message are known, so payments are held back, as compact
/// bytes, until the message ends.
struct PainReader {
    private let file: String
    private let accounts: (@Sendable (String) -> PayoutOwner?)?
    private let xml: XMLReader
    private var stack: [PainNode] = []
    private var message: Message?
    private var header: PainNode?
    private var total = PainControl()
    private var blocks: [Block] = []
    private var pending: [Pending] = []
    private var remarks: [PainRemark] = []
    private var isComplete = false
    private(set) var lastGoodLine = 0

    /// The message found: its name for reports, and the depth of its element.
    private struct Message {
        var format: String
        var depth: Int
    }

    /// One PmtInf.
    private struct Block {
        var bytes: [UInt8]
        var dateLine: Int
        var number: String?
        var sum: String?
        var control = PainControl()
    }

    private struct Pending {
        var bytes: [UInt8]
        var line: Int
        var block: Int
        var key: String
        var ibans: [String]
    }

    init(file: String, options: PayoutOptions) throws(IngestError) {
        self.file = file
        accounts = options.accounts
        do throws(XMLError) {
            xml = try XMLReader(schema: options.schema)
        } catch {
            throw IngestError(.notReadable, file: file, reason: "\(error)")
        }
    }

    /// `pain.001.001.09`, once it is known.
    var format: String? { message?.format }

    /// Where the message differs from the schema of the options.
    var violations: [XMLViolation] { xml.violations }

    mutating func feed(_ chunk: [UInt8]) throws(IngestError) {
        let fault = failure { () throws(XMLError) in try xml.append(chunk) }
        try drain()
        if let fault { throw fault }
    }

    mutating func finish() throws(IngestError) {
        let fault = failure { () throws(XMLError) in try xml.finish() }
        try drain()
        if let fault { throw fault }
        guard message != nil else {
            throw IngestError(.notThisObject, file: file, line: 1, reason: "not a payout instruction")
        }
        isComplete = true
    }

    private func failure(_ body: () throws(XMLError) -> Void) -> IngestError? {
        do throws(XMLError) {
            try body()
            return nil
        } catch {
            let code: RejectCode =
                switch error.code {
                case .documentType: .documentType
                case .tooDeep, .textTooLong: .overLimit
                default: .notReadable
                }
            return IngestError(code, file: file, line: error.line, lastGoodLine: lastGoodLine, reason: "\(error)")
        }
    }

    // MARK: Elements

    private mutating func drain() throws(IngestError) {
        while let event = xml.next() {
            switch event {
            case .start(let start):
                if message == nil { try open(start) }
                var node = PainNode(name: start.name, line: start.line)
                if isKept(depth: stack.count) {
                    node.attributes = start.attributes.map { ($0.name, $0.value) }
                }
                stack.append(node)
            case .text(let text):
                add(text)
            case .end:
                if let node = stack.popLast() { close(node) }
            }
        }
    }

    /// Looks for the message's element and refuses what is another message.
    private mutating func open(_ start: XMLStart) throws(IngestError) {
        let parent = stack.last?.name
        if start.name == "CstmrCdtTrfInitn", parent == nil || parent == "Document" {
            message = Message(format: try format(of: start), depth: stack.count)
            return
        }
        let isMessage = parent == "Document"
        let isWrapper = !isMessage && stack.count < 4 && (stack.isEmpty || parent != "Document")
        if isWrapper { return }
        let name = start.namespace?.split(separator: ":").last.map(String.init) ?? start.name
        throw IngestError(
            .notThisObject, file: file, line: start.line,
            reason: "not a payout instruction: \(Shown.short(name)); expected pain.001 (customer credit transfer)")
    }

    private mutating func format(of start: XMLStart) throws(IngestError) -> String {
        guard let namespace = start.namespace else {
            remarks.append(
                PainRemark(
                    code: "IN-025", path: "Document", found: "no namespace",
                    expected: "a namespace with pain.001.001.NN"))
            return "pain.001"
        }
        guard let place = namespace.firstRange(of: "pain.001.001."),
            let version = Int(namespace[place.upperBound...].prefix(2)), (3...13).contains(version)
        else {
            throw IngestError(
                .notThisObject, file: file, line: start.line,
                reason: "not a version that is read: \(Shown.short(namespace)); expected pain.001.001.03 to .13")
        }
        return "pain.001.001." + (version < 10 ? "0\(version)" : "\(version)")
    }

    /// Whether elements at that depth belong to a payment, a block or the header.
    private func isKept(depth: Int) -> Bool { message.map { depth > $0.depth } ?? false }

    private mutating func add(_ text: XMLText) {
        guard let message, !stack.isEmpty else { return }
        let trimmed = PainReader.trimmed(text.utf8)
        if stack.count - 1 <= message.depth {
            remarks.append(
                PainRemark(
                    code: "IN-025", path: stack[stack.count - 1].name, found: "line \(text.line)",
                    expected: "no text between elements"))
            return
        }
        let index = stack.count - 1
        stack[index].text += stack[index].text.isEmpty ? trimmed : " " + trimmed
    }

    private static func trimmed(_ text: [UInt8]) -> String {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
        guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: text[first...last], as: UTF8.self)
    }

    private mutating func close(_ node: PainNode) {
        guard let message else { return }
        switch stack.count - message.depth {
        case ..<1: break
        case 1:
            if node.name == "GrpHdr" { header = node }
            if node.name == "PmtInf" { close(block: node) }
        case 2 where node.name == "CdtTrfTxInf" && stack[stack.count - 1].name == "PmtInf":
            close(transfer: node)
        default:
            stack[stack.count - 1].children.append(node)
        }
    }

    private mutating func close(transfer node: PainNode) {
        let block = stack[stack.count - 1]
        let amount = node["Amt", "InstdAmt"] ?? node["Amt", "EqvtAmt", "Amt"]
        total.add(amount: amount?.text)
        current.add(amount: amount?.text)
        let own = node["PmtId", "EndToEndId"]?.text ?? node["PmtId", "InstrId"]?.text ?? ""
        let ibans = [block["DbtrAcct", "Id", "IBAN"]?.text, node["CdtrAcct", "Id", "IBAN"]?.text].compactMap { $0 }
        pending.append(
            Pending(
                bytes: node.canonicalBytes() ?? [], line: node.line, block: blocks.count,
                key: "\(block["PmtInfId"]?.text ?? "")/\(own)", ibans: ibans.map(PayoutAccount.normalised)))
        lastGoodLine = node.line
    }

    /// The figures of the block being read.
    private var current = PainControl()

    private mutating func close(block node: PainNode) {
        blocks.append(
            Block(
                bytes: node.canonicalBytes() ?? [], dateLine: node["ReqdExctnDt"]?.line ?? node.line,
                number: node["NbOfTxs"]?.text, sum: node["CtrlSum"]?.text, control: current))
        current = PainControl()
    }

    // MARK: Payments

    /// All payments read, with what was noticed about their message. After a fault: those that are whole, all of them held
    /// because the figures of a message cut off cannot be checked.
    mutating func takeRecords() -> [PainRecord] {
        if let open = stack.last(where: { $0.name == "PmtInf" }) { close(block: open) }
        var common = remarks
        if isComplete {
            common += total.differences(
                level: "GrpHdr", number: header?["NbOfTxs"]?.text, sum: header?["CtrlSum"]?.text)
        } else {
            common.append(
                PainRemark(code: "PY-1", path: "Document", found: "message cut off", expected: "a complete message"))
        }
        let group = header?.canonicalBytes() ?? Array("{}".utf8)
        var seen: [String: Int64] = [:]
        var records: [PainRecord] = []
        for one in pending where one.block < blocks.count {
            let block = blocks[one.block]
            let own = block.control.differences(level: "PmtInf", number: block.number, sum: block.sum)
            let occurrence = (seen[one.key] ?? 0) + 1
            seen[one.key] = occurrence
            let owner = owner(of: one)
            let content = payload(one, block, group, common + own, occurrence, owner: nil)
            let whole = owner == nil ? content : payload(one, block, group, common + own, occurrence, owner: owner)
            records.append(PainRecord(payload: whole, content: content, line: one.line, dateLine: block.dateLine))
        }
        pending = []
        return records
    }

    private func owner(of one: Pending) -> PayoutOwner? {
        guard let accounts else { return nil }
        for iban in one.ibans {
            if let owner = accounts(iban) { return owner }
        }
        return nil
    }

    private func payload(
        _ one: Pending, _ block: Block, _ group: [UInt8], _ remarks: [PainRemark], _ occurrence: Int64,
        owner: PayoutOwner?
    ) -> [UInt8] {
        let bytes = try? CanonicalJSON.object { json in
            json.member("format", message?.format)
            json.member("group", canonical: group)
            if occurrence > 1 { json.member("occurrence", occurrence) }
            json.member("owner", owner?.party?.description)
            json.member("participant_id", owner?.participantID)
            json.member("payment", canonical: block.bytes)
            if !remarks.isEmpty {
                json.array("remarks") { list in
                    for remark in remarks {
                        list.elementObject {
                            $0.member("code", remark.code)
                            $0.member("expected", remark.expected)
                            $0.member("found", remark.found)
                            $0.member("path", remark.path)
                        }
                    }
                }
            }
            json.member("transaction", canonical: one.bytes)
        }
        return bytes ?? []
    }
}
