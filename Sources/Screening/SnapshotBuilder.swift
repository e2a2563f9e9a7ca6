import Domain

/// Builds the index of a snapshot from imported lists.
struct SnapshotBuilder {
    private var result = ListSnapshot()
    private let preparer = NamePreparer()
    private var wordOf: [WordIdentity: UInt32] = [:]
    /// Pairs of distinct word and name, in the order of names.
    private var wordOccurrences: [(word: UInt32, name: UInt32)] = []
    private var lastName: [UInt32] = []
    private var joins: [(key: UInt64, value: UInt32)] = []
    private var idPairs: [(key: UInt64, value: UInt32)] = []
    private var sharedTexts: [String: TextRef] = [:]

    /// Words with equal text are one word, but for script and class.
    private struct WordIdentity: Hashable {
        let text: UInt64
        let sound: UInt64
        let script: UInt8
        let tokenClass: UInt8
        let isReading: Bool
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
        // The hashes were made when the list was sealed.
        let isSealed = list.entryHashes.count == list.entries.count
        for (number, entry) in list.entries.enumerated() {
            add(entry, hash: isSealed ? list.entryHashes[number] : entry.materialHash, list: index)
        }
    }

    private mutating func add(_ entry: ListEntry, hash: Hash32, list: UInt16) {
        var record = EntryRecord()
        record.list = list
        record.id = text(entry.entryID)
        record.programs = text(entry.programs.joined(separator: "\u{1F}"), shared: true)
        record.measures = text(entry.measures.joined(separator: "\u{1F}"), shared: true)
        record.hash = ListSnapshot.words(hash)
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
            result.tokenWords.append(
                token.tokenClass == .legal
                    ? .max : post(token, at: UInt32(result.tokens.count - 1), name: number, isCompany: isCompany))
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

    /// The number of the distinct word that `token` is, and its name among those of that word.
    private mutating func post(_ token: NameToken, at position: UInt32, name: UInt32, isCompany: Bool) -> UInt32 {
        let identity = WordIdentity(
            text: token.textHash, sound: token.soundHash, script: token.script.rawValue,
            tokenClass: token.tokenClass.rawValue, isReading: token.flags & NameToken.isReading != 0,
            groups: token.groups, number: token.number, isCompany: isCompany)
        let word: UInt32
        if let known = wordOf[identity] {
            word = known
        } else {
            word = UInt32(lastName.count)
            wordOf[identity] = word
            lastName.append(.max)
            result.words.append(position | (isCompany ? ListSnapshot.companyWord : 0))
        }
        if lastName[Int(word)] != name {
            lastName[Int(word)] = name
            wordOccurrences.append((word, name))
        }
        return word
    }

    private mutating func finish() -> ListSnapshot {
        indexWords()
        (result.postingStarts, result.postings) = Self.grouped(wordOccurrences, by: lastName.count)
        let initials = wordOccurrences.filter { result.names[Int($0.name)].hasInitial }
        (result.initialStarts, result.initialPostings) = Self.grouped(initials, by: lastName.count)
        result.joinIndex = FlatIndex(pairs: joins)
        result.idIndex = FlatIndex(pairs: idPairs)
        result.finish()
        return result
    }

    private mutating func indexWords() {
        var pairs: [(key: UInt64, value: UInt32)] = []
        var keys: [UInt64] = []
        var numbers: [UInt64: UInt32] = [:]
        var members: [(word: UInt32, name: UInt32)] = []
        var skeletonSides: [Bool] = []
        result.pool.withUnsafeBufferPointer { pool in
            guard let base = pool.baseAddress else { return }
            for (word, position) in result.words.enumerated() {
                let token = result.tokens[Int(position & ~ListSnapshot.companyWord)]
                let isCompany = position & ListSnapshot.companyWord != 0
                keys.removeAll(keepingCapacity: true)
                WordKeys.append(token, base, isCompany: isCompany, to: &keys)
                for key in keys { pairs.append((key, UInt32(word))) }
                guard WordKeys.hasSkeleton(token) else { continue }
                // A skeleton has 60 bits: the highest tells people's words from organisations'.
                let sided = token.skeleton | (isCompany ? 1 << 63 : 0)
                let number = numbers[sided] ?? UInt32(result.skeletons.count)
                if number == result.skeletons.count {
                    numbers[sided] = number
                    result.skeletons.append(token.skeleton)
                    skeletonSides.append(isCompany)
                }
                members.append((number, UInt32(word)))
            }
        }
        result.wordIndex = FlatIndex(pairs: pairs)
        (result.skeletonStarts, result.skeletonWords) = Self.grouped(members, by: result.skeletons.count)
        pairs.removeAll(keepingCapacity: true)
        for (number, skeleton) in result.skeletons.enumerated() {
            keys.removeAll(keepingCapacity: true)
            WordKeys.appendSkeletons(skeleton, isCompany: skeletonSides[number], to: &keys)
            for key in keys { pairs.append((key, UInt32(number))) }
        }
        result.skeletonIndex = FlatIndex(pairs: pairs)
    }

    /// The names of each word as runs of one array, in the order they come in.
    private static func grouped(_ pairs: [(word: UInt32, name: UInt32)], by count: Int) -> ([UInt32], [UInt32]) {
        var starts = [UInt32](repeating: 0, count: count + 1)
        for pair in pairs { starts[Int(pair.word) + 1] += 1 }
        for index in 0..<count { starts[index + 1] += starts[index] }
        var next = starts
        var values = [UInt32](repeating: 0, count: pairs.count)
        for pair in pairs {
            values[Int(next[Int(pair.word)])] = pair.name
            next[Int(pair.word)] += 1
        }
        return (starts, values)
    }
}

extension ListSnapshot {
    /// Builds the snapshot of `lists`: same lists, same snapshot, in any order; what stands on two of them is taken once.
    package init(_ lists: [ImportedList]) { self = SnapshotBuilder.build(ListImporter.withoutDuplicates(lists)) }
}
