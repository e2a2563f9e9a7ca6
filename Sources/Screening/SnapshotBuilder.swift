import Domain

/// Builds the index of a snapshot from imported lists.
struct SnapshotBuilder {
    private var result = ListSnapshot()
    private let preparer = NamePreparer()
    private var wordOf: [WordIdentity: UInt32] = [:]
    private var wordNames: [[UInt32]] = []
    private var joins: [(key: UInt64, value: UInt32)] = []
    private var idPairs: [(key: UInt64, value: UInt32)] = []
    private var sharedTexts: [String: TextRef] = [:]

    /// Words with equal text are one word, but for script and class.
    private struct WordIdentity: Hashable {
        let text: UInt64
        let sound: UInt64
        let script: UInt8
        let tokenClass: UInt8
        let groups: SIMD4<UInt16>
        let number: UInt32
        let isCompany: Bool
    }

    static func build(_ lists: [ImportedList]) -> ListSnapshot {
        var builder = SnapshotBuilder()
        for list in lists.sorted(by: { $0.listID < $1.listID }) { builder.add(list) }
        return builder.finish()
    }

    private mutating func text(_ value: String, shared: Bool = false) -> TextRef {
        if shared, let known = sharedTexts[value] { return known }
        let bytes = Array(value.utf8)
        let ref = TextRef(offset: UInt32(result.texts.count), count: UInt32(bytes.count))
        result.texts.append(contentsOf: bytes)
        if shared { sharedTexts[value] = ref }
        return ref
    }

    private mutating func add(_ list: ImportedList) {
        var record = ListRecord()
        record.id = text(list.listID)
        record.format = text(list.format.rawValue)
        record.version = ListSnapshot.words(list.version)
        record.publishDate = list.publishDate?.daysSinceEpoch ?? .min
        record.entryCount = UInt32(list.entries.count)
        record.nameCount = UInt32(list.entries.reduce(0) { $0 + $1.names.count })
        record.ceiling = list.bandCeiling.rawValue
        let index = UInt16(result.listRecords.count)
        result.listRecords.append(record)
        for entry in list.entries { add(entry, list: index) }
    }

    private mutating func add(_ entry: ListEntry, list: UInt16) {
        var record = EntryRecord()
        record.list = list
        record.id = text(entry.entryID)
        record.programs = text(entry.programs.joined(separator: "\u{1F}"), shared: true)
        record.measures = text(entry.measures.joined(separator: "\u{1F}"), shared: true)
        record.hash = ListSnapshot.words(entry.materialHash)
        record.type = UInt8(SubjectType.allCases.firstIndex(of: entry.type) ?? 4)
        record.firstBirth = UInt32(result.births.count)
        for birth in entry.births {
            result.births.append(
                BirthRecord(
                    from: birth.from.daysSinceEpoch, to: birth.to.daysSinceEpoch, precision: birth.precision.rawValue,
                    isAlternative: birth.isAlternative))
        }
        record.birthCount = UInt16(clamping: entry.births.count)
        record.firstCountry = UInt32(result.countries.count)
        for country in entry.countries {
            let packed = ListSnapshot.packed(country.country)
            if packed != 0 { result.countries.append(packed) }
        }
        record.countryCount = UInt16(clamping: result.countries.count - Int(record.firstCountry))
        for gender in entry.genders { record.genders |= gender.rawValue }
        let number = UInt32(result.entries.count)
        record.firstID = UInt32(result.ids.count)
        for id in entry.ids {
            result.ids.append(
                IDRecord(
                    scheme: text(id.scheme, shared: true), value: text(id.value),
                    country: ListSnapshot.packed(id.country)))
            idPairs.append((WordKeys.id(fnv(Array("\(id.scheme):\(id.key)".utf8))), number))
        }
        record.idCount = UInt16(clamping: entry.ids.count)
        record.firstName = UInt32(result.names.count)
        for name in entry.names { add(name, type: entry.type, entry: number) }
        record.nameCount = UInt16(clamping: entry.names.count)
        result.entries.append(record)
    }

    private mutating func add(_ name: ListName, type: SubjectType, entry: UInt32) {
        let ref = text(name.text)
        let types: [SubjectType] = type == .unknown ? [.person, .company] : [type]
        for type in types {
            for reading in preparer.readings(of: name.text, type: type) where !reading.tokens.isEmpty {
                add(reading, name, ref, isCompany: type.usesCompanyRules, entry: entry)
            }
        }
    }

    private mutating func add(_ reading: PreparedName, _ name: ListName, _ ref: TextRef, isCompany: Bool, entry: UInt32)
    {
        let number = UInt32(result.names.count)
        let first = result.tokens.count
        let base = UInt32(result.pool.count)
        result.pool.append(contentsOf: reading.bytes)
        var hasInitial = false
        for var token in reading.tokens {
            token.start += base
            if token.tokenClass == .initial { hasInitial = true }
            result.tokens.append(token)
            if token.tokenClass != .legal {
                post(token, at: UInt32(result.tokens.count - 1), name: number, isCompany: isCompany)
            }
        }
        var flags: UInt8 = name.isWeak ? 1 : 0
        if isCompany { flags |= 2 }
        if hasInitial { flags |= 4 }
        result.names.append(
            NameRecord(
                entry: entry, text: ref, firstToken: UInt32(first), weight: reading.weight,
                tokenCount: UInt8(reading.tokens.count),
                fullCount: UInt8(reading.tokens.count { $0.isFull }),
                tellingCount: UInt8(reading.tokens.count { $0.isFull && $0.decibits >= 60 }),
                legalForm: reading.legalForm, kind: name.kind.rawValue, flags: flags))
        JoinKeys.append(reading, isCompany: isCompany) { joins.append(($0, number)) }
    }

