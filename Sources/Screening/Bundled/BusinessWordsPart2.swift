extension BundledTables {
    /// sanctions-lists/names/business-words.txt without its comments, part 2 of 3; written by scripts/embed-tables.py.
    static let businessWordsPart2 = """
        carpet: carpet carpets ковер ковры kover kovry alfombras teppich teppiche hali tapis tappeti farsh فرش سجاد \
        ditan dywany
        furniture: furniture мебель мебельный мебельная mebel mebelnyi muebles moveis mobel moebel mobilya meubles \
        mobili meubelen mobelman مبل اثاث أثاث jiaju meble меблі
        printing: printing printer printers print полиграфия типография поліграфія poligrafiya tipografiya imprenta \
        impresos grafica grafico druck druckerei matbaa matbaacilik imprimerie chap چاپ مطبعة yinshua drukarnia \
        packaging упаковка upakovka embalajes embalagens verpackung ambalaj emballage imballaggi بسته opakowania
        book: book books книга книжный kniga knizhnyi libros libro livraria buch buchhandlung kitap livres librairie \
        libri ketab کتاب كتاب ksiazka
        film: film films cinema movie movies кино киностудия фильм kino kinostudiya cine peliculas filmes studio \
        studios студия studiya dianying
        music: music музыка muzyka musica musik muzik musique موسیقی yinyue
        art: art arts искусство iskusstvo arte kunst sanat gallery galerie galeria galleria галерея galereya هنر \
        honar meishu
        architecture: architecture architects architect architectural архитектура архитектурный arkhitektura \
        arquitectura arquitectos arquitetura architektur mimarlik architetti
        survey: survey surveying surveyors inspection изыскания izyskaniya inspeccion inspecao prufung inspektion \
        bazresi بازرسی muayene ekspertiza экспертиза
        certification: certification certificate сертификация sertifikatsiya certificacion zertifizierung \
        belgelendirme
        testing: testing test tests испытания испытательный ispytaniya ispytatelnyi ensayos pruefung azmayesh آزمایش
        quality: quality качество kachestvo calidad qualidade qualitat kalite qualite qualita keyfiyat کیفیت
        standard: standard standards стандарт стандарты standart normas norma
        law: law legal lawyers юридический юридическая yuridicheskii yuridicheskaya abogados derecho advogados recht \
        rechtsanwalte rechtsanwaelte kanzlei hukuk avukatlik avocats droit avvocati hoghugh حقوقی محاماة lvshi \
        kancelaria attorneys solicitors адвокатский адвокатское advokatskoe
        court: court tribunal суд corte gericht mahkeme دادگاه محكمة fayuan
        police: police полиция politsiya policia polizei gendarmerie polizia شرطة milicja политсия поліція милиция \
        militsiya
        prison: prison prisons тюрьма исправительная исправительное ispravitelnaya tyurma prision carcel gefangnis \
        hapishane cezaevi زندان zendan سجن
        customs: customs таможня таможенный tamozhnya tamozhennyi aduana aduanas alfandega zoll gumruk douane douanes \
        dogana gomrok گمرک جمارك haiguan митниця
        border: border frontier граница пограничный pogranichnyi frontera grenze frontiere marz مرز
        tax: tax taxes taxation налог налоговый nalogovaya nalogovyi impuestos imposto steuer vergi impot maliyat \
        مالیات ضرائب shuiwu
        audit: audit auditing auditors аудит аудиторский auditoria wirtschaftsprufung denetim hesabrasi حسابرسی تدقيق \
        shenji
        accounting: accounting accountants бухгалтерский бухгалтерия bukhgalterskii contabilidad contabilidade \
        buchhaltung muhasebe comptabilite contabilita hesabdari حسابداری محاسبة kuaiji
        broker: broker brokers brokerage брокер брокерский брокерская brokerskii corredor corredores corretora makler \
        aracilik courtage courtier kargozari کارگزاری وساطة jingji maklerski брокерська
        stockexchange: stocks фондовый фондовая fondovyi fondovaya wertpapier menkul degerler valores bourse boors \
        بورس zhengquan gielda
        asset: asset assets актив активы активов aktivy activos ativos vermogen vermoegen varlik actifs attivi darayi \
        دارایی zichan aktywa wealth
        pension: pension pensions retirement пенсионный pensionnyi pensiones previdencia rente emeklilik retraite \
        pensione bazneshastegi بازنشستگی
        mortgage: mortgage mortgages ипотека ипотечный ipoteka ipotechnyi hipotecario hipoteca hypothek hypotheken \
        hypothekenbank ipotek رهنی
        microfinance: microfinance микрофинансовый микрофинансовая mikrofinansovaya microfinanzas microfinancas \
        mikrofinans microcredit
        reinsurance: reinsurance перестрахование перестраховочная perestrakhovanie reaseguros ressegura resseguros \
        ruckversicherung rueckversicherung reasurans reassurance riassicurazione اتکایی reasekuracja
        payment: payment payments платеж платежный платежи platezhnyi pagos pagamentos zahlung odeme paiement \
        paiements pagamenti pardakht پرداخت دفع zhifu
        currency: currency currencies forex валюта валютный valyuta valyutnyi divisas cambio cambios waehrung doviz \
        devises valuta ارز
        crypto: crypto blockchain bitcoin крипто kripto
        charity: charity charitable charities relief благотворительный благотворительность blagotvoritelnyi \
        blagotvoritelnost caridad beneficencia caritativa caridade wohltatigkeit wohlfahrt hilfswerk \
        hilfsorganisation yardim hayir bienfaisance charite beneficenza kheyrieh kheirieh kheyriyeh خیریه خيرية \
        khayriya khayriyya khairiya khayria خير اغاثة إغاثة ighatha cishan dobroczynny благодійний милосердие
        humanitarian: humanitarian гуманитарный gumanitarnyi humanitario humanitaria humanitar insani humanitaire \
        umanitario انسانية insaniya rendao
        waqf: waqf wakf awqaf oqaf owqaf اوقاف أوقاف وقف vaqf
        mosque: mosque mosques мечеть mechet masjid masjed مسجد cami camii mezquita moschee moschea
        church: church churches церковь церковный tserkov iglesia igreja kirche kilise eglise chiesa کلیسا كنيسة
        temple: temple temples храм khram templo tempel tapinak
        cultural: cultural culture культура культурный kultura kulturnyi kulturnaya cultura kultur kulturel farhangi \
        فرهنگی ثقافية thaqafiya wenhua kulturalny
        social: social социальный социальная sotsialnyi sotsialnaya sozial sosyal sociale ejtemaee ejtemai اجتماعی \
        اجتماعية shehui
        welfare: welfare благосостояние bienestar bemestar refah behzisti بهزیستی رفاه
        veterans: veteran veterans ветеран ветераны ветеранов veterany veteranov veteranos veteranen gaziler janbazan \
        جانبازان
        martyr: martyr martyrs shohada شهدا شهداء shuhada
        women: women woman женщина женский zhenskii mujer mujeres mulheres frauen kadin kadinlar femmes donne zanan \
        زنان نسائية
        children: children child kids детский дети detskii deti ninos criancas kinder cocuk enfants bambini koodak \
        کودک اطفال
        student2: student students студент студенческий studencheskii estudiantes estudantes studenten ogrenci \
        etudiants studenti daneshjoo daneshjooyan دانشجو طلاب
        workers: worker workers labour labor рабочий рабочих rabochikh trabajadores trabalhadores arbeiter isci \
        travailleurs ouvriers lavoratori kargaran kargar کارگر عمال
        tradeunion: профсоюз profsoyuz sindicato sindicatos gewerkschaft sendika syndicat sindacato
        employers: employment personnel staffing кадры кадровый kadry rekrutacja recruiting recruitment
        engineerscorps: cossack cossacks казак казачий казачье kazachii kazachye
        guard: ohrannoe охранное охранный охранная chop чоп wachdienst vigilancia gardiennage
        intelligence: razvedyvatelnyi разведывательный ettelaat inteligencia nachrichtendienst istihbarat \
        renseignement
        naval: naval navy вмф vmf военноморской bahriyah دریایی daryaei daryayi donanma بحرية haijun
        border2: airforce ввс vvs luftwaffe havakuvvetleri
        artillery: artillery артиллерия артиллерийский artilleriya artilleriiskii artilleria artillerie topcu
        ammunition: ammunition munitions cartridge cartridges патрон патронный боеприпасы patronnyi boepripasy \
        municiones municao munition muhimmat munizioni mohemmat مهمات ذخيرة danyao amunicja
        explosive: explosive explosives взрывчатый взрывчатые порох пороховой porokhovoi explosivos sprengstoff \
        patlayici explosifs esplosivi
        firearms: firearm firearms rifle стрелковое strelkovoe armas waffen silah armes armi aslahe اسلحه wuqi зброя
        radar: radar radars радар радиолокационный radiolokatsionnyi радиолокация leida رادار
        radio2: radioelectronic радиоэлектроника радиоэлектронный радиотехнический radioelektronika radioelektronnyi \
        radiotekhnicheskii радиотехника radiozavod радиозавод radioelectronics радиоэлектронные
        microelectronics: microelectronics microelectronic микроэлектроника микроэлектронный mikroelektronika \
        microelectronica weidianzi semiconductor semiconductors полупроводник полупроводниковый poluprovodnik \
        halbleiter yariletken semiconducteurs semiconduttori nimehadi bandaoti
        laser: laser lasers лазер лазерный lazer lazernyi jiguang لیزر
        sensor: sensor sensors датчик датчики datchik datchiki chuanganqi
        satellite: satellite satellites спутник спутниковый sputnikovyi satelit uydu satelite satellitare mahvareh \
        ماهواره قمر weixing
        navigation2: navigational навигация навигационный navigatsiya navigatsionnyi gps gnss daohang
        robot: robot robots robotics робот робототехника robototekhnika robotik robotica jiqiren روبات
        automation: automation automatic автоматика автоматизация avtomatika avtomatizatsiya automatizacion automacao \
        automatisierung otomasyon automatisation automazione automasiyon اتوماسیون zidonghua automatyka
        control: control controls kontrol kontrole steuerung regelung controllo kontroll
        measuring: measuring measurement measurements metering измерительный измерения izmeritelnyi medicion mess \
        messtechnik olcum mesure misura
        tool: tool tools инструмент инструментальный instrumentalnyi instrumenty herramientas ferramentas werkzeug \
        werkzeuge takim alet outils utensili abzar ابزار gongju narzedzia
        welding: welding сварка сварочный svarka svarochnyi soldadura schweiss soudure saldatura joosh جوش hanjie
        foundry: foundry casting литейный литье liteinyi fundicion fundicao giesserei dokum fonderie fonderia \
        rikhtegari ریخته‌گری zhuzao odlewnia forge forging кузнечный kuznechnyi
        bearing2: gear gears редуктор reduktor engranajes getriebe disli engrenages ingranaggi charkhdandeh dendeh
        spring: пружина pruzhina federn
        machinetool: machinetool machinetools станок станки станкостроение stankostroenie werkzeugmaschinen jichuang \
        obrabiarki дашинс
        crane: crane cranes lifting кран крановый kranovyi grua gruas guindastes vinc grue jarsaghil جرثقیل dźwigi
        elevator: lift lifts лифт лифты elevadores ascensores aufzug asansor ascenseurs ascensori آسانسور dianti
        dredging: dredging dredge dragados dragagem дноуглубительный dnouglubitelnyi layrobi لایروبی
        offshore: offshore шельф falat ofshor
        tanker: tanker tankers танкер танкеры tankery petroleros tankere
        container: container containers контейнер контейнерный konteiner konteinernyi contenedores jizhuangxiang \
        konteyner کانتینر حاويات
        terminal: terminal terminals терминал terminaly terminales terminale پایانه payaneh محطة
        warehouse: warehouse warehouses storage склад складской sklad almacen almacenes deposito depot lager \
        lagerhaus ambar depo depolama entrepot magazzino anbar انبار مستودع cangchu magazyn
        courier: courier express экспресс ekspress kurier kargo mensajeria coursier corriere
        agencyshipping: chartering charter фрахт fracht flete fletes fretamento navlun affretement
        crewing: crewing crew manning экипаж
        stevedoring: stevedoring stevedore стивидорная stividornaya estiba
        bunker: bunker bunkering бункер бункеровка bunkerovka
        towage: tug tugs towage salvage буксир buksir remolcadores
        yacht: yacht yachts yachting яхта yakhta yate yates charteryacht
        sealines: line lines линия линии liniya linii lineas linien hatlari lignes linee khotut khotout hangxian linie
        river: river речной rechnoi rechnoe fluvial fluss nehir rudkhaneh رودخانه
        bridge: bridge bridges мост мостов мостостроительный mostostroitelnyi мостостроение puente puentes ponte \
        brucke bruecke kopru pont پل
        tunnel: tunnel tunnels тоннель тоннельный tonnel tunel tuneles metrostroy метрострой
        road2: highway highways автодор автодорога avtodor дорожный dorozhnyi carretera autopista rodovia strasse \
        strassenbau karayollari autoroute autostrada شوسه gonglu
        metro: metro subway метро метрополитен metropoliten
        bus: bus buses автобус автобусный avtobus avtobusnyi autobuses omnibus otobus اتوبوس keche
        taxi: taxi cab такси taksi
        driving: driving rental rent аренда arenda alquiler aluguel vermietung kiralama noleggio ejareh اجاره zulin
        land: land lands земля земельный zemlya zemelnyi tierra tierras terras grundbesitz arazi terre zamin tudi
        villa: residence residential residencia жилой жилищный zhiloi zhilishchnyi жилищное vivienda viviendas \
        habitacao wohnung wohnungsbau konut logement maskan مسکن اسكان إسكان iskan zhuzhai
        apartment: apartments apartment appartements daireler
        urban: urban urbano urbana stadtisch kentsel urbain urbanizacion shahri شهری
        environment: environment environmental ecology ecological экология экологический ekologiya ekologicheskii \
        ambiental umwelt cevre environnement mohit محیط huanbao
        waste: waste recycling утилизация отходы переработка othody utilizatsiya pererabotka residuos reciclaje \
        entsorgung abfall donusum dechets recyclage rifiuti bazyaft بازیافت feiwu odpady scrap лом vtormet вторчермет
        cleaning: cleaning clean клининг klining limpieza limpeza reinigung temizlik nettoyage pulizia tanzif نظافت
        heating: heating heat тепло тепловой teploseti теплосеть calefaccion heizung fernwarme isitma chauffage cieplo
        refrigeration: refrigeration cooling холодильный kholodilnyi refrigeracion kuhl kaelte kaltetechnik sogutma \
        froid refrigerazione zhileng conditioning hvac
        lighting: lighting lamp lamps освещение светотехника svetotekhnika iluminacion iluminacao leuchten \
        beleuchtung aydinlatma eclairage illuminazione zhaoming
        paint: paint paints краска краски лакокрасочный lakokrasochnyi pinturas tintas farben boya peinture vernici \
        rang رنگ tuliao
        composite: composite composites композит композитный композиты kompozit kompozity compuestos fiber fibre \
        fibers fibres волокно volokno fibra fasern elyaf
        polymer: polymer polymers полимер полимеры полимерный polimer polimery polimeros polymere polimerler juhewu
        gas2: lng спг сжиженный szhizhennyi liquefied gnl природный prirodnyi
        nitrogen: nitrogen azotnyi азотный nitrogeno stickstoff
        oxygen: oxygen кислород kislorod oxigeno sauerstoff
        acid: acid кислота acido saeure
        salt: salt salz tuz namak نمک
        soap: detergent detergents soap мыло jabon sabao seife sabun savon shoyandeh
        cotton: cotton хлопок хлопковый khlopok algodon algodao baumwolle pamuk coton cotone panbeh پنبه قطن mianhua
        wool: wool шерсть wolle laine پشم
        silk: silk шелк shelk seide ipek soie abrisham ابریشم sichou
        spinning: spinning weaving прядильный ткацкий pryadilnyi tkatskii hilanderia tejidos tecelagem fiacao \
        spinnerei weberei iplik dokuma filature tissage tessitura rissandegi بافندگی
        sewing: sewing швейный швейная shveinyi shveinaya confecciones confeccao naherei konfeksiyon confection \
        confezioni odzież
        uniform: uniform uniforms спецодежда spetsodezhda uniformes
        toy: toy toys игрушки igrushki juguetes brinquedos spielwaren spielzeug oyuncak jouets giocattoli wanju
        gift: gift gifts подарки podarki regalos presentes geschenke hediyelik cadeaux regali
        game: game games gaming игра игры igry juegos jogos spiele oyun jeux giochi casino казино kazino lottery \
        лотерея
        restaurant: restaurant restaurants ресторан restoran restaurante restaurantes gaststatte lokanta lokantasi \
        ristorante resturan رستوران مطعم fandian catering кейтеринг
        touristagency: туристический туристическая turisticheskii agenciadeviajes reisen reiseburo reisebuero seyahat \
        voyages viaggi gardeshgari گردشگری سياحة siyaha siyahat lvyou turystyka
        pilgrimage: pilgrimage ziyarat زیارت palomnicheskii паломнический
        event: event events conference exhibition выставка выставочный vystavka ferias exposiciones eventos messe \
        veranstaltungen fuar evenements eventi namayeshgah نمایشگاه معارض zhanlan targi
        advertising: advertising advertisement реклама рекламный рекламное reklama reklamnoe publicidad publicidade \
        werbung werbeagentur tanitim publicite pubblicita tablighat تبلیغات اعلان guanggao
        publishing: publisher publishers издательский izdatelskii editorial editora verlag verlagsgesellschaft \
        yayincilik yayınevi editions edizioni entesharat انتشارات نشر chuban wydawnictwo
        newsagency: journal magazine magazines журнал zhurnal revista zeitschrift dergi rivista majalle مجله مجلة \
        zazhi czasopismo
        internet2: online web website portal онлайн портал onlain интернет вэб netz
        cloud: cloud hosting облако облачный oblako
        cyber: cyber cybersecurity кибер кибербезопасность kiber siber
        ai: искусственный нейро artificial
        bio: bio biotech biotechnology biological биотехнология биологический biotekhnologiya biologicheskii биотех \
        biotecnologia biotechnologie biyoteknoloji zist زیست shengwu
        genetic: genetic genetics genome генетика genetika
        vaccine: vaccine vaccines вакцина vaccin vacunas vaksan واکسن
        blood: blood кровь plasma плазма
        surgery: surgical surgery хирургический khirurgicheskii
        optics2: lens lenses объектив
        photo: photo photography photonics фотоника фото fotonika foto fotografia guangxue
        atom2: isotope isotopes изотоп изотопы izotop izotopy isotopos
        accelerator: accelerator ускоритель reactor реактор reaktor
        cryogenic: cryogenic криогенный криогенмаш kriogennyi
        mechanical: mechanical mechanics механика механический mekhanika mekhanicheskii mecanica mekanik mechanik \
        mecanique meccanica mechanika mekanisazi مکانیک
        hydraulic: hydraulic hydraulics гидравлика гидравлический gidravlika hidraulica hydraulik hidrolik \
        hydraulique idraulica هیدرولیک
        pneumatic: compressor compressors компрессор компрессорный kompressor kompressornyi compresores kompressoren \
        kompresor compresseurs compressori yasuoji kompressormash
        boiler: boiler boilers котел котельный kotelnyi kotly calderas caldeiras kessel chaudieres caldaie guolu
        filter: filter filters фильтр filtr filtros filtre filtri
        fastener: fastener fasteners screws bolts метизный metiznyi tornillos schrauben civata pich پیچ
        metalworking: metalworking металлообработка metalloobrabotka металлоконструкции metallokonstruktsii \
        structures structure конструкции konstruktsii estructuras metallbau stahlbau
        rolling: прокат прокатный prokat laminados walzwerk haddecilik navard
        hardware: hardware хозяйственный ferreteria ferragens eisenwaren hirdavat quincaillerie ferramenta wujin
        wholesale: wholesale опт оптовый оптовая optovyi optovaya mayorista atacado grosshandel toptan ingrosso omdeh \
        عمده جملة pifa hurtownia
        retail: retail розница розничный roznichnyi minorista varejo einzelhandel perakende dettaglio lingshou \
        detaliczna
        distribution: distribution distributor distributors дистрибуция дистрибьютор distribyutsiya distribyutor \
        distribucion distribuidora distribuidor distribuicao vertrieb vertriebs dagitim distributeur distribuzione \
        tozi توزیع pakhsh پخش dystrybucja sales сбыт sbyt продажи ventas vendas verkauf satis vente vendite forush \
        فروش xiaoshou sprzedaz
        purchase: procurement purchasing purchase закупки zakupki compras einkauf satinalma achats acquisti kharid \
        خرید مشتريات caigou zakup
        contract: contracting contractor contractors подряд подрядчик podryad contratistas contratista empreiteira \
        bauunternehmen muteahhit taahhut appalti peymankari پیمانکاری مقاولات muqawalat moqawalat chengbao
        installation: installation installations assembly монтаж монтажный монтажное montazh montazhnyi montazhnoe \
        instalaciones instalacoes montage montaj kurulum impianti nasb نصب anzhuang
        maintenance: эксплуатация ekspluatatsiya mantenimiento manutencao wartung instandhaltung entretien \
        manutenzione negahdari نگهداری صيانة
        innovation: innovation innovations innovative инновация инновации инновационный innovatsii innovatsionnyi \
        innovacion innovaciones inovacao yenilik inovasyon innovazione noavari نوآوری ابتكار chuangxin innowacje
        initiative: initiative initiatives инициатива initsiativa iniciativa
        project: program programme programs программа programma programa programm proje progetto barnameh برنامه \
        xiangmu prozekt проекты proyecto proyectos
        strategy: strategy strategic стратегия стратегический strategiya strategicheskii estrategica strategisch \
        stratejik strategique strategico rahbordi راهبردی zhanlue
        policy: policy political политика политический politika politicheskii politica politik siyasi siyaset \
        politique سیاسی سياسية zhengzhi
        economic: economic economy economics экономика экономический ekonomika ekonomicheskii economica economico \
        wirtschaft wirtschafts ekonomi ekonomik economique economia eghtesad eghtesadi اقتصاد اقتصادی اقتصادية \
        gospodarczy економіка
        statistics: statistics statistical статистика statistika estadistica estatistica istatistik statistique amar \
        آمار
        planning: planning планирование planirovanie planificacion planejamento planung planlama planification \
        pianificazione guihua
        cooperation: cooperation сотрудничество sotrudnichestvo cooperacion cooperacao zusammenarbeit isbirligi \
        hamkari همکاری تعاون hezuo
        revolution: revolution revolutionary революция революционный revolyutsiya revolyutsionnyi revolucion \
        revolucionario revolucionaria devrim devrimci rivoluzione enghelab enghelabi انقلاب ثورة thawra geming
        resistance: resistance сопротивление soprotivlenie resistencia widerstand direnis moghavemat moqavemat مقاومت \
        مقاومة muqawama opor
        democratic: democratic democracy демократический demokraticheskii democratico democratica democracia \
        demokratisch demokratik democratique ديمقراطية demokratis minzhu
        communist: communist socialist коммунистический социалистический kommunisticheskii comunista socialista \
        kommunistisch komunist sosyalist communiste gongchan
        independent: independent independence независимый nezavisimyi independiente independente unabhangig bagimsiz \
        independant mostaghel مستقل duli
        popular2: citizen citizens civil civic гражданский grazhdanskii ciudadano buerger sivil civique مدنی مدني
        human: human rights человека derechos humanos direitos menschenrechte insan haklari droits انسان renquan
        information2: documentation document archive archives архив arkhiv archivo archiv arsiv
        library: library библиотека biblioteka biblioteca bibliothek kutuphane bibliotheque ketabkhaneh کتابخانه \
        مكتبة tushuguan
        museum: museum музей muzei museo museu muze musee موزه متحف bowuguan muzeum
        theatre: theatre theater театр teatr teatro tiyatro تئاتر مسرح juyuan
        school: школа colegio escuela escola schule okul okulu ecole scuola madrasa madrese madreseh مدرسه مدرسة \
        xuexiao szkola школи
        kindergarten: kindergarten nursery детсад anaokulu
        faculty: faculty факультет fakultet facultad faculdade fakultat fakulte facolta daneshkadeh دانشکده كلية \
        xueyuan wydzial
        university2: polytechnic политехнический politekhnicheskii politecnico politeknik polytechnique polytechnikum \
        uniwersytet yliopisto sveuciliste egyetem panepistimio πανεπιστημιο جامعة jamia univerzita univerzitet \
        ulikool universitesi universite universita universiti
        academy2: academia academie akademie akademi accademia farhangestan فرهنگستان اكاديمية kexueyuan akademia
        chamber: chamber палата palata camara kammer odasi chambre otagh اتاق غرفة shanghui izba
        federation: federation confederation федерация конфедерация federatsiya konfederatsiya federacion \
        confederacion federacao foderation federasyon federasyonu federazione اتحاد ettehad ittihad اتحادية lianhehui \
        federacja спілка
        league: league лига liga ligue lega lig rabita رابطة lianmeng
        alliance: alliance альянс alyans alianza alianca allianz ittifak alleanza تحالف
        network2: netzwerk réseau rete شبكة shabaka
        coalition: coalition коалиция koalitsiya coalicion koalition koalisyon ائتلاف
        office2: secretariat секретариат sekretariat secretaria sekreterlik دبیرخانه
        embassy: embassy consulate посольство консульство posolstvo konsulstvo embajada embaixada botschaft konsulat \
        buyukelcilik büyükelçiliği ambassade ambasciata sefarat سفارت سفارة dashiguan ambasada
        government: government governmental правительство pravitelstvo pravitelstvennyi gobierno governo regierung \
        hukumet gouvernement hokumat دولت حكومة hukuma zhengfu rzad уряд
        parliament: parliament duma дума парламент parlament parlamento meclis majlis مجلس yihui sejm
        president2: presidency presidential администрация administratsiya administration administracion administracao \
        idaresi riyaset ریاست رئاسة zongtong prezydent
        authority: authority authorities власть autoridad autoridade behorde behoerde otorite autorite autorita هيئة \
        haya سلطة
        inspectorate: inspectorate инспекция inspektsiya mufettislik
        headquarters: headquarters штаб shtab qarargah gharargah gharagah قرارگاه cuartel hauptquartier karargah
        base: base bases база baza پایگاه paygah قاعدة jidi
        training: учебный uchebnyi тренировочный capacitacion treinamento ausbildung schulung egitim formazione \
        amoozesh amouzesh آموزش تدريب peixun szkolenie
        camp: camp лагерь campamento kamp اردوگاه معسكر
        rescue: rescue emergency спасательный спасения spasatelnyi мчс mchs salvamento emergencia rettung kurtarma \
        secours soccorso emdad امداد اسعاف jiuyuan
        redcrescent: crescent полумесяц hilal helal هلال الهلال medialuna
        joint: joint совместный sovmestnyi conjunto gemeinsam ortak commun comune moshtarak مشترک مشتركة lianhe
        mutual: mutual взаимный vzaimnyi mutua mutuo gegenseitig karsilikli mutuelle
        private: private частный chastnyi privado privada privat ozel prive privato khosusi خصوصی siying prywatny
        limited2: affiliate affiliates subsidiary subsidiaries дочерний дочернее dochernee tochter iştirak filiale
        overseas: overseas foreign зарубежный зарубеж zarubezh внешний внешнеторговый внешнеэкономический \
        vneshnetorgovyi vneshneekonomicheskii extranjero ausland aussenhandel yurtdisi estero etranger khareji خارجی \
        haiwai zagraniczny
        domestic: domestic internal внутренний vnutrennii interior interno interieur dakheli داخلی داخلية
        investment2: венчурный venchurnyi risco risikokapital girisim
        holding: kholdingovaya холдинговая holdingi holdinggesellschaft kontrolnaya سرمایه‌گذاری konggu
        resource: resource resources ресурс ресурсы resurs resursy recursos ressourcen kaynak kaynaklar ressources \
        risorse manabe منابع موارد ziyuan zasoby
        """
}
