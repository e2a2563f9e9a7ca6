extension BundledTables {
    /// sanctions-lists/names/given-names.txt without its comments, part 5 of 7; written by scripts/embed-tables.py.
    static let givenNamesPart5 = """
        en ~: rose rosie
        en ~: rudolph rudy
        en ~: rupert rupe
        en ~: samantha sam sammie
        en ~: sarah sally sadie
        en,pl,ro ~: sebastian seb seba sebi
        en ~: sharon shaz
        en ~: sheila shell
        en ~: shirley shirl
        en ~: sidney sid syd
        en ~: solomon sol
        en ~: sophia sophie
        en ~: spencer spence
        en ~: stanley stan
        en ~: stella stell
        en ~: stephanie steph
        en ~: stewart stu stewie
        en ~: stuart stu
        en ~: susannah sukie sanna
        en ~: suzanne suzie
        en ~: sylvester sly
        en ~: sylvia syl
        en ~: tabitha tabby
        en ~: tamara tammy
        en ~: terrance terry
        en ~: theodora dora thea
        en ~: theresa tessa terri
        en ~: thelma thel
        en ~: tobias toby
        en ~: tracy trace
        en ~: trevor trev
        en ~: ulysses lys
        en ~: ursula ursy
        en ~: valentine val
        en ~: valerie val
        en ~: vanessa ness nessa
        en ~: veronica ronnie roni
        en ~: vernon vern
        en,es,ro ~: victor vic vitín vicu
        en ~: vivian viv
        en ~: wallace wally
        en ~: wanda wan
        en ~: wendell wen
        en ~: wilbur will
        en ~: wilfred wilf fred
        en ~: wilhelmina minnie mina willa
        en ~: winifred winnie freda
        en ~: winston winnie
        en ~: woodrow woody
        en ~: yvonne vonnie
        en ~: zebediah zeb
        en ~: zedekiah zed
        de ~: alexander alex xandi
        de ~: alexandra sandra alexa
        de ~: alfred fredi alf
        de ~: alois lois loisl
        de ~: andreas andi anderl
        de ~: angelika geli
        de ~: anna anni annerl
        de ~: annemarie anne
        de ~: anton toni
        de ~: august gustl
        de ~: barbara babsi bärbel
        de ~: benedikt bene
        de ~: benjamin benni
        de ~: bernhard bernd hardy
        de ~: brigitte gitte gitti
        de ~: burkhard burki
        de ~: charlotte lotte lotti
        de ~: christian chris
        de ~: christine christel tina
        de ~: christoph chris stoffel
        de ~: dagmar daggi
        de ~: dieter didi
        de ~: dietrich dieter dirk
        de ~: dorothea dora dorle
        de ~: eberhard ebi
        de ~: eduard edi
        de ~: elfriede elfi friedel
        de ~: emil emi
        de ~: ernst erni
        de ~: eugen geno
        de ~: ferdinand ferdi ferdl
        de ~: florian flo flori
        de ~: franziska franzi fanni
        de ~: gabriele gabi
        de ~: georg schorsch jörg
        de ~: gerhard gerd hardi
        de ~: gertrud gerti traudl
        de ~: gisela gisi
        de ~: gottfried friedl götz
        de ~: günther günni
        de ~: gustav gustl
        de ~: hannelore hanne lore
        de ~: hans hansi hänsel
        de ~: helene leni
        de ~: helmut helmi
        de ~: herbert herbi
        de ~: hermann manni
        de ~: hildegard hilde
        de ~: horst hotte
        de ~: hubert hubsi bertl
        de ~: ignaz naz
        de ~: ingeborg inge
        de ~: irmgard irmi
        de ~: jakob jockel
        de ~: joachim jochen achim
        de ~: johann hannes hansl
        de ~: johanna hanna hanne
        de ~: jonathan joni
        de ~: josefine josi fine
        de ~: julia jule
        de ~: jürgen jürg
        de ~: kaspar kasperl
        de ~: klaus klausi
        de ~: konrad kurt conny
        de ~: konstantin tino
        de ~: kunigunde kuni gundi
        de ~: leonhard hardl leo
        de ~: leopold poldi
        de ~: lieselotte lilo lotte
        de ~: lorenz lenz
        de ~: magdalena leni magda
        de ~: manfred manni fredi
        de ~: margarete grete gretel gretchen
        de ~: maria mia mariele
        de ~: martin martl
        de ~: mathilde tilde hilde
        de ~: matthias hias matze
        de ~: maximilian max maxl
        de ~: michael michi michel
        de ~: monika moni
        de ~: nikolaus klaus niko
        de ~: norbert nobby
        de ~: oswald ossi
        de ~: otto ottl
        de ~: patrick patti
        de ~: peter peterl
        de ~: philipp lipp
        de ~: reinhard reini
        de ~: reinhold holdi
        de ~: renate reni
        de ~: robert robi
        de ~: roland roli
        de ~: rosa rosl rosi
        de ~: rudolf rudi
        de ~: rupert rupp
        de ~: sebastian basti wastl
        de ~: siegfried sigi
        de ~: sigmund sigi
        de ~: simon simerl
        de ~: sophie sopherl
        de,pl,sk,bg,ro,sv,no,da ~: stefan steffen stefek števo stefcho fane steffe
        de ~: stefanie steffi
        de ~: susanne susi sanne
        de ~: theodor theo
        de ~: therese resi
        de ~: thomas thomerl
        de ~: tobias tobi
        de ~: ulrich uli ulli
        de ~: ulrike ulli rike
        de ~: ursula uschi ursel
        de ~: veronika vroni
        de ~: viktor vicki
        de ~: walburga burgi
        de ~: walter waldi
        de ~: werner wernerl
        de ~: wilhelmine mine minna
        de ~: wolfgang wolf wolfi
        de ~: xaver xaverl
        fr ~: alexandre sacha
        fr ~: alphonse fonfon
        fr ~: antoine toine tonio
        fr ~: augustin tintin
        fr ~: benjamin ben benji
        fr ~: bernadette dette nadette
        fr ~: bertrand bébert
        fr ~: camille cam
        fr ~: catherine cathy
        fr ~: charles charlot
        fr ~: christine kiki
        fr ~: christophe tophe
        fr ~: daniel dany
        fr ~: denise nini
        fr ~: dominique domi
        fr ~: edouard doudou
        fr ~: elisabeth babette lili
        fr ~: emile milou
        fr ~: emmanuel manu
        fr ~: emmanuelle manue
        fr ~: eugene gégène
        fr ~: francois fanfan
        fr ~: francoise fanchon soizic
        fr ~: gabriel gaby
        fr ~: genevieve ginette
        fr ~: georges jojo
        fr ~: gerard gégé
        fr ~: gilbert gil
        fr ~: guillaume guigui
        fr ~: henri riri
        fr ~: hubert bébert
        fr ~: isabelle zabou isa
        fr ~: jacqueline jacquie
        fr ~: jacques jacquot
        fr ~: jean jeannot
        fr ~: jeanne jeannette
        fr ~: joseph jojo
        fr ~: josephine fifine
        fr ~: julien juju
        fr ~: laurent lolo
        fr ~: louis loulou
        fr ~: louise loulou
        fr ~: madeleine mado
        fr ~: marcel cel
        fr ~: margot marguerite
        fr ~: marie manon
        fr ~: mathieu mat
        fr ~: maurice momo
        fr ~: maxime max
        fr ~: michel mimi
        fr ~: nicolas nico
        fr ~: olivier olive
        fr ~: patrick pat
        fr ~: paul popaul
        fr ~: philippe phil
        fr ~: pierre pierrot
        fr ~: raymond ray
        fr ~: rene néné
        fr ~: robert bob
        fr ~: sebastien seb
        fr ~: simone momone
        fr ~: stephane steph
        fr ~: stephanie stéph
        fr ~: suzanne suzie suzon
        fr ~: sylvie syl
        fr ~: theodore théo
        fr ~: therese thésou
        fr ~: valerie val
        fr ~: veronique véro
        fr ~: victor toto
        fr ~: vincent vince
        fr ~: xavier xav
        es ~: adolfo fito
        es ~: agustin tin
        es ~: alejandra jandra
        es ~: alfonso poncho foncho
        es ~: alfredo fredo
        es ~: ana anita
        es ~: andres andresito
        es ~: angel angelito
        es ~: antonia tona
        es ~: armando mando
        es ~: arturo turo
        es ~: beatriz bea betty
        es ~: bernardo nardo
        es ~: carlos carlitos charly
        es ~: carmen carmela menchu
        es ~: catalina cata lina
        es ~: cecilia ceci chila
        es ~: concepcion concha conchita
        es ~: consuelo chelo
        es ~: cristina cris
        es ~: cristobal tobal
        es ~: daniel dani
        es ~: david davi
        es ~: diego dieguito
        es ~: domingo mingo
        es ~: elena nena
        es ~: encarnacion encarna
        es ~: enriqueta queta
        es ~: ernesto neto tito
        es ~: esperanza espe
        es ~: esteban teban
        es ~: eugenia genia
        es ~: federico fede lico
        es ~: felipe pipe felo
        es ~: fernando nando fer
        es ~: francisca paca paquita
        es ~: gabriel gabo
        es ~: gerardo gera
        es ~: gonzalo gonza chalo
        es ~: graciela chela
        es ~: gregorio goyo
        es ~: gustavo gus tavo
        es ~: hipolito polo
        es ~: hortensia tencha
        es ~: humberto beto
        es ~: inmaculada inma
        es ~: isabel chabela isa
        es ~: isidro chilo
        es ~: jacinto chinto
        es ~: jaime jimmy
        es ~: javier javi
        es ~: jeronimo jero
        es ~: joaquin quino
        es ~: jorge coque
        es ~: josefa pepa fina
        es ~: josefina fina
        es ~: juan juanito juancho
        es ~: juana juanita
        es ~: laura laurita
        es ~: leonardo nardo
        es ~: leopoldo polo
        es ~: lorenzo lencho
        es ~: lourdes lulu
        es ~: lucia lucha
        es ~: luis lucho
        es ~: luisa luisita
        es ~: magdalena malena
        es ~: manuela manoli
        es ~: marcelo chelo
        es ~: margarita marga
        es ~: mariano nano
        es ~: mario mayito
        es ~: mercedes merche meche
        es ~: miguel migue
        es ~: montserrat montse
        es ~: natalia nati
        es ~: nicolas nico
        es ~: norberto beto
        es ~: octavio tavo
        es ~: pablo pablito
        es ~: patricia patri paty
        es ~: pedro perico
        es ~: pilar pili
        es ~: ramon moncho
        es ~: raul rulo
        es ~: ricardo ricky richi
        es ~: roberto tito
        es ~: rodolfo rudy fofo
        """
}