    private mutating func post(_ token: NameToken, at position: UInt32, name: UInt32, isCompany: Bool) {
        let identity = WordIdentity(
            text: token.textHash, sound: token.soundHash, script: token.script.rawValue,
            tokenClass: token.tokenClass.rawValue,
            groups: token.groups, number: token.number, isCompany: isCompany)
        if let word = wordOf[identity] {
            if wordNames[Int(word)].last != name { wordNames[Int(word)].append(name) }
        } else {
            wordOf[identity] = UInt32(wordNames.count)
            wordNames.append([name])
            result.words.append(position | (isCompany ? ListSnapshot.companyWord : 0))
        }
    }

    private mutating func finish() -> ListSnapshot {
        var pairs: [(key: UInt64, value: UInt32)] = []
        var keys: [UInt64] = []
        result.pool.withUnsafeBufferPointer { pool in
            guard let base = pool.baseAddress else { return }
            for (word, position) in result.words.enumerated() {
                keys.removeAll(keepingCapacity: true)
                WordKeys.append(result.tokens[Int(position & ~ListSnapshot.companyWord)], base, to: &keys)
                for key in keys { pairs.append((key, UInt32(word))) }
            }
        }
        result.wordIndex = FlatIndex(pairs: pairs)
        result.postingStarts = [0]
        for names in wordNames {
            result.postings.append(contentsOf: names)
            result.postingStarts.append(UInt32(result.postings.count))
        }
        result.joinIndex = FlatIndex(pairs: joins)
        result.idIndex = FlatIndex(pairs: idPairs)
        result.finishLists()
        return result
    }
}

extension ListSnapshot {
    /// Builds the snapshot of `lists`: same lists, same snapshot, in any order.
    package init(_ lists: [ImportedList]) { self = SnapshotBuilder.build(lists) }
}

/// Keys of names with lost or gained spaces, and of acronyms.
enum JoinKeys {
    /// Calls `body` with a key for every run of two to four adjacent words (their joined skeleton and its deletions),
    /// for every long single word, and for the acronym of an organisation.
    static func append(_ name: PreparedName, isCompany: Bool, asQuery: Bool = false, _ body: (UInt64) -> Void) {
        let count = name.tokens.count
        name.bytes.withUnsafeBufferPointer { pool in
            for start in 0..<count {
                var text: [UInt8] = []
                var sounds: [UInt8] = []
                var isLatin = true
                for end in start..<min(start + 4, count) {
                    let token = name.tokens[end]
                    let first = Int(token.start)
                    text.append(contentsOf: pool[first..<first + Int(token.textCount)])
                    sounds.append(
                        contentsOf: pool[
                            first + Int(token.textCount)..<first + Int(token.textCount) + Int(token.soundCount)])
                    if token.script != .latin { isLatin = false }
                    // Joined words, and long single words that may be several on the other side.
                    guard text.count >= 6 else { continue }
                    var heard: [UInt8] = []
                    if isLatin {
                        Phonetics.append(text[...], to: &heard)
                    } else {
                        heard = sounds
                        Phonetics.tidy(&heard, from: 0)
                    }
                    // A run looks for single words, a single word for runs: two alike need no joining.
                    if heard.count >= 4 && isLong(heard) { body(key(heard, isRun: (end > start) != asQuery)) }
                }
            }
        }
        if isCompany { acronyms(name) { body(WordKeys.acronym($0)) } }
    }

    private static func isLong(_ sounds: [UInt8]) -> Bool {
        sounds.withUnsafeBufferPointer { Skeleton.length(Skeleton.withoutLeadingVowel(Skeleton.key(of: $0))) >= 3 }
    }

    /// Key of one word that may be several: its skeleton and its length in fours.
    static func key(_ sounds: [UInt8], isRun: Bool) -> UInt64 {
        sounds.withUnsafeBufferPointer {
            WordKeys.id(Skeleton.withoutLeadingVowel(Skeleton.key(of: $0)) ^ (isRun ? 0x5151_5151 : 0x2323_2323))
        }
    }

    /// First letters of the words, with and without particles.
    static func acronyms(_ name: PreparedName, _ body: (UInt64) -> Void) {
        for withParticles in [false, true] {
            var letters: [UInt8] = []
            for token in name.tokens
            where token.tokenClass != .legal && (withParticles || token.tokenClass != .particle) {
                letters.append(name.bytes[Int(token.start)])
            }
            if letters.count >= 3 && letters.count <= 8 { body(fnv(letters)) }
        }
    }
}
