extension BundledTables {
    /// sanctions-lists/names/common-world-names.txt without its comments; written by scripts/embed-tables.py.
    static let commonWorldNames = """
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
        """
}
