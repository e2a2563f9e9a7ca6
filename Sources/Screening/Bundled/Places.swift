extension BundledTables {
    /// sanctions-lists/names/places.txt without its comments; written by scripts/embed-tables.py.
    static let places = """
        russia: russia russian rossiya rossiyskii rossiiskii rossiyskaya rossiiskaya россия российский российская \
        российское rossii россии russe russland rusia rossijskij rusya
        ukraine: ukraine ukrainian ukraina ukrayina україна украина украинский украинская український
        belarus: belarus belarusian belorussia беларусь белорусский белорусская belorusskii byelorussian белоруссия
        iran: iran iranian ایران irani ایرانیان islamic islami اسلامی persia persian irans
        china: china chinese zhongguo 中国 sino zhonghua kitai китай prc
        korea: korea korean choson dprk 조선 coree
        syria: syria syrian سوريا السورية suriye syrie syrienne
        iraq: iraq iraqi العراق irak
        cuba: cuba cuban cubana cubano
        venezuela: venezuela venezolana venezolano venezuelan
        libya: libya libyan libyenne ليبيا
        turkey: turkey turkish turk turkiye turquie turkei
        germany: germany german deutschland deutsche deutsch allemagne alemania
        france: france french francais francaise frankreich francia
        italy: italy italian italia italiana italiano italie italien
        spain: spain spanish espana espanola espagne spanien
        switzerland: switzerland swiss schweiz suisse svizzera
        austria: austria austrian osterreich oesterreich autriche
        poland: poland polish polska polski
        uk: uk britain british england english
        usa: usa us america american americas americana
        mexico: mexico mexican mexicana mexicano
        colombia: colombia colombian colombiana
        brazil: brazil brasil brazilian brasileira
        argentina: argentina argentine
        chile: chile chilean chilena
        peru: peru peruvian peruana
        india: india indian hindustan bharat
        pakistan: pakistan pakistani
        afghanistan: afghanistan afghan افغانستان
        bangladesh: bangladesh bangladeshi
        japan: japan japanese nippon nihon
        singapore: singapore
        malaysia: malaysia malaysian
        indonesia: indonesia indonesian
        thailand: thailand thai
        vietnam: vietnam vietnamese viet
        philippines: philippines philippine
        hongkong: hongkong hk xianggang
        taiwan: taiwan taiwanese
        uae: uae emirates emirati dubai
        saudi: saudi arabia arabian السعودية
        qatar: qatar qatari
        kuwait: kuwait kuwaiti
        lebanon: lebanon lebanese liban لبنان
        jordan: jordanian
        egypt: egypt egyptian misr مصر
        israel: israel israeli
        sudan: sudan sudanese السودان
        somalia: somalia somali
        ethiopia: ethiopia ethiopian
        kenya: kenya kenyan
        nigeria: nigeria nigerian
        southafrica: africa african
        cyprus: cyprus cyprian kypros
        malta: malta maltese
        greece: greece greek hellas hellenic
        bulgaria: bulgaria bulgarian българия
        romania: romania romanian
        serbia: serbia serbian srbija србија
        hungary: hungary hungarian
        netherlands: netherlands dutch holland nederland
        belgium: belgium belgian belgique
        sweden: sweden swedish sverige
        norway: norway norwegian norge norsk
        denmark: denmark danish danmark
        finland: finland finnish suomi
        ireland: ireland irish
        scotland: scotland scottish
        canada: canada canadian
        australia: australia australian
        estonia: estonia estonian eesti
        latvia: latvia latvian latvija
        lithuania: lithuania lithuanian lietuva
        kazakhstan: kazakhstan kazakh казахстан
        uzbekistan: uzbekistan uzbek
        georgia: georgia georgian gruziya
        armenia: armenia armenian
        azerbaijan: azerbaijan azerbaijani
        myanmar: myanmar burma burmese
        panama: panama panamanian
        europe: europe european europa evropeiskii euro
        asia: asia asian asien azia
        crimea: crimea crimean krym крым крымский krymskii крымская
        moscow: moscow moskva москва московский moskovskii moskovskiy московское moscou moskau
        petersburg: petersburg peterburg петербург санкт sankt leningrad ленинград
        siberia: siberia siberian sibir сибирь сибирский sibirskii сибирская
        ural: ural urals уральский uralskii урал ural'skii уральская
        volga: volga волга povolzhe volzhskii волжский
        donetsk: donetsk донецк donetskaya донецкая donbas donbass донбасс donets
        luhansk: luhansk lugansk луганск луганская
        sevastopol: sevastopol севастополь севастопольский
        kyiv: kyiv kiev київ киев
        minsk: minsk минск минский
        tehran: tehran teheran تهران
        london: london londres
        paris: paris
        berlin: berlin
        york: york
        beijing: beijing peking 北京
        shanghai: shanghai 上海
        shenzhen: shenzhen 深圳
        guangzhou: guangzhou 广州
        damascus: damascus damas دمشق
        baghdad: baghdad بغداد
        istanbul: istanbul
        zurich: zurich zuerich
        geneva: geneva geneve genf
        geneva2: luxembourg luxemburg
        dallas: dallas phoenix houston chicago
        novosibirsk: novosibirsk новосибирск новосибирский novosibirskii
        estoniacity: tallinn riga vilnius
        albania: albania albanian shqiperi shqiperia
        algeria: algeria algerian algerie algerienne الجزائر
        angola: angola angolan angolana
        bahrain: bahrain bahraini البحرين
        belize: belize belizean
        bolivia: bolivia bolivian boliviana
        bosnia: bosnia bosnian bosna босна
        brunei: brunei
        cambodia: cambodia cambodian
        cameroon: cameroon cameroonian cameroun
        congo: congo congolese congolaise
        costarica: costarricense
        croatia: croatia croatian hrvatska hrvatski
        czech: czech czechia ceska ceske cesky
        dominican: dominican dominicana
        ecuador: ecuador ecuadorian ecuatoriana
        eritrea: eritrea eritrean
        gabon: gabon gabonese
        ghana: ghana ghanaian
        guatemala: guatemala guatemalan guatemalteca
        guinea: guinea guinean guinee
        haiti: haiti haitian
        honduras: honduras honduran hondurena
        iceland: iceland icelandic
        ivory: ivoire ivoirienne ivorian
        kosovo: kosovo kosova
        kyrgyz: kyrgyzstan kyrgyz кыргызстан кыргызский киргизия
        laos: laos lao laotian
        liberia: liberia liberian
        macau: macau macao 澳门 aomen
        macedonia: macedonia macedonian makedonija македонија makedonska
        madagascar: madagascar malagasy
        mali: malian malienne
        mauritius: mauritius mauritian
        moldova: moldova moldovan молдова moldavia молдавия
        mongolia: mongolia mongolian монголия
        montenegro: montenegro montenegrin crnagora
        morocco: morocco moroccan maroc marocaine المغرب
        mozambique: mozambique mocambique
        namibia: namibia namibian
        nepal: nepal nepalese nepali
        newzealand: zealand zelandia
        nicaragua: nicaragua nicaraguan nicaraguense
        oman: oman omani عمان
        palestine: palestine palestinian filastin فلسطين
        paraguay: paraguay paraguayan paraguaya
        portugal: portugal portuguese portuguesa
        rwanda: rwanda rwandan
        salvador: salvadorean salvadorena
        senegal: senegal senegalese senegalaise
        seychelles: seychelles
        slovakia: slovakia slovak slovenska slovenske slovensko
        slovenia: slovenia slovenian slovenija
        srilanka: lanka ceylon
        tajikistan: tajikistan tajik таджикистан tojikiston
        tanzania: tanzania tanzanian
        tunisia: tunisia tunisian tunisie تونس
        turkmenistan: turkmenistan turkmen туркменистан turkmeni
        uganda: uganda ugandan
        uruguay: uruguay uruguayan uruguaya
        yemen: yemen yemeni اليمن
        zambia: zambia zambian
        zimbabwe: zimbabwe zimbabwean
        scandinavia: scandinavia scandinavian nordic nordisk
        balkan: balkan balkans
        baltic: baltic балтийский baltiiskii балтика
        caspian: caspian каспийский kaspiiskii khazar خزر
        caucasus: caucasus caucasian кавказ kavkaz кавказский kavkazskii
        arctic: arctic арктика arktika арктический arkticheskii
        pacific: pacific pacifico тихоокеанский
        atlantic: atlantic atlantico
        mediterranean: mediterranean mediterranea akdeniz
        africa2: afrique africana afrika afrikanische
        america2: latinoamerica latinoamericana
        middleeast: levant
        persiangulf: khalijfars
        kazan: kazan казань казанский kazanskii
        samara: samara самара самарский samarskii
        saratov: saratov саратов саратовский saratovskii
        perm: perm пермь пермский permskii
        omsk: omsk омск омский omskii
        tomsk: tomsk томск томский tomskii
        tula: tula тула тульский tulskii
        ryazan: ryazan рязань рязанский ryazanskii
        voronezh: voronezh воронеж воронежский voronezhskii
        rostov: rostov ростов ростовский rostovskii
        krasnodar: krasnodar краснодар краснодарский krasnodarskii
        krasnoyarsk: krasnoyarsk красноярск красноярский krasnoyarskii
        irkutsk: irkutsk иркутск иркутский irkutskii
        chelyabinsk: chelyabinsk челябинск челябинский chelyabinskii
        yekaterinburg: yekaterinburg ekaterinburg екатеринбург
        nizhny: nizhny nizhegorodskii нижегородский новгород novgorod
        izhevsk: izhevsk ижевск ижевский izhevskii
        ufa: ufa уфа уфимский ufimskii
        tatarstan: tatarstan татарстан
        bashkortostan: bashkortostan башкортостан башкирский bashkirskii
        chechnya: chechnya chechen чечня чеченский chechenskii
        dagestan: dagestan дагестан дагестанский
        kaliningrad: kaliningrad калининград калининградский
        murmansk: murmansk мурманск мурманский murmanskii
        arkhangelsk: arkhangelsk архангельск архангельский
        vladivostok: vladivostok владивосток владивостокский
        khabarovsk: khabarovsk хабаровск хабаровский
        kamchatka: kamchatka камчатка камчатский kamchatskii
        sakhalin: sakhalin сахалин сахалинский
        yakutia: yakutia якутия sakha саха
        tyumen: tyumen тюмень тюменский tyumenskii
        yaroslavl: yaroslavl ярославль ярославский
        tver: tver тверь тверской
        kaluga: kaluga калуга калужский kaluzhskii
        penza: penza пенза пензенский penzenskii
        ulyanovsk: ulyanovsk ульяновск ульяновский
        volgograd: volgograd волгоград волгоградский
        kharkiv: kharkiv kharkov харків харьков
        odesa: odesa odessa одеса одесса
        dnipro: dnipro dnepr дніпро днепр dnepropetrovsk
        mariupol: mariupol маріуполь мариуполь
        kherson: kherson херсон
        zaporizhzhia: zaporizhzhia zaporozhye запоріжжя запорожье
        homel: gomel homel гомель гомельский
        mogilev: mogilev mahilyow могилев
        almaty: almaty алматы
        astana: astana астана
        tashkent: tashkent ташкент toshkent
        baku: baku baki баку
        tbilisi: tbilisi тбилиси
        yerevan: yerevan erevan ереван
        isfahan: isfahan esfahan اصفهان
        shiraz: shiraz شیراز
        tabriz: tabriz تبریز
        mashhad: mashhad مشهد
        ahvaz: ahvaz ahwaz اهواز
        khuzestan: khuzestan خوزستان
        kerman: kerman کرمان
        aleppo: aleppo halab حلب
        homs: homs حمص
        beirut: beirut beyrouth بيروت
        basra: basra basrah البصرة
        mosul: mosul الموصل
        kabul: kabul کابل
        kandahar: kandahar qandahar
        karachi: karachi
        cairo: cairo القاهرة
        tripoli: tripoli طرابلس
        benghazi: benghazi بنغازي
        khartoum: khartoum الخرطوم
        sanaa: sanaa صنعاء
        pyongyang: pyongyang 평양 平壤
        seoul: seoul 서울
        tokyo: tokyo 东京
        osaka: osaka
        hanoi: hanoi
        bangkok: bangkok
        jakarta: jakarta
        manila: manila
        mumbai: mumbai bombay
        delhi: delhi
        madrid: madrid
        barcelona: barcelona
        lisbon: lisbon lisboa
        rome: rome
        milan: milano
        vienna: vienna wien
        munich: munich muenchen munchen
        hamburg: hamburg
        frankfurt: frankfurt
        brussels: brussels bruxelles brussel
        amsterdam: amsterdam
        rotterdam: rotterdam
        antwerp: antwerp antwerpen
        copenhagen: copenhagen kobenhavn
        stockholm: stockholm
        oslo: oslo
        helsinki: helsinki
        warsaw: warsaw warszawa
        prague: prague praha
        budapest: budapest
        bucharest: bucharest bucuresti
        belgrade: belgrade beograd београд
        zagreb: zagreb
        athens: athens
        ankara: ankara
        izmir: izmir
        havana: havana habana
        caracas: caracas
        bogota: bogota
        medellin: medellin
        tianjin: tianjin 天津
        chongqing: chongqing 重庆
        wuhan: wuhan 武汉
        chengdu: chengdu 成都
        dalian: dalian 大连
        dandong: dandong 丹东
        nanjing: nanjing 南京
        hangzhou: hangzhou 杭州
        suzhou: suzhou 苏州
        qingdao: qingdao tsingtao 青岛
        xiamen: xiamen 厦门
        shenyang: shenyang 沈阳
        harbin: harbin 哈尔滨
        xian: 西安
        guangdong: guangdong 广东
        jiangsu: jiangsu 江苏
        zhejiang: zhejiang 浙江
        shandong: shandong 山东
        sichuan: sichuan szechuan 四川
        hebei: hebei 河北
        henan: henan 河南
        hubei: hubei 湖北
        hunan: hunan 湖南
        fujian: fujian 福建
        liaoning: liaoning 辽宁
        shaanxi: shaanxi 陕西
        xinjiang: xinjiang 新疆
        tibet: tibet xizang 西藏
        """
}
