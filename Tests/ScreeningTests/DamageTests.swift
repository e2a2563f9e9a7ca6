import Domain
import Testing

@testable import Screening

/// Damaged files of every format: cut at any byte, bytes flipped, columns or elements exchanged.
@Suite struct DamageTests {
    /// Cases of each of the formats; together at least 10,000.
    static let cases = 700

    struct Sample: CustomTestStringConvertible, Sendable {
        let format: ListFormat
        let files: [ListFile]
        var separator: UInt8 = 0x2C
        var isXML: Bool { format.rawValue.hasSuffix("xml") }
        var testDescription: String { format.rawValue }
    }

    static let samples: [Sample] = {
        let subjects = ListModel.subjects(6, seed: 3)
        var samples = ListExports.all.map { format in
            Sample(
                format: format.format,
                files: [
                    ListFile(name: "made-up", bytes: Array(format.write(subjects.map(format.subject)).utf8))
                ], separator: format.format == .euFSFCSV11 ? 0x3B : 0x2C)
        }
        func add(_ format: ListFormat, _ text: String, separator: UInt8 = 0x2C) {
            samples.append(
                Sample(
                    format: format, files: [ListFile(name: "made-up", bytes: Array(text.utf8))], separator: separator))
        }
        add(.usCSLCSV, SmallLists.screening)
        add(.ofacEnhancedXML, SmallLists.enhanced)
        add(.euFSFCSV10, SmallLists.oldEU, separator: 0x3B)
        add(.unXML, SmallLists.un)
        add(.euJournalCSV, SmallLists.journal)
        add(.ofacConsCSV, SmallLists.consolidated)
        samples.append(Sample(format: .ofacSDNCSV, files: SmallLists.sdn))
        return samples
    }()

    @Test func `there is a sample of every format and it can be read`() throws {
        #expect(Set(Self.samples.map(\.format)) == Set(ListFormat.allCases))
        #expect(Self.samples.count * Self.cases >= 10_000)
        for sample in Self.samples {
            let list = try ListImporter.read(sample.files)
            #expect(list.format == sample.format)
            #expect(!list.entries.isEmpty)
            #expect(list.recordsRead == list.entries.count + list.mergedRows + list.rejects.count)
        }
    }

    @Test(arguments: samples)
    func `damage is an error or a reject with file and line, never a crash`(sample: Sample) throws {
        let whole = try ListImporter.read(sample.files)
        var random = SeededRandom(sample.format.rawValue.utf8.reduce(17) { $0 &* 31 &+ UInt64($1) })
        var noticed = 0
        for number in 0..<Self.cases {
            var files = sample.files
            let target = random.below(files.count)
            let kind = number % 3
            let bytes = damaged(files[target].bytes, kind, sample, &random)
            files[target] = ListFile(name: files[target].name, bytes: bytes)
            do {
                let list = try ListImporter.read(files)
                #expect(list.recordsRead == list.entries.count + list.mergedRows + list.rejects.count)
                for reject in list.rejects {
                    #expect(!reject.file.isEmpty && reject.line > 0 && !reject.reason.isEmpty)
                }
                if !list.rejects.isEmpty || list.version != whole.version { noticed += 1 }
                if kind == 0, sample.isXML, bytes.count < sample.files[target].bytes.count - 8 {
                    Issue.record("case \(number): a cut XML file was taken")
                }
            } catch {
                noticed += 1
                #expect(!error.file.isEmpty && !error.message.isEmpty, "case \(number)")
                if [.truncated, .rejects, .noName, .duplicateID].contains(error.code) {
                    #expect(error.line > 0, "case \(number): \(error)")
                }
            }
        }
        #expect(noticed * 3 > Self.cases, "\(noticed)")
    }

    private func damaged(_ bytes: [UInt8], _ kind: Int, _ sample: Sample, _ random: inout SeededRandom) -> [UInt8] {
        var bytes = bytes
        switch kind {
        case 0: return Array(bytes.prefix(random.below(bytes.count)))
        case 1:
            for _ in 0...random.below(4) { bytes[random.below(bytes.count)] ^= UInt8(1 << random.below(8)) }
            return bytes
        default: return sample.isXML ? exchangedElements(bytes, &random) : exchangedColumns(bytes, sample, &random)
        }
    }

    /// Two columns exchanged below a header that stays.
    private func exchangedColumns(_ bytes: [UInt8], _ sample: Sample, _ random: inout SeededRandom) -> [UInt8] {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let width = lines.map { line in line.count { $0 == sample.separator } + 1 }.max() ?? 1
        let first = random.below(width)
        let second = random.below(width)
        var result: [[UInt8]] = []
        for (index, line) in lines.enumerated() {
            var fields = line.split(separator: sample.separator, omittingEmptySubsequences: false).map(Array.init)
            if index >= 2, fields.count > max(first, second) { fields.swapAt(first, second) }
            result.append(Array(fields.joined(separator: [sample.separator])))
        }
        return Array(result.joined(separator: [0x0A]))
    }

    /// Two tags exchanged, so that elements stand in the wrong place or never close.
    private func exchangedElements(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        let starts = bytes.indices.filter { bytes[$0] == 0x3C }
        let first = starts[random.below(starts.count)]
        let second = starts[random.below(starts.count)]
        func end(_ start: Int) -> Int { bytes[start...].firstIndex(of: 0x3E) ?? bytes.count - 1 }
        let (low, high) = first < second ? (first, second) : (second, first)
        guard end(low) < high else { return bytes }
        return Array(bytes[..<low]) + bytes[high...end(high)] + bytes[(end(low) + 1)..<high] + bytes[low...end(low)]
            + bytes[(end(high) + 1)...]
    }
}
