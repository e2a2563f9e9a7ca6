extension BundledTables {
    /// sanctions-lists/names/given-names.txt without its comments, part 6 of 7; written by scripts/embed-tables.py.
    static let givenNamesPart6 = """
        es ~: rodrigo rodri
        es ~: rogelio roger
        es ~: rosa rosita
        es ~: rosario charo
        es ~: salvador salva chava
        es ~: santiago santi chago
        es ~: sebastian seba
        es ~: sergio checo
        es ~: silvia chivi
        es ~: susana susi
        es ~: teodoro teo
        es ~: teresa tere
        es ~: tomas tomasito
        es ~: vicente chente
        es ~: victoria vicky
        es ~: virginia vicky
        pt ~: ana aninha
        pt ~: antonio toninho tonho
        pt ~: augusto guto
        pt ~: carlos carlinhos
        pt ~: eduardo dudu
        pt ~: fernando nando
        pt ~: francisco chico
        pt ~: francisca chica
        pt ~: henrique rique
        pt ~: isabel bel
        pt ~: joao joãozinho
        pt ~: joaquim quim
        pt ~: jose zé zeca
        pt ~: luis luisinho lula
        pt ~: manuel mané maneco
        pt ~: marcelo marcelinho
        pt ~: paulo paulinho
        pt ~: pedro pedrinho
        pt ~: raimundo mundinho
        pt ~: ricardo cadinho
        pt ~: roberto beto betinho
        pt ~: ronaldo ronaldinho
        pt ~: sebastiao tião
        pt ~: severino biu
        pt ~: teresa teresinha
        pt ~: vitor vitinho
        it ~: alessandro ale sandro
        it ~: alessandra sandra
        it ~: alfonso fonzi
        it ~: antonella nella
        it ~: bartolomeo bartolo meo
        it ~: calogero lillo
        it ~: carlo carletto
        it ~: carmelo melo
        it ~: caterina rina
        it ~: concetta tina
        it ~: domenico mimmo
        it ~: domenica mimma
        it ~: eduardo dado
        it ~: elisabetta betta lisetta
        it ~: emanuele lele
        it ~: enrico rico
        it ~: ernesto tino
        it ~: federico fede
        it ~: ferdinando nando
        it ~: filippo pippo
        it ~: francesca franca
        it ~: gabriele lele
        it ~: gaetano tano
        it ~: gennaro rino
        it ~: giacomo mino
        it ~: giorgio giò
        it ~: giovanna gianna vanna
        it ~: giuseppina pina
        it ~: ignazio gnazio
        it ~: leonardo nardo
        it ~: lorenzo renzo
        it ~: luisa isa
        it ~: margherita rita
        it ~: matteo teo
        it ~: maurizio mauri
        it ~: michele michi
        it ~: nicola cola
        it ~: pasquale pasqualino lino
        it ~: pietro piero
        it ~: raffaele lello
        it ~: riccardo ricky
        it ~: roberto robi
        it ~: rosa rosina
        it ~: rosario saro
        it ~: salvatore totò turi
        it ~: santo santino
        it ~: sebastiano bastiano
        it ~: stefano ste
        it ~: tommaso masi
        it ~: umberto berto
        it ~: valentina vale
        it ~: vincenzo enzo vincenzino
        it ~: vittoria vicki
        it ~: vittorio vito
        ru ~: aleksandra aliaksandra alexandra alessandra alejandra alyaksandra sasha shura sanya
        ru ~: alla allochka
        ru ~: alina alyna alya
        ru ~: alyona alena aliona alona alyonka
        ru ~: andrei andrey andrii andriy andrej andriej andrzej andrew andreas andre andres andryusha
        ru ~: angelina anhelina angelyna gelya lina
        ru ~: antonina antonyna antanina tonya
        ru ~: anton antin antony antoni antun antosha tosha
        ru ~: arkady arkadi arkadii arkadiy arkadz arkadij arkasha
        ru ~: arseny arsenii arseniy arsen arsenij senya
        ru ~: artem artsem tyoma
        ru ~: artur arthur arturo artour arturik
        ru ~: bogdan bohdan bahdan bodya
        ru ~: daria darya dariya dariia darja dasha
        ru ~: daniil danilo danyil danya danila
        ru ~: denis denys dennis dzenis deniska
        ru ~: diana dziana dianka
        ru ~: eduard edward edouard eduards edvard edik
        ru ~: egor yegorka gosha
        ru ~: elizaveta elisaveta liza
        ru ~: evgenia evgeniya eugenia zhenya
        ru ~: fedor fedir feodor fedya
        ru ~: filipp filip felipe filippo filya
        ru ~: galina galyna galya
        ru ~: gennady gennadi gennadii gennadiy genadz genadi genady gennadij gena
        ru ~: georgy georgi georgii georgiy george georg georges giorgi gosha zhora gera
        ru ~: gleb glebushka
        ru ~: grigory grigori grigorii grigoriy gregory gregor grisha
        ru ~: igor igoryok gosha
        ru ~: ilya ilyusha
        ru ~: inna innochka
        ru ~: kirill kiryl kyril kirilo kiril kirya
        ru ~: klavdia klavdiya klavdiia klava
        ru ~: kristina krystsina kristi
        ru ~: ksenia kseniia kseniya ksyusha
        ru ~: larisa larysa larissa lara
        ru ~: lavrenty lavrentii lavrentiy lavrik
        ru ~: leonid leanid leonyd lyonya
        ru ~: lev lyova
        ru ~: lidia lidiya lidiia lydia lida
        ru ~: lyubov liubov liubou lubov lyuba
        ru ~: lyudmila liudmila ludmila liudmyla lyudmyla ljudmila ludmilla lyuda lusya mila
        ru ~: maksim maxim maksym maksims massimo makisim maks
        ru ~: margarita marharyta margareta marharita rita
        ru ~: marina maryna marisha
        ru ~: matvei matvey matvii matviy matsvei matteo mateo motya
        ru ~: nadezhda nadya
        ru ~: nikita nikitka
        ru ~: nina ninochka
        ru ~: oksana ksana
        ru ~: oleg olezhka
        ru ~: polina palina paulina polya
        ru ~: raisa raissa raya
        ru ~: renat renato renatik
        ru ~: roman raman romain romano roma
        ru ~: rostislav rostyslav rostik
        ru ~: ruslan ruslans rusik
        ru ~: semen syoma senya
        ru ~: sofia sofiia sofya sofiya sofija sonya sofa
        ru ~: stanislav stanislau stanislaw stanislaus stanislas stas
        ru ~: stepan stefan stephan stephen steven stefano stevan stepans stjepan stephane styopa
        ru ~: svyatoslav sviatoslav svetoslav svyatik
        ru ~: taisia taisiya taisiia tayisia taya
        ru ~: tamara toma
        ru ~: timofei timofey tymofii tsimafei timofej tima
        ru ~: timur timour temur timurka
        ru ~: uliana ulyana uljana ulya
        ru ~: vadim vadym vadzim vadik
        ru ~: valentin valentyn valentino valya
        ru ~: valentina valentyna valya
        ru ~: valeria valeriya valeriia lera
        ru ~: valery valeri valerii valeriy valerij valeryi valeriu valerio valera
        ru ~: varvara varya
        ru ~: vasily vasili vasilii vasiliy vasyl vasil vasilij vasile vasya
        ru ~: vera verochka
        ru ~: veronika veronica nika
        ru ~: viktoria viktoriya viktoriia vittoria viktoryia vika
        ru ~: vitaly vitali vitalii vitaliy vital vitalij vitalik
        ru ~: vladislav vladyslav vlad vladik
        ru ~: vsevolod vsevolodas seva
        ru ~: vyacheslav viacheslav viatcheslav viacheslau vyacheslau viacheslaw viachaslav slava
        ru ~: yakov yakiv yaakov yasha
        ru ~: yana yanochka
        ru ~: yaroslav yaraslau yarik slava
        ru ~: yulia yuliya yuliia yulya
        ru ~: zakhar zachary zakharii zakharka
        ru ~: zinaida zina
        ru ~: zoya zoyka
        uk ~: andrii andrei andrey andriy andrej andriej andrew andre andres andriyko
        uk ~: bohdan bogdan bahdan bohdanko danko
        uk ~: dmytro dmitry dmitri dmytryk
        uk ~: halyna halina halia
        uk ~: hryhorii hryhoriy hrihorij hryts
        uk ~: ivan ivas ivanko
        uk ~: kateryna katarina katerina katria
        uk ~: mariia mariya marija maryia maryja marichka
        uk ~: mykhailo mikhail mihailo mykhaylo mykhas
        uk ~: mykola mikola mykolka
        uk ~: nadiia nadiya nadiyka
        uk ~: natalia natalya nataliia nataliya natallia natalja natallya natasha natalka
        uk ~: oksana ksenia oksanka
        uk ~: oleksandr oles sashko
        uk ~: oleksandra olesia lesia
        uk ~: oleksii oleksiy oleksij oleksey oleksa
        uk ~: olha olia
        uk ~: ostap ostapko
        uk ~: pavlo pablo paolo paulo pavlos pavle pavlyk
        uk ~: petro petr pedro pietro petros petre petryk
        uk ~: roman raman romain romano romko
        uk ~: sofiia sofia sofya sophia sofiya sofija sofiyka
        uk ~: solomiia solia
        uk ~: stepan stefan stephan stephen steven stefano stevan stepans stjepan stephane stepanko
        uk ~: taras tarass tarasyk
        uk ~: tetiana tatiana tatyana tatsiana tetyana tatjana taciana tatianna tetyanka
        uk ~: vasyl vasil vasylko
        uk ~: viacheslav vyacheslav viachaslau viatcheslav viacheslau vyacheslau viacheslaw viachaslav slavko
        uk ~: volodymyr vladymyr volodimir vlodko volodya
        uk ~: yaroslav yaraslau yarko
        uk ~: yevhen yevgeny yevgeni yevhenii yauhen yawhen yevhenij yevhenko zhenya
        uk ~: yurii yuri yuriy yurij yurko
        be ~: aliaksandr aleksandr alyaksandr alaksandr alieksandr ales
        be ~: aliaksandra aleksandra alyaksandra alesia
        be ~: ihar harik
        be ~: ivan yanka
        be ~: katsiaryna kasia
        be ~: mikalai mikolaj mikola
        be ~: piotr pyotr pjotr piatr piatrok
        be ~: siarhei siarhey syarhei siarhiej siarzhuk
        be ~: tatsiana tatiana tatyana tetiana tatjana taciana tatianna tania
        be ~: uladzimir uladzimer uladzik
        be ~: yuliia yulia yuliya yulka
        pl ~: agnieszka aga
        pl ~: aleksander olek alek
        pl ~: aleksandra ola
        pl ~: andrzej jędrek
        pl ~: anna ania
        pl ~: antoni antek
        pl ~: barbara basia
        pl ~: bartłomiej bartek
        pl ~: bartosz bartek
        pl ~: bogusław boguś
        pl ~: czesław czesiek
        pl ~: dariusz darek
        pl ~: dorota dorotka
        pl ~: edward edek
        pl ~: elżbieta ela
        pl ~: ewa ewka
        pl ~: franciszek franek
        pl ~: grzegorz grzesiek
        pl ~: henryk heniek
        pl ~: ireneusz irek
        pl ~: jacek jacuś
        pl ~: jakub kuba
        pl ~: jan janek jaś
        pl ~: janusz januszek
        pl ~: jerzy jurek
        pl ~: joanna asia
        pl ~: józef józek
        pl ~: kazimierz kazik
        pl ~: katarzyna kasia
        pl ~: krystyna krysia
        pl ~: krzysztof krzysiek
        pl ~: leszek lech
        pl ~: magdalena magda
        pl ~: małgorzata gosia małgosia
        pl ~: marcin marcinek
        pl ~: marek mareczek
        pl ~: mariusz mariuszek
        pl ~: mateusz mati
        pl,sk ~: michał michałek mišo
        pl ~: mieczysław mietek
        pl ~: mikołaj miki
        pl ~: mirosław mirek
        pl ~: paweł pawełek
        pl ~: piotr piotrek
        pl ~: radosław radek
        pl ~: rafał rafałek
        pl ~: roman romek
        pl ~: ryszard rysiek
        pl ~: sławomir sławek
        pl ~: stanisław staszek
        pl ~: szymon szymek
        pl ~: tadeusz tadek
        pl ~: tomasz tomek
        pl ~: waldemar waldek
        pl ~: wiesław wiesiek
        pl ~: władysław władek
        pl ~: włodzimierz włodek
        pl ~: wojciech wojtek
        pl ~: zbigniew zbyszek
        pl ~: zdzisław zdzisiek
        pl ~: zofia zosia
        pl ~: zygmunt zygmuś
        cs ~: alexandr saša
        cs ~: antonin tonda
        cs ~: bohumil bohouš
        cs ~: bozena boženka
        cs ~: eliska ela
        cs ~: frantisek franta
        cs ~: jakub kuba
        cs ~: jan honza
        cs ~: jana janička
        cs ~: jaroslav jarda
        cs ~: jiri jirka
        cs ~: josef pepa pepík
        cs ~: karel karlík
        cs ~: katerina katka
        cs ~: ladislav láďa
        cs ~: ludmila lída
        cs ~: marie máňa
        cs ~: marketa markétka
        cs ~: martin marťas
        cs ~: michal míša
        cs ~: miroslav mirek
        cs ~: oldrich olda
        cs ~: ondrej ondra
        cs ~: pavel pája
        cs ~: petr péťa
        cs ~: stanislav standa
        cs ~: tomas tomášek
        cs ~: vaclav vašek
        cs ~: vladimir vláďa
        cs ~: vojtech vojta
        cs ~: zdenek zděnda
        cs ~: zuzana zuzka
        sk ~: alzbeta betka
        sk ~: jozef jožo
        sk ~: juraj ďuro
        sk ~: ladislav laco
        sk ~: peter peťo
        sk ~: rastislav rasťo
        sk ~: vladimir vlado
        sr,hr ~: aleksandar aca saša
        sr,hr ~: bogdan bole
        """
}
