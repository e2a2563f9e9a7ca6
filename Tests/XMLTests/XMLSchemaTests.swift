import Testing
import XML

@Suite struct XMLSchemaTests {
    private static let main = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:m"
            elementFormDefault="qualified">
          <xs:import namespace="urn:t" schemaLocation="types.xsd"/>
          <xs:element name="doc"><xs:complexType><xs:sequence>
            <xs:element name="n" type="t:small" maxOccurs="3"/>
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """
    private static let types = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
          <xs:simpleType name="small"><xs:restriction base="xs:int"><xs:maxInclusive value="9"/></xs:restriction>
          </xs:simpleType>
        </xs:schema>
        """

    private func schema() throws(XMLError) -> XMLSchema {
        try XMLSchema(Array(Self.main.utf8), others: ["types.xsd": Array(Self.types.utf8)])
    }

    @Test("a valid document has no violations, an invalid one has each with its line")
    func violations() throws {
        let schema = try schema()
        #expect(try schema.violations(in: Array("<doc xmlns='urn:m'><n>9</n></doc>".utf8)).isEmpty)
        let bad = "<doc xmlns='urn:m'>\n<n>10</n>\n<n>1</n>\n<x/>\n</doc>"
        let found = try schema.violations(in: Array(bad.utf8))
        #expect(found.first?.line == 2)
        #expect(found.contains { $0.line == 4 && $0.message.contains("x") })
    }

    @Test("a document is read and validated in one pass")
    func onePass() throws {
        let reader = try XMLReader(schema: schema())
        try reader.append(Array("<doc xmlns='urn:m'><n a='1'>x</n></doc>".utf8))
        try reader.finish()
        var texts: [String] = []
        while let event = reader.next() { if case .text(let text) = event { texts.append(text.string) } }
        #expect(texts == ["x"])
        #expect(reader.violations.count >= 2)
    }

    @Test("a malformed or DOCTYPE document is an error under a schema too")
    func errors() throws {
        let schema = try schema()
        #expect(throws: XMLError.self) { try schema.violations(in: Array("<doc xmlns='urn:m'><n>9</doc>".utf8)) }
        let error = #expect(throws: XMLError.self) {
            try schema.violations(in: Array("<!DOCTYPE doc [<!ENTITY x 'y'>]><doc>&x;</doc>".utf8))
        }
        #expect(error?.code == .documentType)
    }

    @Test("a schema that is none, or that lacks what it imports, is refused")
    func badSchemas() {
        for text in ["", "<a/>", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element/></xs:schema>"] {
            let error = #expect(throws: XMLError.self) { try XMLSchema(Array(text.utf8)) }
            #expect(error?.code == .badSchema)
        }
        #expect(throws: XMLError.self) { try XMLSchema(Array(Self.main.utf8)) }
    }
}
