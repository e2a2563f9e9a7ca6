/// Finds what the strict layer forbids by looking at the beginnings of tokens: anchors, aliases, tags, merge keys,
/// directives, further documents, tabs as indentation, and nesting so deep that composing it would be unsafe.
///
/// Runs before anything is composed, because aliases can make a small file enormous.
struct YAMLTokenCheck {
    /// Nesting above which a file is not composed at all; the tree's own limit is lower.
    static let safeDepth = 200
    private static let errorLimit = 100

    private(set) var faults: [(position: YAMLPosition, message: String, expected: String?)] = []
    /// Whether the file must not be composed.
    private(set) var isUnsafe = false

    /// Where keys begin in the text's scalars (behind the quote of a quoted one).
    private(set) var keys: [Int] = []

    private let text: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var flowDepth = 0
    /// Columns of the block collections that are open.
    private var indents: [Int] = []
    private var documents = 0
    private var hasContent = false

    init(_ text: String) {
        self.text = Array(text.unicodeScalars)
        if self.text.first == "\u{FEFF}" { index = 1 }
    }

    mutating func run() {
        while index < text.count {
            beginLine()
            scanLine()
        }
    }

    private var current: Unicode.Scalar? { index < text.count ? text[index] : nil }
    private func isBreak(_ scalar: Unicode.Scalar?) -> Bool { scalar == nil || scalar == "\n" || scalar == "\r" }
    private func isSpace(_ scalar: Unicode.Scalar?) -> Bool { isBreak(scalar) || scalar == " " || scalar == "\t" }
    private func peek(_ distance: Int) -> Unicode.Scalar? {
        index + distance < text.count ? text[index + distance] : nil
    }

    // MARK: Lines

    private mutating func beginLine() {
        lineStart = index
        while current == " " { index += 1 }
        if current == "\t" {
            var end = index
            while end < text.count, text[end] == "\t" || text[end] == " " { end += 1 }
            if end < text.count, !isBreak(text[end]), text[end] != "#" { add("tab used as indentation", "spaces") }
            index = end
        }
        guard index == lineStart, flowDepth == 0 else { return }
        if current == "%", !hasContent {
            add("directive", "none: files are plain YAML 1.2")
            skipLine()
        } else if startsWith("---"), isSpace(peek(3)) {
            if hasContent || documents > 0 { add("second document", "one document a file") }
            documents += 1
            index += 3
        } else if startsWith("..."), isSpace(peek(3)) {
            index += 3
        }
    }

    private func startsWith(_ mark: String) -> Bool {
        var position = index
        for scalar in mark.unicodeScalars {
            guard position < text.count, text[position] == scalar else { return false }
            position += 1
        }
        return true
    }

    private mutating func endLine() {
        if current == "\r", peek(1) == "\n" { index += 1 }
        if index < text.count { index += 1 }
        line += 1
        lineStart = index
    }

    private mutating func skipLine() {
        while !isBreak(current) { index += 1 }
    }

    /// Reads tokens up to the end of the line; quoted text takes the lines it spans with it.
    private mutating func scanLine() {
        while let scalar = current {
            switch scalar {
            case "\n", "\r":
                endLine()
                return
            case " ", "\t": index += 1
            case "#": skipLine()
            case "-" where flowDepth == 0 && isSpace(peek(1)), "?" where flowDepth == 0 && isSpace(peek(1)):
                hasContent = true
                openBlock()
                index += 1
            case "[", "{":
                hasContent = true
                flowDepth += 1
                checkDepth()
                index += 1
            case "]", "}":
                flowDepth = max(0, flowDepth - 1)
                index += 1
            case ",", ":": index += 1
            default:
                hasContent = true
                token(scalar)
            }
        }
    }

    // MARK: Tokens

