import CLibXML2
import Synchronization

/// One place where a document differs from its schema.
package struct XMLViolation: Sendable, Equatable {
    package var line: Int
    /// What libxml2 says of it. It quotes the value at fault: not for logs.
    package var message: String
}

/// A compiled XML schema (XSD 1.0).
///
/// `@unchecked Sendable`: libxml2 only reads a schema once it is compiled, so threads may share it.
package final class XMLSchema: @unchecked Sendable {
    fileprivate let schema: xmlSchemaPtr

    /// Compiles a schema.
    ///
    /// - Parameters:
    ///   - bytes: the main schema document.
    ///   - others: what it imports and includes, by file name; nothing else can be reached.
    /// - Throws: `XMLError` with the first fault.
    package init(_ bytes: [UInt8], others: [String: [UInt8]] = [:]) throws(XMLError) {
        guard LibXML2.isReady else { throw XMLError(code: .unavailable, line: 0, column: 0) }
        let result = SchemaSources.with(others) { Self.compile(bytes) }
        switch result {
        case .success(let compiled): schema = compiled.pointer
        case .failure(let error): throw error
        }
    }

    deinit { xmlSchemaFree(schema) }

    /// The violations of one whole document; empty when it is valid.
    ///
    /// - Throws: `XMLError` when it is not well-formed or breaks a limit.
    package func violations(in document: [UInt8], limits: XMLLimits = XMLLimits()) throws(XMLError) -> [XMLViolation] {
        let reader = try XMLReader(limits: limits, schema: self)
        var start = 0
        while start < document.count {
            let end = min(start + 1 << 18, document.count)
            try reader.append([UInt8](document[start..<end]))
            while reader.next() != nil {}
            start = end
        }
        try reader.finish()
        return reader.violations
    }

    /// A pointer on its way out of the lock under which it was made.
    private struct Compiled: @unchecked Sendable {
        // Made by one thread and handed to one owner.
        let pointer: xmlSchemaPtr
    }

    /// The first error of a compilation.
    private final class Faults {
        var first: XMLError?
    }

    private static func compile(_ bytes: [UInt8]) -> Result<Compiled, XMLError> {
        let faults = Faults()
        let compiled = bytes.withUnsafeBytes { buffer -> xmlSchemaPtr? in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let start, let count = Int32(exactly: buffer.count),
                let context = xmlSchemaNewMemParserCtxt(start, count)
            else { return nil }
            defer { xmlSchemaFreeParserCtxt(context) }
            xmlSchemaSetParserStructuredErrors(
                context,
                { target, raw in
                    guard let target, let raw, raw.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
                    let faults = Unmanaged<Faults>.fromOpaque(target).takeUnretainedValue()
                    faults.first =
                        faults.first
                        ?? XMLError(
                            code: .badSchema, line: Int(raw.pointee.line), column: 0, detail: SAXState.message(raw))
                }, Unmanaged.passUnretained(faults).toOpaque())
            return xmlSchemaParse(context)
        }
        guard let compiled else {
            return .failure(faults.first ?? XMLError(code: .badSchema, line: 1, column: 0))
        }
        if let fault = faults.first {
            xmlSchemaFree(compiled)
            return .failure(fault)
        }
        return .success(Compiled(pointer: compiled))
    }
}

/// The documents a schema under compilation may refer to. libxml2 asks for them through one process-wide function, so
/// compilations take turns.
enum SchemaSources {
    private static let turn = Mutex(())
    private static let sources = Mutex<[String: [UInt8]]>([:])

    static func with<Value: Sendable>(_ others: [String: [UInt8]], _ body: () -> Value) -> Value {
        turn.withLock { _ in
            sources.withLock { $0 = others }
            defer { sources.withLock { $0 = [:] } }
            return body()
        }
    }

    /// The input for a location, by its last path component; nil when it was not handed over.
    static func input(location: String?, context: xmlParserCtxtPtr?) -> xmlParserInputPtr? {
        guard let location, let name = location.split(separator: "/").last else { return nil }
        guard let bytes = sources.withLock({ $0[String(name)] }), let count = Int32(exactly: bytes.count) else {
            return nil
        }
        let buffer = bytes.withUnsafeBytes {
            xmlParserInputBufferCreateMem(
                $0.baseAddress?.assumingMemoryBound(to: CChar.self), count, XML_CHAR_ENCODING_NONE)
        }
        guard let buffer else { return nil }
        guard let input = xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) else {
            xmlFreeParserInputBuffer(buffer)
            return nil
        }
        return input
    }
}

/// A schema at work on the events of one parser.
final class SchemaValidator {
    private let context: xmlSchemaValidCtxtPtr
    private var plug: xmlSchemaSAXPlugPtr?
    /// Keeps the schema alive.
    private let schema: XMLSchema
    private static let violationLimit = 1_000

    init?(_ schema: XMLSchema, parser: xmlParserCtxtPtr, state: SAXState) {
        guard let context = xmlSchemaNewValidCtxt(schema.schema) else { return nil }
        self.schema = schema
        self.context = context
        xmlSchemaSetValidStructuredErrors(
            context,
            { target, raw in
                guard let raw, let state = SAXState.from(target) else { return }
                guard state.violations.count < SchemaValidator.violationLimit else { return }
                state.violations.append(XMLViolation(line: state.line, message: SAXState.message(raw)))
            }, Unmanaged.passUnretained(state).toOpaque())
        plug = xmlSchemaSAXPlug(context, &parser.pointee.sax, &parser.pointee.userData)
        guard plug != nil else {
            xmlSchemaFreeValidCtxt(context)
            return nil
        }
        // The plug's own handler forwards events, but not errors.
        parser.pointee.sax.pointee.serror = XMLReader.raise
    }

    /// Takes the validator out of the parser; before the parser is freed.
    func detach() {
        if let plug { xmlSchemaSAXUnplug(plug) }
        plug = nil
    }

    deinit {
        detach()
        xmlSchemaFreeValidCtxt(context)
    }
}
