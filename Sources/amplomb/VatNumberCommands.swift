import ArgumentParser
import Domain
import Engine
import Formats
import Tax

struct VATId: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "id",
        abstract: "Whether numbers have the form of a VAT id; with --vies also what the register says.",
        discussion: """
            The form alone never says that a number is registered. With --vies the register is asked; its answer, the time and \
            the consultation number (with --requester) are kept as evidence. A register that does not answer leaves the \
            number unavailable, which is never the same as invalid (exit 3).

            Examples:
              amplomb vat id DE118619592 "FR 16 304187701"
              amplomb vat id 20287747722 --country AR
              amplomb vat id IE6388047V --vies commission --requester DE118619592
              amplomb vat id --csv numbers.csv --column number --country-column country -o jsonl
            """)

    @Argument(help: "Numbers, with or without separators.")
    var numbers: [String] = []
    @Option(help: "ISO alpha-2 code (default: the number's own prefix). Numbers of the Union follow their prefix.")
    var country: String?
    @Option(name: .customLong("csv"), help: "A CSV file with a header line, one number a row.")
    var csv: String?
    @Option(help: "The column of the number in the CSV file.")
    var column = "input"
    @Option(name: .customLong("country-column"), help: "The column of the country in the CSV file.")
    var countryColumn: String?
    @Option(help: "Ask this register: commission, or the start of the REST addresses of a service like it.")
    var vies: String?
    @Option(help: "Our own VAT id: only with it the register gives a consultation number, which proves the check.")
    var requester: String?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if numbers.isEmpty == (csv == nil) { throw ValidationError("give numbers, or a file with --csv") }
        if vies != nil, csv != nil { throw ValidationError("--vies is for numbers named one by one") }
        if requester != nil, vies == nil { throw ValidationError("--requester goes with --vies") }
        if csv != nil, country != nil { throw ValidationError("--country is for numbers; a file has --country-column") }
    }

    func run() async throws {
        let today = Runtime.now().utcDate
        if let vies {
            let register = VATRegisterCheck(address: vies, requester: requester, today: today)
            return try await register.run(numbers, country: country, common)
        }
        var writer = VATNumberWriter(form: common.wantsJSON ? .jsonl : common.output)
        if let csv {
            let bytes = try Files.read(csv)
            do throws(VATNumberTable.Fault) {
                var table = try VATNumberTable(
                    bytes, input: column, country: try countryColumn(of: bytes), today: today)
                while let row = try table.next() { writer.add(row.input, row.country, row.number, line: row.line) }
            } catch {
                writer.finish()
                throw EngineError(
                    .unreadable, "\(csv): \(error)", remedy: "check the file and the names of its columns")
            }
        } else {
            let reading = country.map { VATNumberReading(country: $0) } ?? .anyPrefix
            for text in numbers {
                writer.add(text, country, VATNumber(text, reading: reading, today: today), line: nil)
            }
        }
        writer.finish()
        if writer.faults > 0 { throw Finished(code: 1) }
    }

    /// The column that was named, or `country` where the file has one.
    private func countryColumn(of bytes: [UInt8]) throws(VATNumberTable.Fault) -> String? {
        if let countryColumn { return countryColumn }
        var reader = CSVReader()
        reader.append(bytes)
        reader.finish()
        guard case .record(let header) = reader.next() else { return nil }
        return (0..<header.count).contains { header.text($0) == "country" } ? "country" : nil
    }
}

/// Writes judged numbers in the form that was asked for.
struct VATNumberWriter {
    /// Numbers that are not of their form.
    private(set) var faults = 0
    private let form: OutputForm
    private var json = JSONOutput()
    private var rows: [[String]] = []

    init(form: OutputForm) { self.form = form }

    mutating func add(_ input: String, _ country: String?, _ number: VATNumber, line: Int?) {
        if number.status != .syntaxValid { faults += 1 }
        guard form == .jsonl else {
            rows.append([input, number.scheme?.rawValue ?? country ?? "", "\(number.status)", number.canonical ?? ""])
            return
        }
        json.object { object in
            if let line { object.member("line", line) }
            object.member("number", input)
            object.member("country", country)
            object.member("scheme", number.scheme?.rawValue)
            object.member("result", "\(number.status)")
            object.member("canonical", number.canonical)
        }
        json.endLine()
        if json.bytes.count > 1 << 16 { Terminal.write(json.take()) }
    }

    mutating func finish() {
        guard form != .jsonl else { return Terminal.write(json.take()) }
        let header = ["number", "scheme", "result", "canonical"]
        Terminal.print(form == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
    }
}
