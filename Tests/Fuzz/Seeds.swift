import Foundation

@testable import Screening

/// Small valid inputs to begin with: the writers of the tests, the shipped samples, and snippets of what is hard.
enum Seeds {
    static func write(to folder: URL) throws {
        for target in FuzzTarget.all {
            let place = folder.appendingPathComponent(target.name)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for (number, seed) in inputs(target).enumerated() {
                try Data(seed).write(to: place.appendingPathComponent("seed-\(number)"))
            }
        }
    }

    private static func inputs(_ target: FuzzTarget) -> [[UInt8]] {
        switch target {
        case .list(let format): lists(format)
        case .detect: ListFormat.allCases.flatMap(lists)
        case .name: names.map { Array($0.utf8) }
        case .compare: zip(names, names.dropFirst()).map { Array($0.utf8) + [FuzzTarget.separator] + Array($1.utf8) }
        case .pattern: patterns.map { Array($0.utf8) + [FuzzTarget.separator] + Array("ab cd ef".utf8) }
        }
    }

    private static func joined(_ files: [ListFile]) -> [UInt8] {
        Array(files.map(\.bytes).joined(separator: [FuzzTarget.separator]))
    }

    private static func lists(_ format: ListFormat) -> [[UInt8]] {
        var seeds: [[UInt8]] = []
        for writer in ListExports.all where writer.format == format {
            for count in [1, 3] {
                seeds.append(Array(writer.write(ListModel.subjects(count, seed: 3).map(writer.subject)).utf8))
            }
        }
        switch format {
        case .usCSLCSV: seeds.append(Array(SmallLists.screening.utf8))
        case .ofacEnhancedXML: seeds.append(Array(SmallLists.enhanced.utf8))
        case .euFSFCSV10: seeds.append(Array(SmallLists.oldEU.utf8))
        case .unXML: seeds += [Array(SmallLists.un.utf8)] + sample(["un.xml"])
        case .euJournalCSV: seeds += [Array(SmallLists.journal.utf8)] + sample(["eu-journal/sample.csv"])
        case .ofacConsCSV: seeds.append(Array(SmallLists.consolidated.utf8))
        case .ofacSDNCSV:
            seeds.append(joined(SmallLists.sdn))
            seeds += sample(["ofac/sdn.csv", "ofac/alt.csv", "ofac/add.csv", "ofac/sdn_comments.csv"])
            for remarks in ofacRemarks {
                let row = "1,\"PROBE, Ivan\",\"individual\",\"ALPHA\",\(nulls),\"\(remarks)\"\r\n"
                seeds.append(Array(row.utf8))
            }
        case .ukOFSIConListCSV: seeds += sample(["uk-conlist.csv"])
        default: break
        }
        return seeds
    }

    /// A shipped sample, by its files; nothing outside the project's folder.
    private static func sample(_ names: [String]) -> [[UInt8]] {
        let parts = names.compactMap { FileManager.default.contents(atPath: "sanctions-lists/samples/" + $0) }
        guard parts.count == names.count else { return [] }
        return [Array(parts.map(Array.init).joined(separator: [FuzzTarget.separator]))]
    }

    private static let nulls = Array(repeating: "-0- ", count: 7).joined(separator: ",")

    private static let ofacRemarks = [
        "DOB 12 Mar 1970; alt. DOB circa 1971; DOB 1958 to 1960; POB Moscow, Russia; nationality Russia; Gender Male.",
        "Passport 751234567 (Russia) issued 01 Jan 2010 expires 01 Jan 2020; SSN 000-00-0000 (United States).",
        "Digital Currency Address - XBT 1PROBE; Vessel Registration Identification IMO 9074729; MMSI 123456789.",
        "a.k.a. 'O'NEIL; THE ''PLUMB'; Linked To: PROBE BANK; (Linked To: PROBE, Ivan; a.k.a. 'X'.",
    ]

    private static let names = [
        "Vladimir Vladimirovich PUTIN", "Владимир Владимирович Путин", "AL-'ABD ALLAH, Muhammad bin Yusuf",
        "محمد عبد الله الأسد", "ﻣﺤﻤﺪ", "习近平", "中国石油天然气集团有限公司", "김정은", "キム・ジョンウン", "אברהם כהן",
        "Ελένη Παπαδοπούλου", "გიორგი", "Արմեն", "सीता", "OOO «Romashka-7»", "J. P. O'Neil & Sons, Inc. (UK) Ltd",
        "MV OCEAN STAR XIV", "Nguyễn Văn An", "Straße İstanbul ﬁle ｆｕｌｌ", "a.k.a. X (née Y) / Z also known as Q",
        "PSC 3rd Brigade no. 2nd twenty-first IV", "\u{202E}kram\u{200D}\u{FEFF}\u{1F600}", "O, Yong Ho", "A B C D",
        "Пу\u{0301}тин Puтin раураl", "Dr. Prof. Sheikh Abu-l-Fadl ibn al-Hajj", "ООО ПАО АО ГмбХ", "12345 67/89",
    ]

    private static let patterns = [
        "\\A(p)(?:u(*MARK:ru.u)|oo(*MARK:ru.oo))tin\\z", "(a)|(b)", "^(a+)+$", "(?=(?:[^ ]+ )*?(ab)(?: |\\z))", "a*",
        "(?<n>a)\\k<n>", "(?:ab|a)(?:c|bcd)", "[[:alpha:]]{2,3}", "(?<=ab )cd", "(*UTF)a", "a\\Cb", "(?R)?a", "\\x{41}",
        "(?=ab\\K)", "(?|(a)|(b))(?1)",
    ]
}
