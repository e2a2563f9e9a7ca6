extension BundledTables {
    /// sanctions-lists/names/common-company-words.txt without its comments; written by scripts/embed-tables.py.
    static let commonCompanyWords = """
        1371: company
        1019: ltd
        849: co
        822: and
        705: limited
        534: of
        448: joint
        446: obshchestvo
        435: stock
        418: llc
        396: de
        380: ooo
        368: jsc
        343: group
        338: technology
        320: corporation
        310: trading
        289: al
        249: the
        242: aktsionernoe research
        241: international
        227: institute
        216: otvetstvennostyu
        211: bank
        199: ogranichennoi
        194: for
        178: ao liability
        165: china
        164: state
        161: oao
        149: industry technologies
        145: shipping
        142: development
        140: engineering
        138: huawei
        136: center electronics
        135: open
        134: ltda
        128: general ojsc
        116: organization
        107: islamic scientific
        106: inc
        101: trade
        100: investment
        97: enterprise public
        96: industrial industries
        94: aviation
        92: production
        91: gazprom holding services
        89: bureau management
        88: plant
        87: otkrytoe
        86: national
        82: iran
        80: th
        78: association
        77: commercial
        75: beijing corp
        74: oil
        73: design systems
        71: electronic
        70: energy science
        69: korea
        68: russian
        67: construction
        65: la pjsc
        64: shipbuilding
        63: export
        60: security tech
        59: academy
        58: gmbh
        57: in
        56: aerospace factory zao zavod
        55: cjsc pao petrochemical
        54: del foundation
        52: equipment import sberbank
        51: new vtb
        50: closed
        49: east fze iranian republic
        48: cia federal kompaniya private
        47: defense inversiones
        46: army marine shanghai
        44: institution ship
        43: ministry service
        42: air military
        41: ali el exchange manufacturing missile sal united
        40: aircraft airlines central pvt shahid
        39: building information logistics syrian
        38: global holdings
        37: shenzhen tactical
        36: grupo investments nauchno zakrytoe
        35: capital comercializadora foreign pte sa sarl steel
        34: hong machine
        33: complex department fund subordinate
        32: branch communication shipyard
        31: cetc committee entity establishment north pars power
        30: cssc insurance
        29: communications forces inmobiliaria unitary
        28: csic institut luis money peoples transgaz
        27: agency finance offshore sea
        26: ag concern farm force hk kish kong nuclear russia star
        25: ghadir jose los machinery petroleum sociedad south subsidiary
        24: aero affiliated business credit directorate maritime movement ood second
        23: cloud economic en enterprises financial lines npo ocean office radio revolutionary rodriguez society \
        special to va
        22: africa byuro centre eood federation oy publichnoe refinery sciences system trust ve
        21: intelligence materials media mining properties servicios sky tekhnologii transport transportation unit veb
        20: advanced bhd charitable chemical control gas internacional jihad leasing liberation medical middle sdn \
        solutions tavarystva technical ticaret world
        19: alexander ansar blue gonzalez jr obschestvo or po repair university
        18: abu brigade fzc golden guard gulf hotel instrument invest joseph juan kommercheski moscow robert \
        semiconductor sirketi trafficking tsentr ul
        17: ad asia atomic autonomous avia avic chengdu club corps david drug mohammad myanmar named pakistan \
        products union
        16: administration affairs alex aqsa constructora first high iraq john kapital mechanical otkrytogo party \
        port precision rossii sherkat sub support syria trans transneft xinjiang
        15: antonio any belarus cement chen comercial commission digital dobycha jesus lopez material michael network \
        npp obedinenie proizvodstvennoe project rd space sun supply suzhou wei welfare
        14: after agricola all cargo city colombia compania doo electric electricity freight generation guangzhou \
        hernandez isis khayriyya main micro microelectronics nanjing off optical relief resources reza sanat sanaye \
        shore successor thereof
        13: arab armed computing dalian distribuidora garcia green guangdong hangzhou haramain imam integrated islami \
        jiangsu khan kontsern korean korporatsiya muhammad nii ogranichennoy palestine police real sanchez tipa uk \
        wuhan xian
        12: adkaznastsyu ahmad alberto an banco casa computer consulting defence division engineers est fond haji \
        hebei irgc lil lizing non openlab partners predpriyatie prison province sb sina stichting tourism tv
        11: abmezhavanay aktsionernoye aktsionerny amir auto automation battalion bin bonyad carlos chemistry civil \
        dandong darya day electromechanical empresa engine fi front gostar government harakat holy ic islamiya \
        konstruktorskoe lebanon limitada manuel martin merchant metal mu naser noble panama pension projects \
        resistance resort rt san shargh sharif telecom tianjin travel universal wa west yemen za
        10: aecc agricultural ahmed aid alfa atlas casic charity corporacion council crimea daniel dis elashi \
        elevator europe factoring george gosudarstvennoe grand help ii internal jamaat kg kholding laboratory land li \
        mark marketing martinez mujahideen nacional novatek novin nusrat on one optics overseas pacific park parts \
        pensionny petersburg popular predpriyatiye pty red region republican revolution reyes royal sanabil santa \
        sberbanka seaport servicio siman smic st stroytransgaz tadbir tehran tejarat wuxi xi
        9: african alliance anonima anthony aqssa as asa asbl assa associates belarusian beograd casc centro chamkat \
        chemicals components desarrollo devices dto electrical far foreningen francisco fsue fuel gold gpb hassan \
        havacilik hawala house instruments islam kb lab law melli metals no pang paul petro pipelines razavi refining \
        ronald sanayi sepahan shaanxi sham sherkate sinabil spanm spanmal srl stiftelse sudostroitelny supporters \
        swedish sz taa testing tovarystvo upravlyayushchaya wings
        8: abdul abdullah agropecuaria akb applied asset brigades canada caribe cesar cheng cimex composite \
        cooperation crimean democratic distribution dmcc era estate et experimental express faktoring flores food \
        future gang gazprombank harbin hayat humanitarian ihsan imeni incorporated innovation inzhiniring irans isil \
        james jin konstruktorskoye lebanese levant llp mahdi majid maria market mehdi mineral mobile mohammed \
        navigation net npf operadora otkritie palestinian parsian people peter pheap physics prefecture qaida quds \
        razvitiya rf rim rn rosneft saint savings sichuan sistema sk smart soldiers sovcombank sp specialized sprl \
        telecommunications television tose tov trunk try units usa vision wal ya yang ye zone zvezdochka
        7: agro aktsionernogo alejandro allen almaz aluminum amin anhui arash automated baikal bandar bitriver bm \
        borisat brian brokerage car carbon caspian cham chan charles companies congo consorcio consultancy \
        cooperative corporativo currency damascus desarrollos dmitry eastern edward electro ellissa factories france \
        fundacion ganadera gasolinera gems gongsi helicopter helicopters ihracat im importadora interior islamiyya \
        ithalat jahan jamia jamiat javier jaysh justice lee line man mario martyrs mehr miguel mines mkb mujahidin \
        nam negosudarstvenny nscc nur obshchestva obyedineniye oriental ou owned partnership perez persian plaza plc \
        proizvodstvennoye psb qeshm ramirez reconstruction respubliki restaurante rios sahel sasu satellite sepah \
        sergey smith social soluciones sons southern stg strakhovaya studies tai technological terminal tic \
        transportes tsargrad usluge vabo venezuela venture ventures vo wilayat youxian
        6: aat aktsyyanernaye almacen apex ar armando arz ast authority bird bridge brothers budgetary call caribbean \
        cartel cccc chang chu chun circuit comercio command contracting cuba culture data dongguan drilling drustvo \
        ead edgar environmental erik ernesto eslami fajr falcon federalnoe feodosia fernando firm free fzco \
        gosudarstvenoye guards guidance gunther haramayn hefei hermanos herz hizballah hubei integral irisl iron is \
        islamia issledovatelski issledovatelskiy jaish jewellery joel julio kaveh kazan kurdistan life light link \
        long managing mashinostroitelny medicine minera minsk mobin muassasat multi municipality naft nd noor \
        novosibirsk npk operating operation organizatsiya otkrytoye peru pidpryemstvo pjs preduzece premier press \
        printing pro processing procurement proizvodnju property protection raahbar rancho raul ray rk rocket roman \
        rossiski rossiskoi rsfsr sahami sammy sanatorium santos sarafi sc seyed sino sl software source sovfracht \
        sovfrakht sovmortrans stars studio su sue supercomputing svyaz taliban tanker team textiles thomas torres \
        tosee tours transporte ukraine unitarnoe upravlenie upravleniya ur ural valle vneshneekonomicheskoe water \
        wave way weapons wine wong
        """
}
