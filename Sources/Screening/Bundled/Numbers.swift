extension BundledTables {
    /// sanctions-lists/names/numbers.txt without its comments; written by scripts/embed-tables.py.
    static let numbers = """
        1: one first 1st eins erste premier premiere primero primera primo pervyi pervaya первый первая birinci
        2: two second 2nd zwei zweite deux deuxieme segundo segunda secondo vtoroi второй ikinci
        3: three third 3rd drei dritte trois troisieme tercero tercera terzo tretii третий ucuncu
        4: four fourth 4th vier vierte quatre quatrieme cuarto cuarta quarto chetvertyi четвертый
        5: five fifth 5th funf fuenf funfte cinq cinquieme quinto quinta pyatyi пятый
        6: six sixth 6th sechs sechste sixieme sexto shestoi шестой
        7: seven seventh 7th sieben siebte sept septieme septimo sedmoi седьмой
        8: eight eighth 8th acht achte huit huitieme octavo vosmoi восьмой
        9: nine ninth 9th neun neunte neuf neuvieme noveno devyatyi девятый
        10: ten tenth 10th zehn zehnte dix dixieme decimo desyatyi десятый
        11: eleven eleventh elf onze
        12: twelve twelfth zwolf zwoelf douze
        13: thirteen thirteenth
        14: fourteen fourteenth
        15: fifteen fifteenth
        16: sixteen sixteenth
        17: seventeen seventeenth
        18: eighteen eighteenth
        19: nineteen nineteenth
        20: twenty twentieth zwanzig vingt veinte dvadtsat двадцать
        30: thirty thirtieth dreissig trente treinta tridtsat
        40: forty fortieth vierzig quarante cuarenta sorok
        50: fifty fiftieth funfzig cinquante cincuenta
        60: sixty sixtieth
        70: seventy seventieth
        80: eighty eightieth
        90: ninety ninetieth
        100: hundred hundredth hundert cent cien sto
        1000: thousand tausend mille mil
        """
}
