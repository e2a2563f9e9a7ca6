package import Formats

/// The file of refused records: JSON lines `{"file","line","offset","field","code","reason","found","raw"}`
/// (inputs.md section 10). Bytes that are no UTF-8 are written in Base64, said by `"encoding":"base64"`.
package enum RejectFile {
    /// One line, its line end included.
    package static func line(_ reject: IngestReject) -> [UInt8] {
        var json = JSONOutput()
        json.object { json in
            json.member("file", reject.file)
            json.member("line", reject.line)
            json.member("offset", reject.offset)
            json.member("field", reject.field)
            json.member("code", reject.code.rawValue)
            json.member("reason", reject.reason)
            json.member("found", reject.found)
            if UTF8Check.firstInvalid(in: reject.raw) == nil {
                json.member("raw", String(decoding: reject.raw, as: UTF8.self))
            } else {
                json.member("encoding", "base64")
                json.member("raw", Base64.string(reject.raw))
            }
        }
        json.endLine()
        return json.bytes
    }

    /// One refused record of a line.
    ///
    /// - Throws: IN-007 when the line is not one that `line` wrote.
    package static func reject(_ record: RawRecord, file: String) throws(IngestError) -> IngestReject {
        guard let document = try? JSONDocument(record: record) else {
            throw IngestError(.notReadable, file: file, line: record.line, reason: "not JSON")
        }
        let root = document.root
        guard let name = root["file"]?.string, let line = root["line"]?.integer, let offset = root["offset"]?.integer,
            let code = root["code"]?.string.flatMap(RejectCode.init(rawValue:)), let text = root["raw"]?.string
        else {
            throw IngestError(.notThisObject, file: file, line: record.line, reason: "not a line of a rejects file")
        }
        var raw = Array(text.utf8)
        if root["encoding"]?.equals("base64") ?? false {
            guard let bytes = Base64.decode(text) else {
                throw IngestError(.notReadable, file: file, line: record.line, reason: "raw is not Base64")
            }
            raw = bytes
        }
        return IngestReject(
            file: name, line: Int(clamping: line), offset: Int(clamping: offset), field: root["field"]?.string ?? "",
            code: code, reason: root["reason"]?.string ?? "", found: root["found"]?.string ?? "", raw: raw)
    }
}

/// Reads a rejects file, pushed in chunks, so that its records can be tried again.
package struct RejectFileReader {
    private let file: String
    private var stream = JSONRecordStream()

    package init(file: String) { self.file = file }

    /// Takes the next plain bytes, nil at the end.
    ///
    /// - Throws: when a line is not one of a rejects file; what was handed out before stays good.
    package mutating func feed(_ chunk: [UInt8]?, _ body: (IngestReject) -> Void) throws(IngestError) {
        if let chunk { stream.append(chunk) } else { stream.finish() }
        while let item = stream.next() {
            switch item {
            case .record(let record): body(try RejectFile.reject(record, file: file))
            case .damaged(let error):
                throw IngestError(.notReadable, file: file, line: error.line, reason: "broken line")
            }
        }
    }
}
