import Yams

/// Reads YAML the strict way: one document, every scalar as text, nothing that a reader could misunderstand.
///
/// Refused, each with `file:line:column`, all in one run where the text can still be read: a key twice (both places), anchor,
/// alias, tag, merge key, directive, second document, byte-order mark, tab as indentation, invalid UTF-8, text not in NFC,
/// characters that nobody sees (raw or by an escape), more than 256 KiB, more than 12 levels. CR LF is accepted.
package enum YAMLReader {
    /// Levels of lists and mappings one inside the other.
    package static let depthLimit = 12
    /// The tree of a file and its faults; the tree is there whenever it could be built, faults or not.
    ///
    /// - Parameter file: the name for messages.
    package static func read(_ bytes: [UInt8], file: String) -> YAMLResult {
        var faults: [YAMLError] = []
        var textCheck = YAMLTextCheck()
        let text = textCheck.text(of: bytes)
        faults += textCheck.faults.map {
            YAMLError(file: file, position: $0.position, message: $0.message, expected: $0.expected)
        }
        guard let text else { return YAMLResult(root: nil, errors: faults) }
        var tokens = YAMLTokenCheck(text)
        tokens.run()
        faults += tokens.faults.map {
            YAMLError(file: file, position: $0.position, message: $0.message, expected: $0.expected)
        }
        guard !tokens.isUnsafe else { return sorted(nil, faults) }
        var composer = YAMLComposer(text: text, file: file, keys: tokens.keys)
        let root = composer.compose()
        // What the token check has named already, the composer names less well.
        let known = Set(faults.map(\.position.line))
        let hidden = faults.contains { $0.expected == YAMLTextCheck.withoutHidden }
        faults += composer.errors.filter {
            // A value of several lines begins on another line than the character that was found in it.
            !known.contains($0.position.line)
                && !(hidden && $0.expected == YAMLTextCheck.withoutHidden)
        }
        if root == nil, faults.isEmpty {
            let start = YAMLPosition(line: 1, column: 1)
            faults.append(YAMLError(file: file, position: start, message: "empty file", expected: "a mapping"))
        }
        return sorted(root, faults)
    }

    private static func sorted(_ root: YAMLNode?, _ faults: [YAMLError]) -> YAMLResult {
        YAMLResult(root: root, errors: faults.sorted { $0.position < $1.position })
    }
}

/// The tree by way of Yams, and the faults only the tree shows.
private struct YAMLComposer {
    private(set) var errors: [YAMLError] = []
    private var text: String
    private let file: String
    private let keys: [Int]
    /// What the first scalars of keys were before each got a private one of its own.
    private var renamed: [Unicode.Scalar: Unicode.Scalar] = [:]
    private var reportedDepth = false
    /// Plane 15 is private use throughout: 65,534 names.
    private static let privatePlane: UInt32 = 0xF0000
    private static let privateCount = 65_534

    init(text: String, file: String, keys: [Int]) {
        self.text = text
        self.file = file
        self.keys = keys
    }

    /// Yams stops at the first mapping that holds a key twice and tells one place. Then every key is given a name of its
    /// own, as long as before, and the file composed once more: the tree shows all keys with their places.
    mutating func compose() -> YAMLNode? {
        do {
            return try tree()
        } catch YamlError.duplicatedKeysInMapping(let names, let context) where renameKeys() {
            do {
                return try tree()
            } catch {
                let place = Self.position(context.mark)
                add(place, "key \"\(names.first ?? "")\" stands twice", Self.eachOnce)
                return nil
            }
        } catch let error as YamlError {
            add(error)
        } catch {
            add(YAMLPosition(line: 1, column: 1), "not YAML", Self.quoted)
        }
        return nil
    }

    private mutating func tree() throws -> YAMLNode? {
        // Scalars are typed by whoever reads them: guessing their types takes a regular expression each.
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        let node = try parser.singleRoot()
        // The parser owns the anchors of the nodes: it has to outlive the walk.
        return withExtendedLifetime(parser) { node.map { convert($0, depth: 0) } }
    }

