extension BundledTables {
    /// sanctions-lists/names/particles.txt without its comments; written by scripts/embed-tables.py.
    static let particles = """
        particle: al el il ul ur ud as ash az ad ar an at ath adh bin ben ibn bint binti ould oul wuld walad de del \
        dela la las los le les du da das do dos di della dello delle von van der den ter ten te zu zum zur af av y e \
        and i of the na ap o oglu ogly oghlu ogli kyzy qizi gizi uulu zade ep st san santa
        title: mr mrs ms miss dr prof professor sheikh shaikh shaykh sheik cheikh sheikhi haji hajji hadji haj hajj \
        al-haj mullah molla mulla maulavi maulawi mawlawi molvi moulvi mawlana maulana maulavi qari ustad hafiz alhaj \
        alhaji general gen major maj colonel col lieutenant lt captain capt brigadier brig sergeant sgt admiral \
        marshal president minister senator sir lord lady dame baron count prince princess king queen emir amir imam \
        ayatollah hojatoleslam hojjatoleslam hodjatoleslam sayyid sayed seyed seyyed sayyed syed said-title sardar \
        engineer eng ing judge justice rev father fr bishop commander cdr comandante doctor herr frau don dona dona \
        senor senora sr sra monsieur madame mme signor signora pan pani gospodin gospozha gospodar г-н др \
        general-lieutenant генерал полковник майор jr junior senior ii iii iv esq phd md deputy chief former vice \
        chairman akhund akhundzada agha maualvi alim hojat shri smt dato datuk tan sri haj-title
        kunya: abu abou abi aba umm oum um
        """
}
