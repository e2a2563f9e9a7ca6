extension BundledTables {
    /// sanctions-lists/names/business-words.txt without its comments, part 3 of 3; written by scripts/embed-tables.py.
    static let businessWordsPart3 = """
        source: изделие изделия izdeliya produkte urunler prodotti mahsulat محصولات منتجات chanpin wyroby
        part: part parts component components spare запчасти деталь детали komplekt комплектующие компоненты \
        komponenty zapchasti detali repuestos componentes autopartes pecas ersatzteile bauteile komponenten yedek \
        parca pieces composants ricambi componenti ghataat قطعات قطع lingjian lingbujian czesci запчастини
        module: module modules модуль модули modul moduli modulos modulen
        unit2: device devices устройство ustroistvo dispositivos geraete geräte cihaz cihazlari appareils dispositivi \
        dastgah دستگاه اجهزة zhuangzhi urzadzenia прилад appliances
        complex: complex комплекс kompleks complejo complexo komplex kompleksi mojtama مجتمع مجمع مجتمعات
        estate: park parks парк parque parques parc parco پارک yuanqu technopark технопарк tekhnopark zone zones зона \
        zona mintaqa منطقة منطقه kaifaqu
        site: field fields месторождение mestorozhdenie yacimiento yacimientos feld gisement giacimento meydan میدان \
        حقل youtian
        station: station stations станция stantsiya estacion estacao bahnhof istasyon istasyonu stazione istgah \
        ایستگاه dianzhan stacja
        town: village поселок derevnya деревня aldea dorf koy villaggio deh roosta روستا قرية
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
