import CLibXML2

/// Reads an XML document pushed in chunks of any size and hands out its events; validates on the way when it has a schema.
///
/// No DTD, no entities but the five of XML itself, no network, no file access. Nothing is recovered: the first fault ends
/// the reading, and what came before it stays available. Memory: one chunk's events.
package final class XMLReader {
    private let state: SAXState
    private let parser: xmlParserCtxtPtr
    private let validator: SchemaValidator?
    private var head = 0
    private var isFinished = false
    /// Bytes handed to libxml2 at once, so that a fault is noticed soon.
    private static let sliceSize = 1 << 16

    /// - Parameters:
    ///   - schema: violations of it are collected in `violations`; they never stop the reading.
    /// - Throws: `XMLError` when libxml2 has no memory.
    package init(limits: XMLLimits = XMLLimits(), schema: XMLSchema? = nil) throws(XMLError) {
        guard LibXML2.isReady else { throw XMLError(code: .unavailable, line: 0, column: 0) }
        let state = SAXState(limits: limits)
        let context = Unmanaged.passUnretained(state).toOpaque()
        var handler = Self.handler()
        guard let parser = xmlCreatePushParserCtxt(&handler, context, nil, 0, nil) else {
            throw XMLError(code: .unavailable, line: 0, column: 0)
        }
        xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOWARNING.rawValue))
        parser.pointee._private = context
        state.parser = parser
        self.state = state
        self.parser = parser
        if let schema {
            guard let validator = SchemaValidator(schema, parser: parser, state: state) else {
                xmlFreeParserCtxt(parser)
                throw XMLError(code: .unavailable, line: 0, column: 0)
            }
            self.validator = validator
        } else {
            validator = nil
        }
    }

    deinit {
        validator?.detach()
        xmlFreeParserCtxt(parser)
    }

    /// Violations of the schema met so far, in the order of the document; at most 1,000 are kept.
    package var violations: [XMLViolation] { state.violations }

    /// Reads the next bytes of the document.
    ///
    /// - Throws: `XMLError`; events from before the fault can still be taken. Later calls throw the same again.
    package func append(_ bytes: [UInt8]) throws(XMLError) {
        var start = 0
        while start < bytes.count {
            try check()
            let end = min(start + Self.sliceSize, bytes.count)
            let code = bytes[start..<end].withUnsafeBytes {
                xmlParseChunk(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), 0)
            }
            note(code)
            start = end
        }
        try check()
    }

    /// Says that the document ends here.
    ///
    /// - Throws: `XMLError` when it is not complete.
    package func finish() throws(XMLError) {
        try check()
        guard !isFinished else { return }
        isFinished = true
        note(xmlParseChunk(parser, nil, 0, 1))
        if state.error == nil, parser.pointee.wellFormed == 0 { state.fail(.malformed) }
        try check()
    }

    /// The next event, or nil when more bytes are needed or the document has ended.
    package func next() -> XMLEvent? {
        guard head < state.events.count else {
            state.events.removeAll(keepingCapacity: true)
            head = 0
            return nil
        }
        defer { head += 1 }
        return state.events[head]
    }

    private func note(_ code: Int32) {
        if code != 0, state.error == nil, parser.pointee.wellFormed == 0 || parser.pointee.disableSAX != 0 {
            state.fail(.malformed)
        }
    }

    private func check() throws(XMLError) {
        if let error = state.error { throw error }
    }

    private static func handler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = XML_SAX2_MAGIC
        handler.startElementNs = { context, local, _, uri, _, _, count, _, attributes in
            SAXState.from(context)?.start(local, uri, attributeCount: Int(count), attributes)
        }
        handler.endElementNs = { context, local, _, _ in SAXState.from(context)?.end(local) }
        handler.characters = { context, bytes, count in SAXState.from(context)?.characters(bytes, Int(count)) }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        handler.internalSubset = { context, _, _, _ in
            guard let state = SAXState.from(context) else { return }
            state.fail(.documentType)
            xmlStopParser(state.parser)
        }
        handler.serror = raise
        return handler
    }

    /// Errors come with the parser, whose private field leads to the state whatever a validator has put in between.
    static let raise: xmlStructuredErrorFunc = { _, raw in
        guard let raw, raw.pointee.level.rawValue >= XML_ERR_ERROR.rawValue, let context = raw.pointee.ctxt else {
            return
        }
        let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
        SAXState.from(parser.pointee._private)?.fail(raised: raw)
    }
}
