package import Domain
import Formats

/// All lists in force as one immutable index: built from imported lists, written to and read from one hashed file.
package struct ListSnapshot: Sendable {
    /// A list of the snapshot.
    package struct List: Sendable {
        package let id: String
        package let version: Hash32
        package let publishDate: CivilDate?
        package let entryCount: Int
        package let nameCount: Int
        package let bandCeiling: Band
    }

    /// SHA-256 over the sorted (list, version) pairs and the tables.
    package internal(set) var hash: Hash32 = .zero
    package internal(set) var lists: [List] = []

    var listRecords: [ListRecord] = []
    var entries: [EntryRecord] = []
    var births: [BirthRecord] = []
    var countries: [UInt32] = []
    var ids: [IDRecord] = []
    var names: [NameRecord] = []
    /// Words of all names; `start` points into `pool`.
    var tokens: [NameToken] = []
    var pool: [UInt8] = []
    var texts: [UInt8] = []
    /// Marks a word of organisations' names in `words`.
    static let companyWord: UInt32 = 1 << 31
    /// Distinct words of people and of organisations: an example each, index into `tokens`.
    var words: [UInt32] = []
    /// Number of the distinct word of each word in `tokens`; `.max` for legal forms.
    var tokenWords: [UInt32] = []
    /// Key to distinct words.
    var wordIndex = FlatIndex()
    /// Distinct skeletons, the words of each, and keys to skeletons.
    var skeletons: [UInt64] = []
    var skeletonStarts: [UInt32] = []
    var skeletonWords: [UInt32] = []
    /// The sounds of each of `skeletonWords`; made from them, not written to the file.
    var skeletonSounds: [WordSounds] = []
    var skeletonIndex = FlatIndex()
    /// Distinct word to names: offsets into `postings`.
    var postingStarts: [UInt32] = []
    var postings: [UInt32] = []
    /// The same for the names that hold an initial.
    var initialStarts: [UInt32] = []
    var initialPostings: [UInt32] = []
    /// Joined neighbours, acronyms and identifiers: key to names (joined, acronyms) or entries (ids).
    var joinIndex = FlatIndex()
    var idIndex = FlatIndex()

    /// An empty snapshot: everything is unknown.
    package init() {}

    package var entryCount: Int { entries.count }
    package var nameCount: Int { entries.reduce(0) { $0 + Int($1.nameCount) } }

    func text(_ ref: TextRef) -> String {
        String(decoding: texts[Int(ref.offset)..<Int(ref.offset) + Int(ref.count)], as: UTF8.self)
    }

    /// Calls `body` with the arrays that scoring reads: the words of all names, their numbers, and their bytes.
    func withScoringMemory(_ body: (ScoringMemory) -> Void) {
        tokens.withUnsafeBufferPointer { tokens in
            tokenWords.withUnsafeBufferPointer { words in
                pool.withUnsafeBufferPointer { pool in
                    guard let base = pool.baseAddress else { return }
                    body(ScoringMemory(tokens: tokens, words: words, pool: base))
                }
            }
        }
    }

    func facts(of entry: EntryRecord, isWeakName: Bool) -> SubjectFacts {
        var facts = SubjectFacts()
        facts.isWeakName = isWeakName
        for index in Int(entry.firstBirth)..<Int(entry.firstBirth) + Int(entry.birthCount) {
            let birth = births[index]
            facts.births.append(
                BirthRange(
                    from: CivilDate(daysSinceEpoch: birth.from), to: CivilDate(daysSinceEpoch: birth.to),
                    precision: BirthRange.Precision(rawValue: birth.precision) ?? .range,
                    isAlternative: birth.isAlternative))
        }
        for index in Int(entry.firstCountry)..<Int(entry.firstCountry) + Int(entry.countryCount) {
            if let country = Self.country(countries[index]) { facts.countries.append(country) }
        }
        if entry.genders & 1 != 0 { facts.genders.append(.female) }
        if entry.genders & 2 != 0 { facts.genders.append(.male) }
        for index in Int(entry.firstID)..<Int(entry.firstID) + Int(entry.idCount) {
            let id = ids[index]
            facts.ids.append(
                SubjectID(scheme: text(id.scheme), value: text(id.value), country: Self.country(id.country)))
        }
        return facts
    }

    /// Two letters in the low 16 bits; 0 is none.
    static func country(_ packed: UInt32) -> Country? {
        packed == 0 ? nil : Country(utf8Alpha2: [UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF)])
    }

    static func packed(_ country: Country?) -> UInt32 {
        guard let country else { return 0 }
        let code = Array(country.alpha2.utf8)
        return code.count == 2 ? UInt32(code[0]) << 8 | UInt32(code[1]) : 0
    }

    /// The list of an entry, by id.
    package func list(_ id: String) -> List? { lists.first { $0.id == id } }

    /// Makes what follows from the rest.
    mutating func finish() {
        pool.withUnsafeBufferPointer { pool in
            guard let base = pool.baseAddress else { return }
            skeletonSounds = skeletonWords.map { WordSounds(tokens[Int(words[Int($0)] & ~Self.companyWord)], base) }
        }
        finishLists()
    }

    private mutating func finishLists() {
        lists = listRecords.map { record in
            List(
                id: text(record.id), version: Self.hash(record.version),
                publishDate: record.publishDate == .min ? nil : CivilDate(daysSinceEpoch: record.publishDate),
                entryCount: Int(record.entryCount), nameCount: Int(record.nameCount),
                bandCeiling: Band(rawValue: record.ceiling) ?? .stop)
        }
        var hasher = SHA256Hasher()
        hasher.update(NameTables.bundledHash.bytes)
        for list in lists.sorted(by: { $0.id < $1.id }) {
            hasher.update(Array(list.id.utf8))
            hasher.update(byte: 0)
            hasher.update(list.version.bytes)
        }
        hash = Hash32(hasher.finalize()) ?? .zero
    }

    static func words(_ hash: Hash32) -> (UInt64, UInt64, UInt64, UInt64) {
        let bytes = hash.bytes
        func word(_ index: Int) -> UInt64 { bytes[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        return (word(0), word(1), word(2), word(3))
    }

    static func hash(_ words: (UInt64, UInt64, UInt64, UInt64)) -> Hash32 {
        var bytes: [UInt8] = []
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return Hash32(bytes) ?? .zero
    }
}

extension NameTables {
    /// SHA-256 over the texts of all bundled tables and the rules of sound.
    package static let bundledHash: Hash32 = {
        var hasher = SHA256Hasher()
        for table in BundledTables.all {
            hasher.update(Array(table.file.utf8))
            hasher.update(byte: 0)
            hasher.update(Array(table.text.utf8))
        }
        hasher.update(SoundCosts.substitution)
        hasher.update(SoundCosts.gap)
        return Hash32(hasher.finalize()) ?? .zero
    }()
}

/// The arrays of a snapshot that scoring reads, for the length of one call.
struct ScoringMemory {
    let tokens: UnsafeBufferPointer<NameToken>
    let words: UnsafeBufferPointer<UInt32>
    let pool: UnsafePointer<UInt8>

    /// The words of `name`, to be compared.
    @inline(__always)
    func side(_ name: NameRecord) -> NameScorer.Side {
        NameScorer.Side(
            tokens: UnsafeBufferPointer(rebasing: tokens[range(name)]), bytes: pool, legalForm: name.legalForm)
    }

    /// The numbers of the distinct words of `name`.
    @inline(__always)
    func words(_ name: NameRecord) -> UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(rebasing: words[range(name)]) }

    @inline(__always)
    private func range(_ name: NameRecord) -> Range<Int> {
        Int(name.firstToken)..<Int(name.firstToken) + Int(name.tokenCount)
    }
}