    private mutating func token(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "&": property("anchor", "no anchors: write the value again")
        case "*": property("alias", "no aliases: write the value again")
        case "!": property("tag", "no tags: the schema types every value")
        case "\"", "'": quoted(scalar)
        case "|" where flowDepth == 0, ">" where flowDepth == 0: block()
        default: plain()
        }
    }

    private mutating func property(_ name: String, _ expected: String) {
        add(name, expected)
        isUnsafe = true
        while let scalar = current, !isSpace(scalar), flowDepth == 0 || !",[]{}".unicodeScalars.contains(scalar) {
            index += 1
        }
    }

    private mutating func plain() {
        let start = index
        let isMerge = startsWith("<<")
        while let scalar = current, !isBreak(scalar) {
            if scalar == ":", isSpace(peek(1)) || flowDepth > 0 && isFlowMark(peek(1)) { break }
            if scalar == "#", index > start, isSpace(text[index - 1]) { break }
            if flowDepth > 0, isFlowMark(scalar) { break }
            index += 1
        }
        guard current == ":" else { return }
        keys.append(start)
        if isMerge, text[start..<index].elementsEqual("<<".unicodeScalars) {
            add("merge key", "every key written out", at: start)
        }
        openBlock(at: start)
    }

    private func isFlowMark(_ scalar: Unicode.Scalar?) -> Bool {
        scalar == "," || scalar == "[" || scalar == "]" || scalar == "{" || scalar == "}"
    }

    private mutating func quoted(_ quote: Unicode.Scalar) {
        let start = index
        let startLine = lineStart
        index += 1
        while let scalar = current {
            if scalar == quote {
                if quote == "'", peek(1) == "'" {
                    index += 2
                    continue
                }
                index += 1
                break
            }
            if scalar == "\\", quote == "\"", !isBreak(peek(1)) {
                checkEscape()
                index += 1
            }
            if isBreak(scalar) {
                endLine()
            } else {
                index += 1
            }
        }
        if startLine == lineStart, current == ":" {
            keys.append(start + 1)
            openBlock(at: start)
        }
    }

    /// An escape for what nobody sees; one that is no escape is for the parser to refuse.
    private mutating func checkEscape() {
        let named: [Unicode.Scalar: UInt32] = [
            "0": 0, "a": 7, "b": 8, "t": 9, "\t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "e": 27, "N": 0x85,
            "L": 0x2028,
            "P": 0x2029,
        ]
        let lengths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
        guard let mark = peek(1) else { return }
        var value = named[mark]
        if let length = lengths[mark] {
            let end = min(index + 2 + length, text.count)
            var digits = String.UnicodeScalarView()
            digits.append(contentsOf: text[(index + 2)..<max(index + 2, end)])
            value = UInt32(String(digits), radix: 16)
        }
        guard let scalar = value.flatMap(Unicode.Scalar.init), scalar == "\n" || TextForm.isHidden(scalar) else {
            return
        }
        add(YAMLTextCheck.hidden(scalar), YAMLTextCheck.withoutHidden)
    }

    /// A block scalar: its lines are those indented deeper than the collection that holds it.
    private mutating func block() {
        let parent = indents.last ?? -1
        skipLine()
        endLine()
        while index < text.count {
            var end = index
            while end < text.count, text[end] == " " { end += 1 }
            guard isBreak(end < text.count ? text[end] : nil) || end - index > parent else { break }
            if end - index == 0, parent < 0, startsWith("---") || startsWith("...") { break }
            index = end
            skipLine()
            endLine()
        }
    }

    private mutating func openBlock(at start: Int? = nil) {
        guard flowDepth == 0 else { return }
        let column = (start ?? index) - lineStart
        while let last = indents.last, last > column { indents.removeLast() }
        if indents.last != column { indents.append(column) }
        checkDepth()
    }

    private mutating func checkDepth() {
        guard indents.count + flowDepth > Self.safeDepth else { return }
        if !isUnsafe { add("nested too deep", "at most \(YAMLReader.depthLimit) levels") }
        isUnsafe = true
    }

    private mutating func add(_ message: String, _ expected: String?, at position: Int? = nil) {
        guard faults.count < Self.errorLimit else { return }
        let column = (position ?? index) - lineStart + 1
        faults.append((YAMLPosition(line: line, column: column), message, expected))
    }
}
