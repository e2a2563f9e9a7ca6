import Formats

/// One element of a payment instruction, everything in it kept; white space around text is not content.
struct PainNode {
    let name: String
    let line: Int
    var attributes: [(name: String, value: String)] = []
    var text = ""
    var children: [PainNode] = []

    init(name: String, line: Int) {
        self.name = name
        self.line = line
    }

    /// The first descendant along a path of names.
    subscript(_ path: String...) -> PainNode? {
        var node = self
        for step in path {
            guard let next = node.children.first(where: { $0.name == step }) else { return nil }
            node = next
        }
        return node
    }

    /// The element as canonical JSON: a name once is a member, a name several times an array; attributes are `@name`, text
    /// beside children or attributes is `#`. An element with nothing but text is written as an object all the same.
    func canonicalBytes() -> [UInt8]? {
        try? CanonicalJSON.object { write(into: &$0) }
    }

    private var isPlain: Bool { attributes.isEmpty && children.isEmpty }

    private func write(into json: inout CanonicalJSON) {
        for attribute in attributes { json.member("@" + attribute.name, attribute.value) }
        if !text.isEmpty { json.member("#", text) }
        var groups: [(name: String, nodes: [PainNode])] = []
        for child in children {
            if let index = groups.firstIndex(where: { $0.name == child.name }) {
                groups[index].nodes.append(child)
            } else {
                groups.append((child.name, [child]))
            }
        }
        for group in groups {
            if group.nodes.count == 1 {
                let node = group.nodes[0]
                if node.isPlain {
                    json.member(group.name, node.text)
                } else {
                    json.object(group.name) { node.write(into: &$0) }
                }
            } else {
                json.array(group.name) { list in
                    for node in group.nodes {
                        if node.isPlain {
                            list.element(node.text)
                        } else {
                            list.elementObject { node.write(into: &$0) }
                        }
                    }
                }
            }
        }
    }
}

/// Reading of what `PainNode` wrote.
extension JSONValue {
    /// The first element along a path of names; the first of several of a name.
    func node(_ path: StaticString...) -> JSONValue? {
        var value = self
        for step in path {
            guard let next = value[step]?.firstNode else { return nil }
            value = next
        }
        return value
    }

    /// All elements of a name.
    func nodes(_ name: StaticString) -> [JSONValue] {
        guard let value = self[name] else { return [] }
        return value.kind == .array ? Array(value.elements) : [value]
    }

    /// The text of the element along a path; nil when it is missing or empty.
    func nodeText(_ path: StaticString...) -> String? {
        var value = self
        for step in path {
            guard let next = value[step]?.firstNode else { return nil }
            value = next
        }
        return value.ownText
    }

    /// The text of an element, beside its children or alone; nil when there is none.
    var ownText: String? {
        let text = kind == .string ? string : self["#"]?.string
        return text?.isEmpty == false ? text : nil
    }

    private var firstNode: JSONValue? {
        guard kind == .array else { return self }
        var elements = elements
        return elements.next()
    }
}
