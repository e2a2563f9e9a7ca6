import Domain

/// A subject of whom the lists are asked again whenever they change.
package struct RescreenSubject: Sendable {
    /// The participant, with the role of the person where it is one of several.
    package let id: String
    package let query: ScreeningQuery

    package init(id: String, query: ScreeningQuery) {
        self.id = id
        self.query = query
    }
}

/// Subjects made ready once, to be asked at every change of a list: their names in words, each distinct word once.
package struct RescreenSubjects: Sendable {
    package let subjects: [RescreenSubject]

    /// A distinct word with the kind of names it stands in.
    struct Word: Sendable {
        let token: NameToken
        let isCompany: Bool
        let isVessel: Bool
    }

    /// One word of one reading.
    struct Place: Sendable {
        let word: UInt32
        let weight: Int32
        let tokenClass: TokenClass
    }

    /// One reading of one name.
    struct Reading: Sendable {
        let places: Range<Int>
        let keys: Range<Int>
        let isCompany: Bool
    }

    private(set) var words: [Word] = []
    private(set) var pool: [UInt8] = []
    private(set) var places: [Place] = []
    /// Keys of joined words and acronyms of each reading, and of the identifiers of each subject.
    private(set) var keys: [UInt64] = []
    private(set) var readings: [Reading] = []
    private(set) var idKeys: [Range<Int>] = []
    private(set) var readingsOf: [Range<Int>] = []

    /// What makes words the same word for a comparison.
    private struct Identity: Hashable {
        let text: UInt64
        let sound: UInt64
        let script: UInt8
        let tokenClass: UInt8
        let groups: SIMD4<UInt16>
        let number: UInt32
        let flags: UInt8
        let kind: UInt8
    }

    package init(_ subjects: some Collection<RescreenSubject>) {
        self.subjects = Array(subjects)
        let preparer = NamePreparer()
        var known: [Identity: UInt32] = [:]
        readingsOf.reserveCapacity(subjects.count)
        for subject in self.subjects {
            let first = readings.count
            let query = subject.query
            for type in query.type == .unknown ? [SubjectType.person, .company] : [query.type] {
                for name in [query.name] + query.aliases {
                    for part in NameSplitter.parts(name, isPerson: type == .person) {
                        for reading in preparer.readings(of: part.text, type: type) where !reading.tokens.isEmpty {
                            add(reading, type, &known)
                        }
                    }
                }
            }
            readingsOf.append(first..<readings.count)
            let start = keys.count
            for id in query.ids { keys.append(WordKeys.id(fnv(Array("\(id.scheme):\(id.key)".utf8)))) }
            idKeys.append(start..<keys.count)
        }
    }

    private mutating func add(_ reading: PreparedName, _ type: SubjectType, _ known: inout [Identity: UInt32]) {
        let firstPlace = places.count
        for token in reading.tokens where token.tokenClass != .legal {
            let identity = Identity(
                text: token.textHash, sound: token.soundHash, script: token.script.rawValue,
                tokenClass: token.tokenClass.rawValue, groups: token.groups, number: token.number, flags: token.flags,
                kind: type == .vessel ? 2 : type.usesCompanyRules ? 1 : 0)
            let word = known[identity] ?? add(token, reading, type)
            known[identity] = word
            places.append(
                Place(
                    word: word, weight: Int32(token.weight), tokenClass: token.tokenClass))
        }
        let firstKey = keys.count
        JoinKeys.append(reading, isCompany: type.usesCompanyRules, asQuery: true) { keys.append($0) }
        if type.usesCompanyRules {
            for token in reading.tokens where token.isFull && token.textCount >= 3 {
                keys.append(WordKeys.acronym(token.textHash))
            }
        }
        readings.append(
            Reading(
                places: firstPlace..<places.count, keys: firstKey..<keys.count, isCompany: type.usesCompanyRules))
    }

    private mutating func add(_ token: NameToken, _ reading: PreparedName, _ type: SubjectType) -> UInt32 {
        var copy = token
        let start = Int(token.start)
        copy.start = UInt32(pool.count)
        pool.append(contentsOf: reading.bytes[start..<start + Int(token.textCount) + Int(token.soundCount)])
        words.append(Word(token: copy, isCompany: type.usesCompanyRules, isVessel: type == .vessel))
        return UInt32(words.count - 1)
    }
}
