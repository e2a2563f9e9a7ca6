import Testing

@testable import Domain

@Suite struct EMAIDTests {
    /// Bodies and check characters of inputs.md section 6 (eMI3 part 2 and ISO 15118-1 annex H).
    static let vectors: [(body: String, check: Character)] = [
        ("NN123ABCDEFGHI", "T"), ("FRXYZ123456789", "2"), ("ITA1B2C3E4F5G6", "4"), ("ESZU8WOX834H1D", "R"),
        ("PT73902837ABCZ", "Z"), ("DE83DUIEN83QGZ", "D"), ("DE8AA001234567", "0"), ("NLTNM000122045", "U"),
        ("NLTNMC00122045", "K"),
    ]

    @Test("the published check characters are computed", arguments: 0..<9)
    func vectors(index: Int) {
        let vector = Self.vectors[index]
        let computed = EMAID.checkCharacter(of: vector.body.utf8)
        #expect(computed.map { Character(Unicode.Scalar($0)) } == vector.check)
    }

    @Test("dashes, lower case and a missing check character are accepted")
    func spellings() throws {
        let plain = try EMAID("NLTNMC00122045K")
        #expect(plain.wasChecked)
        #expect(try EMAID("nl-tnm-c00122045-k") == plain)
        let computed = try EMAID("NL-TNM-C00122045")
        #expect(computed.check == "K" && !computed.wasChecked)
        #expect(plain.provider == PartyID("NL*TNM"))
    }

    @Test("every way to be wrong has its reason")
    func errors() {
        #expect(throws: DomainError(.badFormat, "EMAID")) { try EMAID("NLTNM1") }
        #expect(throws: DomainError(.badFormat, "EMAID")) { try EMAID("NLTNMC0012204?") }
        #expect(throws: DomainError(.badFormat, "EMAID")) { try EMAID("NLTNMC001220451K") }
        #expect(throws: DomainError(.unknownCountry, "EMAID")) { try EMAID("UKTNMC00122045") }
        #expect(throws: DomainError(.badCheckDigit, "EMAID")) { try EMAID("NLTNMC00122045L") }
    }

    @Test("every single substitution and every transposition of neighbours is found")
    func detection() {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            var body = (0..<14).map { _ in alphabet[Int.random(in: 0..<36, using: &random)] }
            let check = EMAID.checkCharacter(of: body)
            for place in 0..<14 {
                let original = body[place]
                for other in alphabet where other != original {
                    body[place] = other
                    #expect(EMAID.checkCharacter(of: body) != check)
                }
                body[place] = original
            }
            for place in 0..<13 where body[place] != body[place + 1] {
                body.swapAt(place, place + 1)
                #expect(EMAID.checkCharacter(of: body) != check)
                body.swapAt(place, place + 1)
            }
        }
    }

    @Test(
        "519 identifiers agree with independent check characters",
        .enabled(if: SharedData.exists("ids/emaid.csv"), "shared data absent: ids/emaid.csv"))
    func sharedVectors() throws {
        let rows = try SharedData.rows("ids/emaid.csv")
        #expect(rows.count == 519)
        for row in rows {
            let isDIN = row[0] == "DIN91286"
            let computed = isDIN ? EVCOID.checkCharacter(of: row[1].utf8) : EMAID.checkCharacter(of: row[1].utf8)
            #expect(computed == row[2].utf8.first, "\(row[0]) \(row[1])")
        }
    }
}

@Suite struct EVCOIDTests {
    @Test(
        "the published check characters of DIN SPEC 91286 are computed",
        arguments: [("INTNM000071", "9"), ("INTNM000110", "X"), ("INTNM000124", "0"), ("NLTNM012204", "5")])
    func vectors(body: String, check: String) {
        #expect(EVCOID.checkCharacter(of: body.utf8) == check.utf8.first)
    }

    @Test("a DIN contract id becomes the EMAID that eMI3 names")
    func conversion() throws {
        let contract = try EVCOID("NL-TNM-012204-5")
        let emaid = try EMAID("NL-TNM-C00122045-K")
        #expect(contract.emaid?.body == emaid.body && contract.emaid?.check == emaid.check)
        #expect(try EVCOID("NL*TNM*012204*5") == contract)
    }

