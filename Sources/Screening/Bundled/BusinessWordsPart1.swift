extension BundledTables {
    /// sanctions-lists/names/business-words.txt without its comments, part 1 of 3; written by scripts/embed-tables.py.
    static let businessWordsPart1 = """
        company: company co comp companies compagnie compania companhia kompaniya kompania kompaniia компания \
        компанія кампанія компани sirketi sherkat şirket şirketi spolka yhtio firma firm kompanija sirket societe \
        sociedad sociedade societa gesellschaft شركة شرکت שברה חברה hebra gongsi
        corporation: corporation corp corporacion corporacao corporate korporatsiya korporaciya корпорация корпорація \
        corporación korporasi korporacija korporatsia corporations
        group: group grp groupe gruppo grupo gruppe groep grup группа група gruppa grupa jituan holding holdings hold \
        холдинг kholding holdinq groups konzern concern концерн kontsern konsern hldg hldgs
        bank: bank banco banca banque banka banku banki pankki банк bankasi bankas bancorp banking банка banc \
        bankkonzern بنك بانک yinhang 银行
        bankofficial: commercial kommercheskiy kommercheskii коммерческий commerciale comercial kommerz commerce \
        commerz tijarat تجارت
        savings: savings sparkasse sberegatelny sberbanka caisse cajas caja
        investment: investment investments invest investing investicii inversiones investimentos investissement \
        investissements inwestycje инвест инвестиции инвестиционный investitsionnyi investitsionnaya investors \
        yatirim capital kapital капитал capitals sarmaye سرمایه
        finance: finance financial finances fin finans finanzas finanz finansovy финанс финансовый финансовая \
        financiera financiere finansowy finansal finanziaria leasing лизинг lizing lease credit kredit кредит credito
        insurance: insurance assurance assurances seguros versicherung versicherungen assicurazioni strakhovanie \
        strahovanie страхование страховая sigorta ubezpieczenia bime بیمه
        trust: trust trusts truste
        fund: fund funds fond fonds fondo fundo фонд fonden fondation fundacion foundation stiftung fundacao \
        fondazione bonyad بنیاد
        industry: industry industries industrial ind industrie industria industriya promyshlennost промышленность \
        промышленная promyshlennaya promyshlennyi промышленный industriel industrielle industriale sanayi sanaye \
        gongye صنايع صنایع industriales indus
        trade: trade trading trad traders trader handel handels handelsgesellschaft commercio comercio \
        comercializadora comercial torgovy torgovlya торговый торговля торговая torgoviy torgovaya ticaret tijarah \
        bazargani بازرگانی merchant maoyi commerce merchandise negoce handlowa тд td
        import: import imports importers importacion importadora импорт ithalat vvoz importacao
        export: export exports exporters exportacion exportadora экспорт ihracat vyvoz exportacao eksport impex
        general: general gen generale generales genel obshchiy generalnyi generalny umum عام
        international: international intl internat internacional internationale internazionale mezhdunarodnyi \
        mezhdunarodny mezhdunarodnaya международный международная международное міжнародний uluslararasi \
        internationaal guoji global worldwide world intern mondial weltweit beynalmelali
        national: national natl nacional nationale nazionale natsionalny natsionalnyi национальный национальная \
        национальное milli melli krajowy narodni nat ملی ملي
        state: state gos gosudarstvennyi gosudarstvenny gosudarstvennoe государственный государственная \
        государственное estatal statale etat devlet dawlat державний державне derzhavne derzhavnyi staatliche
        federal: federal federalnyi federalnoe федеральный федеральное федеральная bundes federale
        central: central centrale zentral tsentralnyi tsentralny центральный центральное центральная merkez markazi \
        مرکزی centralny
        public: public publichnyi publico publique oeffentliche umumi
        united: united obedinennaya obyedinennaya ob'edinennaya объединенная объединенный obedinennyi unido unida \
        unis vereinigte birlesik mottahed
        association: association assoc asociacion assn obedinenie obyedinenie ob'edinenie объединение associacao \
        verband verein assotsiatsiya ассоциация об'єднання associazione union unions soyuz союз sojuz jamiat dernegi
        enterprise: enterprise enterprises predpriyatie predpriyatiye predprijatie предприятие підприємство \
        pidpryiemstvo empresa impresa entreprise entreprises empresas unternehmen isletme venture ventures muessese \
        przedsiebiorstwo entr
        organization: organization organisation org organizatsiya organizaciya организация организація organizacion \
        organizzazione organisatie sazman سازمان منظمة munazzamat agency agentstvo agentur agence agencia агентство \
        ajans agencies
        society: society jamiyat obshchestvo общество gesellschaft
        committee: committee komitet комитет comite komite council sovet совет conseil consejo rat board commission \
        komissiya комиссия comision shura شورای
        ministry: ministry ministerstvo министерство ministerio ministere ministerium vezarat وزارة وزارت bakanligi \
        wizarat min
        department: department dept departament департамент division div directorate upravlenie управление direktion \
        office bureau byuro бюро buro ofis branch idara
        center: center centre centr tsentr центр centro zentrum merkezi markaz مرکز centrum tsentra центра
        institute: institute inst institut институт інститут instituto istituto enstitusu university univ universitet \
        университет universidad universitat academy akademiya академия college daneshgah دانشگاه daxue school shkola \
        instytut
        research: research scientific science sciences nauchno nauchnyi nauchniy nauchno-issledovatelskiy научно \
        научный научная научное научно-исследовательский issledovatelskii issledovatelsky issledovatelskiy \
        исследовательский исследовательская исследований issledovaniy investigacion recherche forschung ricerca \
        pazhuheshi پژوهش наук nauk kexue research&development wissenschaft scientifique naukowo
        production: production prod manufacturing mfg manufacture manufacturers manufacturer manufactory \
        proizvodstvennoe proizvodstvennaya proizvodstvennyi proizvodstvennoye proizvodstvenny производственное \
        производственный производственная производство proizvodstvo produccion produktion fabrikasi vyroba uretim \
        imalat виробниче vyrobnyche tolidi تولیدی produktions producing products product produkt produktov продукт
        plant: plant factory works zavod zavody завод заводы fabrika fabrik usine planta fabbrica fabrica kombinat \
        комбинат combine mill mills factories zavoda завода karkhane کارخانه gongchang fabryka tehas zaklady zaklad
        construction: construction constructions constr stroitelnyi stroitelnaya строительный строительная \
        stroitelstvo строительство stroi stroy строй construccion construcao costruzioni bau inşaat insaat \
        construcciones construct builders building buildings budowa sakhteman ساختمان constructora construtora \
        baugesellschaft
        engineering: engineering eng engineers engineer inzhiniring инжиниринг ingenieria ingegneria ingenierie \
        muhendislik mohandesi مهندسی inzhenernyi engg inzhenerny konstruktorskoe конструкторское konstruktorskoye \
        design dizayn project proekt проект proektnyi projects designs designer дизайн diseño desenho entwurf tasarim \
        conception progettazione طراحی sheji projektowanie
        technology: technology technologies tech tekhnologii tekhnologiya технологии технология техно tekhnicheskii \
        tekhnicheskiy технический технических technical technic technics technik technologie tecnologia tecnologias \
        tekhnika техника teknoloji fanavari فناوری technologia jishu teknologi technologii technologic techn tekno
        electronics: electronics electronic electr electro elektronika elektronik электроника электронный elektronnyi \
        electronica elektronnaya dianzi الکترونیک electronique electrical electric elektrik elektrotekhnika электро
        communication: communication communications comm comms communicaton svyaz связь kommunikatsii коммуникации \
        telecommunication telecommunications telecom telecoms telekom телеком telekommunikatsii comunicaciones \
        comunicazioni tongxin mokhaberat مخابرات iletisim kommunikation telekommunikasi
        information: information info informatsionnyi informatsionnye информационный информационные информация \
        informatsiya informatique informacion informatik data dannye xinxi اطلاعات
        system: system systems sys sistema sistemy sistem система системы systeme systemes sistemas xitong سیستم \
        systemy
        software: software programmnoe программное ruanjian yazilim soft софт
        computer: computer computers computing kompyuter компьютер vychislitelnyi вычислительный rayaneh
        oil: oil oils petroleum petrol petro neft neftyanaya neftyanoi neftyanoy нефть нефтяная нефтяной petrole \
        petroleo petroliera olie shiyou نفت النفط naft petrolleri нафта нафтова naphta naftna naftowa oel
        gas: gas gaz газ gazovaya газовая gase gazprom+ گاز الغاز
        energy: energy energi energia energie energetika energeticheskaya энергия энергетика энергетическая power \
        enerji nengyuan نیرو انرژی energo энерго energies kraftwerk energija
        mining: mining mine mines gornyi gornaya горный горная gorno minera mineria maden minas miniere bergbau \
        minerals mineral ugol coal уголь уголная madan معدن угольный угольная ugolnyi ugolnaya carbon carbones kohle \
        komur charbon carbone wegiel zoghal زغال meitan вугілля вугільна шахта shakhta
        metal: metal metals metallurgical metallurgicheskii metallurgiya металлургический металл metall metales \
        metallurgy steel stal сталь acero acier stahl celik foolad فولاد metallurg iron demir zhelezo fulad staal
        chemical: chemical chemicals chem khimicheskii khimicheskiy химический химическая khimiya quimica chimie \
        chemie kimya huagong شیمیایی petrochemical petrochemicals himicheskii petroshimi پتروشیمی chimica \
        нефтехимический нефтехимия neftekhimicheskii neftekhimiya neftekhim нефтехим petroquimica petroquimico \
        petrochemie petrokimya petrochimie petrolchimica petroshimy بتروكيماويات shihua petrochemiczny
        machine: machine machinery machines mashinostroitelnyi mashinostroenie машиностроительный машиностроение mash \
        maquinaria makine maschinen maschinenbau jixie mashin ماشین stankostroitelnyi
        instrument: instrument instruments priborostroitelnyi priborostroenie приборостроительный приборостроение \
        priborov приборов instrumentation making yiqi aletleri
        equipment: equipment equip oborudovanie оборудование equipos ausrustung ekipman shebei equipements tajhizat \
        تجهیزات equipamentos
        transport: transport transportation trans transp transporte transportes transportnyi transportnaya \
        транспортный транспорт tasimacilik nakliyat haml حمل carriers carrier freight cargo logistics logistic \
        logistik logistika логистика lojistik logistique logistica wuliu forwarding spedition spediteur
        shipping: shipping ship ships shipment sudokhodnaya судоходная naviera navigation navegacion denizcilik \
        haiyun kashtirani کشتیرانی reederei schiffahrt maritime marine морской морская morskoi morskaya marin \
        maritima navires marítimo морське maritim vessels парoходство parokhodstvo пароходство fleet flot флот
        shipbuilding: shipbuilding shipyard shipyards sudostroitelnyi sudostroenie судостроительный судостроение \
        sudoremontnyi судоремонтный verf верфь verft astillero astilleros chantier tersane werft shiprepair \
        shiprepairing shipbuilders
        aviation: aviation air airlines airline airways aviatsionnyi aviatsiya авиационный авиация aero aerolinea \
        aviacion havacilik hangkong aircraft havayollari hava هواپیمایی luft avia авиа авиакомпания aviakompaniya \
        авиалинии avialinii aerolineas havayolu fluggesellschaft luftfahrtgesellschaft linhas aereas aereos \
        compagniaaerea خطوط طيران havapeimaie havapeymaie havapeymayi hangkonggongsi lentoyhtio linieilotnicze \
        avioprevoz avioprevoznik aviakompaniia авіакомпанія авіалінії hanggong самолет самолеты самолетостроительный \
        samolet samoletostroitelnyi авиастроительный aviastroitelnaya aviastroitelnyi авиастроение flugzeugbau ucak
        aerospace: aerospace space kosmicheskii kosmos космический космос aerokosmicheskii hangtian raketno ракетно \
        rocket raketnyi missile missiles havafaza هوافضا cosmic
        defense: defense defence oborony oborona обороны оборона defensa verteidigung savunma defa military voennyi \
        voenno военный военно arms weapons oruzhie armaments armament difesa oboronnye jangafzar دفاع
        security: security securities bezopasnost безопасность seguridad sicherheit guvenlik securite amniyat امنیت \
        sicurezza protection ohrana okhrana охрана
        service: service services svc svcs servis сервис servicio servicios uslugi услуги dienst dienstleistungen \
        khadamat خدمات hizmetleri hizmet servizi serviços serv
        management: management mgmt mngmt upravlyayushchaya управляющая gestion verwaltung yonetim gestao modiriyat \
        مدیریت managment
        consulting: consulting consultants consultancy consult konsalting консалтинг danismanlik beratung consultoria \
        moshaver conseil advisory advisors advisers
        development: development dev develop razvitie razvitiya развитие развития desarrollo entwicklung gelistirme \
        towse'e tose'e توسعه developpement fazhan developments sviluppo
        property: property properties real estate realty nedvizhimost недвижимость inmobiliaria immobilier immobilien \
        gayrimenkul emlak amlak imobiliaria immobiliare
        food: food foods pishchevaya пищевая alimentos alimentaire gida lebensmittel ghazai غذایی agro агро \
        agricultural agriculture agricola agropecuaria selskokhozyaistvennyi kesht کشاورزی tarim ziraat farm farms \
        agri
        medical: medical medicine meditsinskii медицинский medica medizin tibbi pezeshki پزشکی pharma pharmaceutical \
        pharmaceuticals farmatsevticheskaya фарма farma pharmacy ilac daru دارو health healthcare hospital klinik \
        zdrav pharmaceutica фармацевтический фармацевтическая farmaceutica farmaceutico pharmazeutika arzneimittel \
        pharmaceutique pharmaceutiques farmaceutici darou darousazi داروسازی ادوية أدوية zhiyao yiyao лекарств \
        farmacja farmaceutyczne drug drugs hospitals clinic clinics больница госпиталь клиника bolnitsa gospital \
        klinika krankenhaus hastane hastanesi clinica hopital ospedale bimarestan بیمارستان مستشفى yiyuan szpital \
        лікарня lechebnyi
        hotel: hotel hotels gostinitsa гостиница otel hoteles resort tourism travel turizm turismo tourisme turism \
        tours
        textile: textile textiles tekstil textil fashion moda clothing garment garments
        media: media medya медиа television tv televidenie телевидение radio радио broadcasting televizyon televisao \
        press pressa пресса news novosti новости publishing izdatelstvo издательство televizion newspaper gazeta \
        channel kanal канал
        telecom: internet mobile mobil мобильный network networks setevoi сеть net wangluo shabake شبکه set seti
        solution: solution solutions resheniya решения soluciones losungen cozumleri loesungen
        automotive: automotive auto automobile automobiles avtomobilnyi автомобильный автомобиль avto авто automotriz \
        otomotiv khodro خودرو motor motors motores vehicle vehicles car cars мотор
        material: material materials materialov материалы материалов materiales malzeme cailiao
        supply: supply supplies supplier suppliers snabzhenie снабжение suministros tedarik
        house: house home dom дом casa haus ev khane maison tower
        bureau: okb kb skb конструкторское
        scientificproduction: npo npp нпо нпп nppf нпк npk npf нпф ntc нтц ntts spa npc
        store: store stores shop market markets marketing рынок rynok magazin магазин mercado markt bazar supermarket \
        super
        student: education educational obrazovanie образование obrazovatelnyi tutoring training
        sport: sport sports спорт club klub клуб
        city: city municipal gorod город gorodskoi городской municipalidad stadt belediyesi shahr
        region: region regional regionalnyi oblast oblastnoi областной regione область krai край district raion район \
        provincial province ostan استان
        republic: republic respublika республика republica republik republique cumhuriyeti jomhuri جمهوری respubliki \
        республики rep
        people: people peoples people's narodnyi narodny народный народная pueblo halk popular
        army: army armed forces armiya армия ejercito armee ordu artesh ارتش troops voiska войска military battalion \
        battalions brigade brigada бригада батальон regiment polk полк force corps guard guards sepah سپاه militia \
        squad unit division
        party: party partiya партия partido partei parti hezb حزب movement dvizhenie движение front фронт frente \
        jabha جبهة hizb liberation
        youth: youth molodezh молодежь juventud jugend
        bearing: bearing bearings podshipnikovyi podshipnik подшипник подшипниковый
        optical: optical optics optiko opticheskii optika оптика оптический optik guangdian optoelectronics \
        optoelectronic
        nuclear: nuclear atomic yadernyi atomnyi атомный атомная ядерный nucleaire atom атом hasteei هسته
        water: water vodokanal вода su agua aqua acqua
        wood: wood timber forest lesnoi les лес madera holz lesopromyshlennyi
        paper: paper bumaga бумага papel papier tsellyulozno
        new: new novyi novaya новый новая nuevo nueva nouveau neue yeni jadid xin nuova novo
        first: first pervyi первый first+
        east: east eastern vostok vostochnyi восток восточный orient oriental este est sharq الشرق doğu dogu
        west: west western zapad zapadnyi запад западный oeste gharb
        north: north northern sever severnyi север северный norte nord shimal beifang
        south: south southern yug yuzhnyi юг южный sur sud jonub
        middle: middle mid sredniy средний medio moyen
        great: great grand gran big bolshoi большой grande
        black: black chernyi черный negro noire
        sea: sea more море mer deniz mar bahr
        gold: gold golden zoloto zolotoi золото золотой oro altin tala zolota
        limited: limited
        special: special spets спец especial spezial spetsialnyi специальный
        purpose: purpose
        named: named imeni имени im им after
        academician: academician akademika академика
        partner: partner partners partnery партнеры associates asociados socios
        brothers: brothers bros hermanos freres bruder kardesler akhavan sons son hijos fils
        laboratory: laboratory laboratories lab labs laboratoriya лаборатория laboratorio laboratoire azmayeshgah \
        laboratorium
        repair: repair remont remontnyi ремонт ремонтный maintenance bakim tamirat taamirat
        exchange: exchange birzha биржа bolsa borsa sarrafi صرافی exchanges money transfer remittance hawala hawalah
        airport: airport aeroport аэропорт havalimani forudgah aeropuerto port порт puerto porto ports liman bandar \
        بندر seaport
        railway: railway railways rail zheleznaya железная zheleznye железные dorogi дороги ferrocarril demiryolu \
        bahn eisenbahn rah ahan راه آهن railroad doroga road roads
        computerscience: digital tsifrovoi цифровой цифра numerique dijital shuzi
        unmanned: unmanned bespilotnye bespilotnyi беспилотные беспилотный uav drone drones pahpad bpla бпла \
        bespilotnykh беспилотных
        armoured: armoured armored bronetankovyi бронетанковый tank танк tankovyi
        post: post pochta почта postal correos poste posta
        digital2: smart intelligent umnyi zhineng
        family: family semeinyi aile familia
        helicopter: helicopter helicopters вертолет вертолеты вертолетный vertolet vertolety vertolyot helicoptero \
        helicopteros hubschrauber helikopter helikopteri helicoptere helicopteres هليكوبتر هلیکوپتر zhishengji \
        вертоліт
        engine: engine engines двигатель двигателей двигатели двигателестроение двигателестроительный dvigatel \
        dvigateli dvigateley dvigatelestroenie motore moteurs triebwerk triebwerke fadongji двигун двигуни
        turbine: turbine turbines турбина турбин турбинный turbin turbina turbinas turbinen توربین
        pump: pump pumps насос насосы насосный nasos nasosy nasosnyi bomba bombas pumpen pompa pompe pompy پمپ
        valve: valve valves арматура арматурный armatura armaturnyi valvula valvulas ventile armaturen vana شیرآلات
        pipe: pipe pipes tube tubes pipeline pipelines труба трубный трубопровод трубопроводный truboprovod trubnyi \
        truba trubny tuberia tubos rohr rohre boru tubi tubazioni لوله lule loole gangguan трубопровід
        cable: cable cables кабель кабельный kabel kabelnyi kablo kabelwerk kabelka كابل кабельний kabeli
        wire: wire wires проволока draht filo
        tractor: tractor tractors трактор тракторный traktor traktornyi tractores traktorsazi تراکتور traktory
        truck: truck trucks lorry грузовик грузовой gruzovik gruzovoi camion camiones lastwagen lkw kamyon ciezarowki \
        كاميون
        wheel: wheel wheels wagon wagons вагон вагоны вагоностроительный вагонный vagon vagonostroitelnyi vagony \
        vagones waggon waggonbau колесо wagony vagonka
        locomotive: locomotive locomotives локомотив локомотивный lokomotiv lokomotivnyi тепловоз электровоз teplovoz \
        elektrovoz lokomotive locomotora lokomotif
        tyre: tyre tyres tire tires шина шины шинный shina shinnyi shiny neumaticos llantas reifen lastik pneu pneus \
        pneumatici opony lastiksazi luntai
        rubber: rubber каучук каучуковый резина резинотехнический kauchuk rezina caucho borracha kautschuk gummi \
        kaucuk caoutchouc gomma guma xiangjiao
        plastic: plastic plastics пластик пластмасс пластмассы plastik plastmassy plastico plasticos kunststoff \
        kunststoffe plastique plastiques plastica پلاستيك پلاستیک suliao tworzywa
        glass: glass стекло стекольный steklo stekolnyi vidrio vidrios vidro glas verre vetro شیشه shisheh szklo скло
        ceramic: ceramic ceramics керамика керамический keramika keramicheskii ceramica ceramicas keramik seramik \
        ceramique سراميك سرامیک taoci
        cement: cement цемент цементный tsement tsementnyi cemento cementos zement çimento cimentos ciment ciments \
        siman سیمان اسمنت shuini cementownia цементний
        concrete: concrete бетон бетонный железобетон zhelezobeton beton betonnyi hormigon concreto calcestruzzo
        brick: brick bricks кирпич кирпичный kirpich ladrillo ladrillos ziegel tugla brique
        aluminium: aluminium aluminum алюминий алюминиевый alyuminii alyuminievyi aluminio alluminio alüminyum alu \
        آلومینیوم alominium alouminium lvye алюміній
        copper: copper медь медный mednyi cobre kupfer bakir cuivre rame نحاس miedz мідь
        zinc: zinc цинк цинковый tsink tsinkovyi cinc zink çinko زنك
        lead: svinets свинец plomo blei kurşun plomb piombo
        nickel: nickel никель никелевый nikel nikelevyi niquel
        uranium: uranium уран урановый uranio اورانیوم
        silver: silver серебро серебряный serebro plata prata silber gumus argent argento noghreh نقره فضة srebro \
        srebrna
        jewelry: jewelry jewellery jewelers jewellers ювелир ювелирный yuvelir yuvelirnyi joyeria joyas joalheria \
        schmuck juwelier mucevher kuyumculuk bijouterie gioielleria مجوهرات جواهر javaher zhubao
        ore: ore руда рудник рудный рудоуправление rudnik ruda erz minerai gok гок обогатительный obogatitelnyi
        refinery: refinery refineries refining нефтеперерабатывающий нефтепереработка neftepererabatyvayushchii \
        neftepererabatyvayushchiy нпз npz refineria refinarias raffinerie rafineri raffineria palayesh پالایش \
        پالایشگاه palayeshgah مصفاة lianyou rafineria rafinerija
        drilling: drilling drill бурение буровой буровая burenie burovoi burovaya perforacion perforaciones \
        perfuracao bohrung bohren sondaj forage perforazione haffari hafari حفاری حفر zuanjing wiertnicze буріння
        exploration: exploration geological geology геология геологический геологоразведка geologiya geologicheskii \
        geologorazvedka exploracion exploraciones exploracao erkundung ekteshaf اکتشاف تنقيب kantan разведка razvedka
        lubricant: lubricant lubricants смазочный lubricantes lubrificantes schmierstoffe yaglar lubrifiants \
        lubrificanti ravankar روانکار
        fuel: fuel fuels топливо топливный toplivo toplivnyi combustible combustibles combustiveis brennstoff \
        kraftstoff treibstoff yakit carburant carburants carburanti sookht sukht سوخت وقود ranliao paliwa паливо
        electricity: electricity elektrizitaet elektrizitat elektroenergetika электроэнергетика электростанция \
        elektrostantsiya электросети elektroseti electricidad eletricidade electricite elettricita برق bargh كهرباء \
        kahraba dianli energetyka електроенергія
        hydro: hydro hydroelectric гидро гидроэлектростанция гэс hidroelectrica hidroeletrica wasserkraft \
        hidroelektrik hydroelectrique
        solar: solar солнечный solnechnyi solare solaire solarenergie gunes خورشیدی شمسية taiyangneng
        wind: wind ветро windkraft rüzgar eolica eolico eolien
        battery: battery batteries accumulator аккумулятор аккумуляторный батарея akkumulyator akkumulyatornyi \
        bateria baterias batterie batterien akü batteria باتری dianchi
        dental: dental dentistry стоматология стоматологический stomatologiya zahn dentaire odontologica دندان
        veterinary: veterinary vet ветеринарный veterinarnyi veterinaria veteriner tierarzt دامپزشکی
        cosmetics: cosmetic cosmetics косметика kosmetika cosmeticos kosmetik kozmetik cosmetique cosmetici beauty \
        parfum perfume perfumes perfumery
        bakery: bakery bread хлеб хлебозавод хлебный khleb panaderia padaria backerei baeckerei firin boulangerie \
        panificio
        dairy: dairy milk молоко молочный moloko molochnyi lacteos leche laticinios molkerei milch sut laitier lait \
        latte labaniyat لبنیات ruye mleko mleczarnia молочний
        meat: meat мясо мясной myaso myasnoi myasokombinat мясокомбинат carne carnes fleisch viande viandes carni \
        gosht گوشت miesne
        fish: fish fishery fisheries fishing seafood рыба рыбный рыболовный рыбопромышленный ryba rybnyi rybolovnyi \
        pesca pescados pesquera pesqueira fisch fischerei balik balikcilik peche poisson pesce shilat شیلات ماهی yuye \
        ryby рибний
        grain: grain зерно зерновой zerno zernovoi granos getreide tahil cereales cereali ghalleh غله liangshi zboze \
        хлебопродукт elevator элеватор
        sugar: sugar сахар сахарный sakhar sakharnyi azucar azucarera ingenio acucar zucker seker sucre zucchero \
        ghand qand شکر سكر cukier цукор
        tea: tea чай چای
        coffee: coffee кофе kofe kaffee kahve café caffè cafetera cafetero قهوه
        tobacco: tobacco табак табачный tabak tabachnyi tabaco tabacalera tutun tabac dokhaniyat دخانیات cigarette \
        cigarettes yancao tyton
        wine: wine wines winery вино винодельческий винный vino vinnyi vinos vinicola vinhos wein weingut \
        weinkellerei sarap vins vini cantina bodega bodegas
        beer: beer brewery breweries brewing пиво пивоваренный пивоварня pivo pivovarennyi cerveza cerveceria \
        cervejaria bier brauerei bira biracilik brasserie birra birrificio browar
        beverage: beverage beverages drink drinks напитки napitki bebidas getranke getraenke icecek boissons bevande \
        nushabeh yinliao napoje spirit spirits distillery водка vodka likerovodochnyi ликероводочный
        fruit: fruit fruits vegetables фрукты овощи frukty ovoshchi frutas verduras obst gemuse meyve sebze fruta \
        mive میوه shuiguo owoce
        flower: flower flowers цветы tsvety flores blumen cicek fleurs fiori
        seed: seed seeds семена semena semillas sementes saatgut tohum semences sementi bazr بذر nasiona
        fertilizer: fertilizer fertilizers fertiliser удобрения удобрений минудобрения udobreniya udobrenii \
        fertilizantes dunger duenger gubre engrais fertilizzanti kood کود اسمدة huafei nawozy добрива
        livestock: livestock cattle poultry птицефабрика животноводческий ptitsefabrika zhivotnovodcheskii ganaderia \
        ganadera avicola pecuaria geflugel hayvancilik tavukculuk elevage damparvari دامپروری morghdari مرغداری drob
        pasture: plantation plantations плантация hacienda finca fazenda ranch rancho хозяйство khozyaistvo
        leather: leather кожа кожевенный kozhevennyi cuero couro leder deri cuir pelle pelletteria charm چرم جلود \
        skory
        shoes: shoe shoes footwear обувь обувной obuv obuvnoi zapatos calzado calcados schuhe schuhfabrik ayakkabi \
        chaussures calzature kafsh کفش احذية xieye obuwie взуття
        """

    static var businessWords: String {
        [
            businessWordsPart1,
            businessWordsPart2,
            businessWordsPart3,
        ].joined(separator: "\n")
    }
}
