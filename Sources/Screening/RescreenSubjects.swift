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

/// Subjects made ready once, to be asked at every change of a list.
package struct RescreenSubjects: Sendable {
    package let subjects: [RescreenSubject]
    let queries: [PreparedQuery]

    package init(_ subjects: some Collection<RescreenSubject>) {
        self.subjects = Array(subjects)
        let preparer = NamePreparer()
        queries = subjects.map { PreparedQuery($0.query, preparer) }
    }
}

/// A query with every reading of every one of its names.
struct PreparedQuery: Sendable {
    struct Reading: Sendable {
        let type: SubjectType
        /// The name the reading is of, as given.
        let text: String
        let name: PreparedName
    }

    let query: ScreeningQuery
    private(set) var readings: [Reading] = []

    init(_ query: ScreeningQuery, _ preparer: NamePreparer) {
        self.query = query
        // An unknown subject is screened as a person and as an organisation.
        for type in query.type == .unknown ? [SubjectType.person, .company] : [query.type] {
            for text in [query.name] + query.aliases {
                for part in NameSplitter.parts(text, isPerson: type == .person) {
                    for name in preparer.readings(of: part.text, type: type) {
                        readings.append(Reading(type: type, text: part.text, name: name))
                    }
                }
            }
        }
    }
}
