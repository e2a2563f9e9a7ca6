extension BundledTables {
    /// sanctions-lists/names/business-words.txt without its comments, part 3 of 5; written by scripts/embed-tables.py.
    static let businessWordsPart3 = """
        meat: meat мясо мясной myaso myasnoi myasokombinat мясокомбинат carne carnes fleisch viande viandes carni \
        gosht گوشت miesne myasnyy myasnyi myasny myasnyj myasnaya myasnaia myasnaja myasnoe myasnoye myasnoje myasnye \
        myasnogo myasnykh myasno myasokombinata myasokombinaty myasokombinatov
        fish: fish fishery fisheries fishing seafood рыба рыбный рыболовный рыбопромышленный ryba rybnyi rybolovnyi \
        pesca pescados pesquera pesqueira fisch fischerei balik balikcilik peche poisson pesce shilat شیلات ماهی yuye \
        ryby рибний rybny rybnyj rybnaya rybnaia rybnaja rybnoe rybnoye rybnoje rybnye rybnogo rybnoy rybnoi rybnykh \
        rybno rybolovny rybolovnyj rybolovnaya rybolovnaia rybolovnaja rybolovnoe rybolovnoye rybolovnoje rybolovnye \
        rybolovnogo rybolovnoy rybolovnoi rybolovnykh rybolovno rybopromyshlennyi rybopromyshlenny rybopromyshlennyj \
        rybopromyshlennaya rybopromyshlennaia rybopromyshlennaja rybopromyshlennoe rybopromyshlennoye \
        rybopromyshlennoje rybopromyshlennye rybopromyshlennogo rybopromyshlennoy rybopromyshlennoi \
        rybopromyshlennykh rybopromyshlenno ribnyy ribnyi ribny ribnyj ribnaya ribnaia ribnaja ribnoe ribnoye ribnoje \
        ribnye ribnogo ribnoy ribnoi ribnykh ribno
        grain: grain зерно зерновой zerno zernovoi granos getreide tahil cereales cereali ghalleh غله liangshi zboze \
        хлебопродукт elevator элеватор zernovyy zernovyi zernovy zernovyj zernovaya zernovaia zernovaja zernovoe \
        zernovoye zernovoje zernovye zernovogo zernovykh zernovo khleboprodukta khleboprodukty khleboproduktov \
        elevatora elevatory elevatorov
        sugar: sugar сахар сахарный sakhar sakharnyi azucar azucarera ingenio acucar zucker seker sucre zucchero \
        ghand qand شکر سكر cukier цукор sakhara sakhary sakharov sakharny sakharnyj sakharnaya sakharnaia sakharnaja \
        sakharnoe sakharnoye sakharnoje sakharnye sakharnogo sakharnoy sakharnoi sakharnykh sakharno tsukora tsukory \
        tsukorov
        tea: tea чай چای
        coffee: coffee кофе kofe kaffee kahve café caffè cafetera cafetero قهوه للقهوه والقهوه
        tobacco: tobacco табак табачный tabak tabachnyi tabaco tabacalera tutun tabac dokhaniyat دخانیات cigarette \
        cigarettes yancao tyton tabachny tabachnyj tabachnaya tabachnaia tabachnaja tabachnoe tabachnoye tabachnoje \
        tabachnye tabachnogo tabachnoy tabachnoi tabachnykh tabachno
        wine: wine wines winery вино винодельческий винный vino vinnyi vinos vinicola vinhos wein weingut \
        weinkellerei sarap vins vini cantina bodega bodegas vinodelcheskii vinodelchesky vinodelcheskij \
        vinodelcheskaya vinodelcheskaia vinodelcheskaja vinodelcheskoe vinodelcheskoye vinodelcheskoje vinodelcheskie \
        vinodelcheskiye vinodelcheskogo vinodelcheskoy vinodelcheskoi vinodelcheskikh vinodelchesko vinnyj vinnaya \
        vinnaia vinnaja vinnoe vinnoye vinnoje vinnye vinnogo vinnoy vinnoi vinnykh vinno
        beer: beer brewery breweries brewing пиво пивоваренный пивоварня pivo pivovarennyi cerveza cerveceria \
        cervejaria bier brauerei bira biracilik brasserie birra birrificio browar pivovarenny pivovarennyj \
        pivovarennaya pivovarennaia pivovarennaja pivovarennoe pivovarennoye pivovarennoje pivovarennye pivovarennogo \
        pivovarennoy pivovarennoi pivovarennykh pivovarenno
        beverage: beverage beverages drink drinks напитки napitki bebidas getranke getraenke icecek boissons bevande \
        nushabeh yinliao napoje spirit spirits distillery водка vodka likerovodochnyi ликероводочный likerovodochny \
        likerovodochnyj likerovodochnaya likerovodochnaia likerovodochnaja likerovodochnoe likerovodochnoye \
        likerovodochnoje likerovodochnye likerovodochnogo likerovodochnoy likerovodochnoi likerovodochnykh \
        likerovodochno
        fruit: fruit fruits vegetables фрукты овощи frukty ovoshchi frutas verduras obst gemuse meyve sebze fruta \
        mive میوه shuiguo owoce
        flower: flower flowers цветы tsvety flores blumen cicek fleurs fiori
        seed: seed seeds семена semena semillas sementes saatgut tohum semences sementi bazr بذر nasiona
        fertilizer: fertilizer fertilizers fertiliser удобрения удобрений минудобрения udobreniya udobrenii \
        fertilizantes dunger duenger gubre engrais fertilizzanti kood کود اسمدة huafei nawozy добрива udobrenia \
        udobreniia udobreny udobrenij udobrenyy udobrenyi udobrenyj udobrenaya udobrenaia udobrenaja udobrenoe \
        udobrenoye udobrenoje udobrenye udobrenogo udobrenoy udobrenoi udobrenykh udobreno minudobrenia minudobreniia \
        minudobrenii minudobreniy minudobreny minudobrenij للاسمدة والاسمدة
        livestock: livestock cattle poultry птицефабрика животноводческий ptitsefabrika zhivotnovodcheskii ganaderia \
        ganadera avicola pecuaria geflugel hayvancilik tavukculuk elevage damparvari دامپروری morghdari مرغداری drob \
        ptitsefabriki zhivotnovodchesky zhivotnovodcheskij zhivotnovodcheskaya zhivotnovodcheskaia \
        zhivotnovodcheskaja zhivotnovodcheskoe zhivotnovodcheskoye zhivotnovodcheskoje zhivotnovodcheskie \
        zhivotnovodcheskiye zhivotnovodcheskogo zhivotnovodcheskoy zhivotnovodcheskoi zhivotnovodcheskikh \
        zhivotnovodchesko
        pasture: plantation plantations плантация hacienda finca fazenda ranch rancho хозяйство khozyaistvo \
        plantatsia plantatsiia plantatsii plantatsiy plantatsy plantatsij khozyaystva khozyaystv
        leather: leather кожа кожевенный kozhevennyi cuero couro leder deri cuir pelle pelletteria charm چرم جلود \
        skory kozhevenny kozhevennyj kozhevennaya kozhevennaia kozhevennaja kozhevennoe kozhevennoye kozhevennoje \
        kozhevennye kozhevennogo kozhevennoy kozhevennoi kozhevennykh kozhevenno للجلود والجلود
        shoes: shoe shoes footwear обувь обувной obuv obuvnoi zapatos calzado calcados schuhe schuhfabrik ayakkabi \
        chaussures calzature kafsh کفش احذية xieye obuwie взуття obuvnyy obuvnyi obuvny obuvnyj obuvnaya obuvnaia \
        obuvnaja obuvnoe obuvnoye obuvnoje obuvnye obuvnogo obuvnykh obuvno للاحذية والاحذية
        carpet: carpet carpets ковер ковры kover kovry alfombras teppich teppiche hali tapis tappeti farsh فرش سجاد \
        ditan dywany kovera kovery koverov للسجاد والسجاد
        furniture: furniture мебель мебельный мебельная mebel mebelnyi muebles moveis mobel moebel mobilya meubles \
        mobili meubelen mobelman مبل اثاث أثاث jiaju meble меблі mebelny mebelnyj mebelnaia mebelnaja mebelnoe \
        mebelnoye mebelnoje mebelnye mebelnogo mebelnoy mebelnoi mebelnykh mebelno للاثاث والاثاث للأثاث والأثاث
        printing: printing printer printers print полиграфия типография поліграфія poligrafiya tipografiya imprenta \
        impresos grafica grafico druck druckerei matbaa matbaacilik imprimerie chap چاپ مطبعة yinshua drukarnia \
        packaging упаковка upakovka embalajes embalagens verpackung ambalaj emballage imballaggi بسته opakowania \
        poligrafia poligrafiia poligrafii poligrafiy poligrafy poligrafij tipografia tipografiia tipografii \
        tipografiy tipografy tipografij للمطبعة والمطبعة للبسته والبسته
        book: book books книга книжный kniga knizhnyi libros libro livraria buch buchhandlung kitap livres librairie \
        libri ketab کتاب كتاب ksiazka knizhny knizhnyj knizhnaya knizhnaia knizhnaja knizhnoe knizhnoye knizhnoje \
        knizhnye knizhnogo knizhnoy knizhnoi knizhnykh knizhno للكتاب والكتاب
        film: film films cinema movie movies кино киностудия фильм kino kinostudiya cine peliculas filmes studio \
        studios студия studiya dianying kinostudia kinostudiia kinostudii kinostudiy kinostudy kinostudij filma filmy \
        filmov studia studiia studii studiy study studij
        music: music музыка muzyka musica musik muzik musique موسیقی yinyue
        art: art arts искусство iskusstvo arte kunst sanat gallery galerie galeria galleria галерея galereya هنر \
        honar meishu iskusstva iskusstv
        architecture: architecture architects architect architectural архитектура архитектурный arkhitektura \
        arquitectura arquitectos arquitetura architektur mimarlik architetti arkhitekturnyi arkhitekturny \
        arkhitekturnyj arkhitekturnaya arkhitekturnaia arkhitekturnaja arkhitekturnoe arkhitekturnoye arkhitekturnoje \
        arkhitekturnye arkhitekturnogo arkhitekturnoy arkhitekturnoi arkhitekturnykh arkhitekturno
        survey: survey surveying surveyors inspection изыскания izyskaniya inspeccion inspecao prufung inspektion \
        bazresi بازرسی muayene ekspertiza экспертиза izyskania izyskaniia izyskanii izyskaniy izyskany izyskanij
        certification: certification certificate сертификация sertifikatsiya certificacion zertifizierung \
        belgelendirme sertifikatsia sertifikatsiia sertifikatsii sertifikatsiy sertifikatsy sertifikatsij
        testing: testing test tests испытания испытательный ispytaniya ispytatelnyi ensayos pruefung azmayesh آزمایش \
        ispytania ispytaniia ispytanii ispytaniy ispytany ispytanij ispytatelny ispytatelnyj ispytatelnaya \
        ispytatelnaia ispytatelnaja ispytatelnoe ispytatelnoye ispytatelnoje ispytatelnye ispytatelnogo ispytatelnoy \
        ispytatelnoi ispytatelnykh ispytatelno
        quality: quality качество kachestvo calidad qualidade qualitat kalite qualite qualita keyfiyat کیفیت \
        kachestva kachestv
        standard: standard standards стандарт стандарты standart normas norma standarta standartov
        law: law legal lawyers юридический юридическая yuridicheskii yuridicheskaya abogados derecho advogados recht \
        rechtsanwalte rechtsanwaelte kanzlei hukuk avukatlik avocats droit avvocati hoghugh حقوقی محاماة lvshi \
        kancelaria attorneys solicitors адвокатский адвокатское advokatskoe yuridichesky yuridicheskij yuridicheskaia \
        yuridicheskaja yuridicheskoe yuridicheskoye yuridicheskoje yuridicheskie yuridicheskiye yuridicheskogo \
        yuridicheskoy yuridicheskoi yuridicheskikh yuridichesko advokatskii advokatsky advokatskij advokatskaya \
        advokatskaia advokatskaja advokatskoye advokatskoje advokatskie advokatskiye advokatskogo advokatskoy \
        advokatskoi advokatskikh advokatsko للمحاماة والمحاماة
        court: court tribunal суд corte gericht mahkeme دادگاه محكمة fayuan للمحكمة والمحكمة
        police: police полиция politsiya policia polizei gendarmerie polizia شرطة milicja политсия поліція милиция \
        militsiya politsia politsiia politsii politsiy politsy politsij militsia militsiia militsii militsiy militsy \
        militsij للشرطة والشرطة
        prison: prison prisons тюрьма исправительная исправительное ispravitelnaya tyurma prision carcel gefangnis \
        hapishane cezaevi زندان zendan سجن ispravitelnyy ispravitelnyi ispravitelny ispravitelnyj ispravitelnaia \
        ispravitelnaja ispravitelnoye ispravitelnoje ispravitelnye ispravitelnogo ispravitelnoy ispravitelnoi \
        ispravitelnykh ispravitelno للزندان والزندان
        customs: customs таможня таможенный tamozhnya tamozhennyi aduana aduanas alfandega zoll gumruk douane douanes \
        dogana gomrok گمرک جمارك haiguan митниця tamozhenny tamozhennyj tamozhennaya tamozhennaia tamozhennaja \
        tamozhennoe tamozhennoye tamozhennoje tamozhennye tamozhennogo tamozhennoy tamozhennoi tamozhennykh \
        tamozhenno للجمارك والجمارك
        border: border frontier граница пограничный pogranichnyi frontera grenze frontiere marz مرز pogranichny \
        pogranichnyj pogranichnaya pogranichnaia pogranichnaja pogranichnoe pogranichnoye pogranichnoje pogranichnye \
        pogranichnogo pogranichnoy pogranichnoi pogranichnykh pogranichno
        tax: tax taxes taxation налог налоговый nalogovaya nalogovyi impuestos imposto steuer vergi impot maliyat \
        مالیات ضرائب shuiwu nalogovy nalogovyj nalogovaia nalogovaja nalogovoe nalogovoye nalogovoje nalogovye \
        nalogovogo nalogovoy nalogovoi nalogovykh nalogovo للضرائب والضرائب
        audit: audit auditing auditors аудит аудиторский auditoria wirtschaftsprufung denetim hesabrasi حسابرسی تدقيق \
        shenji audita audity auditov auditorskii auditorsky auditorskij auditorskaya auditorskaia auditorskaja \
        auditorskoe auditorskoye auditorskoje auditorskie auditorskiye auditorskogo auditorskoy auditorskoi \
        auditorskikh auditorsko للتدقيق والتدقيق
        accounting: accounting accountants бухгалтерский бухгалтерия bukhgalterskii contabilidad contabilidade \
        buchhaltung muhasebe comptabilite contabilita hesabdari حسابداری محاسبة kuaiji bukhgaltersky bukhgalterskij \
        bukhgalterskaya bukhgalterskaia bukhgalterskaja bukhgalterskoe bukhgalterskoye bukhgalterskoje bukhgalterskie \
        bukhgalterskiye bukhgalterskogo bukhgalterskoy bukhgalterskoi bukhgalterskikh bukhgaltersko bukhgalteria \
        bukhgalteriia bukhgalterii bukhgalteriy bukhgaltery bukhgalterij للمحاسبة والمحاسبة
        broker: broker brokers brokerage брокер брокерский брокерская brokerskii corredor corredores corretora makler \
        aracilik courtage courtier kargozari کارگزاری وساطة jingji maklerski брокерська brokera brokery brokerov \
        brokersky brokerskij brokerskaia brokerskaja brokerskoe brokerskoye brokerskoje brokerskie brokerskiye \
        brokerskogo brokerskoy brokerskoi brokerskikh brokersko للوساطة والوساطة
        stockexchange: stocks фондовый фондовая fondovyi fondovaya wertpapier menkul degerler valores bourse boors \
        بورس zhengquan gielda fondovy fondovyj fondovaia fondovaja fondovoe fondovoye fondovoje fondovye fondovogo \
        fondovoy fondovoi fondovykh fondovo للبورس والبورس
        asset: asset assets актив активы активов aktivy activos ativos vermogen vermoegen varlik actifs attivi darayi \
        دارایی zichan aktywa wealth aktiva
        pension: pension pensions retirement пенсионный pensionnyi pensiones previdencia rente emeklilik retraite \
        pensione bazneshastegi بازنشستگی pensionny pensionnyj pensionnaya pensionnaia pensionnaja pensionnoe \
        pensionnoye pensionnoje pensionnye pensionnogo pensionnoy pensionnoi pensionnykh pensionno
        mortgage: mortgage mortgages ипотека ипотечный ipoteka ipotechnyi hipotecario hipoteca hypothek hypotheken \
        hypothekenbank ipotek رهنی ipotechny ipotechnyj ipotechnaya ipotechnaia ipotechnaja ipotechnoe ipotechnoye \
        ipotechnoje ipotechnye ipotechnogo ipotechnoy ipotechnoi ipotechnykh ipotechno
        microfinance: microfinance микрофинансовый микрофинансовая mikrofinansovaya microfinanzas microfinancas \
        mikrofinans microcredit mikrofinansovyi mikrofinansovy mikrofinansovyj mikrofinansovaia mikrofinansovaja \
        mikrofinansovoe mikrofinansovoye mikrofinansovoje mikrofinansovye mikrofinansovogo mikrofinansovoy \
        mikrofinansovoi mikrofinansovykh mikrofinansovo
        reinsurance: reinsurance перестрахование перестраховочная perestrakhovanie reaseguros ressegura resseguros \
        ruckversicherung rueckversicherung reasurans reassurance riassicurazione اتکایی reasekuracja \
        perestrakhovaniye perestrakhovaniya perestrakhovania perestrakhovaniia perestrakhovaniy perestrakhovanii \
        perestrakhovany perestrakhovanij perestrakhovochnyy perestrakhovochnyi perestrakhovochny perestrakhovochnyj \
        perestrakhovochnaia perestrakhovochnaja perestrakhovochnoe perestrakhovochnoye perestrakhovochnoje \
        perestrakhovochnye perestrakhovochnogo perestrakhovochnoy perestrakhovochnoi perestrakhovochnykh \
        perestrakhovochno
        payment: payment payments платеж платежный платежи platezhnyi pagos pagamentos zahlung odeme paiement \
        paiements pagamenti pardakht پرداخت دفع zhifu platezhny platezhnyj platezhnaya platezhnaia platezhnaja \
        platezhnoe platezhnoye platezhnoje platezhnye platezhnogo platezhnoy platezhnoi platezhnykh platezhno
        currency: currency currencies forex валюта валютный valyuta valyutnyi divisas cambio cambios waehrung doviz \
        devises valuta ارز valyutny valyutnyj valyutnaya valyutnaia valyutnaja valyutnoe valyutnoye valyutnoje \
        valyutnye valyutnogo valyutnoy valyutnoi valyutnykh valyutno
        crypto: crypto blockchain bitcoin крипто kripto
        charity: charity charitable charities relief благотворительный благотворительность blagotvoritelnyi \
        blagotvoritelnost caridad beneficencia caritativa caridade wohltatigkeit wohlfahrt hilfswerk \
        hilfsorganisation yardim hayir bienfaisance charite beneficenza kheyrieh kheirieh kheyriyeh خیریه خيرية \
        khayriya khayriyya khairiya khayria خير اغاثة إغاثة ighatha cishan dobroczynny благодійний милосердие \
        blagotvoritelny blagotvoritelnyj blagotvoritelnaya blagotvoritelnaia blagotvoritelnaja blagotvoritelnoe \
        blagotvoritelnoye blagotvoritelnoje blagotvoritelnye blagotvoritelnogo blagotvoritelnoy blagotvoritelnoi \
        blagotvoritelnykh blagotvoritelno blagotvoritelnosti للخيرية والخيرية للاغاثة والاغاثة للإغاثة والإغاثة
        humanitarian: humanitarian гуманитарный gumanitarnyi humanitario humanitaria humanitar insani humanitaire \
        umanitario انسانية insaniya rendao gumanitarny gumanitarnyj gumanitarnaya gumanitarnaia gumanitarnaja \
        gumanitarnoe gumanitarnoye gumanitarnoje gumanitarnye gumanitarnogo gumanitarnoy gumanitarnoi gumanitarnykh \
        gumanitarno للانسانية والانسانية
        waqf: waqf wakf awqaf oqaf owqaf اوقاف أوقاف وقف vaqf للاوقاف والاوقاف للأوقاف والأوقاف
        mosque: mosque mosques мечеть mechet masjid masjed مسجد cami camii mezquita moschee moschea للمسجد والمسجد
        church: church churches церковь церковный tserkov iglesia igreja kirche kilise eglise chiesa کلیسا كنيسة \
        tserkovnyi tserkovny tserkovnyj tserkovnaya tserkovnaia tserkovnaja tserkovnoe tserkovnoye tserkovnoje \
        tserkovnye tserkovnogo tserkovnoy tserkovnoi tserkovnykh tserkovno للكنيسة والكنيسة
        temple: temple temples храм khram templo tempel tapinak khrama khramy khramov
        cultural: cultural culture культура культурный kultura kulturnyi kulturnaya cultura kultur kulturel farhangi \
        فرهنگی ثقافية thaqafiya wenhua kulturalny kulturny kulturnyj kulturnaia kulturnaja kulturnoe kulturnoye \
        kulturnoje kulturnye kulturnogo kulturnoy kulturnoi kulturnykh kulturno للثقافية والثقافية
        social: social социальный социальная sotsialnyi sotsialnaya sozial sosyal sociale ejtemaee ejtemai اجتماعی \
        اجتماعية shehui sotsialny sotsialnyj sotsialnaia sotsialnaja sotsialnoe sotsialnoye sotsialnoje sotsialnye \
        sotsialnogo sotsialnoy sotsialnoi sotsialnykh sotsialno للاجتماعية والاجتماعية
        welfare: welfare благосостояние bienestar bemestar refah behzisti بهزیستی رفاه للرفاه والرفاه
        veterans: veteran veterans ветеран ветераны ветеранов veterany veteranov veteranos veteranen gaziler janbazan \
        جانبازان veterana للجانبازان والجانبازان
        martyr: martyr martyrs shohada شهدا شهداء shuhada للشهدا والشهدا للشهداء والشهداء
        women: women woman женщина женский zhenskii mujer mujeres mulheres frauen kadin kadinlar femmes donne zanan \
        زنان نسائية zhensky zhenskij zhenskaya zhenskaia zhenskaja zhenskoe zhenskoye zhenskoje zhenskie zhenskiye \
        zhenskogo zhenskoy zhenskoi zhenskikh zhensko للزنان والزنان للنسائية والنسائية
        children: children child kids детский дети detskii deti ninos criancas kinder cocuk enfants bambini koodak \
        کودک اطفال detsky detskij detskaya detskaia detskaja detskoe detskoye detskoje detskie detskiye detskogo \
        detskoy detskoi detskikh detsko للاطفال والاطفال
        student2: student students студент студенческий studencheskii estudiantes estudantes studenten ogrenci \
        etudiants studenti daneshjoo daneshjooyan دانشجو طلاب studenta studenty studentov studenchesky studencheskij \
        studencheskaya studencheskaia studencheskaja studencheskoe studencheskoye studencheskoje studencheskie \
        studencheskiye studencheskogo studencheskoy studencheskoi studencheskikh studenchesko للدانشجو والدانشجو \
        للطلاب والطلاب
        workers: worker workers labour labor рабочий рабочих rabochikh trabajadores trabalhadores arbeiter isci \
        travailleurs ouvriers lavoratori kargaran kargar کارگر عمال للعمال والعمال
        tradeunion: профсоюз profsoyuz sindicato sindicatos gewerkschaft sendika syndicat sindacato profsoyuza \
        profsoyuzy profsoyuzov
        employers: employment personnel staffing кадры кадровый kadry rekrutacja recruiting recruitment kadrovyi \
        kadrovy kadrovyj kadrovaya kadrovaia kadrovaja kadrovoe kadrovoye kadrovoje kadrovye kadrovogo kadrovoy \
        kadrovoi kadrovykh kadrovo
        engineerscorps: cossack cossacks казак казачий казачье kazachii kazachye
        guard: ohrannoe охранное охранный охранная chop чоп wachdienst vigilancia gardiennage okhrannyi okhranny \
        okhrannyj okhrannaia okhrannaja okhrannoye okhrannoje okhrannye okhrannogo okhrannoy okhrannoi okhrannykh \
        okhranno
        intelligence: razvedyvatelnyi разведывательный ettelaat inteligencia nachrichtendienst istihbarat \
        renseignement razvedyvatelny razvedyvatelnyj razvedyvatelnaya razvedyvatelnaia razvedyvatelnaja \
        razvedyvatelnoe razvedyvatelnoye razvedyvatelnoje razvedyvatelnye razvedyvatelnogo razvedyvatelnoy \
        razvedyvatelnoi razvedyvatelnykh razvedyvatelno
        naval: naval navy вмф vmf военноморской bahriyah دریایی daryaei daryayi donanma بحرية haijun voennomorskiy \
        voennomorskii voennomorsky voennomorskij voennomorskaya voennomorskaia voennomorskaja voennomorskoe \
        voennomorskoye voennomorskoje voennomorskie voennomorskiye voennomorskogo voennomorskoi voennomorskikh \
        voennomorsko
        border2: airforce ввс vvs luftwaffe havakuvvetleri
        artillery: artillery артиллерия артиллерийский artilleriya artilleriiskii artilleria artillerie topcu \
        artilleriia artillerii artilleriy artillerij artilleriyskii artilleriysky artilleriyskij artilleriyskaya \
        artilleriyskaia artilleriyskaja artilleriyskoe artilleriyskoye artilleriyskoje artilleriyskie artilleriyskiye \
        artilleriyskogo artilleriyskoy artilleriyskoi artilleriyskikh artilleriysko
        ammunition: ammunition munitions cartridge cartridges патрон патронный боеприпасы patronnyi boepripasy \
        municiones municao munition muhimmat munizioni mohemmat مهمات ذخيرة danyao amunicja patrona patrony patronov \
        patronny patronnyj patronnaya patronnaia patronnaja patronnoe patronnoye patronnoje patronnye patronnogo \
        patronnoy patronnoi patronnykh patronno للمهمات والمهمات للذخيرة والذخيرة
        explosive: explosive explosives взрывчатый взрывчатые порох пороховой porokhovoi explosivos sprengstoff \
        patlayici explosifs esplosivi porokhovyy porokhovyi porokhovy porokhovyj porokhovaya porokhovaia porokhovaja \
        porokhovoe porokhovoye porokhovoje porokhovye porokhovogo porokhovykh porokhovo
        firearms: firearm firearms rifle стрелковое strelkovoe armas waffen silah armes armi aslahe اسلحه wuqi зброя \
        strelkovyy strelkovyi strelkovy strelkovyj strelkovaya strelkovaia strelkovaja strelkovoye strelkovoje \
        strelkovye strelkovogo strelkovoy strelkovoi strelkovykh strelkovo للاسلحه والاسلحه
        radar: radar radars радар радиолокационный radiolokatsionnyi радиолокация leida رادار radara radary radarov \
        radiolokatsionny radiolokatsionnyj radiolokatsionnaya radiolokatsionnaia radiolokatsionnaja radiolokatsionnoe \
        radiolokatsionnoye radiolokatsionnoje radiolokatsionnye radiolokatsionnogo radiolokatsionnoy \
        radiolokatsionnoi radiolokatsionnykh radiolokatsionno radiolokatsia radiolokatsiia radiolokatsii \
        radiolokatsiy radiolokatsy radiolokatsij للرادار والرادار
        radio2: radioelectronic радиоэлектроника радиоэлектронный радиотехнический radioelektronika radioelektronnyi \
        radiotekhnicheskii радиотехника radiozavod радиозавод radioelectronics радиоэлектронные radioelektroniki \
        radioelektronny radioelektronnyj radioelektronnaya radioelektronnaia radioelektronnaja radioelektronnoe \
        radioelektronnoye radioelektronnoje radioelektronnogo radioelektronnoy radioelektronnoi radioelektronnykh \
        radioelektronno radiotekhnichesky radiotekhnicheskij radiotekhnicheskaya radiotekhnicheskaia \
        radiotekhnicheskaja radiotekhnicheskoe radiotekhnicheskoye radiotekhnicheskoje radiotekhnicheskie \
        radiotekhnicheskiye radiotekhnicheskogo radiotekhnicheskoy radiotekhnicheskoi radiotekhnicheskikh \
        radiotekhnichesko radiotekhniki radiozavoda radiozavody radiozavodov
        microelectronics: microelectronics microelectronic микроэлектроника микроэлектронный mikroelektronika \
        microelectronica weidianzi semiconductor semiconductors полупроводник полупроводниковый poluprovodnik \
        halbleiter yariletken semiconducteurs semiconduttori nimehadi bandaoti mikroelektroniki mikroelektronnyi \
        mikroelektronny mikroelektronnyj mikroelektronnaya mikroelektronnaia mikroelektronnaja mikroelektronnoe \
        mikroelektronnoye mikroelektronnoje mikroelektronnye mikroelektronnogo mikroelektronnoy mikroelektronnoi \
        mikroelektronnykh mikroelektronno poluprovodnikovyi poluprovodnikovy poluprovodnikovyj poluprovodnikovaya \
        poluprovodnikovaia poluprovodnikovaja poluprovodnikovoe poluprovodnikovoye poluprovodnikovoje \
        poluprovodnikovye poluprovodnikovogo poluprovodnikovoy poluprovodnikovoi poluprovodnikovykh poluprovodnikovo
        laser: laser lasers лазер лазерный lazer lazernyi jiguang لیزر lazera lazery lazerov lazerny lazernyj \
        lazernaya lazernaia lazernaja lazernoe lazernoye lazernoje lazernye lazernogo lazernoy lazernoi lazernykh \
        lazerno
        sensor: sensor sensors датчик датчики datchik datchiki chuanganqi
        satellite: satellite satellites спутник спутниковый sputnikovyi satelit uydu satelite satellitare mahvareh \
        ماهواره قمر weixing sputnikovy sputnikovyj sputnikovaya sputnikovaia sputnikovaja sputnikovoe sputnikovoye \
        sputnikovoje sputnikovye sputnikovogo sputnikovoy sputnikovoi sputnikovykh sputnikovo للماهواره والماهواره
        navigation2: navigational навигация навигационный navigatsiya navigatsionnyi gps gnss daohang navigatsia \
        navigatsiia navigatsii navigatsiy navigatsy navigatsij navigatsionny navigatsionnyj navigatsionnaya \
        navigatsionnaia navigatsionnaja navigatsionnoe navigatsionnoye navigatsionnoje navigatsionnye navigatsionnogo \
        navigatsionnoy navigatsionnoi navigatsionnykh navigatsionno
        robot: robot robots robotics робот робототехника robototekhnika robotik robotica jiqiren روبات robota roboty \
        robotov robototekhniki للروبات والروبات
        automation: automation automatic автоматика автоматизация avtomatika avtomatizatsiya automatizacion automacao \
        automatisierung otomasyon automatisation automazione automasiyon اتوماسیون zidonghua automatyka avtomatiki \
        avtomatizatsia avtomatizatsiia avtomatizatsii avtomatizatsiy avtomatizatsy avtomatizatsij
        control: control controls kontrol kontrole steuerung regelung controllo kontroll
        measuring: measuring measurement measurements metering измерительный измерения izmeritelnyi medicion mess \
        messtechnik olcum mesure misura izmeritelny izmeritelnyj izmeritelnaya izmeritelnaia izmeritelnaja \
        izmeritelnoe izmeritelnoye izmeritelnoje izmeritelnye izmeritelnogo izmeritelnoy izmeritelnoi izmeritelnykh \
        izmeritelno izmerenia izmereniia izmerenii izmereniy izmereny izmerenij
        tool: tool tools инструмент инструментальный instrumentalnyi instrumenty herramientas ferramentas werkzeug \
        werkzeuge takim alet outils utensili abzar ابزار gongju narzedzia instrumenta instrumentov instrumentalny \
        instrumentalnyj instrumentalnaya instrumentalnaia instrumentalnaja instrumentalnoe instrumentalnoye \
        instrumentalnoje instrumentalnye instrumentalnogo instrumentalnoy instrumentalnoi instrumentalnykh \
        instrumentalno للابزار والابزار
        welding: welding сварка сварочный svarka svarochnyi soldadura schweiss soudure saldatura joosh جوش hanjie \
        svarochny svarochnyj svarochnaya svarochnaia svarochnaja svarochnoe svarochnoye svarochnoje svarochnye \
        svarochnogo svarochnoy svarochnoi svarochnykh svarochno
        foundry: foundry casting литейный литье liteinyi fundicion fundicao giesserei dokum fonderie fonderia \
        rikhtegari ریخته‌گری zhuzao odlewnia forge forging кузнечный kuznechnyi liteynyi liteyny liteynyj liteynaya \
        liteynaia liteynaja liteynoe liteynoye liteynoje liteynye liteynogo liteynoy liteynoi liteynykh liteyno \
        kuznechny kuznechnyj kuznechnaya kuznechnaia kuznechnaja kuznechnoe kuznechnoye kuznechnoje kuznechnye \
        kuznechnogo kuznechnoy kuznechnoi kuznechnykh kuznechno
        bearing2: gear gears редуктор reduktor engranajes getriebe disli engrenages ingranaggi charkhdandeh dendeh \
        reduktora reduktory reduktorov
        spring: пружина pruzhina federn
        machinetool: machinetool machinetools станок станки станкостроение stankostroenie werkzeugmaschinen jichuang \
        obrabiarki дашинс stankostroeniye stankostroeniya stankostroenia stankostroeniia stankostroeniy \
        stankostroenii stankostroeny stankostroenij dashinsa dashinsy dashinsov
        crane: crane cranes lifting кран крановый kranovyi grua gruas guindastes vinc grue jarsaghil جرثقیل dźwigi \
        krana krany kranov kranovy kranovyj kranovaya kranovaia kranovaja kranovoe kranovoye kranovoje kranovye \
        kranovogo kranovoy kranovoi kranovykh kranovo
        elevator: lift lifts лифт лифты elevadores ascensores aufzug asansor ascenseurs ascensori آسانسور dianti \
        lifta liftov للآسانسور والآسانسور
        dredging: dredging dredge dragados dragagem дноуглубительный dnouglubitelnyi layrobi لایروبی dnouglubitelny \
        dnouglubitelnyj dnouglubitelnaya dnouglubitelnaia dnouglubitelnaja dnouglubitelnoe dnouglubitelnoye \
        dnouglubitelnoje dnouglubitelnye dnouglubitelnogo dnouglubitelnoy dnouglubitelnoi dnouglubitelnykh \
        dnouglubitelno
        offshore: offshore шельф falat ofshor shelfa shelfy shelfov
        tanker: tanker tankers танкер танкеры tankery petroleros tankere tankera tankerov
        container: container containers контейнер контейнерный konteiner konteinernyi contenedores jizhuangxiang \
        konteyner کانتینر حاويات konteynera konteynery konteynerov konteynernyi konteynerny konteynernyj \
        konteynernaya konteynernaia konteynernaja konteynernoe konteynernoye konteynernoje konteynernye konteynernogo \
        konteynernoy konteynernoi konteynernykh konteynerno للحاويات والحاويات
        terminal: terminal terminals терминал terminaly terminales terminale پایانه payaneh محطة terminala terminalov \
        للمحطة والمحطة
        warehouse: warehouse warehouses storage склад складской sklad almacen almacenes deposito depot lager \
        lagerhaus ambar depo depolama entrepot magazzino anbar انبار مستودع cangchu magazyn sklada sklady skladov \
        skladskiy skladskii skladsky skladskij skladskaya skladskaia skladskaja skladskoe skladskoye skladskoje \
        skladskie skladskiye skladskogo skladskoi skladskikh skladsko للانبار والانبار للمستودع والمستودع
        courier: courier express экспресс ekspress kurier kargo mensajeria coursier corriere ekspressa ekspressy \
        ekspressov
        agencyshipping: chartering charter фрахт fracht flete fletes fretamento navlun affretement frakhta frakhty \
        frakhtov
        crewing: crewing crew manning экипаж
        stevedoring: stevedoring stevedore стивидорная stividornaya estiba stividornyy stividornyi stividorny \
        stividornyj stividornaia stividornaja stividornoe stividornoye stividornoje stividornye stividornogo \
        stividornoy stividornoi stividornykh stividorno
        bunker: bunker bunkering бункер бункеровка bunkerovka bunkera bunkery bunkerov
        towage: tug tugs towage salvage буксир buksir remolcadores buksira buksiry buksirov
        yacht: yacht yachts yachting яхта yakhta yate yates charteryacht
        sealines: line lines линия линии liniya linii lineas linien hatlari lignes linee khotut khotout hangxian \
        linie linia liniia liniy linij
        """
}
