import Domain
import Testing

@testable import Screening

@Suite struct SubjectTextTests {
    private func faults(_ edit: (inout SubjectText) -> Void) -> [SubjectFault] {
        var text = SubjectText(name: "Ivan Samplov")
        edit(&text)
        do {
            _ = try text.query()
            return []
        } catch {
            return error.faults
        }
    }

    @Test func `every field becomes its part of the query`() throws {
        var text = SubjectText(name: "Ivan Samplov")
        text.type = "person"
        text.dob = "1961-03"
        text.countries = ["de", "RU"]
        text.gender = "F"
        text.ids = ["imo:9074729", "passport:RU/75 123"]
        text.aliases = ["Ваня"]
        let query = try text.query()
        #expect(query.type == .person && query.births == [BirthRange(year: 1961, month: 3)!])
        #expect(query.countries.map(\.alpha2) == ["DE", "RU"] && query.gender == .female && query.aliases == ["Ваня"])
        #expect(
            query.ids == [
                SubjectID(scheme: "imo", value: "9074729"),
                SubjectID(scheme: "passport", value: "75 123", country: Country(alpha2: "RU")),
            ])
    }

    @Test func `all faults come at once and their description holds no value`() {
        let found = faults { text in
            text.name = " - "
            text.type = "robot"
            text.dob = "1961-13-01"
            text.countries = ["DE", "Atlantis"]
            text.gender = "robotic"
            text.ids = ["9074729"]
            text.aliases = ["..."]
        }
        #expect(found.map(\.field) == [.name, .aliases, .type, .dob, .countries, .gender, .ids])
        #expect(found.first { $0.field == .countries }?.index == 1)
        let text = SubjectFaults(faults: found).description
        for value in ["1961-13-01", "Atlantis", "robot", "9074729 "] { #expect(!text.contains(value)) }
    }

    @Test(arguments: ["1961-02-30", "61", "1961-3-", "01.03.1961", "", "1961-03-01-01", "0999"])
    func `a bad birth date is a fault`(text: String) { #expect(faults { $0.dob = text }.map(\.field) == [.dob]) }

    @Test(arguments: ["", ":", "imo:", ":9", "9:1", "im o:1", "imo:--"])
    func `a bad identifier is a fault`(text: String) { #expect(faults { $0.ids = [text] }.map(\.field) == [.ids]) }

    @Test func `length limits hold on both sides`() {
        #expect(faults { $0.name = String(repeating: "a", count: SubjectText.nameLimit) }.isEmpty)
        #expect(faults { $0.name = String(repeating: "a", count: SubjectText.nameLimit + 1) }.count == 1)
        #expect(faults { $0.aliases = Array(repeating: "Bo", count: SubjectText.aliasLimit) }.isEmpty)
        #expect(faults { $0.aliases = Array(repeating: "Bo", count: SubjectText.aliasLimit + 1) }.count == 1)
    }

    @Test func `scores are read exactly`() {
        #expect(screeningScore("0.85") == 8_500 && screeningScore("1") == 10_000 && screeningScore("0") == 0)
        for bad in ["1.0001", "-0.1", "x", "", "0.12345"] { #expect(screeningScore(bad) == nil, "\(bad)") }
    }
}
