extension BundledTables {
    /// sanctions-lists/names/business-words.txt without its comments, part 1 of 5; written by scripts/embed-tables.py.
    static let businessWordsPart1 = """
        company: company co comp companies compagnie compania companhia kompaniya kompania kompaniia компания \
        компанія кампанія компани sirketi sherkat şirket şirketi spolka yhtio firma firm kompanija sirket societe \
        sociedad sociedade societa gesellschaft شركة شرکت שברה חברה hebra gongsi hoesa hoisa kaisha kompanie кампания \
        компаниясы kompaniyasi şirketler ընկերություն კომპანია εταιρεια etaireia eteria selskab selskapet bolag \
        bolaget yritys vallalat perusahaan kongsi shirkat sharikat شركات الشركات شرکتهای sherkatha sherkathaye \
        kompanii kompaniy kompany kompanij kampania kampaniia kampanii kampaniy kampany kampanij للشركة والشركة \
        للشركات والشركات
        corporation: corporation corp corporacion corporacao corporate korporatsiya korporaciya корпорация корпорація \
        corporación korporasi korporacija korporatsia corporations korporatsiia korporatsii korporatsiy korporatsy \
        korporatsij
        group: group grp groupe gruppo grupo gruppe groep grup группа група gruppa grupa jituan holding holdings hold \
        холдинг kholding holdinq groups konzern concern концерн kontsern konsern hldg hldgs grupp gruppen koncern \
        koncernen ryhma csoport grupė ομιλος omilos kumpulan tapdoan gurup گروه goruh gorooh مجموعة majmoua majmuat \
        groupement konzerne ჯგუფი խումբ kontserna kontserny kontsernov للمجموعة والمجموعة
        bank: bank banco banca banque banka banku banki pankki банк bankasi bankas bancorp banking банка banc \
        bankkonzern بنك بانک yinhang 银行 masraf bankacilik pank banko bangko nganhang thanakan unhaeng eunhaeng ginko \
        benki banke baanka bankoa բանկ ბანკი τραπεζα τράπεζα trapeza مصرف المصرف البنك البنوك بانكه bankkoncern \
        kommerzbank bankhaus bankaktiengesellschaft bankovni bankowy bancaire bancario bancaria bankning banken \
        bankernas tırapeza банкаўскі банківський банковский bankovskii бнк bankovsky bankovskij bankovskaya \
        bankovskaia bankovskaja bankovskoe bankovskoye bankovskoje bankovskie bankovskiye bankovskogo bankovskoy \
        bankovskoi bankovskikh bankovsko للمصرف والمصرف للبنوك والبنوك للبانكه والبانكه
        bankofficial: commercial kommercheskiy kommercheskii коммерческий commerciale comercial kommerz commerce \
        commerz tijarat تجارت kommerchesky kommercheskij kommercheskaya kommercheskaia kommercheskaja kommercheskoe \
        kommercheskoye kommercheskoje kommercheskie kommercheskiye kommercheskogo kommercheskoy kommercheskoi \
        kommercheskikh kommerchesko للتجارت والتجارت
        savings: savings sparkasse sberegatelny sberbanka caisse cajas caja
        investment: investment investments invest investing investicii inversiones investimentos investissement \
        investissements inwestycje инвест инвестиции инвестиционный investitsionnyi investitsionnaya investors \
        yatirim capital kapital капитал capitals sarmaye سرمایه istithmar istethmar استثمار الاستثمار استثمارات \
        sarmayegozari sarmayeh investice investicni inwestycyjny inwestycyjna befektetesi befekteto ulaganja \
        investicije sijoitus investerings επενδυσεις ependyseis penanaman tuja toshi інвестиції інвестиційний \
        інвестиційна investitsiina touzi investa investy investov investitsionny investitsionnyj investitsionnaia \
        investitsionnaja investitsionnoe investitsionnoye investitsionnoje investitsionnye investitsionnogo \
        investitsionnoy investitsionnoi investitsionnykh investitsionno kapitala kapitaly kapitalov للاستثمار \
        والاستثمار للاستثمارات والاستثمارات
        finance: finance financial finances fin finans finanzas finanz finansovy финанс финансовый финансовая \
        financiera financiere finansowy finansal finanziaria leasing лизинг lizing lease credit kredit кредит credito \
        malia مالية المالية مالي مالی financni financna finansowa penzugyi financijski finansijski rahoitus \
        finansiering χρηματοδοτικη taichinh kewangan kumyung geumyung kinyu фінанси фінансовий фінансова moliya \
        jinrong finansa finansy finansov finansovyi finansovyj finansovaia finansovaja finansovoe finansovoye \
        finansovoje finansovye finansovogo finansovoy finansovoi finansovykh finansovo kredita kredity kreditov \
        للمالية والمالية للمالي والمالي
        insurance: insurance assurance assurances seguros versicherung versicherungen assicurazioni strakhovanie \
        strahovanie страхование страховая sigorta ubezpieczenia bime بیمه bimeh تأمين التأمين تامين tamin pojistovna \
        pojistna poistovna biztosito biztositas osiguranje zavarovalnica zavarovalna vakuutus forsikring forsakring \
        ασφαλιστικη asfalistiki asuransi insurans pohom boheom hoken страхова страхування страхавая strakhova \
        strakhuvannia sugurta saqtandyru baoxian apdrosinasana draudimas kindlustus strakhovaniye strakhovaniya \
        strakhovania strakhovaniia strakhovaniy strakhovanii strakhovany strakhovanij strakhovyy strakhovyi strakhovy \
        strakhovyj strakhovaia strakhovaja strakhovoe strakhovoye strakhovoje strakhovye strakhovogo strakhovoy \
        strakhovoi strakhovykh strakhovo للتأمين والتأمين للتامين والتامين
        trust: trust trusts truste
        fund: fund funds fond fonds fondo fundo фонд fonden fondation fundacion foundation stiftung fundacao \
        fondazione bonyad بنیاد fonda fondy fondov
        industry: industry industries industrial ind industrie industria industriya promyshlennost промышленность \
        промышленная promyshlennaya promyshlennyi промышленный industriel industrielle industriale sanayi sanaye \
        gongye صنايع صنایع industriales indus sina'a sinaat sinaiya صناعة الصناعة صناعي الصناعية صناعية صناعات \
        الصناعات sanati sanaati صنعتی صنعت prumysl prumyslovy przemysl przemyslowy ipar ipari industrija industrijski \
        индустрија индустрия индустриален teollisuus βιομηχανια viomichania perindustrian sanop saneop kogyo sangyo \
        промисловість промисловий прамысловы sanoat onerkasip shiye chanye promyshlennosti promyshlenny promyshlennyj \
        promyshlennaia promyshlennaja promyshlennoe promyshlennoye promyshlennoje promyshlennye promyshlennogo \
        promyshlennoy promyshlennoi promyshlennykh promyshlenno industriia industrii industriy industrij \
        industrialena industrialeny industrialenov promislovyy promislovyi promislovy promislovyj promislovaya \
        promislovaia promislovaja promislovoe promislovoye promislovoje promislovye promislovogo promislovoy \
        promislovoi promislovykh promislovo للصنايع والصنايع للصناعة والصناعة للصناعي والصناعي للصناعية والصناعية \
        للصناعات والصناعات للصنعت والصنعت
        trade: trade trading trad traders trader handel handels handelsgesellschaft commercio comercio \
        comercializadora comercial torgovy torgovlya торговый торговля торговая torgoviy torgovaya ticaret tijarah \
        bazargani بازرگانی merchant maoyi commerce merchandise negoce handlowa тд td tijara tejarat tijari tejari \
        تجارة التجارة تجاري التجارية تجارية تجاری handelsmaatschappij kauppa kereskedelmi kereskedelem obchod \
        obchodni obchodna handlowy handlowe trgovina trgovinsko trgovacko tirgovia targovia търговия търговска \
        търговски comert εμπορικη emporiki εμποριο thuongmai perdagangan niaga muyok muyeok shoji boeki torgivlia \
        торгівля торговельний гандлёвы gandlevy savdo sauda ticareti tüccar torgovyi torgovyj torgovaia torgovaja \
        torgovoe torgovoye torgovoje torgovye torgovogo torgovoy torgovoi torgovykh torgovo trgovia trgoviia trgovii \
        trgoviy trgovy trgovij torgovelnyy torgovelnyi torgovelny torgovelnyj torgovelnaya torgovelnaia torgovelnaja \
        torgovelnoe torgovelnoye torgovelnoje torgovelnye torgovelnogo torgovelnoy torgovelnoi torgovelnykh \
        torgovelno للتجارة والتجارة للتجاري والتجاري للتجارية والتجارية
        import: import imports importers importacion importadora импорт ithalat vvoz importacao importa importy \
        importov
        export: export exports exporters exportacion exportadora экспорт ihracat vyvoz exportacao eksport impex \
        eksporta eksporty eksportov
        general: general gen generale generales genel obshchiy generalnyi generalny umum عام amma عامة العامة \
        والعمومي vseobecny generalna altalanos opsti opci yleinen allman γενικη geniki загальний агульны zagalnyi \
        zagalnyy zagalny zagalnyj zagalnaya zagalnaia zagalnaja zagalnoe zagalnoye zagalnoje zagalnye zagalnogo \
        zagalnoy zagalnoi zagalnykh zagalno للعامة والعامة للوالعمومي والوالعمومي
        international: international intl internat internacional internationale internazionale mezhdunarodnyi \
        mezhdunarodny mezhdunarodnaya международный международная международное міжнародний uluslararasi \
        internationaal guoji global worldwide world intern mondial weltweit beynalmelali duwali dawli dawlia دولي \
        الدولية دولية الدولي beynolmelali beinolmelali بین‌المللی بينالمللي medzinarodny mezinarodni miedzynarodowy \
        nemzetkozi medunarodni medjunarodni mednarodni kansainvalinen internationell internasjonal διεθνης diethnis \
        antarabangsa internasional kukje gukje kokusai міжнародна міжнародного міжнароднае mizhnarodna xalqaro \
        halyqaralyq mezhdunarodnyj mezhdunarodnaia mezhdunarodnaja mezhdunarodnoye mezhdunarodnoje mezhdunarodnye \
        mezhdunarodnogo mezhdunarodnoy mezhdunarodnoi mezhdunarodnykh mezhdunarodno للدولي والدولي للدولية والدولية \
        للبينالمللي والبينالمللي
        national: national natl nacional nationale nazionale natsionalny natsionalnyi национальный национальная \
        национальное milli melli krajowy narodni nat ملی ملي watani wataniya وطنية الوطنية وطني الوطني narodna \
        krajowa nemzeti nacionalni nacionalna kansallinen nationella nasjonal εθνικη ethniki kebangsaan nasional \
        minjok guknip kokuritsu національна національного нацыянальны natsionalna milliy ulttyq guojia natsionalnyj \
        natsionalnaia natsionalnaja natsionalnoye natsionalnoje natsionalnye natsionalnogo natsionalnoy natsionalnoi \
        natsionalnykh natsionalno للوطنية والوطنية للوطني والوطني
        state: state gos gosudarstvennyi gosudarstvenny gosudarstvennoe государственный государственная \
        государственное estatal statale etat devlet dawlat державний державне derzhavne derzhavnyi staatliche dovlati \
        دولتی حكومي حكومية hukumi statni panstwowy panstwowa allami drzavno drzavni valtion statlig statens κρατικη \
        kratiki negara kukyong gukyeong kokuei державна державного dzyarzhaunae дзяржаўнае davlat guoyou \
        gosudarstvennyj gosudarstvennaia gosudarstvennaja gosudarstvennoye gosudarstvennoje gosudarstvennye \
        gosudarstvennogo gosudarstvennoy gosudarstvennoi gosudarstvennykh gosudarstvenno derzhavnyy derzhavny \
        derzhavnyj derzhavnaya derzhavnaia derzhavnaja derzhavnoe derzhavnoye derzhavnoje derzhavnye derzhavnoy \
        derzhavnoi derzhavnykh derzhavno للحكومي والحكومي للحكومية والحكومية
        federal: federal federalnyi federalnoe федеральный федеральное федеральная bundes federale federalny \
        federalnyj federalnaia federalnaja federalnoye federalnoje federalnye federalnogo federalnoy federalnoi \
        federalnykh federalno
        central: central centrale zentral tsentralnyi tsentralny центральный центральное центральная merkez markazi \
        مرکزی centralny tsentralnyj tsentralnaia tsentralnaja tsentralnoye tsentralnoje tsentralnye tsentralnogo \
        tsentralnoy tsentralnoi tsentralnykh tsentralno
        public: public publichnyi publico publique oeffentliche umumi
        united: united obedinennaya obyedinennaya ob'edinennaya объединенная объединенный obedinennyi unido unida \
        unis vereinigte birlesik mottahed obedinenny obedinennyj obedinennaia obedinennaja obedinennoe obedinennoye \
        obedinennoje obedinennye obedinennogo obedinennoy obedinennoi obedinennykh obedinenno
        association: association assoc asociacion assn obedinenie obyedinenie ob'edinenie объединение associacao \
        verband verein assotsiatsiya ассоциация об'єднання associazione union unions soyuz союз sojuz jamiat dernegi \
        obedineniye obedineniya obedinenia obedineniia obedineniy obedinenii obedineny obedinenij assotsiatsia \
        assotsiatsiia assotsiatsii assotsiatsiy assotsiatsy assotsiatsij soyuza soyuzy soyuzov
        enterprise: enterprise enterprises predpriyatie predpriyatiye predprijatie предприятие підприємство \
        pidpryiemstvo empresa impresa entreprise entreprises empresas unternehmen isletme venture ventures muessese \
        przedsiebiorstwo entr predpriyatiya predpriyatia predpriyatiia predpriyatiy predpriyatii predpriyaty \
        predpriyatij
        organization: organization organisation org organizatsiya organizaciya организация организація organizacion \
        organizzazione organisatie sazman سازمان منظمة munazzamat agency agentstvo agentur agence agencia агентство \
        ajans agencies sazmane sazeman munazama munazzama munazzamah tanzim tanzeem تنظيم تنظیم organizace \
        organizacja szervezet organizacija jarjesto organisaatio οργανισμος organismos organisasi chojik kiko \
        організація арганізацыя organizatsii организации tashkilot uyymy zuzhi organizatsia organizatsiia \
        organizatsiy organizatsy organizatsij agentstva agentstv للسازمان والسازمان للمنظمة والمنظمة للتنظيم والتنظيم
        society: society jamiyat obshchestvo общество gesellschaft obshchestva obshchestv
        committee: committee komitet комитет comite komite council sovet совет conseil consejo rat board commission \
        komissiya комиссия comision shura شورای komiteta komitety komitetov soveta sovety sovetov komissia komissiia \
        komissii komissiy komissy komissij
        ministry: ministry ministerstvo министерство ministerio ministere ministerium vezarat وزارة وزارت bakanligi \
        wizarat min wizara vezarate ministarstvo ministerstwo miniszterium ministeriet ministerie ministero υπουργειο \
        ypourgeio kementerian kementrian міністерство міністэрства ministerstva министерства ministirligi vazirligi \
        ministerstv للوزارة والوزارة للوزارت والوزارت
        department: department dept departament департамент division div directorate upravlenie управление direktion \
        office bureau byuro бюро buro ofis branch idara departamenta departamenty departamentov upravleniye \
        upravleniya upravlenia upravleniia upravleniy upravlenii upravleny upravlenij
        center: center centre centr tsentr центр centro zentrum merkezi markaz مرکز centrum tsentra центра tsentry \
        tsentrov
        institute: institute inst institut институт інститут instituto istituto enstitusu university univ universitet \
        университет universidad universitat academy akademiya академия college daneshgah دانشگاه daxue school shkola \
        instytut institution instituut instituttet ústav intezet ινστιτουτο institouto lembaga yonguso yeonguso \
        kenkyujo yanjiusuo yanjiuyuan ma'had معهد المعهد muasaseh moasseseh pazhoheshgah pajooheshgah instytutu \
        інституту институту instituta институтут instituty institutov universiteta universitety universitetov \
        akademiia akademii akademiy akademy akademij institututa institututy institututov للمعهد والمعهد
        research: research scientific science sciences nauchno nauchnyi nauchniy nauchno-issledovatelskiy научно \
        научный научная научное научно-исследовательский issledovatelskii issledovatelsky issledovatelskiy \
        исследовательский исследовательская исследований issledovaniy investigacion recherche forschung ricerca \
        pazhuheshi پژوهش наук nauk kexue research&development wissenschaft scientifique naukowo tahghighat tahqiqat \
        تحقیقات تحقيقات تحقیقاتی tahghighati pajohesh pazhouhesh pajouhesh پژوهشگاه پژوهشی بحوث البحوث ابحاث أبحاث \
        vyzkum vyzkumny badania badawczy badawcze kutato kutatas istrazivanje istrazivacki tutkimus forskning \
        forskningsinstitut ερευνα erevna penelitian yongu yeongu kenkyu дослідження дослідний науковий наукова \
        даследаванне tadqiqot yanjiu nauchny nauchnyj nauchnaia nauchnaja nauchnoye nauchnoje nauchnye nauchnogo \
        nauchnoy nauchnoi nauchnykh issledovatelskij issledovatelskaia issledovatelskaja issledovatelskoe \
        issledovatelskoye issledovatelskoje issledovatelskie issledovatelskiye issledovatelskogo issledovatelskoy \
        issledovatelskoi issledovatelskikh issledovatelsko issledovanyy issledovanyi issledovany issledovanyj \
        issledovanaya issledovanaia issledovanaja issledovanoe issledovanoye issledovanoje issledovanye issledovanogo \
        issledovanoy issledovanoi issledovanykh issledovano naukovyy naukovyi naukovy naukovyj naukovaya naukovaia \
        naukovaja naukovoe naukovoye naukovoje naukovye naukovogo naukovoy naukovoi naukovykh naukovo للتحقيقات \
        والتحقيقات للبحوث والبحوث للابحاث والابحاث للأبحاث والأبحاث
        production: production prod manufacturing mfg manufacture manufacturers manufacturer manufactory \
        proizvodstvennoe proizvodstvennaya proizvodstvennyi proizvodstvennoye proizvodstvenny производственное \
        производственный производственная производство proizvodstvo produccion produktion fabrikasi vyroba uretim \
        imalat виробниче vyrobnyche tolidi تولیدی produktions producing products product produkt produktov продукт \
        toulid tolid تولید إنتاج انتاج الانتاج الإنتاج intaj vyrobni produkcja produkcyjny gyarto gyartas proizvodnja \
        proizvodno tuotanto tillverkning παραγωγη paragogi produksi pengeluaran saengsan seisan виробництво виробнича \
        вытворчасць vyrobnytstvo shengchan zhizao proizvodstvennyj proizvodstvennaia proizvodstvennaja \
        proizvodstvennoje proizvodstvennye proizvodstvennogo proizvodstvennoy proizvodstvennoi proizvodstvennykh \
        proizvodstvenno proizvodstva proizvodstv produkta produkty للإنتاج والإنتاج للانتاج والانتاج
        plant: plant factory works zavod zavody завод заводы fabrika fabrik usine planta fabbrica fabrica kombinat \
        комбинат combine mill mills factories zavoda завода karkhane کارخانه gongchang fabryka tehas zaklady zaklad \
        masna masnaa مصنع المصنع karkhaneh karkhanejat کارخانجات tovarna tovarny zavodi fabryki gyar gyara tvornica \
        tvornice tehdas fabriken fabrikken εργοστασιο ergostasio kilang pabrik kongjang gongjang kojo заводу заводом \
        kombinata комбината комбінат kombinatu zavodov kombinaty kombinatov zavodoma zavodomy zavodomov للمصنع والمصنع
        construction: construction constructions constr stroitelnyi stroitelnaya строительный строительная \
        stroitelstvo строительство stroi stroy строй construccion construcao costruzioni bau inşaat insaat \
        construcciones construct builders building buildings budowa sakhteman ساختمان constructora construtora \
        baugesellschaft omran بناء البناء insha انشاءات إنشاءات الانشاءات inshaat abniye sazeh سازه ابنیه stavba \
        stavebni stavebna stavby budowlany budowlane epito epitoipari gradnja gradevinski gradjevinski gradjevinsko \
        изградња rakennus κατασκευαστικη kataskevastiki xaydung pembangunan konsol geonseol kensetsu будівництво \
        будівельний будаўнічы budivnytstvo budivelnyi qurilish kurulus jianzhu stroitelny stroitelnyj stroitelnaia \
        stroitelnaja stroitelnoe stroitelnoye stroitelnoje stroitelnye stroitelnogo stroitelnoy stroitelnoi \
        stroitelnykh stroitelno stroitelstva stroitelstv للساختمان والساختمان للبناء والبناء للانشاءات والانشاءات \
        للإنشاءات والإنشاءات للسازه والسازه
        engineering: engineering eng engineers engineer inzhiniring инжиниринг ingenieria ingegneria ingenierie \
        muhendislik mohandesi مهندسی inzhenernyi engg inzhenerny konstruktorskoe конструкторское konstruktorskoye \
        design dizayn project proekt проект proektnyi projects designs designer дизайн diseño desenho entwurf tasarim \
        conception progettazione طراحی sheji projektowanie konstruktorskiy konstruktorskii konstruktorsky \
        konstruktorskij konstruktorskaya konstruktorskaia konstruktorskaja konstruktorskoje konstruktorskie \
        konstruktorskiye konstruktorskogo konstruktorskoy konstruktorskoi konstruktorskikh konstruktorsko proekta \
        proektov dizayna dizayny dizaynov
        technology: technology technologies tech tekhnologii tekhnologiya технологии технология техно tekhnicheskii \
        tekhnicheskiy технический технических technical technic technics technik technologie tecnologia tecnologias \
        tekhnika техника teknoloji fanavari فناوری technologia jishu teknologi technologii technologic techn tekno \
        taknia takniya تقنية تكنولوجيا التكنولوجيا teknolozhi technologiczny technologicky tehnologija tehnologije \
        teknologia τεχνολογια kisul gisul gijutsu технології технологічний тэхналогіі texnologiya keji kejian \
        tekhnologia tekhnologiia tekhnologiy tekhnology tekhnologij tekhnichesky tekhnicheskij tekhnicheskaya \
        tekhnicheskaia tekhnicheskaja tekhnicheskoe tekhnicheskoye tekhnicheskoje tekhnicheskie tekhnicheskiye \
        tekhnicheskogo tekhnicheskoy tekhnicheskoi tekhnichesko tekhniki للتقنية والتقنية للتكنولوجيا والتكنولوجيا
        electronics: electronics electronic electr electro elektronika elektronik электроника электронный elektronnyi \
        electronica elektronnaya dianzi الکترونیک electronique electrical electric elektrik elektrotekhnika электро \
        elektroniki elektronny elektronnyj elektronnaia elektronnaja elektronnoe elektronnoye elektronnoje \
        elektronnye elektronnogo elektronnoy elektronnoi elektronnykh elektronno
        communication: communication communications comm comms communicaton svyaz связь kommunikatsii коммуникации \
        telecommunication telecommunications telecom telecoms telekom телеком telekommunikatsii comunicaciones \
        comunicazioni tongxin mokhaberat مخابرات iletisim kommunikation telekommunikasi etesalat komunikace \
        komunikacji kommunikacios komunikacije viestinta επικοινωνιες epikoinonies vienthong telekomunikasi tongsin \
        tsushin зв'язок звязок сувязь aloqa bailanys telekoma telekomy telekomov للمخابرات والمخابرات
        information: information info informatsionnyi informatsionnye информационный информационные информация \
        informatsiya informatique informacion informatik data dannye xinxi اطلاعات maloumat malumat معلومات المعلومات \
        informace informacyjny informacios informacije πληροφορικη maklumat informasi chongbo jeongbo joho інформація \
        інформаційний інфармацыйны informatsionny informatsionnyj informatsionnaya informatsionnaia informatsionnaja \
        informatsionnoe informatsionnoye informatsionnoje informatsionnogo informatsionnoy informatsionnoi \
        informatsionnykh informatsionno informatsia informatsiia informatsii informatsiy informatsy informatsij \
        للاطلاعات والاطلاعات للمعلومات والمعلومات
        system: system systems sys sistema sistemy sistem система системы systeme systemes sistemas xitong سیستم \
        systemy
        software: software programmnoe программное ruanjian yazilim soft софт programmnyy programmnyi programmny \
        programmnyj programmnaya programmnaia programmnaja programmnoye programmnoje programmnye programmnogo \
        programmnoy programmnoi programmnykh programmno softa softy softov
        computer: computer computers computing kompyuter компьютер vychislitelnyi вычислительный rayaneh kompyutera \
        kompyutery kompyuterov vychislitelny vychislitelnyj vychislitelnaya vychislitelnaia vychislitelnaja \
        vychislitelnoe vychislitelnoye vychislitelnoje vychislitelnye vychislitelnogo vychislitelnoy vychislitelnoi \
        vychislitelnykh vychislitelno
        oil: oil oils petroleum petrol petro neft neftyanaya neftyanoi neftyanoy нефть нефтяная нефтяной petrole \
        petroleo petroliera olie shiyou نفت النفط naft petrolleri нафта нафтова naphta naftna naftowa oel nafti nafta \
        naftowy naftni nefte нефтепродукт нефтепродукты nefteprodukt nefteprodukty النفطية نفطية نفط نفتی minyak olaj \
        oljy kőolaj πετρελαιο petrelaio petrolieri hidrocarburos hydrocarbon hydrocarbons syogyu sekiyu neftyanyy \
        neftyanyi neftyany neftyanyj neftyanaia neftyanaja neftyanoe neftyanoye neftyanoje neftyanye neftyanogo \
        neftyanykh neftyano nefteprodukta nefteproduktov للنفطية والنفطية
        gas: gas gaz газ gazovaya газовая gase gazprom+ گاز الغاز ghaz غاز gasum plyn gazociag aerio газопровод \
        gazoprovod газификация gazifikatsiya gasnatural gazovyy gazovyi gazovy gazovyj gazovaia gazovaja gazovoe \
        gazovoye gazovoje gazovye gazovogo gazovoy gazovoi gazovykh gazovo gazoprovoda gazoprovody gazoprovodov \
        gazifikatsia gazifikatsiia gazifikatsii gazifikatsiy gazifikatsy gazifikatsij
        energy: energy energi energia energie energetika energeticheskaya энергия энергетика энергетическая power \
        enerji nengyuan نیرو انرژی energo энерго energies kraftwerk energija taqa طاقة الطاقة enerjisi energetický \
        energetyczny energetski ενεργεια energeia tenaga enoji enerzhi енергія енергетика енергетичний энергетичны \
        energetik energiia energii energiy energij energetiki energeticheskiy energeticheskii energetichesky \
        energeticheskij energeticheskaia energeticheskaja energeticheskoe energeticheskoye energeticheskoje \
        energeticheskie energeticheskiye energeticheskogo energeticheskoy energeticheskoi energeticheskikh \
        energetichesko yenergetiki yenergetichnyy yenergetichnyi yenergetichny yenergetichnyj yenergetichnaya \
        yenergetichnaia yenergetichnaja yenergetichnoe yenergetichnoye yenergetichnoje yenergetichnye yenergetichnogo \
        yenergetichnoy yenergetichnoi yenergetichnykh yenergetichno للطاقة والطاقة
        mining: mining mine mines gornyi gornaya горный горная gorno minera mineria maden minas miniere bergbau \
        minerals mineral ugol coal уголь уголная madan معدن угольный угольная ugolnyi ugolnaya carbon carbones kohle \
        komur charbon carbone wegiel zoghal زغال meitan вугілля вугільна шахта shakhta gorny gornyj gornaia gornaja \
        gornoe gornoye gornoje gornye gornogo gornoy gornoi gornykh ugolny ugolnyj ugolnaia ugolnaja ugolnoe ugolnoye \
        ugolnoje ugolnye ugolnogo ugolnoy ugolnoi ugolnykh ugolno للمعدن والمعدن للزغال والزغال
        metal: metal metals metallurgical metallurgicheskii metallurgiya металлургический металл metall metales \
        metallurgy steel stal сталь acero acier stahl celik foolad فولاد metallurg iron demir zhelezo fulad staal \
        foulad fouladsazi hadid حديد الحديد صلب الصلب معادن hutni hutnictvi huta hutniczy zelezarny kohaszati \
        metalurgija metalurgie metallurgija χαλυβουργια thep besi cheolgang seitetsu gangtie металургія металургійний \
        сталевий metallurgichesky metallurgicheskij metallurgicheskaya metallurgicheskaia metallurgicheskaja \
        metallurgicheskoe metallurgicheskoye metallurgicheskoje metallurgicheskie metallurgicheskiye \
        metallurgicheskogo metallurgicheskoy metallurgicheskoi metallurgicheskikh metallurgichesko metalla metally \
        metallov stalevyy stalevyi stalevy stalevyj stalevaya stalevaia stalevaja stalevoe stalevoye stalevoje \
        stalevye stalevogo stalevoy stalevoi stalevykh stalevo للفولاد والفولاد للحديد والحديد للمعادن والمعادن
        chemical: chemical chemicals chem khimicheskii khimicheskiy химический химическая khimiya quimica chimie \
        chemie kimya huagong شیمیایی petrochemical petrochemicals himicheskii petroshimi پتروشیمی chimica \
        нефтехимический нефтехимия neftekhimicheskii neftekhimiya neftekhim нефтехим petroquimica petroquimico \
        petrochemie petrokimya petrochimie petrolchimica petroshimy بتروكيماويات shihua petrochemiczny kimyaviya \
        كيماوية الكيماوية kimia شيميايي shimiaei shimiyaei chemicky chemiczny vegyi vegyipari hemijski kemija \
        kemijski kemian χημικη chimiki hwahak kagaku хімічний хімія khimichesky khimicheskij khimicheskaia \
        khimicheskaja khimicheskoe khimicheskoye khimicheskoje khimicheskie khimicheskiye khimicheskogo khimicheskoy \
        khimicheskoi khimicheskikh khimichesko neftekhimichesky neftekhimicheskij neftekhimicheskaya \
        neftekhimicheskaia neftekhimicheskaja neftekhimicheskoe neftekhimicheskoye neftekhimicheskoje \
        neftekhimicheskie neftekhimicheskiye neftekhimicheskogo neftekhimicheskoy neftekhimicheskoi \
        neftekhimicheskikh neftekhimichesko neftekhimia neftekhimiia neftekhimii neftekhimiy neftekhimy neftekhimij \
        للبتروكيماويات والبتروكيماويات للكيماوية والكيماوية للشيميايي والشيميايي
        machine: machine machinery machines mashinostroitelnyi mashinostroenie машиностроительный машиностроение mash \
        maquinaria makine maschinen maschinenbau jixie mashin ماشین stankostroitelnyi mashinsazi ماشین‌سازی maszyny \
        maszynowy strojirna strojirny strojarne gepgyar strojevi masinski koneita μηχανηματα michanimata mesin kikai \
        kigye машинобудування машинобудівний машинабудаўнічы mashinobuduvannia mashinostroitelny mashinostroitelnyj \
        mashinostroitelnaya mashinostroitelnaia mashinostroitelnaja mashinostroitelnoe mashinostroitelnoye \
        mashinostroitelnoje mashinostroitelnye mashinostroitelnogo mashinostroitelnoy mashinostroitelnoi \
        mashinostroitelnykh mashinostroitelno mashinostroeniye mashinostroeniya mashinostroenia mashinostroeniia \
        mashinostroeniy mashinostroenii mashinostroeny mashinostroenij
        instrument: instrument instruments priborostroitelnyi priborostroenie приборостроительный приборостроение \
        priborov приборов instrumentation making yiqi aletleri priborostroitelny priborostroitelnyj \
        priborostroitelnaya priborostroitelnaia priborostroitelnaja priborostroitelnoe priborostroitelnoye \
        priborostroitelnoje priborostroitelnye priborostroitelnogo priborostroitelnoy priborostroitelnoi \
        priborostroitelnykh priborostroitelno priborostroeniye priborostroeniya priborostroenia priborostroeniia \
        priborostroeniy priborostroenii priborostroeny priborostroenij
        equipment: equipment equip oborudovanie оборудование equipos ausrustung ekipman shebei equipements tajhizat \
        تجهیزات equipamentos oborudovaniye oborudovaniya oborudovania oborudovaniia oborudovaniy oborudovanii \
        oborudovany oborudovanij
        transport: transport transportation trans transp transporte transportes transportnyi transportnaya \
        транспортный транспорт tasimacilik nakliyat haml حمل carriers carrier freight cargo logistics logistic \
        logistik logistika логистика lojistik logistique logistica wuliu forwarding spedition spediteur naql نقل \
        النقل hamlonaghl doprava dopravni przewoz przewozy szallitas szallitmanyozas prijevoz prevoz kuljetus \
        μεταφορες metafores vantai pengangkutan unsong unsu unyu транспортування перевезення перавозкі перевозки \
        perevozki perevozka yunshu transportny transportnyj transportnaia transportnaja transportnoe transportnoye \
        transportnoje transportnye transportnogo transportnoy transportnoi transportnykh transportno transporta \
        transporty transportov logistiki
        shipping: shipping ship ships shipment sudokhodnaya судоходная naviera navigation navegacion denizcilik \
        haiyun kashtirani کشتیرانی reederei schiffahrt maritime marine морской морская morskoi morskaya marin \
        maritima navires marítimo морське maritim vessels парoходство parokhodstvo пароходство fleet flot флот milaha \
        ملاحة الملاحة bahri بحري البحرية keshtirani daryanavardi darya plavba plovidba brodarstvo hajozasi zegluga \
        zeglugowa morska ναυτιλιακη naftiliaki naftilia pelayaran haeun haewoon kaiun судноплавство судноплавна \
        bahriye chuanwu hangyun sudokhodnyy sudokhodnyi sudokhodny sudokhodnyj sudokhodnaia sudokhodnaja sudokhodnoe \
        sudokhodnoye sudokhodnoje sudokhodnye sudokhodnogo sudokhodnoy sudokhodnoi sudokhodnykh sudokhodno morskiy \
        morskii morsky morskij morskaia morskaja morskoe morskoye morskoje morskie morskiye morskogo morskikh morsko \
        parokhodstva parokhodstv flota floty flotov sudnoplavstva sudnoplavstv للملاحة والملاحة للبحري والبحري \
        للبحرية والبحرية
        shipbuilding: shipbuilding shipyard shipyards sudostroitelnyi sudostroenie судостроительный судостроение \
        sudoremontnyi судоремонтный verf верфь verft astillero astilleros chantier tersane werft shiprepair \
        shiprepairing shipbuilders sudostroitelny sudostroitelnyj sudostroitelnaya sudostroitelnaia sudostroitelnaja \
        sudostroitelnoe sudostroitelnoye sudostroitelnoje sudostroitelnye sudostroitelnogo sudostroitelnoy \
        sudostroitelnoi sudostroitelnykh sudostroitelno sudostroeniye sudostroeniya sudostroenia sudostroeniia \
        sudostroeniy sudostroenii sudostroeny sudostroenij sudoremontny sudoremontnyj sudoremontnaya sudoremontnaia \
        sudoremontnaja sudoremontnoe sudoremontnoye sudoremontnoje sudoremontnye sudoremontnogo sudoremontnoy \
        sudoremontnoi sudoremontnykh sudoremontno
        aviation: aviation air airlines airline airways aviatsionnyi aviatsiya авиационный авиация aero aerolinea \
        aviacion havacilik hangkong aircraft havayollari hava هواپیمایی luft avia авиа авиакомпания aviakompaniya \
        авиалинии avialinii aerolineas havayolu fluggesellschaft luftfahrtgesellschaft linhas aereas aereos \
        compagniaaerea خطوط طيران havapeimaie havapeymaie havapeymayi hangkonggongsi lentoyhtio linieilotnicze \
        avioprevoz avioprevoznik aviakompaniia авіакомпанія авіалінії hanggong самолет самолеты самолетостроительный \
        samolet samoletostroitelnyi авиастроительный aviastroitelnaya aviastroitelnyi авиастроение flugzeugbau ucak \
        tayaran الطيران havaei هوایی letectvi letecky lotniczy lotnictwo legi repulo zrakoplovni vazduhoplovni \
        ilmailu flyg flyve αεροπορικη aeroporiki penerbangan koku авіація авіаційний авіяцыйны aviatsiia aviatsionny \
        aviatsionnyj aviatsionnaya aviatsionnaia aviatsionnaja aviatsionnoe aviatsionnoye aviatsionnoje aviatsionnye \
        aviatsionnogo aviatsionnoy aviatsionnoi aviatsionnykh aviatsionno aviatsia aviatsii aviatsiy aviatsy aviatsij \
        aviakompania aviakompanii aviakompaniy aviakompany aviakompanij samoleta samoletov samoletostroitelny \
        samoletostroitelnyj samoletostroitelnaya samoletostroitelnaia samoletostroitelnaja samoletostroitelnoe \
        samoletostroitelnoye samoletostroitelnoje samoletostroitelnye samoletostroitelnogo samoletostroitelnoy \
        samoletostroitelnoi samoletostroitelnykh samoletostroitelno aviastroitelny aviastroitelnyj aviastroitelnaia \
        aviastroitelnaja aviastroitelnoe aviastroitelnoye aviastroitelnoje aviastroitelnye aviastroitelnogo \
        aviastroitelnoy aviastroitelnoi aviastroitelnykh aviastroitelno aviastroeniye aviastroeniya aviastroenia \
        aviastroeniia aviastroeniy aviastroenii aviastroeny aviastroenij للخطوط والخطوط للطيران والطيران
        """

    static var businessWords: String {
        [
            businessWordsPart1,
            businessWordsPart2,
            businessWordsPart3,
            businessWordsPart4,
            businessWordsPart5,
        ].joined(separator: "\n")
    }
}
