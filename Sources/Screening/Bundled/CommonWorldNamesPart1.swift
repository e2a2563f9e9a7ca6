extension BundledTables {
    /// sanctions-lists/names/common-world-names.txt without its comments, part 1 of 2; written by scripts/embed-tables.py.
    static let commonWorldNamesPart1 = """
        60: smith garcia martinez rodriguez hernandez gonzalez lopez perez sanchez ivanov nguyen wang li zhang chen \
        liu maria jose john david michael
        30: johnson williams brown jones miller davis wilson anderson thomas taylor moore jackson martin lee thompson \
        white harris clark lewis robinson walker young hall allen king wright scott torres hill green adams nelson \
        baker rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins \
        reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly \
        howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz hughes price \
        alvarez castillo sanders patel myers long ross foster jimenez khan singh kumar sharma ahmed hussein ali \
        hassan petrov smirnov kuznetsov popov vasiliev sokolov mikhailov novikov fedorov muller schmidt schneider \
        fischer weber meyer wagner becker schulz hoffmann rossi russo ferrari esposito bianchi romano dupont durand \
        dubois moreau laurent simon silva santos oliveira souza pereira costa ferreira almeida
        20: paul peter james robert william richard joseph charles christopher daniel matthew anthony mark donald \
        steven andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas \
        eric jonathan stephen larry justin brandon benjamin samuel gregory frank alexander raymond patrick jack \
        dennis jerry mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret \
        betty sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon \
        cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra \
        rachel carolyn janet catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina \
        joan evelyn judith andrea hannah jacqueline martha cheryl megan
        20: juan carlos luis miguel antonio francisco manuel jesus javier alejandro rafael pedro fernando jorge \
        ricardo alberto roberto eduardo sergio mario ana carmen isabel laura elena pablo angel diego andres victor \
        hans peter wolfgang klaus michael thomas andreas stefan christian petra sabine monika jean pierre philippe \
        alain bernard nathalie isabelle sophie francois marco giuseppe giovanni antonio mario luigi francesca anna \
        paolo stefano ivan sergey alexander dmitry andrey alexey mikhail nikolay vladimir igor oleg yuri olga elena \
        natalia tatiana irina svetlana anna ekaterina mohammed ahmed ali omar fatima yusuf ibrahim mustafa aisha \
        hassan hussein khalid abdullah mahmoud wei jing min lin yan hui xin yu jun ying hong ping jie lei tao chao \
        yang hao ming fang
        12: bell gonzales henderson coleman barnes vazquez simmons patterson jordan reynolds hamilton graham wallace \
        cole west romero kennedy murray freeman wells webb simpson stevens tucker porter hunter hicks crawford henry \
        boyd mason munoz warren dixon ramos gordon burns shaw holmes rice robertson hunt black daniels palmer mills \
        nichols grant knight ferguson rose stone dunn perkins hudson spencer gardner stephens payne pierce berry \
        matthews arnold wagner willis ray watkins olson carroll duncan snyder hart cunningham lane andrews ruiz \
        harper fox riley armstrong carpenter weaver greene lawrence elliott chavez sims austin peters franklin lawson \
        krause kaiser fuchs lang scholz moller weiss jung hahn vogel keller gunther frank berger winkler roth beck \
        lorenz baumann franke albrecht schuster simon ludwig bohm winter kraus martin schumacher kramer vogt jager \
        stein otto gross sommer seidel heinrich brandt haas schreiber graf dietrich ziegler kuhn pohl engel horn \
        busch bergmann thomas voigt sauer arnold wolff pfeiffer
        12: navarro dominguez vazquez gil serrano blanco molina suarez castro ortega delgado marin sanz iglesias \
        nunez medina garrido cortes castillo santos lozano guerrero cano prieto mendez cruz calvo gallego vidal leon \
        marquez herrera pena flores cabrera campos vega fuentes carrasco diez reyes caballero nieto aguilar pascual \
        santana herrero lorenzo montero hidalgo gimenez ibanez ferrer duran santiago benitez mora vicente vargas \
        arias carmona crespo roman pastor soto saez velasco moya soler parra esteban bravo gallardo rojas colombo \
        ricci marino greco bruno gallo conti deluca mancini giordano rizzo lombardi moretti barbieri fontana santoro \
        mariani rinaldi caruso ferrara galli martini leone longo gentile martinelli vitale lombardo coppola bernard \
        petit robert richard leroy roux david bertrand morel fournier girard bonnet lambert fontaine rousseau vincent \
        muller lefevre faure andre mercier blanc guerin boyer garnier chevalier francois legrand gauthier perrin \
        robin clement morin nicolas henry roussel mathieu gautier masson
        12: andersson johansson karlsson nilsson eriksson larsson olsson persson svensson gustafsson hansen johansen \
        olsen larsen andersen pedersen nilsen kristiansen jensen karlsen jensen nielsen christensen rasmussen \
        sorensen virtanen korhonen makinen nieminen novak kowalski wisniewski wojcik kaminski lewandowski zielinski \
        szymanski nowak nagy kovacs toth szabo horvath popescu ionescu yilmaz kaya demir celik sahin yildiz ozturk \
        tanaka suzuki sato watanabe ito yamamoto nakamura kobayashi kato zhao huang zhou wu xu sun ma zhu hu guo gao \
        luo zheng liang xie tang tran le pham hoang phan vu dang bui do okafor mensah diallo traore keita ba ndiaye \
        diop kone toure
        12: pavlov semenov golubev vinogradov bogdanov vorobiev fedorov mikhaylov belyaev tarasov belov komarov orlov \
        kiselev makarov andreev kovalev ilyin gusev titov kuzmin kudryavtsev baranov kulikov alekseev stepanov \
        yakovlev sorokin sergeev romanov zakharov borisov korolev gerasimov ponomarev grigoriev lazarev medvedev \
        ershov nikitin sobolev ryabov polyakov tsvetkov danilov zhukov frolov zhuravlev nikolaev krylov maksimov \
        sidorov osipov belousov fedotov dorofeev egorov matveev bobrov dmitriev kalinin anisimov petukhov antonov \
        timofeev nikiforov veselov filippov markov bolshakov sukhanov mironov shiryaev aleksandrov konovalov \
        shestakov kazakov efimov denisov gromov fomin davydov melnikov shcherbakov blinov kolesnikov karpov afanasiev \
        vlasov maslov isakov tikhonov aksenov gavrilov rodionov kotov gorbunov kudryashov bykov zuev tretyakov \
        saveliev panov rybakov suvorov abramov voronov mukhin arkhipov trofimov martynov emelyanov gorshkov chernov \
        ovchinnikov seleznev panfilov kopylov mikheev galkin nazarov lobanov lukin belyakov potapov nekrasov khokhlov \
        zhdanov naumov shilov vorontsov ermakov drozdov ignatiev savin loginov safonov kapustin kirillov moiseev \
        eliseev koshelev kostin gorbachev orekhov efremov isaev evdokimov kalashnikov kabanov noskov yudin kulagin \
        lapin prokhorov nesterov kharitonov agafonov muraviev larionov fedoseev zimin pakhomov shubin ignatov filatov \
        kryukov rogov kulakov terentiev molchanov vladimirov artemiev guriev zinoviev grishin kononov dementiev \
        sitnikov simonov mishin fadeev komissarov mamontov nosov gulyaev sharov ustinov vishnyakov evseev lavrentiev \
        bragin konstantinov kornilov avdeev zykov biryukov sharapov nikonov shchukin dyachkov odintsov sazonov \
        yakushev krasilnikov gordeev samoylov knyazev bespalov uvarov shashkov bobylev doronin belozerov rozhkov \
        samsonov myasnikov likhachev burov sysoev fomichev rusakov strelkov gushchin teterin kolobov subbotin fokin \
        blokhin seliverstov pestov kondratiev silin merkushev lytkin turov
        5: okeke okonkwo nwosu eze obi okoro adeyemi adebayo balogun bello sani lawal ogunleye oladipo chukwu nnamdi \
        chinedu emeka ifeanyi ngozi chioma adaeze oluwaseun temitope kwame kofi kwabena yaw akosua ama abena owusu \
        boateng asante osei agyeman appiah mwangi kamau njoroge kariuki otieno ochieng odhiambo omondi wanjiru \
        achieng kiprop cheruiyot mutua wambui tesfaye bekele abebe haile girma kebede alemu tadesse mulugeta
        5: solomon juma mushi mollel ssali okello nakato dlamini nkosi ndlovu khumalo sithole mthembu zulu naidoo \
        pillay moyo sibanda ncube
        2: adeleke adewale afolabi agbaje akande akintola akpan aliyu anyanwu bakare bassey chukwuma danjuma dike \
        effiong ekwueme enwerem etim ezeh fashola ibe igwe iheanacho ikpeazu iroha isah jimoh kalu madu nduka njoku \
        nnadi nwachukwu nwankwo obaseki odili ogbonna oji okorie olawale oluwole omotola onuoha onwudiwe onyeka orji \
        osagie oyedele salako shehu sule udoh ugwu umeh usman yakubu adjei addo amoah ampofo
        2: ankrah annan antwi arthur asamoah asiedu ayew baffour boakye danquah darko donkor frimpong gyamfi kuffour \
        kwarteng nkrumah ofori opoku quaye sarpong tetteh yeboah barasa chebet chepkemoi gathoni gichuru kibet kimani \
        kinyanjui kipchoge kiptoo koech korir langat maina makau muriuki musyoka muthoni mutiso ndungu njeri njuguna \
        nyambura oduya okoth onyango ouma owino rotich ruto wafula wambua wanjala waweru assefa ayele berhanu
        2: bekelech desta dibaba eshetu fikre gebre gebremariam getachew hailu hirut kassahun lemma mekonnen meles \
        negash seyoum shiferaw tamrat teferi tekle tsegaye wolde yohannes zewde chuma kimaro lyimo massawe mbwambo \
        mwakalinga mwinyi shirima swai kizza lubega mugisha mukasa mulindwa musoke nalubega namukasa okot ssebunya \
        tumusiime wasswa botha coetzee cele dube fourie gumede jacobs joubert kruger mabena mahlangu maluleke maseko \
        mazibuko mbatha
        2: mkhize mokoena molefe mokwena mtshali ngcobo ngwenya nxumalo pretorius radebe shabalala tshabalala vanwyk \
        venter vilakazi zungu chikwanda chirwa banda phiri mwale tembo mulenga zimba mutasa chigumba gumbo mapfumo \
        marufu nyathi
        2: diarra coulibaly sissoko dembele sangare camara conde barry bah sylla soumah cisse sidibe sow fall gueye \
        ndoye faye mbaye seck sarr thiam niang ka sane diouf diatta mendy sagna badji ouedraogo kabore zongo sawadogo \
        compaore ilboudo yao kouassi kouame koffi konan brou nguessan kouadio bamba ouattara gbagbo soro fofana zadi \
        hounkpatin dossou agbodji adjovi akakpo amegah mbarga fouda ngono atangana
        2: essomba onana ndongo biya nkoulou etoo mba obame ondo nzue ngoma mabiala kabila tshisekedi lumumba mutombo \
        kabongo ilunga mukendi kasongo tshibangu kalala mbuyi mwamba banza nsimba nzuzi matondo mahamat idriss \
        youssouf abakar adoum hassane amadou boubacar ibrahima fatoumata aminata mariama aissatou oumou kadiatou \
        ousmane moustapha cheikh modou aliou mame ndeye awa khady bineta pape
        12: devi kaur gupta verma yadav reddy rao nair das mishra jain mehta joshi iyer menon pillai
        5: agarwal aggarwal bansal bhatt bose chatterjee banerjee mukherjee ghosh dutta roy sen chakraborty desai \
        chauhan chaudhary choudhury pandey tiwari dubey trivedi shukla srivastava sinha prasad rajput rathore rawat \
        saxena malhotra kapoor khanna chopra arora bhatia sethi sood gill sidhu dhillon grewal sandhu bajwa naik \
        patil kulkarni deshpande pawar shinde jadhav gaikwad kamble more chavan naidu raju murthy krishnan \
        subramanian raman
        5: ramachandran venkatesh srinivasan iyengar gowda shetty hegde kamath pai bhat nayak mohan rajan mathew \
        varghese kurian philip
        3: aarav aditya ajay akash akhil amit amitabh anand anil anita anjali ankit ankita anu anuj aparna arjun arun \
        aruna asha ashish ashok bharat bhavna chandra deepa deepak deepika dev dinesh divya ganesh gaurav geeta \
        girish gopal govind hari harish hemant indira jagdish jaya jyoti kailash kamala kavita kiran kishore krishna \
        kumari lakshmi lalita lata madhu madhav mahesh mala manish manju
        3: manoj maya meena meera mohini mukesh nalini narayan naresh naveen neeraj neha nikhil nisha nitin padma \
        pankaj parvati pooja prabhu pradeep prakash pramod pranav prashant pratap praveen preeti priya puja rahul raj \
        raja rajesh rajeev rajendra rakesh ram rama ramesh rani ranjit ravi rekha renu rohit sachin sandeep sangeeta \
        sanjay sanjeev santosh sarita satish savita seema shanti shekhar shiv shobha
        3: shyam sita sneha sonia sridhar sudha sudhir sumit sunil sunita suresh sushil swati tara uma usha varun \
        vasant vijay vikas vikram vinay vinod vishal vivek yogesh
        5: butt mirza qureshi siddiqui bhatti javed bibi begum khatun hossain uddin chowdhury miah akter sultana \
        haque sarkar mondal biswas sikder talukder bhuiyan mollah parvin nahar khanam
        2: abbasi afridi arain awan baloch baig bukhari cheema chandio dar durrani farooqi gilani gondal hashmi \
        jamali kazmi khattak khokhar lodhi magsi marri mengal minhas mughal naqvi niazi orakzai paracha qazi rizvi \
        sherani soomro tareen tiwana toor warraich wattoo yousafzai zaidi zardari adeel ahsan aleem amjad arshad \
        asghar aslam ayub babar danish ejaz faheem faizan fayyaz hafeez hammad haroon ijaz imtiaz
        2: irfan irshad ishtiaq kamran kashif khurram liaqat mansha mazhar mubashir mudassar muneer naeem nadeem \
        naveed nawaz nisar qaiser qamar rafique rehan riaz rizwan sabir sajid saleem sarfraz shabbir shahbaz shahzad \
        shakeel shaukat sohail tanveer tauseef umair waqar waqas zafar zahid zeeshan zubair abida asma farzana \
        ghazala kausar naheed nasreen nazia nusrat parveen rabia rukhsana sadia saima samina shabana shaheen shazia
        2: sumaira tahira yasmin zainab zubaida
        2: perera wickramasinghe jayasinghe bandara dissanayake rajapaksa gunawardena herath ranasinghe senanayake \
        kumara shrestha gurung tamang thapa magar rai limbu adhikari karki bhattarai poudel khadka basnet sherpa lama \
        acharya koirala tharu
        5: setiawan santoso wijaya hidayat saputra kurniawan susanto hartono sutanto wibowo pratama nugroho gunawan \
        budiman siregar nasution lubis simanjuntak sitompul dewi sari putri wati lestari rahayu handayani sri siti \
        fitri agus budi bambang eko dwi tri joko slamet sutrisno suparman bautista villanueva aquino delacruz mercado \
        manalo magsaysay dizon tolentino concepcion soriano corpuz enriquez
        3: ngo duong ly dinh doan truong ha mai cao lam luong trinh thi van minh duc thanh quang tuan hieu hung dung \
        cuong linh lan thao trang huong anh thuy ngoc somchai somsak somporn prasert wichai surasak sombat chai \
        kittisak boonmee saetang suwan srisai thongchai chaiyaporn malee nok siriporn wanida sopha chea heng keo ouk \
        pich seng sovann vannak htun
        3: kyaw thein zaw hla thida
        2: ade adi agung andi andika ari aris arya asep astuti bagus bayu cahya candra daryanto dedi dewa dian dimas \
        djoko edi eka endang erwin fajar fauzi ferry firman galih ginting harahap hartati hendra heri heru imam indah \
        indra irawan iwan kadek ketut komang kusuma lukman made maharani marpaung mulyadi mulyono nani nengah nyoman \
        panjaitan permana prasetyo purnomo purwanto putra rahmat
        2: ratna rini rizal rudi sigit silalahi simatupang sinaga situmorang sudirman sugeng suharto sukarno sulistyo \
        sumarno sunarto supriyadi suryadi suryanto sutomo suyanto syahputra tanjung taufik tobing tono utami utomo \
        wahyu wahyuni wawan widodo wulandari yanto yogi yudi yulianto yusri zainuddin zulkifli abad abella alcantara \
        alonzo angeles arroyo asuncion atienza austria baltazar basilio belmonte bernardo buenaventura bustamante \
        calderon camacho castaneda catacutan cayabyab
        2: cordero cortez custodio dagohoy daguio dalisay delosreyes delossantos domingo duterte ebreo espino \
        espinosa esguerra evangelista fajardo galang galvez gatchalian gatdula guevarra hipolito ilagan jacinto \
        lacson lagman lapid legaspi lim limcaco lualhati lucero lumibao macapagal macaraeg madrigal magbanua \
        malabanan manansala mariano marcelo miranda nacpil natividad ocampo ongpin osmena padilla pagulayan \
        panganiban pangilinan pineda ponce quezon quiambao quijano quirino recto robles roces
        2: roxas salonga samson sarmiento sison sotto sumulong tadeo tan tiongson tuazon umali villar yap yulo zamora \
        zubiri
        5: takahashi saito yamada sasaki yamaguchi matsumoto inoue kimura hayashi shimizu yamazaki mori abe ikeda \
        hashimoto yamashita ishikawa nakajima maeda fujita ogawa goto okada hasegawa murakami kondo ishii sakamoto \
        endo aoki fujii nishimura fukuda ota miura fujiwara okamoto matsuda nakagawa nakano harada ono tamura \
        takeuchi kaneko wada nakayama ishida ueda morita hara shibata sakai kudo yokoyama miyazaki miyamoto uchida \
        takagi ando
        5: taniguchi maruyama imai kono fujimoto murata takeda sugiyama masuda hirano otsuka chiba kojima iwasaki \
        sakurai kinoshita noguchi matsuo nomura kikuchi sano onishi sugawara ichikawa arai hamada kubo kawaguchi
        2: akira akiko asami ayumi chieko daisuke eiji emi fumiko goro hajime haruka hideki hideo hiroaki hiroko \
        hiroshi hisashi ichiro isamu jiro junichi junko kaori kazuhiro kazuko kazuo keiko keisuke kenichi kenji kenta \
        kiyoshi koichi koji kumiko kyoko makoto mami mamoru mariko masahiro masaki masako masao masaru masato mayumi \
        megumi michiko mika minoru misaki mitsuo miyuki naoki naoko naomi noboru nobuo
        2: noriko osamu reiko ryo ryota ryuichi sachiko satoru satoshi sayuri shigeru shin shinichi shinji shizuka \
        sho shoichi shota susumu tadashi taichi takako takashi takayuki takeshi takuya taro tatsuya tetsuo tetsuya \
        tomohiro tomoko toru toshio tsutomu yasuhiro yasuo yoichi yoko yoshiko yoshio yuichi yuka yukari yuki yukiko \
        yuko yumi yumiko yusuke yutaka
        5: park choi yoon seo kwon hwang ahn moon bae baek heo noh joo woo eun hye soo hyun kyung jae seung dong mi \
        hee chul suk
        3: xiao tian pan yuan cai jiang du lv ding ren shen lu fu zhong cui fan liao jia xia zou xiong bai meng qin \
        qiu hou yin xue duan qian dai kong xiang wan wen pang zhai niu jian rui cong bo dan fei feng gang guang hai \
        hua jiahao jianguo jianhua jianjun kai kun lihua ling mei nan ning
        3: peng qiang qing rong shan shu ting xiaohong xiaoming xiu yulan ze zhen zhi zhiqiang ziyi
        5: haddad khoury sabbagh halabi zayed ghanem farouk fahmy gamal shaaban elsayed younes karam gerges tadros \
        benali benamar bouazza cherif saidi mansouri trabelsi jelassi gharbi hammami chaabane bouzid ayari mejri \
        belkacem hamidi brahimi bensalem boudiaf zerrouki amrani alaoui idrissi tazi bennani berrada fassi benjelloun \
        chraibi elamrani lahlou naciri
        3: ahlam amal amani amira arwa aya aymen basma batoul dalia dina duaa eman faten fadia fares farah farida \
        ghada hadeel haitham hana hanan haya hazem heba hind huda ibtisam inas israa issam jana jumana karima khadija \
        lamia latifa layla lina lubna lujain maha majda malak manal maram marwa maysa mazen mona muna munir nada \
        nadia naglaa nahla najla najwa nawal
        3: nermin nisreen noha noura ola omnia osama rabab radwan raed raghad rania rasha razan reem rehab rim ruba \
        rula saba sabah safa sahar salma sama samar samia sana sanaa sawsan shadi shaima sherif sohair suad suhail \
        suha sumaya talal tamer thamer wafaa wassim yara yasmine yazan ziad
        5: hosseini ahmadi rezaei karimi moradi rahimi hashemi mousavi sadeghi rostami akbari ghasemi heidari kazemi \
        rahmani soltani nazari salehi amini bagheri asadi gholami shahbazi yousefi najafi alavi nouri taheri zare \
        mirzaei jamshidi ghorbani safari hosseinzadeh azizi fallah khosravi sharifi jalali
        2: abbaszadeh afshar aghaei akhavan alipour alizadeh amiri arabi ashrafi azadi bahrami bahramian bakhtiari \
        barati bayat bigdeli daneshvar davoodi dehghani ebadi emami esfahani eskandari eslami esmaeili farahani \
        fazeli fereydouni ganji ghaffari ghaderi golzar habibi haghighi hajizadeh hatami hejazi imani jabbari javadi \
        kamali karami kashani keshavarz khalili khani kiani lotfi mahdavi maleki manouchehri masoudi matin mehrabi \
        moghaddam mokhtari montazeri motamedi naderi naseri
        2: nazarian nemati nikzad norouzi omidi parsa pourmohammadi rafiei rahmati rajabi ranjbar rashidi razavi \
        rezazadeh sabouri saeedi safaei samadi sarraf sattari shafiei shahidi shirazi sohrabi tabrizi tahmasebi \
        tavakoli torabi vahidi vaziri yazdani zahedi zamani zand amirhossein arash arezoo armin ashkan azadeh babak \
        bahar bahareh bahman behnam behrouz bijan elaheh elnaz farideh farzad farzaneh fatemeh ghazal golnaz \
        hamidreza houman kaveh keyvan ladan
        2: laleh mahnaz mahsa masoud mehran mehrdad mina mitra mojtaba nader nahid narges nasim nasrin nazanin negar \
        niloufar nima parisa payam pejman pouya ramin roya saman samaneh sanaz setareh shahin shahla shahram shirin \
        shiva siamak simin sina soheil soraya vahid yalda zahra
        5: arslan dogan kilic aslan cetin kara koc kurt ozkan simsek polat korkmaz caliskan cakir erdogan gunes yavuz \
        can acar aktas aydin bulut unal keskin turan avci tekin bozkurt isik tas kaplan ates bilgin
        2: akin aksoy aksu albayrak alkan altin altun akbulut akgul aras atas avsar aydogan ayhan basaran baran basar \
        baskan bayrak bayram bektas bilgic bilir boz candan ceylan cicek coban coskun deniz dincer doganay duman \
        durmaz durmus ekinci elmas er eren ergin erol ersoy esen genc gok gokce gunay guler gungor gurbuz guven ince \
        inan ipek karaca karadag karakaya karatas kaygusuz kocak
        2: konak koksal kose kucuk kus oguz okur onal oz ozcan ozdemir ozer ozgur parlak peker sonmez soylu toprak \
        tosun tuncer turk ucar uslu uysal uzun varol yalcin yaman yasar yazici yesil yildirim yuce yuksel adem ahmet \
        arda aykut aysel aysegul ayse baris berk berkay bora burak busra caner cem cemal cengiz ceren dilek ebru ece \
        elif emine emre engin ercan
        2: erdal erdem erhan erkan esra fatma ferhat filiz funda furkan gamze gokhan gulsen hakan halil hande hatice \
        huseyin ilhan ilker kadir kemal kenan kerem leyla levent mehmet melek meltem merve mert mesut murat muzaffer \
        nazli neslihan nuray okan onur orhan ozan ozge ozlem pinar ramazan recep sedat seda selcuk selim selin semra \
        serap serdar serhat serkan sevgi sevim sibel sinan
        2: songul suleyman tarik tayfun tolga tugba tuncay turgut ufuk ugur umit veli volkan yasemin zehra zeynep
        2: aliyev mammadov huseynov hasanov guliyev ismayilov ibrahimov abbasov rzayev valiyev karimov rahimov \
        yusupov rakhimov umarov saidov sharipov akhmedov abdullayev tursunov ergashev yuldashev mirzaev kadyrov \
        usmanov ismailov sultanov khasanov nurmagomedov magomedov gadzhiev omarov aliev abdulaev kurbanov akhmetov \
        iskakov ospanov suleimenov nurlan kairat aidar bolat serik marat daniyar aigul gulnara dinara aliya zhanna \
        saule beridze giorgadze kapanadze gelashvili maisuradze lomidze tsiklauri kvaratskhelia
        2: giorgi nino mariam levan irakli zurab tamar ketevan grigoryan harutyunyan sargsyan hakobyan petrosyan \
        khachatryan karapetyan hovhannisyan vardanyan gevorgyan armen tigran gor hayk ani lusine gayane
        5: shevchenko kovalenko bondarenko tkachenko kravchenko oliynyk shevchuk koval polishchuk bondar tkachuk \
        moroz marchenko lysenko rudenko savchenko petrenko melnyk boyko ivanova petrova sidorova kuznetsova popova \
        volkova smirnova novikova morozova pavlova kowalczyk kaminska wozniak dabrowski kozlowski jankowski mazur \
        wojciechowski kwiatkowski krawczyk kaczmarek piotrowski grabowski zajac pawlowski michalski krol wieczorek \
        jablonski wrobel nowakowski majewski olszewski stepien malinowski jaworski adamczyk dudek nowicki pawlak \
        gorski
        5: witkowski walczak sikora rutkowski michalak szewczyk ostrowski tomaszewski pietrzak marciniak wroblewski \
        zalewski jakubowski jasinski zawadzki sadowski bak chmielewski wlodarczyk borkowski czarnecki sawicki \
        sokolowski urbanski kubiak maciejewski szczepanski kucharski wilk kalinowski lis mazurek wysocki adamski \
        kazmierczak wasilewski sobczak czerwinski andrzejewski cieslak glowacki zakrzewski kolodziej sikorski \
        krajewski gajewski szymczak szulc baranowski laskowski brzezinski makowski ziolkowski przybylski
        3: svoboda novotny dvorak cerny prochazka kucera vesely horak nemec pokorny marek pospisil hajek jelinek kral \
        ruzicka benes fiala sedlak dolezal zeman kolar navratil cermak vanek urban blazek kriz kovar kratochvil \
        bartos vlcek kopecky konecny polak musil simek stanek varga molnar nagyova kovacik balaz novakovic jovanovic \
        petrovic nikolic markovic djordjevic stojanovic ilic stankovic pavlovic radovic savic popovic todorovic \
        lazarevic vukovic kostic
        3: mitrovic tomic babic horvat kovacevic maric juric kovac knezevic vidovic matic petkovic bozic blazevic \
        grgic pavic radic saric lovric vukelic zupan zupancic kranjc mlakar kos golob hodzic hadzic mehmedovic delic \
        begic georgiev dimitrov nikolov hristov stoyanov todorov iliev vasilev atanasov angelov kolev popa pop radu \
        dumitru stan stoica gheorghe rusu munteanu matei tudor dobre barbu nistor florea dinu cristea
        3: kiss nemeth farkas balogh papp takacs juhasz lakatos meszaros olah racz fekete szilagyi torok feher balazs \
        gal kis szucs kocsis pinter fodor orsos szalai sipos magyar lukacs gulyas biro papadopoulos pappas georgiou \
        dimitriou nikolaou papadakis vasiliou ioannou christodoulou charalambous oikonomou karagiannis makris \
        papanikolaou katsaros kazlauskas petrauskas jankauskas stankevicius butkus berzins kalnins ozols jansons \
        liepins tamm saar sepp magi kask
        5: lindberg lindstrom lindgren axelsson bergstrom lundberg lundgren lundqvist berg lindqvist jonsson \
        pettersson mattsson fredriksson henriksson sandberg forsberg sjoberg wallin engstrom danielsson hakansson \
        eklund lundin gunnarsson holm bjork bergman hansson johnsen andreassen jacobsen haugen hagen johannessen \
        solberg moen halvorsen iversen strand svendsen eide lie mortensen petersen madsen kristensen thomsen poulsen \
        knudsen heikkinen koskinen jarvinen lehtonen lehtinen saarinen salminen heinonen niemi heikkila
        5: salonen turunen kinnunen laitinen tuominen
        2: anders annika astrid axel birgit birgitta bjorn britt camilla carl cecilia dag einar elin elsa emil erik \
        eva frida gunilla gustaf hanna hanne helena henrik inge ingrid jens jesper johan johanna jonas jorgen kari \
        karin karl katarina kirsten kjell klara knut kristian kristina lars leif lena linnea magnus maja malin marit \
        markus mats mattias merete mette mikael morten niels nils
        2: olav ole oskar per pia rolf rune sigrid silje sofie solveig sten stig sven svein thor tone torsten tove \
        ulf ulla ulrika vidar aino antti eero eino hannu heikki jari juha jukka kaisa kalle lauri liisa marja matti \
        mikko minna olli paivi pekka pirjo riitta tapio timo tuula ville
        5: dejong jansen devries vandenberg bakker visser smit meijer deboer mulder degroot bos vos hendriks \
        vanleeuwen dekker brouwer dewit dijkstra smits degraaf vandermeer vandijk peeters janssens maes willems claes \
        goossens wouters desmet martens mertens hermans
        2: anouk bart bas bram cornelis daan dirk ellen els esther floor frits geert gerard gerrit gijs hendrik henk \
        ilse ineke jaap jeroen joost joris joke karel kees klaas koen lieke liesbeth lotte maarten maaike marijke \
        marleen martijn mieke nynke pieter piet roel ruud sander sanne sjoerd stijn thijs tom ton truus wim willem \
        wouter yvonne
        3: zimmermann braun hofmann hartmann lange schmitt werner schmitz meier lehmann schmid schulze maier kohler \
        herrmann konig walter mayer huber kaufmann bauer schroder neumann schwarz arndt ebert fritz hermann kirchner \
        kunz pfeifer seifert thiel ullrich wolf wendt zander bernd dieter elke gerd gerhard gisela gunter hannelore \
        heike heinz helga helmut horst jorg jurgen katja kerstin lothar manfred marion martina matthias norbert
        3: ralf reinhard renate rosemarie rudiger silke susanne tanja ulrich ulrike ursula ute uwe volker
        3: renard giraud leclerc colin marchand brunet lucas meunier noel picard gaillard dumont brun arnaud lacroix \
        roche fabre leblanc rolland aubert lemaire caron renaud hubert olivier barbier benoit charpentier leroux \
        dumas deschamps bourgeois guillaume lecomte collet dasilva poirier aurelie baptiste brigitte camille celine \
        chantal christophe claire claude corinne cyril damien delphine didier dominique elodie emilie emmanuel fabien \
        fabrice florence florian frederic
        3: gaelle genevieve georges gilles helene henri herve jacques jerome josette julien laetitia laurence lionel \
        loic louis lucie ludovic marcel marine maxime michele mireille monique mathilde pascal patrice quentin \
        raphael regis remi rene romain sandrine sebastien serge severine solange stephane sylvain sylvie thierry \
        valerie vanessa veronique virginie xavier yann yannick yves yvette
        3: desantis dangelo marchetti fabbri bianco ferri serra farina monti cattaneo morelli amato silvestri mazza \
        testa grassi pellegrini carbone giuliani benedetti barone rossetti caputo montanari guerra palumbo sanna sala \
        fiore basile parisi bellini gatti battaglia donati sorrentino valentini deangelis neri bernardi damico \
        alessandra alessandro alessia antonella carla carlo caterina chiara claudio cristina daniela daniele davide \
        domenico elisa emanuele enrico federica federico
        3: filippo gabriele gaetano giacomo gianluca giorgia giorgio giovanna giulia giuseppina luca lucia luciano \
        luisa marcello margherita massimo matteo maurizio michela mirko nicola paola patrizia piero pietro raffaele \
        riccardo roberta rosa salvatore silvia simona simone stefania tommaso umberto valentina vincenzo vito
        5: rubio carrillo pacheco salinas cervantes juarez ochoa maldonado rosales orozco cisneros trejo velazquez \
        galindo trujillo macias zavala villarreal bermudez arango ospina betancur londono gaviria restrepo arboleda \
        posada uribe echeverri forero rueda tapia fuenzalida sepulveda araya espinal alarcon poblete bustos riquelme \
        pizarro vergara quispe mamani huaman condori palacios paredes cespedes quiroga villalobos peralta ledesma \
        ferreyra sosa godoy pereyra coronel correa ayala
        5: villalba insfran caceres brizuela
        3: adriana alba alejandra alicia amparo antonia araceli beatriz belen benito blanca camila candela carlota \
        carolina catalina clara consuelo cristian cristobal dolores elvira emilia encarnacion esperanza eugenia \
        fabian fabiola gabriela gloria graciela hernan ines inmaculada irene irma isaac jimena joaquin josefa \
        josefina juana julia julian leticia lidia lorena lourdes luciana luz magdalena maite marcela marcos margarita \
        mariana marina marisol marta mateo
        3: matias mauricio maximo mercedes miriam monica montserrat nieves noelia norma nuria octavio paula paulina \
        pilar ramiro raquel rebeca regina remedios reynaldo rocio rodrigo rogelio saul sebastian sofia soledad susana \
        tomas trinidad valeria vanesa veronica viviana ximena yolanda
        5: rodrigues alves lima gomes ribeiro carvalho lopes soares fernandes vieira barbosa rocha dias nascimento \
        andrade moreira nunes marques machado mendes freitas cardoso goncalves teixeira pinto cavalcanti monteiro \
        moura batista cunha borges correia azevedo pires matos magalhaes tavares coelho faria antunes neves \
        figueiredo melo morais simoes fonseca pinheiro leite guimaraes queiroz sales bezerra farias macedo siqueira
        2: adriano aline caio celia cristiane danilo debora douglas edson eliane elisangela eliza everton fabiana \
        fabricio fernanda flavia flavio francisca geraldo giovana guilherme henrique isabela israel ivone joao \
        joaquim josiane juliana juliano karina larissa leandro luana luiz luiza marcia marcio mateus matheus mauro \
        otavio paulo priscila rafaela raimundo renata renato rogerio ronaldo rosana rosangela sebastiao silvana tania \
        thiago tiago vagner valdir
        2: vinicius vitor viviane wellington wesley
        3: aaron abbott abigail adrian aidan alan albert alice alison allison amber amelia angus anne annie audrey \
        beth beverley bethany bradley bruce bryan caitlin callum cameron caroline carrie charlotte chloe clare clive \
        connor craig courtney dale damian darren dawn dean debbie declan denise derek desmond dominic doris dorothy \
        dylan edith edwin eileen elaine eleanor ellie erin ethan evan fiona frances freya
        3: gail gareth gavin gemma geoffrey georgia gerald gillian glen glenn grace guy harriet harry harvey hayley \
        hazel heidi holly hugh ian imogen isabella ivy jade jake jamie jane jasmine jay jeremy jill jodie joe joanne \
        jodi josephine josh joy jude keith kerry kieran kirsty kyle leah leanne leslie liam lily lloyd logan lois \
        lorraine louise lucy luke lynn madeleine madison
        3: malcolm marcus marian marie marilyn marjorie martyn matilda maureen max mia miles molly muriel natalie \
        natasha nathan neil nigel nina noah norman oliver owen paige pauline penelope peggy phillip phoebe phyllis \
        poppy rachael ralph rhys robyn roger rosemary rowan ruby russell sally sean shane shannon sheila shelley sian \
        sidney sophia stacey stanley stella stuart sue suzanne sylvia terry theresa tim
        """

    static var commonWorldNames: String {
        [
            commonWorldNamesPart1,
            commonWorldNamesPart2,
        ].joined(separator: "\n")
    }
}
