extension BundledTables {
    /// sanctions-lists/names/business-words.txt without its comments, part 5 of 5; written by scripts/embed-tables.py.
    static let businessWordsPart5 = """
        domestic: domestic internal внутренний vnutrennii interior interno interieur dakheli داخلی داخلية vnutrennyy \
        vnutrennyi vnutrenny vnutrennyj vnutrennaya vnutrennaia vnutrennaja vnutrennoe vnutrennoye vnutrennoje \
        vnutrennye vnutrennogo vnutrennoy vnutrennoi vnutrennykh vnutrenno للداخلية والداخلية
        investment2: венчурный venchurnyi risco risikokapital girisim venchurny venchurnyj venchurnaya venchurnaia \
        venchurnaja venchurnoe venchurnoye venchurnoje venchurnye venchurnogo venchurnoy venchurnoi venchurnykh \
        venchurno
        holding: kholdingovaya холдинговая holdingi holdinggesellschaft kontrolnaya سرمایه‌گذاری konggu kholdingovyy \
        kholdingovyi kholdingovy kholdingovyj kholdingovaia kholdingovaja kholdingovoe kholdingovoye kholdingovoje \
        kholdingovye kholdingovogo kholdingovoy kholdingovoi kholdingovykh kholdingovo
        resource: resource resources ресурс ресурсы resurs resursy recursos ressourcen kaynak kaynaklar ressources \
        risorse manabe منابع موارد ziyuan zasoby resursa resursov للمنابع والمنابع للموارد والموارد
        source: изделие изделия izdeliya produkte urunler prodotti mahsulat محصولات منتجات chanpin wyroby izdelia \
        izdeliia izdelii izdeliy izdely izdelij للمحصولات والمحصولات للمنتجات والمنتجات
        part: part parts component components spare запчасти деталь детали komplekt комплектующие компоненты \
        komponenty zapchasti detali repuestos componentes autopartes pecas ersatzteile bauteile komponenten yedek \
        parca pieces composants ricambi componenti ghataat قطعات قطع lingjian lingbujian czesci запчастини للقطعات \
        والقطعات
        module: module modules модуль модули modul moduli modulos modulen
        unit2: device devices устройство ustroistvo dispositivos geraete geräte cihaz cihazlari appareils dispositivi \
        dastgah دستگاه اجهزة zhuangzhi urzadzenia прилад appliances ustroystva ustroystv prilada prilady priladov \
        للاجهزة والاجهزة
        complex: complex комплекс kompleks complejo complexo komplex kompleksi mojtama مجتمع مجمع مجتمعات kompleksa \
        kompleksy kompleksov للمجتمع والمجتمع للمجمع والمجمع للمجتمعات والمجتمعات
        estate: park parks парк parque parques parc parco پارک yuanqu technopark технопарк tekhnopark zone zones зона \
        zona mintaqa منطقة منطقه kaifaqu للمنطقة والمنطقة للمنطقه والمنطقه
        site: field fields месторождение mestorozhdenie yacimiento yacimientos feld gisement giacimento meydan میدان \
        حقل youtian mestorozhdeniye mestorozhdeniya mestorozhdenia mestorozhdeniia mestorozhdeniy mestorozhdenii \
        mestorozhdeny mestorozhdenij
        station: station stations станция stantsiya estacion estacao bahnhof istasyon istasyonu stazione istgah \
        ایستگاه dianzhan stacja stantsia stantsiia stantsii stantsiy stantsy stantsij
        town: village поселок derevnya деревня aldea dorf koy villaggio deh roosta روستا قرية للروستا والروستا للقرية \
        والقرية
        university: danishgah daneshgahe universiteti univerza
        space: fadha fazaei فضایی الفضاء vesmir kosmiczny urkutatas svemirski avaruus rymd διαστημα angkasa ujyu uchu \
        космічний للفضاء والفضاء
        telecom2: ittisalat etisalat اتصالات الاتصالات ertebatat ارتباطات للاتصالات والاتصالات للارتباطات والارتباطات
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
