extension BundledTables {
    /// sanctions-lists/names/given-names.txt without its comments, part 7 of 7; written by scripts/embed-tables.py.
    static let givenNamesPart7 = """
        sr,hr ~: branislav bane
        sr,hr ~: danilo dača
        sr,hr ~: dragan gagi
        sr,hr ~: dragoslav draža
        sr,hr ~: dušan duško dule
        sr,hr ~: djordje đole
        sr,hr ~: goran goga
        sr,hr ~: ivana ivanka
        sr,hr ~: jelena jeca
        sr,hr ~: josip joso
        sr,hr ~: jovan joca
        sr,hr ~: katarina kaća
        sr,hr ~: ljubomir ljuba
        sr,hr ~: marija maja
        sr,hr ~: marko mare
        sr,hr ~: mihajlo miki
        sr,hr ~: milan miki mićo
        sr,hr ~: milica mica
        sr,hr ~: milivoje mića
        sr,hr ~: milorad mile
        sr,hr ~: miloš miša
        sr,hr ~: miroslav miro
        sr,hr ~: nebojša neša
        sr,hr ~: nenad neno
        sr,hr ~: nikola nidžo
        sr,hr ~: petar pero
        sr,hr ~: predrag peđa
        sr,hr ~: radovan rade
        sr,hr ~: slobodan boban sloba
        sr,hr ~: snežana sneža
        sr,hr ~: stjepan stipe
        sr,hr ~: svetlana ceca
        sr,hr ~: tomislav tomo
        sr,hr ~: vojislav voja
        sr,hr ~: vuk vule
        sr,hr ~: zoran zoki
        sr,hr ~: željko žele
        bg ~: aleksandar sasho
        bg ~: angel acho
        bg ~: boyan bobi
        bg ~: dimitar mitko mitio
        bg ~: georgi gosho
        bg ~: hristo itso
        bg ~: ivaylo ivo
        bg ~: krasimir krasi
        bg ~: lyubomir lyubo
        bg ~: mihail misho
        bg ~: nikolay niki
        bg ~: petar pesho
        bg ~: plamen plamencho
        bg ~: rumen rumi
        bg ~: stoyan stoyko
        bg ~: todor tosho
        bg ~: tsvetan tsetso
        bg ~: valentin valyo
        bg,ka ~: vasil vasko vaso
        bg ~: yordan dancho
        bg ~: zhivko zhivo
        ro ~: alexandru alecu sandu
        ro ~: constantin costel costi dinu
        ro ~: cristian cristi
        ro ~: dumitru mitica
        ro ~: elena lenuța
        ro ~: florin florinel
        ro ~: gheorghe ghiță gigi
        ro ~: grigore grig
        ro ~: ioan nelu ionel
        ro ~: ion ionuț ionel
        ro ~: iulian iuli
        ro ~: laurentiu lauri
        ro ~: marian mari
        ro ~: mihail mihăiță
        ro ~: mihai mișu
        ro ~: nicolae nicu
        ro ~: petru petrică
        ro ~: teodor teo
        ro ~: valentin vali
        ro ~: vasile vasilică
        ro ~: virgil gilu
        hu ~: andras bandi
        hu ~: balint bálintka
        hu ~: bela bélus
        hu ~: eva évi
        hu ~: ferenc feri
        hu ~: gabor gabi
        hu ~: gyorgy gyuri
        hu ~: gyula gyuszi
        hu ~: imre imi
        hu ~: istvan pista isti
        hu ~: janos jancsi jani
        hu ~: jozsef józsi
        hu ~: julianna juli
        hu ~: karoly karcsi
        hu ~: katalin kati
        hu ~: laszlo laci
        hu ~: margit manci
        hu ~: miklos miki
        hu ~: mihaly misi
        hu ~: pal pali
        hu ~: piroska piri
        hu ~: sandor sanyi
        hu ~: terezia teri
        hu ~: tibor tibi
        hu ~: tamas tomi
        hu ~: zoltan zoli
        hu ~: zsigmond zsiga
        hu ~: zsuzsanna zsuzsa zsuzsi
        tr ~: abdullah apo
        tr ~: ayse ayşegül ayşecik
        tr ~: emine emoş
        tr ~: fatma fatoş
        tr ~: hatice hatçe
        tr ~: ibrahim ibo
        tr ~: ismail smail
        tr ~: suleyman sülo
        tr ~: zeynep zeyno
        tr ~: ramazan ramo
        tr ~: hasan hasso
        tr ~: huseyin hüso
        tr ~: osman osi
        el ~: alexandros alexandr alejandro alexandre alekos
        el ~: anastasios anastasius tasos
        el ~: antonios antonis
        el ~: athanasios thanasis nasos
        el ~: charalampos charalambos babis lampis
        el ~: christos christakis
        el ~: dimitrios dimitri demetrios dimitris mimis
        el ~: dimitra mimi
        el ~: efstathios eustathios evstathios stathis
        el ~: eleftherios elefterios eleutherios lefteris
        el ~: emmanouil manolis
        el ~: evangelos euangelos vangelis
        el ~: evangelia litsa
        el ~: georgios georgi georgii georgiy georges giorgio giorgos yorgos
        el ~: ioannis giannis yannis
        el ~: ioanna gianna
        el ~: konstantinos konstantin kostas dinos
        el ~: konstantina dina
        el ~: kyriakos kiriakos kiriako kyriakoulis
        el ~: michail mikhail mikhael mikail mihai michel mihailo mixail michalis
        el ~: nikolaos nikolai nikolay nikolaj niklas nikolas nikolaus nikos
        el ~: panagiotis panayiotis panayotis panos takis
        el ~: paraskevi paraskeve voula vivi
        el,hy ~: petros petro pietro petre petrakis petik
        el ~: spyridon spiridon spyros
        el ~: stavros stavro stavrakis
        el ~: stylianos stilianos stelios
        el ~: theodoros theodore theodor teodoro thodoris
        el ~: vasileios vasilis
        el ~: vasiliki vaso
        nl ~: abraham bram
        nl ~: adriaan arie
        nl ~: alexander sander
        nl ~: antonius ton teun
        nl ~: bartholomeus bart mees
        nl ~: catharina trijntje rina
        nl ~: cornelis kees cor
        nl ~: cornelia corrie
        nl ~: elisabeth els betje
        nl ~: frederik freek
        nl ~: gerrit ger
        nl ~: gijsbert gijs
        nl ~: hendrik henk
        nl ~: hendrika rika
        nl ~: hubertus huub
        nl ~: jacobus koos jaap
        nl ~: jacob sjaak
        nl ~: johannes joop
        nl ~: johanna hanneke
        nl ~: jozef jef sjef
        nl ~: karel kareltje
        nl ~: leendert leen
        nl ~: lodewijk lode
        nl ~: margaretha greet
        nl ~: martinus tinus
        nl ~: matthijs thijs
        nl ~: nicolaas klaas nico
        nl ~: petrus piet
        nl ~: petronella nel
        nl ~: sebastiaan bas
        nl ~: theodorus dorus
        nl ~: wilhelmus wim willem
        nl ~: willem pim
        sv,no,da ~: anders anda
        sv,no,da ~: andreas addi
        sv,no,da ~: birgitta gitta
        sv,no,da ~: carl kalle
        sv,no,da ~: christian chrille
        sv,no,da ~: erik jerker
        sv,no,da ~: fredrik figge
        sv,no,da ~: gunnar gurra
        sv,no,da ~: gustav gusten
        sv,no,da ~: henrik henke
        sv,no,da ~: jakob jeppe
        sv,no,da ~: jens jenne
        sv,no,da ~: johan janne
        sv,no,da ~: jorgen jøren
        sv,no,da ~: karl kalle
        sv,no,da ~: kristian kris
        sv,no,da ~: lars lasse
        sv,no,da ~: magnus manne
        sv,no,da ~: margareta greta
        sv,no,da ~: mikael micke
        sv,no,da ~: nils nisse
        sv,no,da ~: olof olle
        sv,no,da ~: oskar ossi
        sv,no,da ~: per pelle
        sv,no,da ~: sigurd sigge
        sv,no,da ~: sven svenne
        sv,no,da ~: thomas tompa
        sv,no,da ~: torbjorn tobbe
        sv,no,da ~: ulf uffe
        fi ~: aleksanteri santeri
        fi ~: antti anttu
        fi ~: heikki heka
        fi ~: johannes juhani juha hannu
        fi ~: katariina kati
        fi ~: kristiina stiina
        fi ~: matti masa
        fi ~: mikko miska
        fi ~: pekka pekko
        fi ~: tapani tapsa
        fi ~: yrjo yrjänä
        ar ~: abdullah abdallah abdollah abdullahi abdellah abdoullah abdillahi abdulah abdalah aboud abboud
        ar ~: ahmad akhmad ahmed achmad ahmat hamoudi
        ar ~: fatima fatma fathima fatoum fattoum
        ar ~: ibrahim ibraheem ibragim barhoum
        ar ~: khadija khadeeja khadidja khaddouj
        ar ~: mahmoud mahmud mahmood machmud mahmut makhmud hamoudeh
        ar ~: muhammad mohammed mohammad mohamad muhammed mahammad mukhammad mochammad muhamad muhammet muhamed \
        mohummad mhamad mukhammed mohammod muhhamad hammoudi hamada
        ar ~: zaynab zainab zeinab zanouba zouzou
        ar ~: aisha aysha aicha ayousha
        ar ~: abdelkader abdulkadir kader kaddour
        ar ~: abdelkrim abdulkarim abdelkarim abdolkarim krim
        ar ~: abdelaziz abdulaziz abdalaziz abdolaziz azzouz
        ar ~: abdelhamid abdulhamid abdolhamid hamidou
        ar ~: mohamed mohammed mohammad mohamad muhammed mohamud mehmed muhamad maxamed mukhamed mahomed mahamed \
        muhamed mhamad mohamet mohammod mohamod moha
        fa ~: abolfazl abol
        fa ~: ebrahim ebi
        fa ~: esmail esmaeil esi
        fa ~: fatemeh fatimah fati
        fa ~: hossein hussein hussain hosein husein houssein hossain husseyn hossi
        fa ~: mahmoud mahmud mahmood machmud mahmut makhmud mamoud
        fa ~: masoumeh masi
        fa ~: mohammadreza mamreza
        fa ~: mojtaba mujtaba moji
        fa ~: mostafa mustafa moustafa mostapha mosi
        fa ~: parvaneh pari
        fa ~: zahra zohra zehra zahraa zari
        ka ~: aleksandre aleksandr alaksandr aleksander alessandro alexandre alieksandr sandro aleko
        ka ~: davit david dato datuna
        ka ~: giorgi georgy georgii georgiy george georg giorgio gia gio goga
        ka ~: ilia iliko
        ka ~: ioseb soso
        ka ~: irakli ika
        ka ~: konstantine kote
        ka ~: levan levani leko
        ka ~: mikheil misho mikho
        ka ~: nikoloz nika niko
        ka ~: nino ninutsa
        ka ~: pavle pavlo pavliko
        ka ~: salome salo
        ka ~: tamar tamuna tamriko
        ka ~: tornike toko
        ka ~: vakhtang vakho
        ka ~: vladimer lado
        ka ~: zurab zuriko zura
        hy ~: anahit ano
        hy ~: gevorg gevork gev
        hy ~: hakob hako
        hy ~: hovhannes hovannes hovhanness hovik ohan
        hy ~: karapet karo
        hy ~: khachatur khachatour khacho khachik
        hy ~: mkrtich mgrdich mkrtych mko
        hy ~: nikoghayos nikol
        hy ~: sargis serkis sako serzh
        hy ~: stepan stephan steven stevan stepans styop
        hy ~: tigran tigrane tiko
        hy ~: vardan vartan vardo
        hy ~: vazgen vazo
        az ~: ibrahim ibish
        az ~: mahammad mammad
        az ~: rauf raufik
        kk ~: bauyrzhan baur
        kk ~: gulnara gulya
        kk ~: kanat kanatik
        kk ~: nurlan nurik
        kk ~: nursultan nurik
        kk ~: saule sauleshka
        kk ~: serik serikzhan
        he ~: avraham avi
        he ~: binyamin bibi beni
        he ~: eliezer eli
        he ~: eliyahu eli
        he ~: gavriel gabi
        he ~: haim haimke
        he ~: mordechai moti
        he ~: moshe moishe moshik
        he ~: natan nati
        he ~: raphael rafi
        he ~: reuven ruvi
        he ~: shimon shimi
        he ~: shlomo shlomi
        he ~: shmuel shmulik
        he ~: uriel uri
        he ~: yaakov yankele kobi
        he ~: yehoshua shuki
        he ~: yehuda yudi
        he ~: yisrael srulik
        he ~: yitzhak itzik
        he ~: yosef yossi
        he ~: zeev zevik
        """
}
