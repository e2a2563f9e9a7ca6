import Testing
import XML

@Suite struct XMLReaderTests {
    private func run(_ text: String, chunk: Int = 1 << 16, limits: XMLLimits = XMLLimits()) throws(XMLError)
        -> [XMLEvent]
    {
        let reader = try XMLReader(limits: limits)
        var events: [XMLEvent] = []
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            try reader.append(Array(bytes[start..<min(start + chunk, bytes.count)]))
            while let event = reader.next() { events.append(event) }
            start += chunk
        }
        try reader.finish()
        while let event = reader.next() { events.append(event) }
        return events
    }

    private func brief(_ events: [XMLEvent]) -> [String] {
        events.map { event in
            switch event {
            case .start(let start):
                let attributes = start.attributes.map { " \($0.name)=\($0.value)" }.joined()
                return "\(start.line)<\(start.namespace.map { "{\($0)}" } ?? "")\(start.name)\(attributes)>"
            case .text(let text): return "\(text.line):\(text.string)"
            case .end(let end): return "\(end.line)</\(end.name)>"
            }
        }
    }

    @Test(
        "elements, namespaces, attributes, entities and CDATA come in order, with lines", arguments: [1, 2, 5, 4_096])
    func events(chunk: Int) throws {
        let text = """
            \u{FEFF}<?xml version="1.0" encoding="UTF-8"?>
            <!-- comment -->
            <p:Doc xmlns:p="urn:a" xmlns="urn:b">
              <Nm a="1 &lt; &amp;amp; &#38; &quot;é" p:b="&#x41;">Müller &amp; <![CDATA[<Söhne>]]>&#33;</Nm>

              stray
              <Empty/>
            </p:Doc>
            """
        #expect(
            try brief(run(text, chunk: chunk)) == [
                "3<{urn:a}Doc>", "4<{urn:b}Nm a=1 < &amp; & \"é b=A>", "4:Müller & <Söhne>!", "4</Nm>",
                "6:\n\n  stray\n  ", "7<{urn:b}Empty>", "7</Empty>", "8</Doc>",
            ])
    }

    @Test(
        "what is not well-formed is refused with its line, and what came before is kept",
        arguments: [
            ("", 1), ("<a>", 1), ("<a>\n</b>", 2), ("<a></a><b/>", 1), ("<a>\n\n&undeclared;</a>", 3), ("<a b=1/>", 1),
            ("text", 1),
            ("<a><x:b/></a>", 1), ("<a>\n\u{1}</a>", 2), ("<a b='1' b='2'/>", 1), ("<a/>x", 1), ("<a>]]></a>", 1),
        ])
    func malformed(text: String, line: Int) {
        let error = #expect(throws: XMLError.self) { try run(text) }
        #expect(error?.code == .malformed)
        #expect(error?.line == line)
    }

    @Test("events before a fault can still be taken")
    func eventsBeforeFault() throws {
        let reader = try XMLReader()
        #expect(throws: XMLError.self) { try reader.append(Array("<a><b>1</b><c></d></a>".utf8)) }
        var names: [String] = []
        while let event = reader.next() { if case .start(let start) = event { names.append(start.name) } }
        #expect(names == ["a", "b", "c"])
        #expect(throws: XMLError.self) { try reader.finish() }
    }

    @Test(
        "every DOCTYPE is refused before anything it declares",
        arguments: [
            "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a/>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY l 'lol'><!ENTITY m '&l;&l;&l;&l;&l;&l;&l;&l;'>]><a>&m;&m;&m;</a>",
        ])
    func documentType(text: String) {
        for chunk in [1, 7, 4_096] {
            let error = #expect(throws: XMLError.self) { try run("<?xml version='1.0'?>\n" + text, chunk: chunk) }
            #expect(error?.code == .documentType)
            #expect(error?.line == 2)
        }
    }

    @Test("depth and text limits hold on both sides")
    func limits() throws {
        let limits = XMLLimits(depth: 3, textBytes: 10)
        _ = try run("<a><b><c>0123456789</c></b></a>", limits: limits)
        #expect(throws: XMLError.self) { try run("<a><b><c><d/></c></b></a>", limits: limits) }
        for chunk in [1, 100] {
            let error = #expect(throws: XMLError.self) { try run("<a>0123456789x</a>", chunk: chunk, limits: limits) }
            #expect(error?.code == .textTooLong(limit: 10))
        }
        #expect(throws: XMLError.self) { try run("<a b='0123456789x'/>", limits: limits) }
        let text = try run("<a> <b>\n</b></a>", limits: XMLLimits(keepsBlankText: true))
        #expect(brief(text) == ["1<a>", "1: ", "1<b>", "1:\n", "2</b>", "2</a>"])
    }

    @Test("other encodings are turned into UTF-8")
    func encodings() throws {
        let reader = try XMLReader()
        try reader.append(Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8))
        try reader.finish()
        _ = reader.next()
        #expect(reader.next().map { brief([$0]) } == ["1:é"])
    }

    @Test("a long document is read in constant memory and without a size limit")
    func long() throws {
        let reader = try XMLReader()
        try reader.append(Array("<list>".utf8))
        let item = Array(String(repeating: "<item id=\"1\"><name>Some Name</name></item>\n", count: 1_000).utf8)
        var items = 0
        for _ in 0..<500 {
            try reader.append(item)
            while let event = reader.next() {
                if case .start(let start) = event, start.name == "item" { items += 1 }
            }
        }
        try reader.append(Array("</list>".utf8))
        try reader.finish()
        #expect(items == 500_000)
    }

    @Test("cut or flipped anywhere, a document is read or refused")
    func fuzz() {
        let text = Array("<?xml version='1.0'?><a xmlns='u' b='&amp;é'><![CDATA[x]]><c>1 &#65;</c><!-- d --></a>".utf8)
        var state: UInt64 = 11
        for round in 0..<5_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var copy = text
            copy[Int(state >> 33) % copy.count] = UInt8(truncatingIfNeeded: state >> 24)
            if round.isMultiple(of: 3) { copy = Array(copy.prefix(Int(state >> 40) % copy.count)) }
            guard let reader = try? XMLReader() else { continue }
            try? reader.append(copy)
            try? reader.finish()
            while reader.next() != nil {}
        }
    }
}