    @Test("every way to be wrong has its reason")
    func errors() {
        #expect(throws: DomainError(.badFormat, "EVCO-ID")) { try EVCOID("NL-TNM-01220-5") }
        #expect(throws: DomainError(.badFormat, "EVCO-ID")) { try EVCOID("NL-TNM-01220!-5") }
        #expect(throws: DomainError(.unknownCountry, "EVCO-ID")) { try EVCOID("ZZ-TNM-012204-5") }
        #expect(throws: DomainError(.badCheckDigit, "EVCO-ID")) { try EVCOID("NL-TNM-012204-6") }
    }
}

@Suite struct EVSEIDTests {
    @Test(
        "16 identifiers agree with their verdicts",
        .enabled(if: SharedData.exists("ids/evse.csv"), "shared data absent: ids/evse.csv"))
    func sharedVectors() throws {
        let rows = try SharedData.rows("ids/evse.csv")
        #expect(rows.count == 16)
        for row in rows {
            let parsed = try? EVSEID(row[0])
            // An underscore is outside the alphabet; it is kept and marked, because real identifiers carry it.
            let valid = parsed.map { !$0.hasDeviation } ?? false
            #expect(valid == (row[1] == "1"), "\(row[0])")
            if valid { #expect(parsed?.isDIN == (row[2] == "DIN"), "\(row[0])") }
        }
    }

    @Test("the operator is read from both spellings, and DIN forms get their plus")
    func parts() throws {
        #expect(try EVSEID("DE*AB7*E840*6487").operatorID == PartyID("DE*AB7"))
        #expect(try EVSEID("deab7e8406487").text == "DEAB7E8406487")
        #expect(try EVSEID("49*810*000*438").text == "+49*810*000*438")
        #expect(try EVSEID("+49*810*000*438").operatorID == nil)
    }

    @Test("every way to be wrong has its reason")
    func errors() {
        #expect(throws: DomainError(.badLength, "EVSE id")) { try EVSEID("DEAB7E") }
        let tooLong = "DE*AB7*E" + String(repeating: "1", count: 32)
        #expect(throws: DomainError(.badLength, "EVSE id")) { try EVSEID(tooLong) }
        #expect(throws: DomainError(.badFormat, "EVSE id")) { try EVSEID("DE*AB7*X123") }
        #expect(throws: DomainError(.badFormat, "EVSE id")) { try EVSEID("DE*AB7*E1-3") }
        #expect(throws: DomainError(.badFormat, "EVSE id")) { try EVSEID("DE*A-7*E1234") }
        #expect(throws: DomainError(.badFormat, "EVSE id")) { try EVSEID("+49*AB7*840*6487") }
        #expect(throws: DomainError(.unknownCountry, "EVSE id")) { try EVSEID("ZZ*TNM*E840") }
    }
}

@Suite struct IBANTests {
    static let reasons: [DomainError.Code: String] = [
        .unknownCountry: "InvalidCountryCode", .badLength: "InvalidLength", .badFormat: "InvalidStructure",
        .badCheckDigit: "InvalidChecksumDigits",
    ]

    @Test(
        "1,553 numbers agree with an independent verdict and its reason",
        .enabled(if: SharedData.exists("ids/iban.csv"), "shared data absent: ids/iban.csv"))
    func sharedVectors() throws {
        let rows = try SharedData.rows("ids/iban.csv")
        #expect(rows.count == 1553)
        for row in rows {
            var reason = ""
            do throws(DomainError) { _ = try IBAN(row[0]) } catch { reason = Self.reasons[error.code] ?? "other" }
            #expect(reason == row[2], "\(row[0])")
        }
    }

    @Test("spaces and lower case are accepted, the masked form shows country and four characters")
    func spelling() throws {
        let iban = try IBAN("nl91 abna 0417 1643 00")
        #expect(iban.text == "NL91ABNA0417164300")
        #expect(iban.country == Country(alpha2: "NL"))
        #expect(iban.masked == "NL…4300" && !iban.isAspirational)
    }

