extension BundledTables {
    /// sanctions-lists/names/given-names.txt without its comments, part 2 of 2; written by scripts/embed-tables.py.
    static let givenNamesPart2 = """
        en ~: susan sue suzy
        en ~: deborah deb debbie
        en ~: barbara barb babs
        en ~: dorothy dot dottie
        en ~: rebecca becky
        en ~: victoria vicky tori
        en ~: christina chris tina christie
        en ~: alexandra sandra sasha alex
        en ~: jacqueline jackie
        en ~: judith judy
        en ~: pamela pam
        en ~: sandra sandy
        en ~: cynthia cindy
        en ~: teresa terry tess
        en ~: virginia ginny
        ru ~: aleksandr sasha sacha shura sanya
        ru ~: aleksei alyosha lyosha
        ru ~: dmitry dima mitya
        ru ~: vladimir vova volodya vovan
        ru ~: ivan vanya
        ru ~: mikhail misha
        ru ~: nikolai kolya
        ru ~: sergei seryozha
        ru ~: evgeny zhenya
        ru ~: pavel pasha
        ru ~: petr petya
        ru ~: yury yura
        ru ~: anatoly tolya
        ru ~: viktor vitya
        ru ~: boris borya
        ru ~: konstantin kostya
        ru ~: ekaterina katya
        ru ~: anna anya
        ru ~: maria masha
        ru ~: tatiana tanya
        ru ~: elena lena
        ru ~: natalia natasha
        ru ~: olga olya
        ru ~: irina ira
        ru ~: svetlana sveta
        ru ~: anastasia nastya
        ru ~: ramzan ramazan
        es ~: jose pepe
        es ~: francisco paco pancho kiko
        es ~: ignacio nacho
        es ~: eduardo lalo edu
        es ~: enrique kike quique
        es ~: rafael rafa
        es ~: manuel manolo
        es ~: alberto beto
        es ~: guillermo memo
        es ~: jesus chuy
        es ~: antonio tono toni
        es ~: alejandro alex
        es ~: guadalupe lupe
        es ~: maria mari
        es ~: dolores lola
        de ~: johannes hannes hans jo
        de ~: heinrich heinz heini
        de ~: friedrich fritz
        de ~: wilhelm willi willy
        de ~: josef sepp
        de ~: franz franzl
        de ~: ludwig lutz
        de ~: katharina kathi
        de ~: elisabeth lisbeth elsa lisl
        de ~: karl-heinz kalle
        it ~: giuseppe peppe beppe
        it ~: giovanni gianni
        it ~: luigi gigi
        it ~: francesco franco cesco
        it ~: antonio toni nino
        tr ~: mehmet memo
        tr ~: mustafa mustik
        ar ~: abdulaziz aziz
        fa ~: mohammad mamad
        zh =: xi hsi
        zh =: mao maw
        zh =: zedong tsetung tse-tung
        zh =: jiang chiang
        zh =: zhou chou chow
        zh =: zhang chang cheung
        zh =: chen chan
        zh =: huang wong hwang
        zh =: wang wong
        zh =: wu ng
        zh =: li lee lei
        zh =: liu lau
        zh =: lin lam
        zh =: zheng cheng cheng chung
        zh =: xu hsu hui
        zh =: xie hsieh tse
        zh =: cai tsai choi
        zh =: zhao chao chiu
        zh =: guo kuo kwok
        zh =: qiu chiu yau
        zh =: zhu chu
        zh =: deng teng tang
        zh =: zeng tseng tsang
        zh =: ye yeh yip
        zh =: ma mah
        zh =: luo lo law
        zh =: liang leung
        zh =: he ho
        zh =: jinping chinping chin-ping
        ko =: kim gim
        ko =: ri lee yi rhee li i
        ko =: pak park bak bag
        ko =: choe choi chwe
        ko =: jong jung jeong chong chung joung
        ko =: rim im lim yim
        ko =: ryu yu yoo you ryoo
        ko =: ro no roh noh
        ko =: jo cho
        ko =: kang gang
        ko =: ko go koh
        ko =: kwon gwon
        ko =: paek baek paik baik
        ko =: pae bae
        ko =: son sohn
        ko =: an ahn
        ko =: o oh
        ko =: u woo
        ko =: sin shin
        ko =: so suh seo
        ko =: mun moon
        ko =: jon jun jeon chun chon
        ko =: jang chang
        ko =: ju joo chu
        ko =: yong young yeong
        ko =: chol cheol chul
        ko =: hyok hyuk hyeok
        ko =: song sung seong
        ko =: kyong kyung gyeong kyoung
        ko =: myong myung myeong
        ko =: hyon hyun hyeon
        ko =: un eun
        ko =: su soo
        ko =: tong dong
        ko =: guk kuk gook
        ko =: hui hee
        ko =: il ir
        ko =: ryong yong
        ko =: won weon
        ko =: sok seok suk
        ko =: hun hoon
        ko =: jun joon
        ko =: kwang gwang
        ko =: tae dae
        ko =: pom beom bum
        ko =: hwa wha
        ko =: nam nahm
        ru,uk,be =: grigorievich grigoryevich grigorevich ryhoravich hryhorovych ryhoravic grigorjewitsch \
        hryhoriyovych
        ru,uk,be =: grigorievna grigoryevna grigorevna ryhorauna hryhorivna ryhoravna
        ru,uk,be =: nikolaevich nikolayevich mikalaevich mykolayovych mikalayevich nikolajewitsch mykolaiovych \
        mikalajevich
        ru,uk,be =: nikolaevna nikolayevna mikalaeuna mykolaivna mikalayeuna mykolayivna
        ru,uk,be =: evgenievich yevgenyevich evgenyevich yauhenavich iauhenavich yevheniyovych yevhenovych evgenevich \
        yauhienavich iauhenievich yevhenovich
        ru,uk,be =: alekseevich alekseyevich aliakseevich alyakseyevich oleksiiovych oleksiyovych aliakseyevich
        ru,uk,be =: gennadievich gennadyevich henadzevich genadzevich hennadiyovych henadzievich
        ru,uk,be =: vladimirovna uladzimirauna volodymyrivna uladzimirouna uladzimirauna volodymyrovna
        ru,uk,be =: dmitrievich dmitriyevich dzmitryevich dmytrovych dzmitrievich dmitrijewitsch
        fa =: seyed sayyid sayed سید سيد السيد
        ar =: abu abou ابو أبو
        ar =: khan خان
        fa =: alireza علیرضا عليرضا
        fa =: hamidreza حمیدرضا
        fa =: mohammadreza محمدرضا
        ar =: nizar نزار
        ar =: bilal بلال
        ar =: idris ادريس إدريس
        ar =: ziad ziyad زياد
        ar =: adel adil عادل
        ar =: majid majed مجيد مجید ماجد
        ar =: aziz عزيز عزیز
        ar =: rahim raheem رحيم رحیم
        ar =: jalil جليل جلیل
        ar =: nabil nabeel نبيل
        ar =: hani هاني
        ar =: sami سامي
        ar =: rami رامي
        ar =: wael wail وائل
        ar =: ghazi غازي
        ar =: hadi هادي هادی
        ar =: vali wali ولی ولي
        ar =: gul gol گل
        """
}