    /// Replaces the first scalar of every key by a private one; false when that would not be safe.
    private mutating func renameKeys() -> Bool {
        var scalars = Array(text.unicodeScalars)
        let end = Self.privatePlane + UInt32(Self.privateCount)
        guard keys.count <= Self.privateCount, !scalars.contains(where: { Self.privatePlane..<end ~= $0.value })
        else { return false }
        for (number, index) in keys.enumerated() {
            guard index < scalars.count, let mark = Unicode.Scalar(Self.privatePlane + UInt32(number)),
                !"\"'\n\r\\:".unicodeScalars.contains(scalars[index])
            else { continue }
            renamed[mark] = scalars[index]
            scalars[index] = mark
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        text = String(view)
        return true
    }

    /// The text as it stands in the file.
    private func restored(_ text: String) -> String {
        guard !renamed.isEmpty, text.unicodeScalars.contains(where: { $0.value >= Self.privatePlane }) else {
            return text
        }
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { view.append(renamed[scalar] ?? scalar) }
        return String(view)
    }

    private mutating func convert(_ node: Node, depth: Int) -> YAMLNode {
        let position = Self.position(node.mark)
        guard depth <= YAMLReader.depthLimit else {
            if !reportedDepth { add(position, "nested too deep", "at most \(YAMLReader.depthLimit) levels") }
            reportedDepth = true
            return .scalar(YAMLScalar(text: "", isPlain: true, position: position))
        }
        if node.anchor != nil { add(position, "anchor", "no anchors: write the value again") }
        switch node {
        case .scalar(let scalar):
            return .scalar(checked(scalar, position))
        case .sequence(let sequence):
            return .sequence(limited(sequence, position, depth).map { convert($0, depth: depth + 1) }, position)
        case .mapping(let mapping):
            var entries: [YAMLEntry] = []
            for pair in limited(mapping, position, depth) {
                if let entry = entry(pair.key, pair.value, depth: depth + 1) { entries.append(entry) }
            }
            return .mapping(checked(entries), position)
        case .alias:
            add(position, "alias", "no aliases: write the value again")
            return .scalar(YAMLScalar(text: "", isPlain: true, position: position))
        }
    }

    /// The scalar; what is wrong with its text only after escapes and folding is reported where it begins.
    private mutating func checked(_ scalar: Node.Scalar, _ position: YAMLPosition) -> YAMLScalar {
        let text = restored(scalar.string)
        if let hidden = text.unicodeScalars.first(where: TextForm.isHidden) {
            add(position, YAMLTextCheck.hidden(hidden), YAMLTextCheck.withoutHidden)
        } else if !TextForm.isComposed(text) {
            add(position, "text is not composed", "Unicode form NFC")
        }
        return YAMLScalar(text: text, isPlain: scalar.style == .plain, position: position)
    }

    /// The children, or none when they would lie below the deepest level.
    private mutating func limited<Children: Collection>(
        _ children: Children, _ position: YAMLPosition, _ depth: Int
    ) -> [Children.Element] {
        guard depth >= YAMLReader.depthLimit else { return Array(children) }
        if !reportedDepth { add(position, "nested too deep", "at most \(YAMLReader.depthLimit) levels") }
        reportedDepth = true
        return []
    }

    private mutating func entry(_ key: Node, _ value: Node, depth: Int) -> YAMLEntry? {
        guard case .scalar(let scalar) = key else {
            add(Self.position(key.mark), "key that is not text", "a plain key")
            return nil
        }
        if key.anchor != nil { add(Self.position(key.mark), "anchor", "no anchors: write the value again") }
        let name = checked(scalar, Self.position(key.mark))
        return YAMLEntry(key: name, value: convert(value, depth: depth))
    }

    /// Reports every key that stands twice, whatever its quotes. The first stays.
    private mutating func checked(_ entries: [YAMLEntry]) -> [YAMLEntry] {
        var kept: [YAMLEntry] = []
        var places: [String: YAMLPosition] = [:]
        for entry in entries {
            if let earlier = places[entry.key.text] {
                add(
                    entry.key.position,
                    "key \"\(entry.key.text)\" stands twice, first at \(earlier.line):\(earlier.column)", Self.eachOnce)
            } else {
                places[entry.key.text] = entry.key.position
                kept.append(entry)
            }
        }
        return kept
    }

    private mutating func add(_ error: YamlError) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let text = context.map { "\($0.text) \(problem)" } ?? problem
            let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            // libyaml says of some errors what it looked for.
            let parts = words.split(separator: " did not find expected ", maxSplits: 1).map(String.init)
            let wanted = parts.count == 2 ? parts[1] : Self.quoted
            add(Self.position(mark), words, wanted)
        case .duplicatedKeysInMapping(let names, let context):
            add(Self.position(context.mark), "key \"\(names.first ?? "")\" stands twice", Self.eachOnce)
        case .reader(let problem, _, _, _):
            add(YAMLPosition(line: 1, column: 1), problem, YAMLTextCheck.withoutHidden)
        default:
            add(YAMLPosition(line: 1, column: 1), "not YAML", Self.quoted)
        }
    }

    private static let eachOnce = "each key once"
    private static let quoted = "YAML, with quotes around a text of other signs than letters and digits"

    private mutating func add(_ position: YAMLPosition, _ message: String, _ expected: String) {
        errors.append(YAMLError(file: file, position: position, message: message, expected: expected))
    }

    private static func position(_ mark: Mark?) -> YAMLPosition {
        YAMLPosition(line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
}
