extension BundledTables {
    /// sanctions-lists/names/numbers.txt without its comments; written by scripts/embed-tables.py.
    static let numbers = """
        0: zero null noll nul ноль
        1: one first 1st eins erste erster premier premiere primero primera primo pervyi pervaya pervoe первый первая \
        первое один birinci pierwszy pierwsza yekom اول primeiro primeira
        2: two second 2nd zwei zweite zweiter deux deuxieme segundo segunda secondo seconda vtoroi vtoraya vtoroe \
        второй вторая второе dva два ikinci drugi druga dwa dovom secundo
        3: three third 3rd drei dritte dritter troisieme trois tercero tercera terzo terza tretii tretya третий \
        третья три ucuncu trzeci trzecia trzy sevom سوم terceiro terceira
        4: four fourth 4th vier vierte vierter quatre quatrieme cuarto cuarta quarto quarta quattro cuatro chetvertyi \
        chetvertaya четвертый четвертая четыре dorduncu dort czwarty czwarta cztery chaharom چهارم
        5: five fifth 5th funf fuenf funfte fuenfte cinq cinquieme quinto quinta cinco cinque pyatyi pyataya пятый \
        пятая пять besinci piaty piec panjom پنجم
        6: six sixth 6th sechs sechste sixieme sexto sexta seis sesto sesta shestoi shestaya шестой шестая шесть \
        altinci szosty szesc sheshom ششم
        7: seven seventh 7th sieben siebte siebter sept septieme septimo septima siete settimo sedmoi sedmaya седьмой \
        седьмая семь yedinci yedi siodmy siedem haftom هفتم
        8: eight eighth 8th acht achte huit huitieme octavo octava ocho ottavo vosmoi vosmaya восьмой восьмая восемь \
        sekizinci sekiz osmy osiem hashtom هشتم
        9: nine ninth 9th neun neunte neuf neuvieme noveno novena nueve nove devyatyi devyataya девятый девятая \
        девять dokuzuncu dokuz dziewiaty dziewiec nohom نهم
        10: ten tenth 10th zehn zehnte dix dixieme decimo decima diez dieci desyatyi desyataya десятый десятая десять \
        onuncu dziesiaty dziesiec dahom دهم
        11: eleven eleventh elf elfte onze onzieme undici undicesimo одиннадцать odinnadtsat onbirinci onbir \
        jedenasty jedenascie yazdahom
        12: twelve twelfth zwolf zwoelf zwolfte douze douzieme doce dodici dodicesimo двенадцать dvenadtsat onikinci \
        oniki dwunasty dwanascie davazdahom
        13: thirteen thirteenth dreizehn treize treizieme trece tredici тринадцать trinadtsat onuc trzynascie sizdahom
        14: fourteen fourteenth vierzehn quatorze quatorzieme catorce quattordici четырнадцать chetyrnadtsat ondort \
        czternascie chahardahom
        15: fifteen fifteenth funfzehn fuenfzehn quinze quinzieme quince quindici пятнадцать pyatnadtsat onbes \
        pietnascie panzdahom
        16: sixteen sixteenth sechzehn seize seizieme dieciseis sedici шестнадцать shestnadtsat onalti szesnascie
        17: seventeen seventeenth siebzehn dixsept diecisiete diciassette семнадцать semnadtsat onyedi siedemnascie
        18: eighteen eighteenth achtzehn dixhuit dieciocho diciotto восемнадцать vosemnadtsat onsekiz osiemnascie
        19: nineteen nineteenth neunzehn dixneuf diecinueve diciannove девятнадцать devyatnadtsat ondokuz \
        dziewietnascie
        20: twenty twentieth zwanzig vingt vingtieme veinte venti ventesimo dvadtsat двадцать двадцатый yirmi \
        yirminci dwadziescia بیست bistom
        21: einundzwanzig veintiuno veintiun ventuno
        22: zweiundzwanzig veintidos ventidue
        23: dreiundzwanzig veintitres ventitre
        24: vierundzwanzig veinticuatro ventiquattro
        25: funfundzwanzig fuenfundzwanzig veinticinco venticinque
        26: sechsundzwanzig veintiseis ventisei
        27: siebenundzwanzig veintisiete ventisette
        28: achtundzwanzig veintiocho ventotto
        29: neunundzwanzig veintinueve ventinove
        30: thirty thirtieth dreissig trente trentieme treinta trenta tridtsat тридцать otuz otuzuncu trzydziesci
        33: dreiunddreissig trentatre
        40: forty fortieth vierzig quarante cuarenta quaranta sorok сорок kirkinci czterdziesci
        44: vierundvierzig quarantaquattro
        50: fifty fiftieth funfzig fuenfzig cinquante cincuenta cinquanta pyatdesyat пятьдесят piecdziesiat
        60: sixty sixtieth sechzig soixante sesenta sessanta shestdesyat шестьдесят altmis szescdziesiat
        70: seventy seventieth siebzig setenta settanta semdesyat семьдесят yetmis siedemdziesiat
        80: eighty eightieth achtzig quatrevingt ochenta ottanta vosemdesyat восемьдесят seksen osiemdziesiat
        90: ninety ninetieth neunzig noventa novanta devyanosto девяносто doksan dziewiecdziesiat
        100: hundred hundredth hundert cent cien ciento сто sotnya yuz yuzuncu
        500: fivehundred funfhundert quinientos pyatsot пятьсот besyuz piecset
        1000: thousand tausend mille tysyacha тысяча tysiac hezar هزار
        """
}
