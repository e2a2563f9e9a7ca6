extension BundledTables {
    /// sanctions-lists/names/business-words.txt without its comments, part 5 of 5; written by scripts/embed-tables.py.
    static let businessWordsPart5 = """
        station: station stations станция stantsiya estacion estacao bahnhof istasyon istasyonu stazione istgah \
        ایستگاه dianzhan stacja stantsia stantsiia stantsii stantsiy stantsy stantsij
        town: village поселок derevnya деревня aldea dorf koy villaggio deh roosta روستا قرية
        university: danishgah daneshgahe universiteti univerza
        space: fadha fazaei فضایی الفضاء vesmir kosmiczny urkutatas svemirski avaruus rymd διαστημα angkasa ujyu uchu \
        космічний
        telecom2: ittisalat etisalat اتصالات الاتصالات ertebatat ارتباطات
        importexport: importexport
        researchinstitute: researchinstitute
        supplychain: supplychain
        realestate: realestate
        electricappliance: electricappliance
        naturalgas: naturalgas
        chemicalindustry: chemicalindustry
        aquaticproducts: aquaticproducts
        academyofsciences: academyofsciences
        researchcenter: researchcenter
        chamberofcommerce: chamberofcommerce
        aviationindustry: aviationindustry
        aerospacescience: aerospacescience
        heavyindustry: heavyindustry
        heavymachinery: heavymachinery
        autoparts: autoparts
        railtransit: railtransit
        freightforwarding: freightforwarding
        portaffairs: portaffairs
        environmentalprotection: environmentalprotection
        newenergy: newenergy
        newmaterials: newmaterials
        carbonfiber: carbonfiber
        rareearth: rareearth
        steelpipe: steelpipe
        integratedcircuit: integratedcircuit
        cloudcomputing: cloudcomputing
        bigdata: bigdata
        artificialintelligence: artificialintelligence
        ecommerce: ecommerce
        departmentstore: departmentstore
        foreigntrade: foreigntrade
        stateowned: stateowned
        eastasia: eastasia
        """
}