    @Test("the first failing check is named, in the order country, length, structure, checksum")
    func errors() {
        #expect(throws: DomainError(.unknownCountry, "IBAN")) { try IBAN("ZZ91ABNA041716430!") }
        #expect(throws: DomainError(.unknownCountry, "IBAN")) { try IBAN("") }
        #expect(throws: DomainError(.badLength, "IBAN")) { try IBAN("NL91ABNA041716430!1") }
        #expect(throws: DomainError(.badFormat, "IBAN")) { try IBAN("NL91ABN00417164301") }
        #expect(throws: DomainError(.badCheckDigit, "IBAN")) { try IBAN("NL91ABNA0417164301") }
    }
}

@Suite struct OtherIdentifierTests {
    @Test("a published LEI is valid and any changed digit is not")
    func lei() throws {
        let good = "5493001KJTIIGC8Y1R12"
        #expect(try LEI(good).text == good)
        #expect(try LEI(good.lowercased()).text == good)
        for place in 0..<20 {
            var bytes = Array(good.utf8)
            bytes[place] = bytes[place] == 0x31 ? 0x32 : 0x31
            #expect(throws: DomainError(.badCheckDigit, "LEI")) { try LEI(String(decoding: bytes, as: UTF8.self)) }
        }
        #expect(throws: DomainError(.badLength, "LEI")) { try LEI("5493001KJTIIGC8Y1R1") }
        #expect(throws: DomainError(.badFormat, "LEI")) { try LEI("5493001KJTIIGC8Y1RAB") }
        #expect(throws: DomainError(.badFormat, "LEI")) { try LEI("5493001KJTIIGC8Y-R12") }
    }

    @Test("a BIC has 8 or 11 characters and a country in places 5 and 6")
    func bic() throws {
        #expect(try BIC("deutdeff").country == Country(alpha2: "DE"))
        #expect(try BIC("DEUTDEFF500").text == "DEUTDEFF500")
        #expect(throws: DomainError(.badLength, "BIC")) { try BIC("DEUTDEFF5") }
        #expect(throws: DomainError(.badFormat, "BIC")) { try BIC("DEUTDE-F") }
        #expect(throws: DomainError(.unknownCountry, "BIC")) { try BIC("DEUTZZFF") }
    }

    @Test("a party is read from three spellings")
    func party() {
        #expect(PartyID("NL*TNM") == PartyID("nl-tnm"))
        #expect(PartyID("NLTNM")?.description == "NL*TNM")
        #expect(PartyID("NL/TNM") == nil && PartyID("N1*TNM") == nil && PartyID("NL*TN") == nil)
        #expect(PartyID("NL*ÄB") == nil)
    }

    @Test("event keys compare as OCPI does, and their shard never changes")
    func eventKey() {
        let key = EventKey(kind: .cdr, owner: PartyID("gb*cps"), id: "dnd-1")
        #expect(key.description == "cdr:GB*CPS:DND-1")
        #expect(key == EventKey(kind: .cdr, ownerCountry: "GB", ownerParty: "CPS", id: "DND-1"))
        // FNV-1a of the empty text and of "a" (Fowler, Noll, Vo: published test values).
        #expect(stableHash("") == 0xcbf2_9ce4_8422_2325)
        #expect(stableHash("a") == 0xaf63_dc4c_8601_ec8c)
        #expect((0..<1024).contains(key.shard))
        #expect(key.shard == shardOf("cdr:GB*CPS:DND-1"))
    }

    @Test("digests read and write hexadecimal text")
    func hash32() throws {
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        let hash = try #require(Hash32(hex: hex))
        #expect(hash.hex == hex && Hash32(hash.bytes) == hash && hash.description == "sha256:\(hex)")
        #expect(Hash32(hex: hex.uppercased()) == hash && Hash32(hex: "zz") == nil)
        #expect(Hash32(hex: String(repeating: "g", count: 64)) == nil && Hash32([1, 2]) == nil)
        #expect(Hash32.zero < hash)
        // Bytes that do not lie in one piece give the same words.
        #expect(Hash32(hash.bytes.reversed().reversed()) == hash && Hash32(hash.bytes.lazy.map { $0 }) == hash)
    }
}
