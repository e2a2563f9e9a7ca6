extension BundledTables {
    /// sanctions-lists/names/business-words.txt without its comments, part 2 of 5; written by scripts/embed-tables.py.
    static let businessWordsPart2 = """
        aerospace: aerospace space kosmicheskii kosmos космический космос aerokosmicheskii hangtian raketno ракетно \
        rocket raketnyi missile missiles havafaza هوافضا cosmic kosmichesky kosmicheskij kosmicheskaya kosmicheskaia \
        kosmicheskaja kosmicheskoe kosmicheskoye kosmicheskoje kosmicheskie kosmicheskiye kosmicheskogo kosmicheskoy \
        kosmicheskoi kosmicheskikh kosmichesko kosmosa kosmosy kosmosov للهوافضا والهوافضا
        defense: defense defence oborony oborona обороны оборона defensa verteidigung savunma defa military voennyi \
        voenno военный военно arms weapons oruzhie armaments armament difesa oboronnye jangafzar دفاع defae defaei \
        دفاعی difa دفاعية الدفاع obrana obranny obrona obronny vedelmi odbrana odbrambeni puolustus forsvar forsvaret \
        αμυνα amyna pertahanan kukbang gukbang boei оборонний абарона guofang mudofaa voenny voennyj voennaya \
        voennaia voennaja voennoe voennoye voennoje voennye voennogo voennoy voennoi voennykh oboronnyy oboronnyi \
        oboronny oboronnyj oboronnaya oboronnaia oboronnaja oboronnoe oboronnoye oboronnoje oboronnogo oboronnoy \
        oboronnoi oboronnykh oboronno للدفاع والدفاع للدفاعية والدفاعية
        security: security securities bezopasnost безопасность seguridad sicherheit guvenlik securite amniyat امنیت \
        sicurezza protection ohrana okhrana охрана bezopasnosti
        service: service services svc svcs servis сервис servicio servicios uslugi услуги dienst dienstleistungen \
        khadamat خدمات hizmetleri hizmet servizi serviços serv khidma khidmat khadamati الخدمات خدماتی sluzby sluzba \
        uslugowy szolgaltato szolgaltatas usluge storitve palvelut palvelu tjanster tjenester υπηρεσιες ypiresies \
        perkhidmatan sobisu послуги паслугі xizmat qyzmet fuwu servisa servisy servisov للخدمات والخدمات
        management: management mgmt mngmt upravlyayushchaya управляющая gestion verwaltung yonetim gestao modiriyat \
        مدیریت managment
        consulting: consulting consultants consultancy consult konsalting консалтинг danismanlik beratung consultoria \
        moshaver conseil advisory advisors advisers
        development: development dev develop razvitie razvitiya развитие развития desarrollo entwicklung gelistirme \
        towse'e tose'e توسعه developpement fazhan developments sviluppo tanmiya tanmiyah tanmia تنمية التنمية تطوير \
        rozvoj rozwoj rozwoju fejleszto fejlesztes razvoj razvojni kehitys udvikling utveckling αναπτυξη anaptyxi \
        pengembangan gaebal kaebal kaihatsu розвиток развіццё razvitak rivojlantirish kaifa razvitiye razvitia \
        razvitiia razvitiy razvitii razvity razvitij للتوسعه والتوسعه للتنمية والتنمية للتطوير والتطوير
        property: property properties real estate realty nedvizhimost недвижимость inmobiliaria immobilier immobilien \
        gayrimenkul emlak amlak imobiliaria immobiliare nedvizhimosti
        food: food foods pishchevaya пищевая alimentos alimentaire gida lebensmittel ghazai غذایی agro агро \
        agricultural agriculture agricola agropecuaria selskokhozyaistvennyi kesht کشاورزی tarim ziraat farm farms \
        agri ghiza ghazaei aghdhia اغذية أغذية الغذائية غذائية potraviny potravinarsky spozywczy spozywcze elelmiszer \
        prehrambeni elintarvike livsmedel τροφιμα trofima makanan sikpum shokuhin харчовий харчова khazovyi oziq \
        shipin keshavarzi ziraa زراعة الزراعة زراعية الزراعية zemedelsky rolniczy rolnictwo mezogazdasagi \
        poljoprivredni poljoprivreda maatalous lantbruk γεωργικη georgiki pertanian nongop nogyo \
        сільськогосподарський сельскагаспадарчы nongye pishchevyy pishchevyi pishchevy pishchevyj pishchevaia \
        pishchevaja pishchevoe pishchevoye pishchevoje pishchevye pishchevogo pishchevoy pishchevoi pishchevykh \
        pishchevo kharchovyy kharchovyi kharchovy kharchovyj kharchovaya kharchovaia kharchovaja kharchovoe \
        kharchovoye kharchovoje kharchovye kharchovogo kharchovoy kharchovoi kharchovykh kharchovo للاغذية والاغذية \
        للأغذية والأغذية للغذائية والغذائية للزراعة والزراعة للزراعية والزراعية
        medical: medical medicine meditsinskii медицинский medica medizin tibbi pezeshki پزشکی pharma pharmaceutical \
        pharmaceuticals farmatsevticheskaya фарма farma pharmacy ilac daru دارو health healthcare hospital klinik \
        zdrav pharmaceutica фармацевтический фармацевтическая farmaceutica farmaceutico pharmazeutika arzneimittel \
        pharmaceutique pharmaceutiques farmaceutici darou darousazi داروسازی ادوية أدوية zhiyao yiyao лекарств \
        farmacja farmaceutyczne drug drugs hospitals clinic clinics больница госпиталь клиника bolnitsa gospital \
        klinika krankenhaus hastane hastanesi clinica hopital ospedale bimarestan بیمارستان مستشفى yiyuan szpital \
        лікарня lechebnyi tibb tibbiya طبية الطبية طبي zdravotni zdravotnicky medyczny medyczne egeszsegugyi \
        zdravstveni zdravlje laaketiede halso ιατρικη iatriki perubatan uiryo iryo медичний медыцынскі yiliao \
        meditsinsky meditsinskij meditsinskaya meditsinskaia meditsinskaja meditsinskoe meditsinskoye meditsinskoje \
        meditsinskie meditsinskiye meditsinskogo meditsinskoy meditsinskoi meditsinskikh meditsinsko \
        farmatsevticheskii farmatsevtichesky farmatsevticheskij farmatsevticheskaia farmatsevticheskaja \
        farmatsevticheskoe farmatsevticheskoye farmatsevticheskoje farmatsevticheskie farmatsevticheskiye \
        farmatsevticheskogo farmatsevticheskoy farmatsevticheskoi farmatsevticheskikh farmatsevtichesko lekarstva \
        lekarstvy lekarstvov kliniki medichnyy medichnyi medichny medichnyj medichnaya medichnaia medichnaja \
        medichnoe medichnoye medichnoje medichnye medichnogo medichnoy medichnoi medichnykh medichno للدارو والدارو \
        للادوية والادوية للأدوية والأدوية للمستشفى والمستشفى للطبية والطبية
        hotel: hotel hotels gostinitsa гостиница otel hoteles resort tourism travel turizm turismo tourisme turism \
        tours
        textile: textile textiles tekstil textil fashion moda clothing garment garments
        media: media medya медиа television tv televidenie телевидение radio радио broadcasting televizyon televisao \
        press pressa пресса news novosti новости publishing izdatelstvo издательство televizion newspaper gazeta \
        channel kanal канал elam إعلام الاعلام الإعلام rasaneh رسانه televize telewizja televizio televizija \
        televisio τηλεοραση tileorasi penyiaran pangsong bangsong hoso телебачення тэлебачанне telebachennia resaneh \
        televideniye televideniya televidenia televideniia televideniy televidenii televideny televidenij izdatelstva \
        izdatelstv kanala kanaly kanalov للإعلام والإعلام للاعلام والاعلام للرسانه والرسانه
        telecom: internet mobile mobil мобильный network networks setevoi сеть net wangluo shabake شبکه set seti \
        mobilnyi mobilny mobilnyj mobilnaya mobilnaia mobilnaja mobilnoe mobilnoye mobilnoje mobilnye mobilnogo \
        mobilnoy mobilnoi mobilnykh mobilno
        solution: solution solutions resheniya решения soluciones losungen cozumleri loesungen reshenia resheniia \
        reshenii resheniy resheny reshenij
        automotive: automotive auto automobile automobiles avtomobilnyi автомобильный автомобиль avto авто automotriz \
        otomotiv khodro خودرو motor motors motores vehicle vehicles car cars мотор avtomobilny avtomobilnyj \
        avtomobilnaya avtomobilnaia avtomobilnaja avtomobilnoe avtomobilnoye avtomobilnoje avtomobilnye avtomobilnogo \
        avtomobilnoy avtomobilnoi avtomobilnykh avtomobilno motora motory motorov للخودرو والخودرو
        material: material materials materialov материалы материалов materiales malzeme cailiao
        supply: supply supplies supplier suppliers snabzhenie снабжение suministros tedarik snabzheniye snabzheniya \
        snabzhenia snabzheniia snabzheniy snabzhenii snabzheny snabzhenij
        house: house home dom дом casa haus ev khane maison tower
        bureau: okb kb skb конструкторское
        scientificproduction: npo npp нпо нпп nppf нпк npk npf нпф ntc нтц ntts spa npc
        store: store stores shop market markets marketing рынок rynok magazin магазин mercado markt bazar supermarket \
        super magazina magaziny magazinov
        student: education educational obrazovanie образование obrazovatelnyi tutoring training obrazovaniye \
        obrazovaniya obrazovania obrazovaniia obrazovaniy obrazovanii obrazovany obrazovanij
        sport: sport sports спорт club klub клуб sporta sporty sportov kluba kluby klubov
        city: city municipal gorod город gorodskoi городской municipalidad stadt belediyesi shahr goroda gorody \
        gorodov gorodskiy gorodskii gorodsky gorodskij gorodskaya gorodskaia gorodskaja gorodskoe gorodskoye \
        gorodskoje gorodskie gorodskiye gorodskogo gorodskikh gorodsko
        region: region regional regionalnyi oblast oblastnoi областной regione область krai край district raion район \
        provincial province ostan استان oblastnyy oblastnyi oblastny oblastnyj oblastnaya oblastnaia oblastnaja \
        oblastnoe oblastnoye oblastnoje oblastnye oblastnogo oblastnykh oblastno rayona rayony rayonov للاستان \
        والاستان
        republic: republic respublika республика republica republik republique cumhuriyeti jomhuri جمهوری respubliki \
        республики rep
        people: people peoples people's narodnyi narodny народный народная pueblo halk popular narodnyj narodnaia \
        narodnaja narodnoe narodnoye narodnoje narodnye narodnogo narodnoy narodnoi narodnykh narodno
        army: army armed forces armiya армия ejercito armee ordu artesh ارتش troops voiska войска military battalion \
        battalions brigade brigada бригада батальон regiment polk полк force corps guard guards sepah سپاه militia \
        squad unit division sepahe pasdaran پاسداران haras حرس الحرس jaysh jaish جيش الجيش قوات القوات quwwat niru \
        nirou نیروی armada wojsko hadsereg vojska vojni armeija haeren στρατος stratos tentera tentara kundae gundae \
        guntai війська армія військовий jundui lashkar katiba kataib كتائب gvardiya гвардия гвардейский gvardeiskii \
        guardia garde garda muhafiz negahban حراسة الحراسة herasat حراست armia armiia armii armiy armij batalona \
        batalony batalonov gvardia gvardiia gvardii gvardiy gvardy gvardij gvardeyskii gvardeysky gvardeyskij \
        gvardeyskaya gvardeyskaia gvardeyskaja gvardeyskoe gvardeyskoye gvardeyskoje gvardeyskie gvardeyskiye \
        gvardeyskogo gvardeyskoy gvardeyskoi gvardeyskikh gvardeysko للارتش والارتش للقوات والقوات للكتائب والكتائب \
        للحراسة والحراسة للحراست والحراست
        party: party partiya партия partido partei parti hezb حزب movement dvizhenie движение front фронт frente \
        jabha جبهة hizb liberation partia partiia partii partiy partij dvizheniye dvizheniya dvizhenia dvizheniia \
        dvizheniy dvizhenii dvizheny dvizhenij fronta fronty frontov للجبهة والجبهة
        youth: youth molodezh молодежь juventud jugend
        bearing: bearing bearings podshipnikovyi podshipnik подшипник подшипниковый podshipnikovy podshipnikovyj \
        podshipnikovaya podshipnikovaia podshipnikovaja podshipnikovoe podshipnikovoye podshipnikovoje podshipnikovye \
        podshipnikovogo podshipnikovoy podshipnikovoi podshipnikovykh podshipnikovo
        optical: optical optics optiko opticheskii optika оптика оптический optik guangdian optoelectronics \
        optoelectronic optichesky opticheskij opticheskaya opticheskaia opticheskaja opticheskoe opticheskoye \
        opticheskoje opticheskie opticheskiye opticheskogo opticheskoy opticheskoi opticheskikh optichesko
        nuclear: nuclear atomic yadernyi atomnyi атомный атомная ядерный nucleaire atom атом hasteei هسته atomny \
        atomnyj atomnaia atomnaja atomnoe atomnoye atomnoje atomnye atomnogo atomnoy atomnoi atomnykh atomno yaderny \
        yadernyj yadernaya yadernaia yadernaja yadernoe yadernoye yadernoje yadernye yadernogo yadernoy yadernoi \
        yadernykh yaderno atoma atomy atomov للهسته والهسته
        water: water vodokanal вода su agua aqua acqua
        wood: wood timber forest lesnoi les лес madera holz lesopromyshlennyi
        paper: paper bumaga бумага papel papier tsellyulozno
        new: new novyi novaya новый новая nuevo nueva nouveau neue yeni jadid xin nuova novo novyj novaia novaja \
        novoe novoye novoje novye novogo novoy novoi novykh
        first: first pervyi первый first+
        east: east eastern vostok vostochnyi восток восточный orient oriental este est sharq الشرق doğu dogu \
        vostochny vostochnyj vostochnaya vostochnaia vostochnaja vostochnoe vostochnoye vostochnoje vostochnye \
        vostochnogo vostochnoy vostochnoi vostochnykh vostochno
        west: west western zapad zapadnyi запад западный oeste gharb zapada zapady zapadov zapadny zapadnyj zapadnaya \
        zapadnaia zapadnaja zapadnoe zapadnoye zapadnoje zapadnye zapadnogo zapadnoy zapadnoi zapadnykh zapadno
        north: north northern sever severnyi север северный norte nord shimal beifang severa severy severov severny \
        severnyj severnaya severnaia severnaja severnoe severnoye severnoje severnye severnogo severnoy severnoi \
        severnykh severno
        south: south southern yug yuzhnyi юг южный sur sud jonub yuzhny yuzhnyj yuzhnaya yuzhnaia yuzhnaja yuzhnoe \
        yuzhnoye yuzhnoje yuzhnye yuzhnogo yuzhnoy yuzhnoi yuzhnykh yuzhno
        middle: middle mid sredniy средний medio moyen srednyy srednyi sredny srednyj srednaya srednaia srednaja \
        srednoe srednoye srednoje srednye srednogo srednoy srednoi srednykh sredno
        great: great grand gran big bolshoi большой grande
        black: black chernyi черный negro noire cherny chernyj chernaya chernaia chernaja chernoe chernoye chernoje \
        chernye chernogo chernoy chernoi chernykh cherno
        sea: sea more море mer deniz mar bahr
        gold: gold golden zoloto zolotoi золото золотой oro altin tala zolota
        limited: limited
        special: special spets спец especial spezial spetsialnyi специальный spetsialny spetsialnyj spetsialnaya \
        spetsialnaia spetsialnaja spetsialnoe spetsialnoye spetsialnoje spetsialnye spetsialnogo spetsialnoy \
        spetsialnoi spetsialnykh spetsialno
        purpose: purpose
        named: named imeni имени im им after
        academician: academician akademika академика akademiki
        partner: partner partners partnery партнеры associates asociados socios
        brothers: brothers bros hermanos freres bruder kardesler akhavan sons son hijos fils
        laboratory: laboratory laboratories lab labs laboratoriya лаборатория laboratorio laboratoire azmayeshgah \
        laboratorium laboratoria laboratoriia laboratorii laboratoriy laboratorij
        repair: repair remont remontnyi ремонт ремонтный maintenance bakim tamirat taamirat remonta remonty remontov \
        remontny remontnyj remontnaya remontnaia remontnaja remontnoe remontnoye remontnoje remontnye remontnogo \
        remontnoy remontnoi remontnykh remontno
        exchange: exchange birzha биржа bolsa borsa sarrafi صرافی exchanges money transfer remittance hawala hawalah
        airport: airport aeroport аэропорт havalimani forudgah aeropuerto port порт puerto porto ports liman bandar \
        بندر seaport aeroporta aeroporty aeroportov porta porty portov للبندر والبندر
        railway: railway railways rail zheleznaya железная zheleznye железные dorogi дороги ferrocarril demiryolu \
        bahn eisenbahn rah ahan راه آهن railroad doroga road roads zheleznyy zheleznyi zhelezny zheleznyj zheleznaia \
        zheleznaja zheleznoe zheleznoye zheleznoje zheleznogo zheleznoy zheleznoi zheleznykh zhelezno
        computerscience: digital tsifrovoi цифровой цифра numerique dijital shuzi tsifrovyy tsifrovyi tsifrovy \
        tsifrovyj tsifrovaya tsifrovaia tsifrovaja tsifrovoe tsifrovoye tsifrovoje tsifrovye tsifrovogo tsifrovykh \
        tsifrovo
        unmanned: unmanned bespilotnye bespilotnyi беспилотные беспилотный uav drone drones pahpad bpla бпла \
        bespilotnykh беспилотных bespilotny bespilotnyj bespilotnaya bespilotnaia bespilotnaja bespilotnoe \
        bespilotnoye bespilotnoje bespilotnogo bespilotnoy bespilotnoi bespilotno
        armoured: armoured armored bronetankovyi бронетанковый tank танк tankovyi bronetankovy bronetankovyj \
        bronetankovaya bronetankovaia bronetankovaja bronetankovoe bronetankovoye bronetankovoje bronetankovye \
        bronetankovogo bronetankovoy bronetankovoi bronetankovykh bronetankovo
        post: post pochta почта postal correos poste posta
        digital2: smart intelligent umnyi zhineng
        family: family semeinyi aile familia tarbiat tarbiyat تربية التربية تعليم التعليم taalim taleem vzdelavani \
        edukacja oktatas obrazovanje koulutus utbildning εκπαιδευση ekpaidefsi pendidikan kyoyuk gyoyuk kyoiku освіта \
        адукацыя talim للتربية والتربية للتعليم والتعليم
        helicopter: helicopter helicopters вертолет вертолеты вертолетный vertolet vertolety vertolyot helicoptero \
        helicopteros hubschrauber helikopter helikopteri helicoptere helicopteres هليكوبتر هلیکوپتر zhishengji \
        вертоліт vertoleta vertoletov vertoletnyi vertoletny vertoletnyj vertoletnaya vertoletnaia vertoletnaja \
        vertoletnoe vertoletnoye vertoletnoje vertoletnye vertoletnogo vertoletnoy vertoletnoi vertoletnykh \
        vertoletno للهليكوبتر والهليكوبتر
        engine: engine engines двигатель двигателей двигатели двигателестроение двигателестроительный dvigatel \
        dvigateli dvigateley dvigatelestroenie motore moteurs triebwerk triebwerke fadongji двигун двигуни \
        dvigatelestroeniye dvigatelestroeniya dvigatelestroenia dvigatelestroeniia dvigatelestroeniy \
        dvigatelestroenii dvigatelestroeny dvigatelestroenij dvigatelestroitelnyi dvigatelestroitelny \
        dvigatelestroitelnyj dvigatelestroitelnaya dvigatelestroitelnaia dvigatelestroitelnaja dvigatelestroitelnoe \
        dvigatelestroitelnoye dvigatelestroitelnoje dvigatelestroitelnye dvigatelestroitelnogo dvigatelestroitelnoy \
        dvigatelestroitelnoi dvigatelestroitelnykh dvigatelestroitelno dviguna dviguny dvigunov
        turbine: turbine turbines турбина турбин турбинный turbin turbina turbinas turbinen توربین turbiny turbinov \
        turbinnyi turbinny turbinnyj turbinnaya turbinnaia turbinnaja turbinnoe turbinnoye turbinnoje turbinnye \
        turbinnogo turbinnoy turbinnoi turbinnykh turbinno
        pump: pump pumps насос насосы насосный nasos nasosy nasosnyi bomba bombas pumpen pompa pompe pompy پمپ nasosa \
        nasosov nasosny nasosnyj nasosnaya nasosnaia nasosnaja nasosnoe nasosnoye nasosnoje nasosnye nasosnogo \
        nasosnoy nasosnoi nasosnykh nasosno
        valve: valve valves арматура арматурный armatura armaturnyi valvula valvulas ventile armaturen vana شیرآلات \
        armaturny armaturnyj armaturnaya armaturnaia armaturnaja armaturnoe armaturnoye armaturnoje armaturnye \
        armaturnogo armaturnoy armaturnoi armaturnykh armaturno
        pipe: pipe pipes tube tubes pipeline pipelines труба трубный трубопровод трубопроводный truboprovod trubnyi \
        truba trubny tuberia tubos rohr rohre boru tubi tubazioni لوله lule loole gangguan трубопровід trubnyj \
        trubnaya trubnaia trubnaja trubnoe trubnoye trubnoje trubnye trubnogo trubnoy trubnoi trubnykh trubno \
        truboprovoda truboprovody truboprovodov truboprovodnyi truboprovodny truboprovodnyj truboprovodnaya \
        truboprovodnaia truboprovodnaja truboprovodnoe truboprovodnoye truboprovodnoje truboprovodnye truboprovodnogo \
        truboprovodnoy truboprovodnoi truboprovodnykh truboprovodno لللوله واللوله
        cable: cable cables кабель кабельный kabel kabelnyi kablo kabelwerk kabelka كابل кабельний kabeli kabelny \
        kabelnyj kabelnaya kabelnaia kabelnaja kabelnoe kabelnoye kabelnoje kabelnye kabelnogo kabelnoy kabelnoi \
        kabelnykh kabelno للكابل والكابل
        wire: wire wires проволока draht filo
        tractor: tractor tractors трактор тракторный traktor traktornyi tractores traktorsazi تراکتور traktory \
        traktora traktorov traktorny traktornyj traktornaya traktornaia traktornaja traktornoe traktornoye \
        traktornoje traktornye traktornogo traktornoy traktornoi traktornykh traktorno
        truck: truck trucks lorry грузовик грузовой gruzovik gruzovoi camion camiones lastwagen lkw kamyon ciezarowki \
        كاميون gruzovyy gruzovyi gruzovy gruzovyj gruzovaya gruzovaia gruzovaja gruzovoe gruzovoye gruzovoje gruzovye \
        gruzovogo gruzovykh gruzovo للكاميون والكاميون
        wheel: wheel wheels wagon wagons вагон вагоны вагоностроительный вагонный vagon vagonostroitelnyi vagony \
        vagones waggon waggonbau колесо wagony vagonka vagona vagonov vagonostroitelny vagonostroitelnyj \
        vagonostroitelnaya vagonostroitelnaia vagonostroitelnaja vagonostroitelnoe vagonostroitelnoye \
        vagonostroitelnoje vagonostroitelnye vagonostroitelnogo vagonostroitelnoy vagonostroitelnoi \
        vagonostroitelnykh vagonostroitelno vagonnyi vagonny vagonnyj vagonnaya vagonnaia vagonnaja vagonnoe \
        vagonnoye vagonnoje vagonnye vagonnogo vagonnoy vagonnoi vagonnykh vagonno
        locomotive: locomotive locomotives локомотив локомотивный lokomotiv lokomotivnyi тепловоз электровоз teplovoz \
        elektrovoz lokomotive locomotora lokomotif lokomotiva lokomotivy lokomotivov lokomotivny lokomotivnyj \
        lokomotivnaya lokomotivnaia lokomotivnaja lokomotivnoe lokomotivnoye lokomotivnoje lokomotivnye lokomotivnogo \
        lokomotivnoy lokomotivnoi lokomotivnykh lokomotivno teplovoza teplovozy teplovozov elektrovoza elektrovozy \
        elektrovozov
        tyre: tyre tyres tire tires шина шины шинный shina shinnyi shiny neumaticos llantas reifen lastik pneu pneus \
        pneumatici opony lastiksazi luntai shinny shinnyj shinnaya shinnaia shinnaja shinnoe shinnoye shinnoje \
        shinnye shinnogo shinnoy shinnoi shinnykh shinno
        rubber: rubber каучук каучуковый резина резинотехнический kauchuk rezina caucho borracha kautschuk gummi \
        kaucuk caoutchouc gomma guma xiangjiao kauchukovyi kauchukovy kauchukovyj kauchukovaya kauchukovaia \
        kauchukovaja kauchukovoe kauchukovoye kauchukovoje kauchukovye kauchukovogo kauchukovoy kauchukovoi \
        kauchukovykh kauchukovo rezinotekhnicheskii rezinotekhnichesky rezinotekhnicheskij rezinotekhnicheskaya \
        rezinotekhnicheskaia rezinotekhnicheskaja rezinotekhnicheskoe rezinotekhnicheskoye rezinotekhnicheskoje \
        rezinotekhnicheskie rezinotekhnicheskiye rezinotekhnicheskogo rezinotekhnicheskoy rezinotekhnicheskoi \
        rezinotekhnicheskikh rezinotekhnichesko
        plastic: plastic plastics пластик пластмасс пластмассы plastik plastmassy plastico plasticos kunststoff \
        kunststoffe plastique plastiques plastica پلاستيك پلاستیک suliao tworzywa plastmassa plastmassov
        glass: glass стекло стекольный steklo stekolnyi vidrio vidrios vidro glas verre vetro شیشه shisheh szklo скло \
        stekolny stekolnyj stekolnaya stekolnaia stekolnaja stekolnoe stekolnoye stekolnoje stekolnye stekolnogo \
        stekolnoy stekolnoi stekolnykh stekolno
        ceramic: ceramic ceramics керамика керамический keramika keramicheskii ceramica ceramicas keramik seramik \
        ceramique سراميك سرامیک taoci keramiki keramichesky keramicheskij keramicheskaya keramicheskaia \
        keramicheskaja keramicheskoe keramicheskoye keramicheskoje keramicheskie keramicheskiye keramicheskogo \
        keramicheskoy keramicheskoi keramicheskikh keramichesko للسراميك والسراميك
        cement: cement цемент цементный tsement tsementnyi cemento cementos zement çimento cimentos ciment ciments \
        siman سیمان اسمنت shuini cementownia цементний tsementa tsementy tsementov tsementny tsementnyj tsementnaya \
        tsementnaia tsementnaja tsementnoe tsementnoye tsementnoje tsementnye tsementnogo tsementnoy tsementnoi \
        tsementnykh tsementno للاسمنت والاسمنت
        concrete: concrete бетон бетонный железобетон zhelezobeton beton betonnyi hormigon concreto calcestruzzo \
        betona betony betonov betonny betonnyj betonnaya betonnaia betonnaja betonnoe betonnoye betonnoje betonnye \
        betonnogo betonnoy betonnoi betonnykh betonno zhelezobetona zhelezobetony zhelezobetonov
        brick: brick bricks кирпич кирпичный kirpich ladrillo ladrillos ziegel tugla brique kirpichnyi kirpichny \
        kirpichnyj kirpichnaya kirpichnaia kirpichnaja kirpichnoe kirpichnoye kirpichnoje kirpichnye kirpichnogo \
        kirpichnoy kirpichnoi kirpichnykh kirpichno
        aluminium: aluminium aluminum алюминий алюминиевый alyuminii alyuminievyi aluminio alluminio alüminyum alu \
        آلومینیوم alominium alouminium lvye алюміній alyuminyy alyuminyi alyuminy alyuminyj alyuminaya alyuminaia \
        alyuminaja alyuminoe alyuminoye alyuminoje alyuminye alyuminogo alyuminoy alyuminoi alyuminykh alyumino \
        alyuminievy alyuminievyj alyuminievaya alyuminievaia alyuminievaja alyuminievoe alyuminievoye alyuminievoje \
        alyuminievye alyuminievogo alyuminievoy alyuminievoi alyuminievykh alyuminievo
        copper: copper медь медный mednyi cobre kupfer bakir cuivre rame نحاس miedz мідь medny mednyj mednaya mednaia \
        mednaja mednoe mednoye mednoje mednye mednogo mednoy mednoi mednykh medno للنحاس والنحاس
        zinc: zinc цинк цинковый tsink tsinkovyi cinc zink çinko زنك tsinkovy tsinkovyj tsinkovaya tsinkovaia \
        tsinkovaja tsinkovoe tsinkovoye tsinkovoje tsinkovye tsinkovogo tsinkovoy tsinkovoi tsinkovykh tsinkovo
        lead: svinets свинец plomo blei kurşun plomb piombo
        nickel: nickel никель никелевый nikel nikelevyi niquel nikelevy nikelevyj nikelevaya nikelevaia nikelevaja \
        nikelevoe nikelevoye nikelevoje nikelevye nikelevogo nikelevoy nikelevoi nikelevykh nikelevo
        uranium: uranium уран урановый uranio اورانیوم urana urany uranov uranovyi uranovy uranovyj uranovaya \
        uranovaia uranovaja uranovoe uranovoye uranovoje uranovye uranovogo uranovoy uranovoi uranovykh uranovo
        silver: silver серебро серебряный serebro plata prata silber gumus argent argento noghreh نقره فضة srebro \
        srebrna serebryanyi serebryany serebryanyj serebryanaya serebryanaia serebryanaja serebryanoe serebryanoye \
        serebryanoje serebryanye serebryanogo serebryanoy serebryanoi serebryanykh serebryano للنقره والنقره
        jewelry: jewelry jewellery jewelers jewellers ювелир ювелирный yuvelir yuvelirnyi joyeria joyas joalheria \
        schmuck juwelier mucevher kuyumculuk bijouterie gioielleria مجوهرات جواهر javaher zhubao yuvelira yuveliry \
        yuvelirov yuvelirny yuvelirnyj yuvelirnaya yuvelirnaia yuvelirnaja yuvelirnoe yuvelirnoye yuvelirnoje \
        yuvelirnye yuvelirnogo yuvelirnoy yuvelirnoi yuvelirnykh yuvelirno للمجوهرات والمجوهرات للجواهر والجواهر
        ore: ore руда рудник рудный рудоуправление rudnik ruda erz minerai gok гок обогатительный obogatitelnyi \
        rudnyi rudny rudnyj rudnaya rudnaia rudnaja rudnoe rudnoye rudnoje rudnye rudnogo rudnoy rudnoi rudnykh rudno \
        rudoupravleniye rudoupravleniya rudoupravlenia rudoupravleniia rudoupravleniy rudoupravlenii rudoupravleny \
        rudoupravlenij obogatitelny obogatitelnyj obogatitelnaya obogatitelnaia obogatitelnaja obogatitelnoe \
        obogatitelnoye obogatitelnoje obogatitelnye obogatitelnogo obogatitelnoy obogatitelnoi obogatitelnykh \
        obogatitelno
        refinery: refinery refineries refining нефтеперерабатывающий нефтепереработка neftepererabatyvayushchii \
        neftepererabatyvayushchiy нпз npz refineria refinarias raffinerie rafineri raffineria palayesh پالایش \
        پالایشگاه palayeshgah مصفاة lianyou rafineria rafinerija للمصفاة والمصفاة
        drilling: drilling drill бурение буровой буровая burenie burovoi burovaya perforacion perforaciones \
        perfuracao bohrung bohren sondaj forage perforazione haffari hafari حفاری حفر zuanjing wiertnicze буріння \
        burovyy burovyi burovy burovyj burovaia burovaja burovoe burovoye burovoje burovye burovogo burovykh burovo
        exploration: exploration geological geology геология геологический геологоразведка geologiya geologicheskii \
        geologorazvedka exploracion exploraciones exploracao erkundung ekteshaf اکتشاف تنقيب kantan разведка razvedka \
        geologia geologiia geologii geologiy geologij geologichesky geologicheskij geologicheskaya geologicheskaia \
        geologicheskaja geologicheskoe geologicheskoye geologicheskoje geologicheskie geologicheskiye geologicheskogo \
        geologicheskoy geologicheskoi geologicheskikh geologichesko للتنقيب والتنقيب
        lubricant: lubricant lubricants смазочный lubricantes lubrificantes schmierstoffe yaglar lubrifiants \
        lubrificanti ravankar روانکار smazochnyi smazochny smazochnyj smazochnaya smazochnaia smazochnaja smazochnoe \
        smazochnoye smazochnoje smazochnye smazochnogo smazochnoy smazochnoi smazochnykh smazochno
        fuel: fuel fuels топливо топливный toplivo toplivnyi combustible combustibles combustiveis brennstoff \
        kraftstoff treibstoff yakit carburant carburants carburanti sookht sukht سوخت وقود ranliao paliwa паливо \
        toplivny toplivnyj toplivnaya toplivnaia toplivnaja toplivnoe toplivnoye toplivnoje toplivnye toplivnogo \
        toplivnoy toplivnoi toplivnykh toplivno للسوخت والسوخت للوقود والوقود
        electricity: electricity elektrizitaet elektrizitat elektroenergetika электроэнергетика электростанция \
        elektrostantsiya электросети elektroseti electricidad eletricidade electricite elettricita برق bargh كهرباء \
        kahraba dianli energetyka електроенергія elektroenergetiki elektrostantsia elektrostantsiia elektrostantsii \
        elektrostantsiy elektrostantsy elektrostantsij للكهرباء والكهرباء
        hydro: hydro hydroelectric гидро гидроэлектростанция гэс hidroelectrica hidroeletrica wasserkraft \
        hidroelektrik hydroelectrique gidroelektrostantsia gidroelektrostantsiia gidroelektrostantsii \
        gidroelektrostantsiy gidroelektrostantsy gidroelektrostantsij
        solar: solar солнечный solnechnyi solare solaire solarenergie gunes خورشیدی شمسية taiyangneng solnechny \
        solnechnyj solnechnaya solnechnaia solnechnaja solnechnoe solnechnoye solnechnoje solnechnye solnechnogo \
        solnechnoy solnechnoi solnechnykh solnechno للشمسية والشمسية
        wind: wind ветро windkraft rüzgar eolica eolico eolien
        battery: battery batteries accumulator аккумулятор аккумуляторный батарея akkumulyator akkumulyatornyi \
        bateria baterias batterie batterien akü batteria باتری dianchi akkumulyatora akkumulyatory akkumulyatorov \
        akkumulyatorny akkumulyatornyj akkumulyatornaya akkumulyatornaia akkumulyatornaja akkumulyatornoe \
        akkumulyatornoye akkumulyatornoje akkumulyatornye akkumulyatornogo akkumulyatornoy akkumulyatornoi \
        akkumulyatornykh akkumulyatorno
        dental: dental dentistry стоматология стоматологический stomatologiya zahn dentaire odontologica دندان \
        stomatologia stomatologiia stomatologii stomatologiy stomatology stomatologij stomatologicheskii \
        stomatologichesky stomatologicheskij stomatologicheskaya stomatologicheskaia stomatologicheskaja \
        stomatologicheskoe stomatologicheskoye stomatologicheskoje stomatologicheskie stomatologicheskiye \
        stomatologicheskogo stomatologicheskoy stomatologicheskoi stomatologicheskikh stomatologichesko للدندان \
        والدندان
        veterinary: veterinary vet ветеринарный veterinarnyi veterinaria veteriner tierarzt دامپزشکی veterinarny \
        veterinarnyj veterinarnaya veterinarnaia veterinarnaja veterinarnoe veterinarnoye veterinarnoje veterinarnye \
        veterinarnogo veterinarnoy veterinarnoi veterinarnykh veterinarno
        cosmetics: cosmetic cosmetics косметика kosmetika cosmeticos kosmetik kozmetik cosmetique cosmetici beauty \
        parfum perfume perfumes perfumery kosmetiki
        bakery: bakery bread хлеб хлебозавод хлебный khleb panaderia padaria backerei baeckerei firin boulangerie \
        panificio khleba khleby khlebov khlebozavoda khlebozavody khlebozavodov khlebnyi khlebny khlebnyj khlebnaya \
        khlebnaia khlebnaja khlebnoe khlebnoye khlebnoje khlebnye khlebnogo khlebnoy khlebnoi khlebnykh khlebno
        dairy: dairy milk молоко молочный moloko molochnyi lacteos leche laticinios molkerei milch sut laitier lait \
        latte labaniyat لبنیات ruye mleko mleczarnia молочний molochny molochnyj molochnaya molochnaia molochnaja \
        molochnoe molochnoye molochnoje molochnye molochnogo molochnoy molochnoi molochnykh molochno
        """
}
