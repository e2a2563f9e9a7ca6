extension BundledTables {
    /// sanctions-lists/names/given-names.txt without its comments, part 1 of 7; written by scripts/embed-tables.py.
    static let givenNamesPart1 = """
        ru,uk,be =: aleksandr alexander alexandr oleksandr aliaksandr alyaksandr alaksandr aleksander alexandros \
        aleksandar aleksandre alessandro alejandro alexandre iskander sandor alieksandr
        ru,uk,be =: aleksei alexei aleksey alexey oleksii oleksiy oleksij aliaksei aliaksey alyaksei aliaksiej alexis \
        alexius oleksey
        ru,uk,be =: andrei andrey andrii andriy andrej andriej andrzej andrew andreas andre andres
        ru,uk,be =: anton antin antonio antony anthony antoine antonius antoni antun
        ru,uk,be =: anatoly anatoli anatolii anatoliy anatol anatolij
        ru,uk,be =: arkady arkadi arkadii arkadiy arkadz arkadij
        ru,uk,be =: artem artyom artsiom artsem artiom artemii artemiy
        ru,uk,be =: artur arthur arturo artour
        ru,uk,be =: boris borys barys borislav
        ru,uk,be =: vadim vadym vadzim
        ru,uk,be =: valentin valentyn valiantsin valentino valiancin
        ru,uk,be =: valery valeri valerii valeriy valerij valeryi valeriu valerio
        ru,uk,be =: vasily vasili vasilii vasiliy vasyl vasil basil vasilij vasile vasilios
        ru,uk,be =: viktor victor viktar vittorio
        ru,uk,be =: vitaly vitali vitalii vitaliy vital vitalij
        ru,uk,be =: vladimir volodymyr uladzimir wladimir vladymyr uladzimer volodimir vladimiro wolodymyr ladislav
        ru,uk,be =: vladislav vladyslav uladzislau wladyslaw uladzislav ladislaus
        ru,uk,be =: viacheslav vyacheslav viachaslau viatcheslav viacheslau vyacheslau viacheslaw wiaczeslaw \
        viachaslav wjatscheslaw
        ru,uk,be =: vsevolod usevalad vsevolodas usievalad
        ru,uk,be =: gennady gennadi gennadii gennadiy henadii hennadiy hennadii henadz genadz genadi henadi genady \
        gennadij gienadz hienadz
        ru,uk,be =: georgy georgi georgii georgiy heorhii heorhi george georg georges giorgi jorge giorgio georgios \
        gheorghe jiri
        ru,uk,be =: grigory grigori grigorii grigoriy hryhorii hryhoriy ryhor gregory gregor grzegorz gregorio krikor \
        hrihorij
        ru,uk,be =: denis denys dzianis dennis dionisio dionysios dzenis
        ru,uk,be =: dmitry dmitri dmitrii dmitriy dmytro dzmitry dmitrij dimitri dimitrios dymytrii dimitar dzmitri \
        demetrios demetrius
        ru,uk,be =: evgeny evgeni evgenii evgeniy yevgeny yevgeni yevgenii yevgeniy yevhen yevhenii yauhen yauheni \
        eugene eugen eugenio yauhien evgenij jewgeni ievgen ievgenii eugeniusz jauhen yawhen yevhenij
        ru,uk,be =: evgenia evgeniya yevgenia yevgeniya yevheniia yauheniya eugenia
        ru,uk,be =: egor yegor yehor yahor jegor egar
        ru,uk,be =: igor ihor ihar
        ru,uk,be =: ilya ilia illia illya elias ilja eliyahu elijah
        ru,uk,be =: ivan ioann ivane iwan
        ru,uk,be =: iosif yosyp iosef joseph josef jozef giuseppe jose yazep yusif yusuf yousef youssef yusef yosef \
        yossef joussef yousuf yusup josip iosip jusuf
        ru,uk,be =: kirill kyrylo kiryl cyril kyril kirilo kiril cyrille
        ru,uk,be =: konstantin kostiantyn kostyantyn kanstantsin constantin constantine konstantinos kostiantin \
        kanstancin costantino
        ru,uk,be =: leonid leanid leonyd
        ru,uk,be =: lev leu leo leon leone
        ru,uk,be =: maksim maxim maksym maksims massimo maxime makisim
        ru,uk,be =: matvei matvey matvii matviy matsvei matthew mathieu matthias matteo mateo mateusz matthieu \
        mathias mattias matias
        ru,uk,be =: mikhail mykhailo mihail michael mikhael mikael mikhas michail mikail mihai michal miguel michele \
        michel miquel mihailo mykhaylo mixail mihajlo
        ru,uk,be =: nikolai nikolay mykola mikalai nikolaj nicolas nicholas niklas nikola nicola nikolaos mikola \
        nicolae nikolas nikolaus miklos mikolaj nicolai
        ru,uk,be =: nikita mykyta mikita nikitas
        ru,uk,be =: oleg oleh aleh
        ru,uk,be =: pavel pavlo paul pavol pawel pablo paolo paulo pavlos pavle pal
        ru,uk,be =: petr pyotr petro piotr peter piatro pedro pierre pietro petros petar pjotr petre petter piatr
        ru,uk,be =: roman raman romain romano
        ru,uk,be =: ruslan ruslans
        ru,uk,be =: rostislav rostyslav rastsislau
        ru,uk,be =: sergei sergey serhii serhiy siarhei siarhey sergej sergii sergiy serge sergio sergius syarhei \
        serhij siarhiej serguei sarkis
        ru,uk,be =: semen semyon siamion simeon simon symon
        ru,uk,be =: stanislav stanislau stanislaw stanislaus stanislas
        ru,uk,be =: stepan stsiapan stefan stephan stephen steven stefano esteban etienne stevan stepans stjepan \
        istvan stephane
        ru,uk,be =: svyatoslav sviatoslav sviataslau svetoslav
        ru,uk,be =: taras tarass
        ru,uk,be =: timofei timofey tymofii tsimafei timothy timofej timo
        ru,uk,be =: fedor fyodor fedir fiodar theodore theodor todor teodor teodoro fiodor fjodor theodoros feodor
        ru,uk,be =: filipp philip philipp filip pylyp philippe felipe filippo
        ru,uk,be =: yury yuri yurii yuriy iurii iuri jury juri yurij jurij iury
        ru,uk,be =: yakov yakiv jakov jacob yakau jakub james giacomo jaime iakov jacques yaakov yakub yaqoub yaqub \
        yacoub iago jakob yaacoub yakoub يعقوب یعقوب
        ru,uk,be =: yaroslav iaroslav yaraslau jaroslav jaroslaw
        ru,uk,be =: eduard edward eduardo edouard eduards edvard
        ru,uk,be =: emil emile emilio emilian
        ru,uk,be =: galina halyna halina galyna
        ru,uk,be =: anna hanna ganna anne ann ana hannah
        ru,uk,be =: elena yelena olena alena helena helen helene ileana jelena aliona alyona alona
        ru,uk,be =: ekaterina yekaterina kateryna katsiaryna catherine katherine katarina katerina caterina catalina \
        kathryn katharina yekatarina kathleen
        ru,uk,be =: elizaveta yelizaveta yelyzaveta lizaveta elizabeth elisabeth isabel elisabetta elisaveta isabella \
        erzsebet
        ru,uk,be =: irina iryna irene irena
        ru,uk,be =: ksenia kseniia kseniya xenia oksana aksana
        ru,uk,be =: larisa larysa larissa
        ru,uk,be =: lidia lidiya lidiia lydia lidziya
        ru,uk,be =: liudmila lyudmila ludmila liudmyla lyudmyla ljudmila ludmilla
        ru,uk,be =: maria mariya mariia marija marie mary maryia maryja mariam maryam miriam meryem مريم مریم
        ru,uk,be =: marina maryna
        ru,uk,be =: natalia natalya nataliia nataliya natallia natalie nathalie natalja natallya natasha
        ru,uk,be =: nina nino
        ru,uk,be =: olga olha volha olja helga
        ru,uk,be =: svetlana svitlana sviatlana swetlana
        ru,uk,be =: sofia sofiia sofya sophia sophie sofiya zofia sofija
        ru,uk,be =: tatiana tatyana tetiana tatsiana tetyana tatjana taciana tatianna
        ru,uk,be =: yulia yuliya yuliia iuliia iulia julia juliya julija giulia
        ru,uk,be =: yana iana jana
        ru,uk,be =: zhanna zhana jeanne joanna joan johanna giovanna
        ru,uk,be =: margarita marharyta margaret margareta marguerite marharita
        ru,uk,be =: evgeniya yauheniia
        ru,uk,be =: alla ala
        ru,uk,be =: lyubov liubov liubou lubov
        ru,uk,be =: nadezhda nadiia nadiya nadzeya
        ru,uk,be =: viktoria viktoriya viktoriia victoria vittoria viktoryia
        ru,uk,be =: valentina valentyna valiantsina
        ru,uk,be =: denys dionysius
        ru,uk,be =: ignat ihnat ignatius ignacio ignazio
        ru,uk,be =: leontii leonti leontiy
        ru,uk,be =: luka lukas lucas luke luc luca lukasz
        ru,uk,be =: mark marko marek marc marcos marco markus marcus markos
        ru,uk,be =: daniil danylo danila daniel danilo danilla danyil
        ru,uk,be =: david davyd davit davide dawid dawud dawood daoud daud davud داود
        ru,uk,be =: gleb hlib hleb
        ru,uk,be =: nestor nestar
        ru,uk,be =: rodion radyivon rodyon radzivon
        ru,uk,be =: foma thomas tomas tommaso tomasz toma tamas
        ru,uk,be =: trofim trokhym
        ru,uk,be =: zakhar zachary zacharias zakharii zakaria zakariya zakarya zachariah
        ru,uk,be =: afanasy afanasii panas athanasios
        ru,uk,be =: ostap evstafii
        ru,uk,be =: savva sava
        ru,uk,be =: tikhon tykhon
        ru,uk,be =: valeria valeriya valeriia
        ru,uk,be =: veronika veronica
        ru,uk,be =: polina palina paulina pauline
        ru,uk,be =: raisa raissa
        ru,uk,be =: kristina khrystyna christina cristina krystsina christine
        ru,uk,be =: diana dziana diane
        ru,uk,be =: varvara barbara
        ru,uk,be =: vera vira
        ru,uk,be =: akhmed akhmad ahmed ahmad ahmet akhmet achmad ahmat akhmat احمد أحمد
        en,de,fr =: john jon johan johann johannes jan jean juan giovanni joao ian joan hans yohannes ioannis ioan \
        janos jens
        ar =: yahya yahia yehia يحيى یحیی
        en,de,fr =: william wilhelm guillaume guillermo guglielmo willem vilhelm
        en,de,fr =: charles karl carl carlos carlo karel karol
        en,de,fr =: henry henri heinrich enrique enrico hendrik henrik henryk
        en,de,fr =: francis francois franz francisco francesco frans frank ferenc franciszek
        en,de,fr =: louis ludwig luis luigi lewis ludwik lodewijk luiz
        en,de,fr =: frederick friedrich fredrich frederic federico fredrik fridrich frederik fryderyk friedrych
        en,de,fr =: robert roberto robrecht rupert
        en,de,fr =: richard ricardo riccardo
        en,de,fr =: raymond raimundo raymundo ramon
        en,de,fr =: rudolf rodolfo rudolph rudolphe
        en,de,fr =: ralph raul raoul
        en,de,fr =: lawrence laurence lorenzo laurent lorenz lars laurentius
        en,de,fr =: benjamin binyamin benyamin benjamim binyomin
        en,de,fr =: samuel shmuel samuil
        en,de,fr =: solomon salomon suleiman sulaiman soleiman sulayman suleyman souleymane suliman soliman sulejman \
        suleman سليمان سلیمان
        en,de,fr =: abraham ibrahim avraham ebrahim abram avram ibraheem brahim ibragim ابراهيم إبراهيم ابراهیم
        en,de,fr =: moses moshe musa moussa mousa موسى موسی
        en,de,fr =: isaac isaak yitzhak ishaq izhak itzhak ishak isak eshaq اسحاق إسحاق
        en,de,fr =: ismail ishmael ismael esmail esmaeil ismayil ismaeel اسماعيل إسماعيل اسماعیل
        en,de,fr =: jesus isa essa eissa issa عيسى عیسی
        en,de,fr =: gabriel jibril gavriil jabril djibril
        en,de,fr =: emmanuel manuel immanuel manuele
        en,de,fr =: martin martyn marten martino
        en,de,fr =: vincent vincenzo vicente vikentii wincenty
        en,de,fr =: alfred alfredo
        en,de,fr =: albert alberto albrecht adalbert
        en,de,fr =: arnold arnaldo arnaud
        en,de,fr =: bernard bernhard bernardo
        en,de,fr =: christian cristian kristian khrystyian
        en,de,fr =: christopher christophe christoph cristobal kristof krzysztof kristoffer
        en,de,fr =: dominic dominik dominique domingo domenico
        en,de,fr =: ernest ernst ernesto
        en,de,fr =: felix feliks
        en,de,fr =: ferdinand fernando hernando fernand
        en,de,fr =: gerard gerhard gerardo
        en,de,fr =: gustav gustavo gustaf
        en,de,fr =: harold harald
        en,de,fr =: hugh hugo ugo
        en,de,fr =: julius julio jules giulio
        en,de,fr =: julian julien giuliano juliano
        en,de,fr =: marius mario
        en,de,fr =: oscar oskar
        en,de,fr =: patrick patrice patricio patrizio
        en,de,fr =: sebastian sebastien sebastiao sebastiano
        en,de,fr =: walter gualtiero walther
        en,de,fr =: joseph yosif
        en,de,fr =: jeffrey geoffrey gottfried godfrey
        en,de,fr =: eleanor eleonora leonor
        en,de,fr =: lucia lucy luzia
        en,de,fr =: agnes ines inez agnieszka
        en,de,fr =: alice alicia
        en,de,fr =: rose rosa
        en,de,fr =: susan susanna suzanne zuzanna
        en,de,fr =: terese teresa theresa therese
        en,de,fr =: magdalena madeleine magdalene
        ar =: mohammed muhammad mohammad mohamed mohamad muhammed mohamud mahammad mehmet mehmed magomed mukhammad \
        mochammad muhamad mahamat muhammet mohd maxamed mukhamed mahomed mamadou mahamed muhamed mohummad mhamad \
        magomet mukhammed mohamet mohammod mohamod muhhamad محمد
        ar =: mahmoud mahmud mahmood machmud mahmut makhmud maxamuud محمود
        ar =: hussein husayn hussain husain hossein hosein husein hussayn houssein huseyin hossain gusein khusein \
        husseyn huseyn houcine hocine hussien حسين حسین
        ar =: hassan hasan hassen khasan hasen حسن
        ar =: abdullah abdallah abdollah abdulla abdalla abdullahi abdellah abdoullah abdoulaye abdillahi cabdullahi \
        abdulah abdalah عبدالله
        ar =: abdulrahman abdurrahman abderrahmane abdelrahman abdulrehman abdirahman abdurakhman abdorrahman \
        abdulraman abdurahman
        ar =: osama usama oussama usamah osamah ussama اسامة أسامة
        ar =: omar umar umer omer oumar عمر
        ar =: othman uthman osman ousman usman ousmane uthmaan othmane عثمان
        ar =: yusuf yousif yosuf yussuf youssouf yoosuf يوسف یوسف
        ar =: khalid khaled chalid halid خالد
        ar =: said saeed sayeed saiid saed seid سعيد سعید
        ar =: saad sa'd
        ar =: walid waleed oualid velid وليد
        ar =: rashid rasheed rachid raschid رشيد رشید راشد
        ar =: karim kareem kerim كريم کریم
        ar =: nasir nasser naser nassir ناصر
        ar =: jamal gamal djamel jamaal cemal djamal jemal جمال
        ar =: fatima fatimah fatma fatemeh fathima فاطمة فاطمه
        ar =: aisha aysha ayesha aicha aishah ayse
        ar =: ali aly alii علي علی
        ar =: ayman aiman aymen أيمن ايمن
        ar =: muammar moammar muamar mouammar
        ar =: saif sayf seif sayef سيف سیف
        ar =: saifuddin sayfuddin saifeddine
        ar =: tariq tarek tarik tareq طارق
        ar =: yasin yassin yaseen yassine ياسين یاسین
        ar =: yunus younis younes yunis yonus younous
        ar =: zain zayn zein
        ar =: qasim kassem qassem kasim qasem ghassem ghasem qassim قاسم
        ar =: faisal faysal feisal faycal faizal فيصل
        ar =: mustafa mostafa mustapha moustafa mostapha مصطفى مصطفی
        ar =: mansur mansour mansoor منصور
        ar =: murtaza mortaza morteza murtadha murtada
        ar =: mujahid mojahed mudjahid
        ar =: reza rida ridha rıza rezza رضا
        ar =: sadiq sadegh sadeq sadik siddiq sedigh صادق
        ar =: amir emir ameer امير أمير امیر
        ar =: bashar bachar basshar بشار
        ar =: basher bashir bachir basheer
        ar =: jaber jabir djaber gaber
        ar =: jafar jaafar djafar cafer jaffar جعفر
        ar =: marwan merouane marouane
        ar =: nur noor nour nor
        ar =: rahman rehman rahmane rakhman
        ar =: saleh salih salekh صالح
        ar =: salman selman salmaan سلمان
        ar =: samir sameer سمير
        ar =: talib taleb
        ar =: waheed wahid vahid
        ar =: zahir zaher
        ar =: mehdi mahdi mahdy mahadi mehdy مهدي مهدی
        ar =: sayyaf sayaf
        ar =: ghulam gholam golam غلام
        ar =: habib habeeb حبيب حبیب
        ar =: hamid hameed hamed حميد حمید حامد
        ar =: ilyas elyas ilias
        ar =: imran emran
        ar =: ishaq eshagh
        ar =: muhsin mohsen mohsin muhsen محسن
        ar =: mukhtar mokhtar muktar
        ar =: nazir nadhir nazeer
        ar =: raouf rauf raoof رؤوف
        ar =: sharif shareef cherif sherif شريف شریف
        ar =: shahid shaheed
        ar =: taha tahha طه
        ar =: tahir taher tahar
        ar =: yaser yasser yasir yassir ياسر یاسر
        ar =: zaki zakki
        zh =: xi hsi
        zh =: mao maw
        zh =: zedong tsetung
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
        zh =: zheng cheng chung
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
        zh =: jinping chinping
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
        """

    static var givenNames: String {
        [
            givenNamesPart1,
            givenNamesPart2,
            givenNamesPart3,
            givenNamesPart4,
            givenNamesPart5,
            givenNamesPart6,
            givenNamesPart7,
        ].joined(separator: "\n")
    }
}
