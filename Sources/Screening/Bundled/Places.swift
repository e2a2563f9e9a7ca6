extension BundledTables {
    /// sanctions-lists/names/places.txt without its comments; written by scripts/embed-tables.py.
    static let places = """
        russia: russia russian rossiya rossiyskii rossiiskii rossiyskaya rossiiskaya россия российский российская \
        российское rossii россии russe russland rusia rossijskij rusya
        ukraine: ukraine ukrainian ukraina ukrayina україна украина украинский украинская український
        belarus: belarus belarusian belorussia беларусь белорусский белорусская belorusskii byelorussian белоруссия
        iran: iran iranian ایران irani ایرانیان islamic islami اسلامی persia persian irans
        china: china chinese zhongguo 中国 sino zhonghua kitai китай prc
        korea: korea korean choson dprk 조선 coree
        syria: syria syrian سوريا السورية suriye syrie syrienne
        iraq: iraq iraqi العراق irak
        cuba: cuba cuban cubana cubano
        venezuela: venezuela venezolana venezolano venezuelan
        libya: libya libyan libyenne ليبيا
        turkey: turkey turkish turk turkiye turquie turkei
        germany: germany german deutschland deutsche deutsch allemagne alemania
        france: france french francais francaise frankreich francia
        italy: italy italian italia italiana italiano italie italien
        spain: spain spanish espana espanola espagne spanien
        switzerland: switzerland swiss schweiz suisse svizzera
        austria: austria austrian osterreich oesterreich autriche
        poland: poland polish polska polski
        uk: uk britain british england english
        usa: usa us america american americas americana
        mexico: mexico mexican mexicana mexicano
        colombia: colombia colombian colombiana
        brazil: brazil brasil brazilian brasileira
        argentina: argentina argentine
        chile: chile chilean chilena
        peru: peru peruvian peruana
        india: india indian hindustan bharat
        pakistan: pakistan pakistani
        afghanistan: afghanistan afghan افغانستان
        bangladesh: bangladesh bangladeshi
        japan: japan japanese nippon nihon
        singapore: singapore
        malaysia: malaysia malaysian
        indonesia: indonesia indonesian
        thailand: thailand thai
        vietnam: vietnam vietnamese viet
        philippines: philippines philippine
        hongkong: hongkong hk xianggang
        taiwan: taiwan taiwanese
        uae: uae emirates emirati dubai
        saudi: saudi arabia arabian السعودية
        qatar: qatar qatari
        kuwait: kuwait kuwaiti
        lebanon: lebanon lebanese liban لبنان
        jordan: jordanian
        egypt: egypt egyptian misr مصر
        israel: israel israeli
        sudan: sudan sudanese السودان
        somalia: somalia somali
        ethiopia: ethiopia ethiopian
        kenya: kenya kenyan
        nigeria: nigeria nigerian
        southafrica: africa african
        cyprus: cyprus cyprian kypros
        malta: malta maltese
        greece: greece greek hellas hellenic
        bulgaria: bulgaria bulgarian българия
        romania: romania romanian
        serbia: serbia serbian srbija србија
        hungary: hungary hungarian
        netherlands: netherlands dutch holland nederland
        belgium: belgium belgian belgique
        sweden: sweden swedish sverige
        norway: norway norwegian norge norsk
        denmark: denmark danish danmark
        finland: finland finnish suomi
        ireland: ireland irish
        scotland: scotland scottish
        canada: canada canadian
        australia: australia australian
        estonia: estonia estonian eesti
        latvia: latvia latvian latvija
        lithuania: lithuania lithuanian lietuva
        kazakhstan: kazakhstan kazakh казахстан
        uzbekistan: uzbekistan uzbek
        georgia: georgia georgian gruziya
        armenia: armenia armenian
        azerbaijan: azerbaijan azerbaijani
        myanmar: myanmar burma burmese
        panama: panama panamanian
        europe: europe european europa evropeiskii euro
        asia: asia asian asien azia
        crimea: crimea crimean krym крым крымский krymskii крымская
        moscow: moscow moskva москва московский moskovskii moskovskiy московское moscou moskau
        petersburg: petersburg peterburg петербург санкт sankt leningrad ленинград
        siberia: siberia siberian sibir сибирь сибирский sibirskii сибирская
        ural: ural urals уральский uralskii урал ural'skii уральская
        volga: volga волга povolzhe volzhskii волжский
        donetsk: donetsk донецк donetskaya донецкая donbas donbass донбасс donets
        luhansk: luhansk lugansk луганск луганская
        sevastopol: sevastopol севастополь севастопольский
        kyiv: kyiv kiev київ киев
        minsk: minsk минск минский
        tehran: tehran teheran تهران
        london: london londres
        paris: paris
        berlin: berlin
        york: york
        beijing: beijing peking 北京
        shanghai: shanghai 上海
        shenzhen: shenzhen 深圳
        guangzhou: guangzhou 广州
        damascus: damascus damas دمشق
        baghdad: baghdad بغداد
        istanbul: istanbul
        zurich: zurich zuerich
        geneva: geneva geneve genf
        geneva2: luxembourg luxemburg
        dallas: dallas phoenix houston chicago
        novosibirsk: novosibirsk новосибирск новосибирский novosibirskii
        estoniacity: tallinn riga vilnius
        """
}
