extension BundledTables {
    /// sanctions-lists/names/given-names.txt without its comments, part 4 of 7; written by scripts/embed-tables.py.
    static let givenNamesPart4 = """
        en ~: edward ed eddie ted ned teddy
        en ~: charles charlie chuck chas
        en ~: henry harry hank hal
        en ~: benjamin ben benny bibi benji
        en ~: barack barry
        en ~: samuel sam sammy
        en ~: daniel dan danny
        en,he ~: david dave davy dudi dudu
        en ~: stephen steve stevie
        en ~: christopher chris kit topher
        en ~: anthony tony
        en ~: andrew andy drew
        en ~: matthew matt
        en ~: nicholas nick nicky
        en ~: alexander alex sandy alec sasha xander
        en ~: frederick fred freddy freddie
        en ~: francis frank frankie
        en ~: george georgie
        en ~: gerald gerry jerry
        en ~: gregory greg gregg
        en ~: harold hal
        en ~: jeffrey jeff
        en ~: jonathan jon jonny johnny
        en ~: joshua josh
        en ~: kenneth ken kenny
        en ~: lawrence larry
        en ~: leonard len lenny leo
        en ~: louis lou louie
        en,sk ~: martin marty maťo
        en ~: maxwell max
        en ~: nathaniel nathan nate nat
        en ~: patrick pat paddy
        en,hu ~: peter pete peti
        en ~: philip phil
        en ~: raymond ray
        en ~: ronald ron ronnie
        en ~: russell russ
        en ~: timothy tim timmy
        en ~: terence terry
        en ~: vincent vince vinny
        en ~: walter walt wally
        en ~: zachary zach zack
        en ~: donald don donny
        en ~: douglas doug
        en ~: eugene gene
        en ~: albert bert bertie
        en ~: alfred alf fred
        en ~: arthur art
        en ~: bernard bernie
        en ~: clifford cliff
        en ~: elizabeth liz lizzie beth betty eliza betsy lisa
        en ~: margaret maggie meg peggy marge
        en ~: katherine kate kathy katie cathy kay kitty
        en ~: patricia pat patty tricia
        en ~: jennifer jen jenny
        en ~: susan sue suzy
        en ~: deborah deb debbie
        en ~: barbara barb babs
        en ~: dorothy dot dottie
        en ~: rebecca becky
        en ~: victoria vicky tori
        en ~: christina chris tina christie
        en,ro ~: alexandra sandra sasha alex sanda
        en ~: jacqueline jackie
        en ~: judith judy judi
        en ~: pamela pam
        en ~: sandra sandy
        en ~: cynthia cindy
        en,it ~: teresa terry tess resi
        en ~: virginia ginny
        ru,hy,kk ~: aleksandr alexandr aliaksandr alyaksandr alaksandr aleksander aleksandar aleksandre alessandro \
        alieksandr sasha sacha shura sanya alik sashok
        ru ~: aleksei alexei aleksey aliaksei alyaksei alyosha lyosha alyoshka
        ru ~: dmitry dmitri dmitrii dmitriy dmytro dzmitry dmitrij dimitri dzmitri dima mitya dimon dimka
        ru,sr,hr,bg,hy ~: vladimir vladymyr volodimir vladimiro vova volodya vovan vladik vlada vlado vlodik
        ru,sr,hr,bg ~: ivan vanya vanyusha vanka ivica vanko vanyo
        ru ~: mikhail mykhailo mihail michael mikhael mikael mikhas michail mikail mihai michal mihailo mixail misha \
        mishka
        ru ~: nikolai nikolay nikolaj nicolas niklas nikolaos nicolae nikolas nikolaus nicolai kolya kolyan
        ru ~: sergei sergey serhii sergej sergii sergiy serge sergio serguei seryozha serega seryoga
        ru ~: evgeny evgeni evgenii evgeniy eugene eugen evgenij zhenya
        ru ~: pavel pavol pawel pasha pashka
        ru ~: petr petya petka
        ru ~: yury yura yurik
        ru ~: anatoly anatoli anatolii anatoliy anatol anatolij tolya
        ru ~: viktor victor viktar vitya
        ru ~: boris borys borya borka
        ru ~: konstantin kanstantsin konstantinos kostiantin kanstancin kostya kostik
        ru ~: ekaterina katya katyusha katerina
        ru,hu ~: anna anya nyura anyuta panni annus
        ru,pt,it,pl,ro,hu,nl,fi ~: maria mariya mariia marija maryia masha manya marusya mariazinha mariuccia marysia \
        măriuca mari mariska marijke mieke maija
        ru ~: tatiana tatyana tetiana tatsiana tetyana tatjana taciana tatianna tanya tata
        ru ~: elena lena lenochka alyona
        ru ~: natalia natalya nataliia nataliya natallia natalja natallya natasha nata tasha
        ru ~: olga olya olechka
        ru ~: irina iryna irena ira irisha
        ru ~: svetlana svitlana sviatlana swetlana sveta lana
        ru ~: anastasia anastasiya anastasiia anastazja anastasija anastassia nastya asya nastasya nastenka
        es ~: jose pepe chepe
        es ~: francisco paco pancho kiko curro fran
        es ~: ignacio nacho iñaki
        es ~: eduardo lalo edu
        es ~: enrique kike quique
        es ~: rafael rafa rafita
        es ~: manuel manolo manu manolito
        es ~: alberto beto berto
        es ~: guillermo memo guille willy
        es ~: jesus chuy chucho
        es ~: antonio tono toni
        es ~: alejandro alex
        es ~: guadalupe lupe
        es ~: maria mari maruja
        es ~: dolores lola loli lolita
        de ~: johannes hannes hans jo
        de ~: heinrich heinz heini hein henner
        de ~: friedrich fritz fred frieder
        de ~: wilhelm willi willy
        de ~: josef sepp jupp seppl
        de ~: franz franzl franzi
        de ~: ludwig lutz wiggerl
        de ~: katharina kathi kathrin käthe trine
        de ~: elisabeth lisbeth elsa lisl liesel sissi lilli
        de ~: karl-heinz kalle
        it ~: giuseppe peppe beppe pino beppino
        it ~: giovanni gianni vanni nino
        it ~: luigi gigi gino
        it ~: francesco franco cesco ciccio checco
        it ~: antonio toni nino totò tonio
        tr ~: mehmet memo memiş
        tr ~: mustafa mustik musti
        ar ~: abdulaziz abdelaziz abdalaziz abdolaziz aziz
        fa ~: mohammad mohammed muhammad mohamed mohamad muhammed mohamud mahammad mukhammad mochammad muhamad \
        mohummad mhamad mohammod mohamod mamad mammad
        en ~: abigail abby gail
        en ~: abraham abe bram
        en ~: adelaide addie
        en ~: agatha aggie
        en ~: alastair ally
        en ~: alice allie
        en ~: alison ali
        en ~: amanda mandy
        en ~: amelia millie amy
        en ~: andrea andie
        en ~: angela angie
        en ~: ann annie nan nancy
        en ~: annabelle bella belle
        en ~: annette netta
        en ~: antonia toni
        en ~: archibald archie
        en ~: arnold arnie
        en ~: augustus gus augie
        en ~: augustine gus austin
        en ~: barnabas barney
        en ~: bartholomew bart
        en ~: beatrice bea trixie
        en ~: belinda lindy bel
        en ~: bernadette bernie detta
        en ~: bradley brad
        en ~: brenda bren
        en ~: bridget biddy bridie
        en ~: calvin cal
        en ~: cameron cam
        en ~: carol carrie
        en ~: caroline carrie caro
        en ~: cassandra cass cassie
        en ~: catherine cate cat kitty
        en ~: cecilia cissy cece
        en ~: cedric ced rick
        en ~: charlotte lottie charlie
        en ~: chester chet
        en ~: clarence clarrie
        en ~: claudia claudie
        en ~: clement clem
        en ~: clinton clint
        en ~: constance connie
        en ~: cornelius neil corny
        en ~: curtis curt
        en ~: cuthbert bert
        en ~: daphne daph
        en ~: deirdre dee
        en ~: delbert del bert
        en ~: denise dee niecy
        en ~: dennis denny
        en ~: derek rick del
        en ~: desmond des
        en ~: dominic dom nick
        en ~: edgar ed
        en ~: edith edie
        en ~: edmund ed ned ted
        en ~: edwin ed eddie win
        en ~: eleanor ellie nell nora
        en ~: ellen nell nellie
        en ~: emily millie
        en ~: emmanuel manny
        en ~: ernest ernie
        en ~: esther essie hettie
        en ~: ethel eth
        en ~: evelyn evie
        en ~: felicity fliss flick
        en ~: ferdinand ferdie
        en ~: florence flo florrie
        en ~: frances fran fanny francie
        en ~: franklin frank
        en,pt,ro ~: gabriel gabe biel gabi
        en ~: gabrielle gaby
        en ~: genevieve gen gennie
        en ~: geoffrey geoff
        en ~: georgina georgie gina
        en ~: gerard gerry
        en ~: gertrude gertie trudy
        en ~: gilbert gil
        en ~: gillian gill jill
        en ~: gladys glad
        en ~: graham gray
        en ~: gwendolyn gwen
        en ~: harriet hattie hetty
        en ~: harrison harry
        en ~: harvey harve
        en ~: hector heck
        en ~: helen nell nellie
        en ~: herbert herb
        en ~: hilary hil
        en ~: horace horry
        en ~: howard howie
        en ~: hubert hugh
        en ~: irene renie
        en ~: irving irv
        en ~: isaac ike zak
        en ~: isabella bella izzy
        en ~: isabel izzy bel
        en ~: isidore izzy
        en ~: jacob jake
        en ~: jane janie
        en ~: janet jan
        en ~: jason jase
        en ~: jeremiah jerry
        en ~: jeremy jerry jem
        en ~: jerome jerry
        en ~: jessica jess jessie
        en ~: joan joanie
        en ~: joanna jo
        en ~: jocelyn joss
        en ~: jordan jordy judd
        en ~: josephine josie
        en ~: joyce joy
        en ~: julia jules
        en ~: julian jules
        en ~: kathleen kath kathy
        en ~: kimberly kim
        en ~: kristen kris
        en ~: laura laurie lori
        en ~: lauren laurie
        en ~: laurence larry laurie
        en ~: leroy roy
        en ~: leslie les
        en ~: lester les
        en ~: lewis lew
        en ~: lillian lil lily
        en ~: lincoln linc
        en ~: linda lindy
        en ~: lionel leo
        en ~: lorraine lori rainy
        en ~: louisa lou
        en ~: louise lou
        en ~: lucille lucy lou
        en ~: lucinda lucy cindy
        en ~: lydia liddy
        en ~: madeline maddie
        en ~: malcolm mal
        en ~: marcus marc
        en ~: marianne mari
        en ~: marilyn mary lynn
        en ~: marjorie marge margie
        en ~: marmaduke duke
        en ~: marshall marsh
        en ~: martha marty mattie
        en ~: marvin marv
        en ~: mary molly polly mamie
        en ~: matilda tilly mattie
        en ~: maurice maury morrie
        en ~: maximilian max
        en ~: melanie mel
        en ~: melissa mel missy
        en ~: melvin mel
        en ~: mervyn merv
        en ~: michelle shelly
        en ~: mildred millie
        en ~: millicent millie
        en ~: minerva minnie
        en ~: miriam mimi
        en ~: mitchell mitch
        en ~: montgomery monty
        en ~: mortimer mort
        en ~: murray mur
        en ~: nancy nan
        en ~: nathan nat nate
        en ~: neville nev
        en ~: nigel nige
        en ~: norbert norrie
        en ~: norman norm
        en ~: octavia tavy
        en ~: oliver ollie
        en ~: olivia liv livvy
        en ~: oscar ozzie
        en ~: osbert ozzie
        en ~: oswald ozzie oz
        en ~: pandora dora
        en ~: patience pattie
        en ~: paula polly
        en ~: penelope penny
        en ~: percival percy
        en ~: philippa pippa pip
        en ~: phillip pip
        en ~: phyllis phyl
        en ~: priscilla prissy cilla
        en ~: prudence prue
        en ~: quentin quin
        en ~: rachel rae shelly
        en ~: randolph randy
        en ~: randall randy
        en ~: raphael rafe
        en ~: reginald reg reggie
        en ~: roberta bobbie
        en ~: roderick rod roddy
        en ~: rodney rod
        en ~: roger rodge
        en ~: roland rolly
        en ~: rosalind ros roz
        en ~: rosemary rosie
        """
}
