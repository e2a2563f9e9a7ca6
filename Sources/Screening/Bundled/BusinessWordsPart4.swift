extension BundledTables {
    /// sanctions-lists/names/business-words.txt without its comments, part 4 of 5; written by scripts/embed-tables.py.
    static let businessWordsPart4 = """
        river: river речной rechnoi rechnoe fluvial fluss nehir rudkhaneh رودخانه rechnyy rechnyi rechny rechnyj \
        rechnaya rechnaia rechnaja rechnoye rechnoje rechnye rechnogo rechnykh rechno للرودخانه والرودخانه
        bridge: bridge bridges мост мостов мостостроительный mostostroitelnyi мостостроение puente puentes ponte \
        brucke bruecke kopru pont پل mosta mosty mostostroitelny mostostroitelnyj mostostroitelnaya mostostroitelnaia \
        mostostroitelnaja mostostroitelnoe mostostroitelnoye mostostroitelnoje mostostroitelnye mostostroitelnogo \
        mostostroitelnoy mostostroitelnoi mostostroitelnykh mostostroitelno mostostroeniye mostostroeniya \
        mostostroenia mostostroeniia mostostroeniy mostostroenii mostostroeny mostostroenij
        tunnel: tunnel tunnels тоннель тоннельный tonnel tunel tuneles metrostroy метрострой tonnelnyi tonnelny \
        tonnelnyj tonnelnaya tonnelnaia tonnelnaja tonnelnoe tonnelnoye tonnelnoje tonnelnye tonnelnogo tonnelnoy \
        tonnelnoi tonnelnykh tonnelno
        road2: highway highways автодор автодорога avtodor дорожный dorozhnyi carretera autopista rodovia strasse \
        strassenbau karayollari autoroute autostrada شوسه gonglu avtodora avtodory avtodorov dorozhny dorozhnyj \
        dorozhnaya dorozhnaia dorozhnaja dorozhnoe dorozhnoye dorozhnoje dorozhnye dorozhnogo dorozhnoy dorozhnoi \
        dorozhnykh dorozhno للشوسه والشوسه
        metro: metro subway метро метрополитен metropoliten metropolitena metropoliteny metropolitenov
        bus: bus buses автобус автобусный avtobus avtobusnyi autobuses omnibus otobus اتوبوس keche avtobusa avtobusy \
        avtobusov avtobusny avtobusnyj avtobusnaya avtobusnaia avtobusnaja avtobusnoe avtobusnoye avtobusnoje \
        avtobusnye avtobusnogo avtobusnoy avtobusnoi avtobusnykh avtobusno للاتوبوس والاتوبوس
        taxi: taxi cab такси taksi
        driving: driving rental rent аренда arenda alquiler aluguel vermietung kiralama noleggio ejareh اجاره zulin \
        للاجاره والاجاره
        land: land lands земля земельный zemlya zemelnyi tierra tierras terras grundbesitz arazi terre zamin tudi \
        zemelny zemelnyj zemelnaya zemelnaia zemelnaja zemelnoe zemelnoye zemelnoje zemelnye zemelnogo zemelnoy \
        zemelnoi zemelnykh zemelno
        villa: residence residential residencia жилой жилищный zhiloi zhilishchnyi жилищное vivienda viviendas \
        habitacao wohnung wohnungsbau konut logement maskan مسکن اسكان إسكان iskan zhuzhai zhilishchny zhilishchnyj \
        zhilishchnaya zhilishchnaia zhilishchnaja zhilishchnoye zhilishchnoje zhilishchnye zhilishchnogo zhilishchnoy \
        zhilishchnoi zhilishchnykh zhilishchno للاسكان والاسكان للإسكان والإسكان
        apartment: apartments apartment appartements daireler
        urban: urban urbano urbana stadtisch kentsel urbain urbanizacion shahri شهری
        environment: environment environmental ecology ecological экология экологический ekologiya ekologicheskii \
        ambiental umwelt cevre environnement mohit محیط huanbao ekologia ekologiia ekologii ekologiy ekology ekologij \
        ekologichesky ekologicheskij ekologicheskaya ekologicheskaia ekologicheskaja ekologicheskoe ekologicheskoye \
        ekologicheskoje ekologicheskie ekologicheskiye ekologicheskogo ekologicheskoy ekologicheskoi ekologicheskikh \
        ekologichesko
        waste: waste recycling утилизация отходы переработка othody utilizatsiya pererabotka residuos reciclaje \
        entsorgung abfall donusum dechets recyclage rifiuti bazyaft بازیافت feiwu odpady scrap лом vtormet вторчермет \
        utilizatsia utilizatsiia utilizatsii utilizatsiy utilizatsy utilizatsij vtorchermeta vtorchermety \
        vtorchermetov
        cleaning: cleaning clean клининг klining limpieza limpeza reinigung temizlik nettoyage pulizia tanzif نظافت \
        للنظافت والنظافت
        heating: heating heat тепло тепловой teploseti теплосеть calefaccion heizung fernwarme isitma chauffage \
        cieplo teplovyy teplovyi teplovy teplovyj teplovaya teplovaia teplovaja teplovoe teplovoye teplovoje teplovye \
        teplovogo teplovoi teplovykh teplovo
        refrigeration: refrigeration cooling холодильный kholodilnyi refrigeracion kuhl kaelte kaltetechnik sogutma \
        froid refrigerazione zhileng conditioning hvac kholodilny kholodilnyj kholodilnaya kholodilnaia kholodilnaja \
        kholodilnoe kholodilnoye kholodilnoje kholodilnye kholodilnogo kholodilnoy kholodilnoi kholodilnykh kholodilno
        lighting: lighting lamp lamps освещение светотехника svetotekhnika iluminacion iluminacao leuchten \
        beleuchtung aydinlatma eclairage illuminazione zhaoming osveshcheniye osveshcheniya osveshchenia \
        osveshcheniia osveshcheniy osveshchenii osveshcheny osveshchenij svetotekhniki
        paint: paint paints краска краски лакокрасочный lakokrasochnyi pinturas tintas farben boya peinture vernici \
        rang رنگ tuliao lakokrasochny lakokrasochnyj lakokrasochnaya lakokrasochnaia lakokrasochnaja lakokrasochnoe \
        lakokrasochnoye lakokrasochnoje lakokrasochnye lakokrasochnogo lakokrasochnoy lakokrasochnoi lakokrasochnykh \
        lakokrasochno
        composite: composite composites композит композитный композиты kompozit kompozity compuestos fiber fibre \
        fibers fibres волокно volokno fibra fasern elyaf kompozita kompozitov kompozitnyi kompozitny kompozitnyj \
        kompozitnaya kompozitnaia kompozitnaja kompozitnoe kompozitnoye kompozitnoje kompozitnye kompozitnogo \
        kompozitnoy kompozitnoi kompozitnykh kompozitno
        polymer: polymer polymers полимер полимеры полимерный polimer polimery polimeros polymere polimerler juhewu \
        polimera polimerov polimernyi polimerny polimernyj polimernaya polimernaia polimernaja polimernoe polimernoye \
        polimernoje polimernye polimernogo polimernoy polimernoi polimernykh polimerno
        gas2: lng спг сжиженный szhizhennyi liquefied gnl природный prirodnyi szhizhenny szhizhennyj szhizhennaya \
        szhizhennaia szhizhennaja szhizhennoe szhizhennoye szhizhennoje szhizhennye szhizhennogo szhizhennoy \
        szhizhennoi szhizhennykh szhizhenno prirodny prirodnyj prirodnaya prirodnaia prirodnaja prirodnoe prirodnoye \
        prirodnoje prirodnye prirodnogo prirodnoy prirodnoi prirodnykh prirodno
        nitrogen: nitrogen azotnyi азотный nitrogeno stickstoff azotny azotnyj azotnaya azotnaia azotnaja azotnoe \
        azotnoye azotnoje azotnye azotnogo azotnoy azotnoi azotnykh azotno
        oxygen: oxygen кислород kislorod oxigeno sauerstoff kisloroda kislorody kislorodov
        acid: acid кислота acido saeure
        salt: salt salz tuz namak نمک
        soap: detergent detergents soap мыло jabon sabao seife sabun savon shoyandeh
        cotton: cotton хлопок хлопковый khlopok algodon algodao baumwolle pamuk coton cotone panbeh پنبه قطن mianhua \
        khlopkovyi khlopkovy khlopkovyj khlopkovaya khlopkovaia khlopkovaja khlopkovoe khlopkovoye khlopkovoje \
        khlopkovye khlopkovogo khlopkovoy khlopkovoi khlopkovykh khlopkovo
        wool: wool шерсть wolle laine پشم
        silk: silk шелк shelk seide ipek soie abrisham ابریشم sichou
        spinning: spinning weaving прядильный ткацкий pryadilnyi tkatskii hilanderia tejidos tecelagem fiacao \
        spinnerei weberei iplik dokuma filature tissage tessitura rissandegi بافندگی pryadilny pryadilnyj pryadilnaya \
        pryadilnaia pryadilnaja pryadilnoe pryadilnoye pryadilnoje pryadilnye pryadilnogo pryadilnoy pryadilnoi \
        pryadilnykh pryadilno
        sewing: sewing швейный швейная shveinyi shveinaya confecciones confeccao naherei konfeksiyon confection \
        confezioni odzież shveynyi shveyny shveynyj shveynaia shveynaja shveynoe shveynoye shveynoje shveynye \
        shveynogo shveynoy shveynoi shveynykh shveyno
        uniform: uniform uniforms спецодежда spetsodezhda uniformes
        toy: toy toys игрушки igrushki juguetes brinquedos spielwaren spielzeug oyuncak jouets giocattoli wanju
        gift: gift gifts подарки podarki regalos presentes geschenke hediyelik cadeaux regali
        game: game games gaming игра игры igry juegos jogos spiele oyun jeux giochi casino казино kazino lottery \
        лотерея
        restaurant: restaurant restaurants ресторан restoran restaurante restaurantes gaststatte lokanta lokantasi \
        ristorante resturan رستوران مطعم fandian catering кейтеринг restorana restorany restoranov للرستوران \
        والرستوران للمطعم والمطعم
        touristagency: туристический туристическая turisticheskii agenciadeviajes reisen reiseburo reisebuero seyahat \
        voyages viaggi gardeshgari گردشگری سياحة siyaha siyahat lvyou turystyka turistichesky turisticheskij \
        turisticheskaia turisticheskaja turisticheskoe turisticheskoye turisticheskoje turisticheskie turisticheskiye \
        turisticheskogo turisticheskoy turisticheskoi turisticheskikh turistichesko للسياحة والسياحة
        pilgrimage: pilgrimage ziyarat زیارت palomnicheskii паломнический palomnichesky palomnicheskij \
        palomnicheskaya palomnicheskaia palomnicheskaja palomnicheskoe palomnicheskoye palomnicheskoje palomnicheskie \
        palomnicheskiye palomnicheskogo palomnicheskoy palomnicheskoi palomnicheskikh palomnichesko
        event: event events conference exhibition выставка выставочный vystavka ferias exposiciones eventos messe \
        veranstaltungen fuar evenements eventi namayeshgah نمایشگاه معارض zhanlan targi vystavochnyi vystavochny \
        vystavochnyj vystavochnaya vystavochnaia vystavochnaja vystavochnoe vystavochnoye vystavochnoje vystavochnye \
        vystavochnogo vystavochnoy vystavochnoi vystavochnykh vystavochno للمعارض والمعارض
        advertising: advertising advertisement реклама рекламный рекламное reklama reklamnoe publicidad publicidade \
        werbung werbeagentur tanitim publicite pubblicita tablighat تبلیغات اعلان guanggao reklamnyi reklamny \
        reklamnyj reklamnaya reklamnaia reklamnaja reklamnoye reklamnoje reklamnye reklamnogo reklamnoy reklamnoi \
        reklamnykh reklamno للاعلان والاعلان
        publishing: publisher publishers издательский izdatelskii editorial editora verlag verlagsgesellschaft \
        yayincilik yayınevi editions edizioni entesharat انتشارات نشر chuban wydawnictwo izdatelsky izdatelskij \
        izdatelskaya izdatelskaia izdatelskaja izdatelskoe izdatelskoye izdatelskoje izdatelskie izdatelskiye \
        izdatelskogo izdatelskoy izdatelskoi izdatelskikh izdatelsko للانتشارات والانتشارات
        newsagency: journal magazine magazines журнал zhurnal revista zeitschrift dergi rivista majalle مجله مجلة \
        zazhi czasopismo zhurnala zhurnaly zhurnalov للمجله والمجله للمجلة والمجلة
        internet2: online web website portal онлайн портал onlain интернет вэб netz onlayna onlayny onlaynov portala \
        portaly portalov interneta internety internetov
        cloud: cloud hosting облако облачный oblako oblachnyi oblachny oblachnyj oblachnaya oblachnaia oblachnaja \
        oblachnoe oblachnoye oblachnoje oblachnye oblachnogo oblachnoy oblachnoi oblachnykh oblachno
        cyber: cyber cybersecurity кибер кибербезопасность kiber siber kibera kibery kiberov kiberbezopasnosti
        ai: искусственный нейро artificial iskusstvennyi iskusstvenny iskusstvennyj iskusstvennaya iskusstvennaia \
        iskusstvennaja iskusstvennoe iskusstvennoye iskusstvennoje iskusstvennye iskusstvennogo iskusstvennoy \
        iskusstvennoi iskusstvennykh iskusstvenno
        bio: bio biotech biotechnology biological биотехнология биологический biotekhnologiya biologicheskii биотех \
        biotecnologia biotechnologie biyoteknoloji zist زیست shengwu biotekhnologia biotekhnologiia biotekhnologii \
        biotekhnologiy biotekhnology biotekhnologij biologichesky biologicheskij biologicheskaya biologicheskaia \
        biologicheskaja biologicheskoe biologicheskoye biologicheskoje biologicheskie biologicheskiye biologicheskogo \
        biologicheskoy biologicheskoi biologicheskikh biologichesko
        genetic: genetic genetics genome генетика genetika genetiki
        vaccine: vaccine vaccines вакцина vaccin vacunas vaksan واکسن
        blood: blood кровь plasma плазма
        surgery: surgical surgery хирургический khirurgicheskii khirurgichesky khirurgicheskij khirurgicheskaya \
        khirurgicheskaia khirurgicheskaja khirurgicheskoe khirurgicheskoye khirurgicheskoje khirurgicheskie \
        khirurgicheskiye khirurgicheskogo khirurgicheskoy khirurgicheskoi khirurgicheskikh khirurgichesko
        optics2: lens lenses объектив obektiva obektivy obektivov
        photo: photo photography photonics фотоника фото fotonika foto fotografia guangxue fotoniki
        atom2: isotope isotopes изотоп изотопы izotop izotopy isotopos izotopa izotopov
        accelerator: accelerator ускоритель reactor реактор reaktor reaktora reaktory reaktorov
        cryogenic: cryogenic криогенный криогенмаш kriogennyi kriogenny kriogennyj kriogennaya kriogennaia \
        kriogennaja kriogennoe kriogennoye kriogennoje kriogennye kriogennogo kriogennoy kriogennoi kriogennykh \
        kriogenno
        mechanical: mechanical mechanics механика механический mekhanika mekhanicheskii mecanica mekanik mechanik \
        mecanique meccanica mechanika mekanisazi مکانیک mekhaniki mekhanichesky mekhanicheskij mekhanicheskaya \
        mekhanicheskaia mekhanicheskaja mekhanicheskoe mekhanicheskoye mekhanicheskoje mekhanicheskie mekhanicheskiye \
        mekhanicheskogo mekhanicheskoy mekhanicheskoi mekhanicheskikh mekhanichesko
        hydraulic: hydraulic hydraulics гидравлика гидравлический gidravlika hidraulica hydraulik hidrolik \
        hydraulique idraulica هیدرولیک gidravliki gidravlicheskii gidravlichesky gidravlicheskij gidravlicheskaya \
        gidravlicheskaia gidravlicheskaja gidravlicheskoe gidravlicheskoye gidravlicheskoje gidravlicheskie \
        gidravlicheskiye gidravlicheskogo gidravlicheskoy gidravlicheskoi gidravlicheskikh gidravlichesko
        pneumatic: compressor compressors компрессор компрессорный kompressor kompressornyi compresores kompressoren \
        kompresor compresseurs compressori yasuoji kompressormash kompressora kompressory kompressorov kompressorny \
        kompressornyj kompressornaya kompressornaia kompressornaja kompressornoe kompressornoye kompressornoje \
        kompressornye kompressornogo kompressornoy kompressornoi kompressornykh kompressorno
        boiler: boiler boilers котел котельный kotelnyi kotly calderas caldeiras kessel chaudieres caldaie guolu \
        kotela kotely kotelov kotelny kotelnyj kotelnaya kotelnaia kotelnaja kotelnoe kotelnoye kotelnoje kotelnye \
        kotelnogo kotelnoy kotelnoi kotelnykh kotelno
        filter: filter filters фильтр filtr filtros filtre filtri filtra filtry filtrov
        fastener: fastener fasteners screws bolts метизный metiznyi tornillos schrauben civata pich پیچ metizny \
        metiznyj metiznaya metiznaia metiznaja metiznoe metiznoye metiznoje metiznye metiznogo metiznoy metiznoi \
        metiznykh metizno
        metalworking: metalworking металлообработка metalloobrabotka металлоконструкции metallokonstruktsii \
        structures structure конструкции konstruktsii estructuras metallbau stahlbau
        rolling: прокат прокатный prokat laminados walzwerk haddecilik navard prokata prokaty prokatov prokatnyi \
        prokatny prokatnyj prokatnaya prokatnaia prokatnaja prokatnoe prokatnoye prokatnoje prokatnye prokatnogo \
        prokatnoy prokatnoi prokatnykh prokatno
        hardware: hardware хозяйственный ferreteria ferragens eisenwaren hirdavat quincaillerie ferramenta wujin \
        khozyaystvennyi khozyaystvenny khozyaystvennyj khozyaystvennaya khozyaystvennaia khozyaystvennaja \
        khozyaystvennoe khozyaystvennoye khozyaystvennoje khozyaystvennye khozyaystvennogo khozyaystvennoy \
        khozyaystvennoi khozyaystvennykh khozyaystvenno
        wholesale: wholesale опт оптовый оптовая optovyi optovaya mayorista atacado grosshandel toptan ingrosso omdeh \
        عمده جملة pifa hurtownia optovy optovyj optovaia optovaja optovoe optovoye optovoje optovye optovogo optovoy \
        optovoi optovykh optovo للعمده والعمده للجملة والجملة
        retail: retail розница розничный roznichnyi minorista varejo einzelhandel perakende dettaglio lingshou \
        detaliczna roznichny roznichnyj roznichnaya roznichnaia roznichnaja roznichnoe roznichnoye roznichnoje \
        roznichnye roznichnogo roznichnoy roznichnoi roznichnykh roznichno
        distribution: distribution distributor distributors дистрибуция дистрибьютор distribyutsiya distribyutor \
        distribucion distribuidora distribuidor distribuicao vertrieb vertriebs dagitim distributeur distribuzione \
        tozi توزیع pakhsh پخش dystrybucja sales сбыт sbyt продажи ventas vendas verkauf satis vente vendite forush \
        فروش xiaoshou sprzedaz distributsia distributsiia distributsii distributsiy distributsy distributsij \
        distribyutora distribyutory distribyutorov sbyta sbyty sbytov للفروش والفروش
        purchase: procurement purchasing purchase закупки zakupki compras einkauf satinalma achats acquisti kharid \
        خرید مشتريات caigou zakup للمشتريات والمشتريات
        contract: contracting contractor contractors подряд подрядчик podryad contratistas contratista empreiteira \
        bauunternehmen muteahhit taahhut appalti peymankari پیمانکاری مقاولات muqawalat moqawalat chengbao podryada \
        podryady podryadov للمقاولات والمقاولات
        installation: installation installations assembly монтаж монтажный монтажное montazh montazhnyi montazhnoe \
        instalaciones instalacoes montage montaj kurulum impianti nasb نصب anzhuang montazhny montazhnyj montazhnaya \
        montazhnaia montazhnaja montazhnoye montazhnoje montazhnye montazhnogo montazhnoy montazhnoi montazhnykh \
        montazhno
        maintenance: эксплуатация ekspluatatsiya mantenimiento manutencao wartung instandhaltung entretien \
        manutenzione negahdari نگهداری صيانة ekspluatatsia ekspluatatsiia ekspluatatsii ekspluatatsiy ekspluatatsy \
        ekspluatatsij للصيانة والصيانة
        innovation: innovation innovations innovative инновация инновации инновационный innovatsii innovatsionnyi \
        innovacion innovaciones inovacao yenilik inovasyon innovazione noavari نوآوری ابتكار chuangxin innowacje \
        innovatsia innovatsiia innovatsiy innovatsy innovatsij innovatsionny innovatsionnyj innovatsionnaya \
        innovatsionnaia innovatsionnaja innovatsionnoe innovatsionnoye innovatsionnoje innovatsionnye innovatsionnogo \
        innovatsionnoy innovatsionnoi innovatsionnykh innovatsionno للابتكار والابتكار
        initiative: initiative initiatives инициатива initsiativa iniciativa
        project: program programme programs программа programma programa programm proje progetto barnameh برنامه \
        xiangmu prozekt проекты proyecto proyectos للبرنامه والبرنامه
        strategy: strategy strategic стратегия стратегический strategiya strategicheskii estrategica strategisch \
        stratejik strategique strategico rahbordi راهبردی zhanlue strategia strategiia strategii strategiy strategij \
        strategichesky strategicheskij strategicheskaya strategicheskaia strategicheskaja strategicheskoe \
        strategicheskoye strategicheskoje strategicheskie strategicheskiye strategicheskogo strategicheskoy \
        strategicheskoi strategicheskikh strategichesko
        policy: policy political политика политический politika politicheskii politica politik siyasi siyaset \
        politique سیاسی سياسية zhengzhi politiki politichesky politicheskij politicheskaya politicheskaia \
        politicheskaja politicheskoe politicheskoye politicheskoje politicheskie politicheskiye politicheskogo \
        politicheskoy politicheskoi politicheskikh politichesko للسياسية والسياسية
        economic: economic economy economics экономика экономический ekonomika ekonomicheskii economica economico \
        wirtschaft wirtschafts ekonomi ekonomik economique economia eghtesad eghtesadi اقتصاد اقتصادی اقتصادية \
        gospodarczy економіка ekonomiki ekonomichesky ekonomicheskij ekonomicheskaya ekonomicheskaia ekonomicheskaja \
        ekonomicheskoe ekonomicheskoye ekonomicheskoje ekonomicheskie ekonomicheskiye ekonomicheskogo ekonomicheskoy \
        ekonomicheskoi ekonomicheskikh ekonomichesko للاقتصاد والاقتصاد للاقتصادية والاقتصادية
        statistics: statistics statistical статистика statistika estadistica estatistica istatistik statistique amar \
        آمار statistiki للآمار والآمار
        planning: planning планирование planirovanie planificacion planejamento planung planlama planification \
        pianificazione guihua planirovaniye planirovaniya planirovania planirovaniia planirovaniy planirovanii \
        planirovany planirovanij
        cooperation: cooperation сотрудничество sotrudnichestvo cooperacion cooperacao zusammenarbeit isbirligi \
        hamkari همکاری تعاون hezuo sotrudnichestva sotrudnichestv للتعاون والتعاون
        revolution: revolution revolutionary революция революционный revolyutsiya revolyutsionnyi revolucion \
        revolucionario revolucionaria devrim devrimci rivoluzione enghelab enghelabi انقلاب ثورة thawra geming \
        revolyutsia revolyutsiia revolyutsii revolyutsiy revolyutsy revolyutsij revolyutsionny revolyutsionnyj \
        revolyutsionnaya revolyutsionnaia revolyutsionnaja revolyutsionnoe revolyutsionnoye revolyutsionnoje \
        revolyutsionnye revolyutsionnogo revolyutsionnoy revolyutsionnoi revolyutsionnykh revolyutsionno للانقلاب \
        والانقلاب للثورة والثورة
        resistance: resistance сопротивление soprotivlenie resistencia widerstand direnis moghavemat moqavemat مقاومت \
        مقاومة muqawama opor soprotivleniye soprotivleniya soprotivlenia soprotivleniia soprotivleniy soprotivlenii \
        soprotivleny soprotivlenij للمقاومت والمقاومت للمقاومة والمقاومة
        democratic: democratic democracy демократический demokraticheskii democratico democratica democracia \
        demokratisch demokratik democratique ديمقراطية demokratis minzhu demokratichesky demokraticheskij \
        demokraticheskaya demokraticheskaia demokraticheskaja demokraticheskoe demokraticheskoye demokraticheskoje \
        demokraticheskie demokraticheskiye demokraticheskogo demokraticheskoy demokraticheskoi demokraticheskikh \
        demokratichesko للديمقراطية والديمقراطية
        communist: communist socialist коммунистический социалистический kommunisticheskii comunista socialista \
        kommunistisch komunist sosyalist communiste gongchan kommunistichesky kommunisticheskij kommunisticheskaya \
        kommunisticheskaia kommunisticheskaja kommunisticheskoe kommunisticheskoye kommunisticheskoje \
        kommunisticheskie kommunisticheskiye kommunisticheskogo kommunisticheskoy kommunisticheskoi \
        kommunisticheskikh kommunistichesko sotsialisticheskii sotsialistichesky sotsialisticheskij \
        sotsialisticheskaya sotsialisticheskaia sotsialisticheskaja sotsialisticheskoe sotsialisticheskoye \
        sotsialisticheskoje sotsialisticheskie sotsialisticheskiye sotsialisticheskogo sotsialisticheskoy \
        sotsialisticheskoi sotsialisticheskikh sotsialistichesko
        independent: independent independence независимый nezavisimyi independiente independente unabhangig bagimsiz \
        independant mostaghel مستقل duli للمستقل والمستقل
        popular2: citizen citizens civil civic гражданский grazhdanskii ciudadano buerger sivil civique مدنی مدني \
        grazhdansky grazhdanskij grazhdanskaya grazhdanskaia grazhdanskaja grazhdanskoe grazhdanskoye grazhdanskoje \
        grazhdanskie grazhdanskiye grazhdanskogo grazhdanskoy grazhdanskoi grazhdanskikh grazhdansko للمدني والمدني
        human: human rights человека derechos humanos direitos menschenrechte insan haklari droits انسان renquan \
        للانسان والانسان
        information2: documentation document archive archives архив arkhiv archivo archiv arsiv arkhiva arkhivy \
        arkhivov
        library: library библиотека biblioteka biblioteca bibliothek kutuphane bibliotheque ketabkhaneh کتابخانه \
        مكتبة tushuguan للمكتبة والمكتبة
        museum: museum музей muzei museo museu muze musee موزه متحف bowuguan muzeum للموزه والموزه للمتحف والمتحف
        theatre: theatre theater театр teatr teatro tiyatro تئاتر مسرح juyuan teatra teatry teatrov للتئاتر والتئاتر \
        للمسرح والمسرح
        school: школа colegio escuela escola schule okul okulu ecole scuola madrasa madrese madreseh مدرسه مدرسة \
        xuexiao szkola школи للمدرسه والمدرسه للمدرسة والمدرسة
        kindergarten: kindergarten nursery детсад anaokulu detsada detsady detsadov
        faculty: faculty факультет fakultet facultad faculdade fakultat fakulte facolta daneshkadeh دانشکده كلية \
        xueyuan wydzial fakulteta fakultety fakultetov للكلية والكلية
        university2: polytechnic политехнический politekhnicheskii politecnico politeknik polytechnique polytechnikum \
        uniwersytet yliopisto sveuciliste egyetem panepistimio πανεπιστημιο جامعة jamia univerzita univerzitet \
        ulikool universitesi universite universita universiti politekhnichesky politekhnicheskij politekhnicheskaya \
        politekhnicheskaia politekhnicheskaja politekhnicheskoe politekhnicheskoye politekhnicheskoje \
        politekhnicheskie politekhnicheskiye politekhnicheskogo politekhnicheskoy politekhnicheskoi \
        politekhnicheskikh politekhnichesko للجامعة والجامعة
        academy2: academia academie akademie akademi accademia farhangestan فرهنگستان اكاديمية kexueyuan akademia \
        للاكاديمية والاكاديمية
        chamber: chamber палата palata camara kammer odasi chambre otagh اتاق غرفة shanghui izba للاتاق والاتاق \
        للغرفة والغرفة
        federation: federation confederation федерация конфедерация federatsiya konfederatsiya federacion \
        confederacion federacao foderation federasyon federasyonu federazione اتحاد ettehad ittihad اتحادية lianhehui \
        federacja спілка federatsia federatsiia federatsii federatsiy federatsy federatsij konfederatsia \
        konfederatsiia konfederatsii konfederatsiy konfederatsy konfederatsij للاتحاد والاتحاد للاتحادية والاتحادية
        league: league лига liga ligue lega lig rabita رابطة lianmeng للرابطة والرابطة
        alliance: alliance альянс alyans alianza alianca allianz ittifak alleanza تحالف alyansa alyansy alyansov \
        للتحالف والتحالف
        network2: netzwerk réseau rete شبكة shabaka للشبكة والشبكة
        coalition: coalition коалиция koalitsiya coalicion koalition koalisyon ائتلاف koalitsia koalitsiia koalitsii \
        koalitsiy koalitsy koalitsij للائتلاف والائتلاف
        office2: secretariat секретариат sekretariat secretaria sekreterlik دبیرخانه sekretariata sekretariaty \
        sekretariatov
        embassy: embassy consulate посольство консульство posolstvo konsulstvo embajada embaixada botschaft konsulat \
        buyukelcilik büyükelçiliği ambassade ambasciata sefarat سفارت سفارة dashiguan ambasada posolstva posolstv \
        konsulstva konsulstv للسفارت والسفارت للسفارة والسفارة
        government: government governmental правительство pravitelstvo pravitelstvennyi gobierno governo regierung \
        hukumet gouvernement hokumat دولت حكومة hukuma zhengfu rzad уряд pravitelstva pravitelstv uryada uryady \
        uryadov للدولت والدولت للحكومة والحكومة
        parliament: parliament duma дума парламент parlament parlamento meclis majlis مجلس yihui sejm parlamenta \
        parlamenty parlamentov للمجلس والمجلس
        president2: presidency presidential администрация administratsiya administration administracion administracao \
        idaresi riyaset ریاست رئاسة zongtong prezydent administratsia administratsiia administratsii administratsiy \
        administratsy administratsij للرئاسة والرئاسة
        authority: authority authorities власть autoridad autoridade behorde behoerde otorite autorite autorita هيئة \
        haya سلطة للهيئة والهيئة للسلطة والسلطة
        inspectorate: inspectorate инспекция inspektsiya mufettislik inspektsia inspektsiia inspektsii inspektsiy \
        inspektsy inspektsij
        headquarters: headquarters штаб shtab qarargah gharargah gharagah قرارگاه cuartel hauptquartier karargah \
        shtaba shtaby shtabov
        base: base bases база baza پایگاه paygah قاعدة jidi للقاعدة والقاعدة
        training: учебный uchebnyi тренировочный capacitacion treinamento ausbildung schulung egitim formazione \
        amoozesh amouzesh آموزش تدريب peixun szkolenie uchebny uchebnyj uchebnaya uchebnaia uchebnaja uchebnoe \
        uchebnoye uchebnoje uchebnye uchebnogo uchebnoy uchebnoi uchebnykh uchebno trenirovochnyi trenirovochny \
        trenirovochnyj trenirovochnaya trenirovochnaia trenirovochnaja trenirovochnoe trenirovochnoye trenirovochnoje \
        trenirovochnye trenirovochnogo trenirovochnoy trenirovochnoi trenirovochnykh trenirovochno للآموزش والآموزش \
        للتدريب والتدريب
        camp: camp лагерь campamento kamp اردوگاه معسكر للمعسكر والمعسكر
        rescue: rescue emergency спасательный спасения spasatelnyi мчс mchs salvamento emergencia rettung kurtarma \
        secours soccorso emdad امداد اسعاف jiuyuan spasatelny spasatelnyj spasatelnaya spasatelnaia spasatelnaja \
        spasatelnoe spasatelnoye spasatelnoje spasatelnye spasatelnogo spasatelnoy spasatelnoi spasatelnykh \
        spasatelno spasenia spaseniia spasenii spaseniy spaseny spasenij للامداد والامداد للاسعاف والاسعاف
        redcrescent: crescent полумесяц hilal helal هلال الهلال medialuna للهلال والهلال
        joint: joint совместный sovmestnyi conjunto gemeinsam ortak commun comune moshtarak مشترک مشتركة lianhe \
        sovmestny sovmestnyj sovmestnaya sovmestnaia sovmestnaja sovmestnoe sovmestnoye sovmestnoje sovmestnye \
        sovmestnogo sovmestnoy sovmestnoi sovmestnykh sovmestno للمشتركة والمشتركة
        mutual: mutual взаимный vzaimnyi mutua mutuo gegenseitig karsilikli mutuelle vzaimny vzaimnyj vzaimnaya \
        vzaimnaia vzaimnaja vzaimnoe vzaimnoye vzaimnoje vzaimnye vzaimnogo vzaimnoy vzaimnoi vzaimnykh vzaimno
        private: private частный chastnyi privado privada privat ozel prive privato khosusi خصوصی siying prywatny \
        chastny chastnyj chastnaya chastnaia chastnaja chastnoe chastnoye chastnoje chastnye chastnogo chastnoy \
        chastnoi chastnykh chastno
        limited2: affiliate affiliates subsidiary subsidiaries дочерний дочернее dochernee tochter iştirak filiale \
        dochernyy dochernyi docherny dochernyj dochernaya dochernaia dochernaja dochernoe dochernoye dochernoje \
        dochernye dochernogo dochernoy dochernoi dochernykh docherno
        overseas: overseas foreign зарубежный зарубеж zarubezh внешний внешнеторговый внешнеэкономический \
        vneshnetorgovyi vneshneekonomicheskii extranjero ausland aussenhandel yurtdisi estero etranger khareji خارجی \
        haiwai zagraniczny zarubezhnyi zarubezhny zarubezhnyj zarubezhnaya zarubezhnaia zarubezhnaja zarubezhnoe \
        zarubezhnoye zarubezhnoje zarubezhnye zarubezhnogo zarubezhnoy zarubezhnoi zarubezhnykh zarubezhno vneshnyy \
        vneshnyi vneshny vneshnyj vneshnaya vneshnaia vneshnaja vneshnoe vneshnoye vneshnoje vneshnye vneshnogo \
        vneshnoy vneshnoi vneshnykh vneshno vneshnetorgovy vneshnetorgovyj vneshnetorgovaya vneshnetorgovaia \
        vneshnetorgovaja vneshnetorgovoe vneshnetorgovoye vneshnetorgovoje vneshnetorgovye vneshnetorgovogo \
        vneshnetorgovoy vneshnetorgovoi vneshnetorgovykh vneshnetorgovo vneshneekonomichesky vneshneekonomicheskij \
        vneshneekonomicheskaya vneshneekonomicheskaia vneshneekonomicheskaja vneshneekonomicheskoe \
        vneshneekonomicheskoye vneshneekonomicheskoje vneshneekonomicheskie vneshneekonomicheskiye \
        vneshneekonomicheskogo vneshneekonomicheskoy vneshneekonomicheskoi vneshneekonomicheskikh vneshneekonomichesko
        """
}
