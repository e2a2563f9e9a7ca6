extension BundledTables {
    /// sanctions-lists/names/common-world-names.txt without its comments, part 2 of 2; written by scripts/embed-tables.py.
    static let commonWorldNamesPart2 = """
        3: toby tracey tracy trevor tyler violet vivian wayne wendy zachary zoe
        2: armitage ashton atkins atkinson baldwin banks barker barlow barnett barrett barton bates benson bentley \
        birch bird bishop blackburn bond booth bowen boyle bradshaw brady brennan briggs burgess burke burton butcher \
        byrne chambers chandler chapman charlton clayton coates conway cooke cowell cross curtis dalton daly davey \
        davidson dawson day doherty doyle duffy dyer ellis ewing farrell fitzgerald fitzpatrick fletcher flynn fowler
        2: frost fuller gallagher gibbs gibson gilbert glover goddard goodwin gough greenwood griffin griffiths \
        haines hale hammond hancock harding hardy harrison hawkins hayes haynes heath herbert hewitt higgins hilton \
        hobbs hodgson holden holland holloway hooper hope hopkins horton houghton howe howell hull humphreys \
        hutchinson hyde jarvis jenkins jennings johnston kay kemp kerr kirby knowles lamb leach leonard little lowe \
        lynch macdonald
        2: mackenzie macleod mann manning marsden marsh marshall may mccarthy mcdonald mckenna mclean middleton moran \
        morley moss mullen naylor nash newman newton nicholson nixon nolan norris north norton obrien oconnor oneill \
        osborne page parry parsons pearce pearson perry poole pope potter powell pratt preston pritchard pugh quinn \
        randall reeves reid rees rhodes richards robson rowe rowley rudd saunders savage schofield sharp
        2: sharpe sheppard short sinclair skinner slater stevenson stokes storey sullivan summers sutton swift sykes \
        talbot thornton thorpe todd tomlinson townsend vaughan wade waller walsh walters walton warner waters watts \
        weston wheeler whitehead whittaker wilkins wilkinson williamson woodward wyatt yates
        """
}
