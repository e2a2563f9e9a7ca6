/// A country or territory of ISO 3166-1, held as its alpha-2 code. `XK` (Kosovo, user-assigned) is included because
/// IBANs and VAT forms use it; `UK` is not a country (`GB` is).
package struct Country: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Two capital letters packed big-endian, so that order is alphabetical.
    package let packed: UInt32

    /// Nil unless the two letters (any case) are a code of ISO 3166-1.
    package init?(alpha2: some StringProtocol) { self.init(utf8Alpha2: alpha2.utf8) }

    package init?(utf8Alpha2 code: some Collection<UInt8>) {
        guard let packed = pack(code, count: 2), Country.alpha3ByAlpha2[packed] != nil else { return nil }
        self.packed = packed
    }

    /// From the three-letter code that OCPI locations use (`DEU`).
    package init?(alpha3: some StringProtocol) { self.init(utf8Alpha3: alpha3.utf8) }

    package init?(utf8Alpha3 code: some Collection<UInt8>) {
        guard let packed = pack(code, count: 3), let alpha2 = Country.alpha2ByAlpha3[packed] else { return nil }
        self.packed = alpha2
    }

    package var alpha2: String { unpack(packed, count: 2) }
    package var alpha3: String { unpack(Country.alpha3ByAlpha2[packed] ?? 0, count: 3) }
    package var description: String { alpha2 }

    package static func < (left: Country, right: Country) -> Bool { left.packed < right.packed }

    /// All countries in order of alpha-2 code.
    package static var all: [Country] { alpha3ByAlpha2.keys.sorted().map(Country.init(packed:)) }

    private init(packed: UInt32) { self.packed = packed }

    private static let alpha3ByAlpha2: [UInt32: UInt32] = {
        var table: [UInt32: UInt32] = [:]
        for pair in countryCodes.split(separator: " ") {
            if let two = pack(pair.utf8.prefix(2), count: 2), let three = pack(pair.utf8.dropFirst(2), count: 3) {
                table[two] = three
            }
        }
        return table
    }()

    private static let alpha2ByAlpha3: [UInt32: UInt32] = {
        Dictionary(alpha3ByAlpha2.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    }()
}

/// ISO 3166-1: alpha-2 and alpha-3 code of each country.
private let countryCodes = """
    ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE \
    BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS \
    BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN \
    COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST \
    EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF \
    GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD \
    HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM \
    JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA \
    LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD \
    MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM \
    NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG \
    PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA \
    SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD \
    STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON \
    TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR \
    VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE
    """
