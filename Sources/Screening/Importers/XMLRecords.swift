import XML

/// An element of one record with what is inside it.
struct XMLNode: Sendable {
    var name: String
    var attributes: [(name: String, value: String)] = []
    var text = ""
    var children: [XMLNode] = []
    var line = 0

    /// The trimmed text of the first child of that name, empty without.
    subscript(_ name: String) -> String { children.first { $0.name == name }.map { ImportText.trimmed($0.text) } ?? "" }

    func attribute(_ name: String) -> String {
        attributes.first { $0.name == name }.map { ImportText.trimmed($0.value) } ?? ""
    }

    func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

    func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

    /// Elements at the end of a path of names.
    func all(_ path: [String]) -> [XMLNode] {
        path.reduce([self]) { nodes, name in nodes.flatMap { $0.all(name) } }
    }
}

/// Reads an XML file record by record: only one record is in memory at a time.
enum XMLRecords {
    /// Calls `body` for every element named in `records`, and `head` for start tags outside of them.
    static func read(
        _ file: ListFile, records: Set<String>, head: (XMLStart, [String]) -> Void = { _, _ in },
        text: (String, [String]) -> Void = { _, _ in }, _ body: (XMLNode, [String]) -> Void
    ) throws(ImportError) {
        var stack: [XMLNode] = []
        var outside: [String] = []
        do {
            let reader = try XMLReader(limits: XMLLimits(depth: 64, textBytes: 1 << 20))
            var start = 0
            repeat {
                let end = min(start + 1 << 16, file.bytes.count)
                try reader.append(Array(file.bytes[start..<end]))
                start = end
                if start == file.bytes.count { try reader.finish() }
                while let event = reader.next() {
                    take(event, records, &stack, &outside, head, text, body)
                }
            } while start < file.bytes.count
        } catch {
            throw ImportError(.truncated, file: file.name, line: error.line, "\(error)")
        }
    }

    private static func take(
        _ event: XMLEvent, _ records: Set<String>, _ stack: inout [XMLNode], _ outside: inout [String],
        _ head: (XMLStart, [String]) -> Void, _ text: (String, [String]) -> Void, _ body: (XMLNode, [String]) -> Void
    ) {
        switch event {
        case .start(let start):
            if !stack.isEmpty || records.contains(start.name) {
                var node = XMLNode(name: start.name)
                node.attributes = start.attributes.map { ($0.name, $0.value) }
                node.line = start.line
                stack.append(node)
            } else {
                head(start, outside)
                outside.append(start.name)
            }
        case .text(let content):
            if stack.isEmpty { text(content.string, outside) } else { stack[stack.count - 1].text += content.string }
        case .end:
            if let node = stack.popLast() {
                if stack.isEmpty { body(node, outside) } else { stack[stack.count - 1].children.append(node) }
            } else if !outside.isEmpty {
                outside.removeLast()
            }
        }
    }
}
