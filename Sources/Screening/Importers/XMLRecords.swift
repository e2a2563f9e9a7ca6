import XML

/// An element of one record with what is inside it.
struct XMLNode: Sendable {
    let name: String
    let attributes: [XMLAttribute]
    let line: Int
    var text = ""
    var children: [XMLNode] = []

    init(_ start: XMLStart) {
        name = start.name
        attributes = start.attributes
        line = start.line
    }

    /// The trimmed text of the element.
    var value: String { ImportText.trimmed(text) }

    /// The trimmed text of the first child of that name, empty without.
    subscript(_ name: String) -> String {
        for child in children where child.name == name { return child.value }
        return ""
    }

    func attribute(_ name: String) -> String {
        for attribute in attributes where attribute.name == name { return ImportText.trimmed(attribute.value) }
        return ""
    }

    func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

    /// Calls `body` for each child of that name.
    func each(_ name: String, _ body: (XMLNode) -> Void) {
        for child in children where child.name == name { body(child) }
    }

    /// Calls `body` for each element `item` inside each child `group`, as in `akaList/aka`.
    func each(_ group: String, _ item: String, _ body: (XMLNode) -> Void) {
        for child in children where child.name == group { child.each(item, body) }
    }

    /// The trimmed texts of each element `item` inside each child `group`, without empty ones.
    func values(_ group: String, _ item: String) -> [String] {
        var values: [String] = []
        each(group, item) { if !$0.value.isEmpty { values.append($0.value) } }
        return values
    }
}

/// Reads an XML file record by record: only one record is in memory at a time.
enum XMLRecords {
    /// Reads the file.
    ///
    /// - Parameters:
    ///   - records: local names of the elements that are handed out whole.
    ///   - head: called for start tags outside of records, with the names around them.
    ///   - text: called for text outside of records, with the names around it.
    ///   - body: called for each record, with the names around it.
    /// - Throws: `ImportError` at the first fault, with its line; `truncated` if the root never closes.
    static func read(
        _ file: ListFile, records: Set<String>, head: (XMLStart, [String]) -> Void = { _, _ in },
        text: (String, [String]) -> Void = { _, _ in }, _ body: (XMLNode, [String]) -> Void
    ) throws(ImportError) {
        var walk = Walk()
        func drain(_ reader: XMLReader) {
            while let event = reader.next() { walk.take(event, records, head, text, body) }
        }
        do {
            let reader = try XMLReader(limits: XMLLimits(depth: 64, textBytes: 1 << 20))
            var start = 0
            while start < file.bytes.count {
                let end = min(start + 1 << 16, file.bytes.count)
                try reader.append(Array(file.bytes[start..<end]))
                drain(reader)
                start = end
            }
            do {
                try reader.finish()
            } catch {
                throw ImportError(
                    .truncated, file: file.name, line: error.line, "cut off: the root element never closes: \(error)")
            }
            drain(reader)
        } catch let error as ImportError {
            throw error
        } catch let error as XMLError {
            throw ImportError(.malformed, file: file.name, line: error.line, "\(error)")
        } catch {
            throw ImportError(.malformed, file: file.name, "\(error)")
        }
    }

    private struct Walk {
        var stack: [XMLNode] = []
        var outside: [String] = []

        mutating func take(
            _ event: XMLEvent, _ records: Set<String>, _ head: (XMLStart, [String]) -> Void,
            _ text: (String, [String]) -> Void, _ body: (XMLNode, [String]) -> Void
        ) {
            switch event {
            case .start(let start):
                if !stack.isEmpty || records.contains(start.name) {
                    stack.append(XMLNode(start))
                } else {
                    head(start, outside)
                    outside.append(start.name)
                }
            case .text(let content):
                if stack.isEmpty {
                    text(content.string, outside)
                } else if stack[stack.count - 1].text.isEmpty {
                    stack[stack.count - 1].text = content.string
                } else {
                    stack[stack.count - 1].text += content.string
                }
            case .end:
                if let node = stack.popLast() {
                    if stack.isEmpty { body(node, outside) } else { stack[stack.count - 1].children.append(node) }
                } else if !outside.isEmpty {
                    outside.removeLast()
                }
            }
        }
    }
}
