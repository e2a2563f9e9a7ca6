package import Domain
package import Formats

/// Judges the numbers of a CSV file row by row.
package struct VATNumberTable: Sendable {
    /// One row's number.
    package struct Row: Sendable {
        /// Physical line on which the row starts, from 1.
        package let line: Int
        package let input: String
        package let country: String?
        package let number: VATNumber
    }

    /// Why a file cannot be judged.
    package enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
        case empty
        case missingColumn(String, known: [String])
        case damaged(CSVError)

        package var description: String {
            switch self {
            case .empty: "there is no header line"
            case .missingColumn(let name, let known):
                "there is no column \(name); the file has \(known.joined(separator: ", "))"
            case .damaged(let error): "\(error)"
            }
        }
    }

    private var reader = CSVReader()
    private let today: CivilDate
    private let input: Int
    private let country: Int?
    private var readings: [ArraySlice<UInt8>: VATNumberReading] = [:]

    /// Reads the header.
    ///
    /// - Parameters:
    ///   - country: the column of the country; nil: every number is judged by its own prefix.
    package init(_ bytes: [UInt8], input: String, country: String?, today: CivilDate) throws(Fault) {
        reader.append(bytes)
        reader.finish()
        self.today = today
        switch reader.next() {
        case .record(let header):
            let names = (0..<header.count).map { header.text($0) }
            func place(_ name: String) throws(Fault) -> Int {
                guard let place = names.firstIndex(of: name) else { throw .missingColumn(name, known: names) }
                return place
            }
            self.input = try place(input)
            self.country = if let country { try place(country) } else { nil }
        case .damaged(let error): throw .damaged(error)
        case nil: throw .empty
        }
    }

    /// The next row; nil at the end.
    package mutating func next() throws(Fault) -> Row? {
        switch reader.next() {
        case .record(let record):
            var reading = VATNumberReading.anyPrefix
            if let country { reading = self.reading(of: record[country]) }
            let number = record[input].withUnsafeBufferPointer { VATNumber($0, reading: reading, today: today) }
            return Row(
                line: record.line, input: record.text(input), country: country.map { record.text($0) }, number: number)
        case .damaged(let error): throw .damaged(error)
        case nil: return nil
        }
    }

    private mutating func reading(of code: ArraySlice<UInt8>) -> VATNumberReading {
        if let known = readings[code] { return known }
        let reading = VATNumberReading(country: String(decoding: code, as: UTF8.self))
        readings[code] = reading
        return reading
    }
}
