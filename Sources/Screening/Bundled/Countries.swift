extension BundledTables {
    /// sanctions-lists/names/countries.txt without its comments; written by scripts/embed-tables.py.
    static let countries = """
        AF: afghanistan; islamic republic of afghanistan; afghan
        AL: albania; albanian
        DZ: algeria; algerian
        AD: andorra
        AO: angola; angolan
        AG: antigua and barbuda
        AR: argentina; argentine; argentinian
        AM: armenia; armenian
        AU: australia; australian
        AT: austria; austrian
        AZ: azerbaijan; azerbaijani
        BS: bahamas; the bahamas; bahamas, the
        BH: bahrain; bahraini
        BD: bangladesh; bangladeshi
        BB: barbados
        BY: belarus; belarusian; belorussian; republic of belarus; byelorussian
        BE: belgium; belgian
        BZ: belize
        BJ: benin
        BM: bermuda
        BO: bolivia; plurinational state of bolivia
        BA: bosnia and herzegovina; bosnia; bosnian; bosnia-herzegovina
        BW: botswana
        BR: brazil; brazilian
        BN: brunei
        BG: bulgaria; bulgarian
        BF: burkina faso
        BI: burundi; burundian
        KH: cambodia; cambodian
        CM: cameroon
        CA: canada; canadian
        CV: cape verde
        KY: cayman islands
        CF: central african republic; central african
        TD: chad; chadian
        CL: chile
        CN: china; chinese; people's republic of china; prc; peoples republic of china
        CO: colombia; colombian
        KM: comoros
        CG: congo; republic of the congo
        CD: democratic republic of the congo; congo, democratic republic of the; congo (democratic republic); \
        congolese; drc; democratic republic of congo; the democratic republic of the congo
        CR: costa rica
        CI: cote d'ivoire; cote d ivoire; ivory coast; côte d'ivoire
        HR: croatia; croatian
        CU: cuba; cuban
        CY: cyprus; cypriot
        CZ: czech republic; czechia; czech
        DK: denmark; danish
        DJ: djibouti
        DM: dominica
        DO: dominican republic
        EC: ecuador
        EG: egypt; egyptian; arab republic of egypt
        SV: el salvador
        GQ: equatorial guinea
        ER: eritrea; eritrean
        EE: estonia; estonian
        ET: ethiopia; ethiopian
        FI: finland; finnish
        FR: france; french
        GA: gabon
        GM: gambia; the gambia; gambia, the
        GE: georgia; georgian
        DE: germany; german; federal republic of germany
        GH: ghana
        GI: gibraltar
        GR: greece; greek
        GT: guatemala; guatemalan
        GN: guinea
        GW: guinea-bissau; guinea bissau; bissau-guinean
        GY: guyana
        HT: haiti; haitian
        HN: honduras; honduran
        HK: hong kong; china (hong kong); hong kong, china
        HU: hungary; hungarian
        IN: india; indian
        ID: indonesia; indonesian
        IR: iran; iranian; islamic republic of iran; iran (islamic republic of); iran, islamic republic of
        IQ: iraq; iraqi
        IE: ireland; irish
        IL: israel; israeli
        IT: italy; italian
        JM: jamaica
        JP: japan; japanese
        JO: jordan; jordanian
        KZ: kazakhstan; kazakh
        KE: kenya; kenyan
        KP: north korea; korea, north; democratic people's republic of korea; dprk; north korean; democratic people's \
        republic of korea (dprk); democratic peoples republic of korea
        KR: south korea; korea, south; republic of korea
        XK: kosovo
        KW: kuwait; kuwaiti
        KG: kyrgyzstan; kyrgyz
        LA: laos; lao people's democratic republic
        LV: latvia; latvian
        LB: lebanon; lebanese
        LR: liberia; liberian
        LY: libya; libyan; libyan arab jamahiriya
        LI: liechtenstein
        LT: lithuania; lithuanian
        LU: luxembourg
        MO: macau; macao
        MG: madagascar
        MW: malawi
        MY: malaysia; malaysian
        MV: maldives; maldivian
        ML: mali; malian
        MT: malta; maltese
        MH: marshall islands; republic of the marshall islands
        MR: mauritania; mauritanian
        MU: mauritius
        MX: mexico; mexican
        MD: moldova; moldovan; republic of moldova
        MC: monaco
        MN: mongolia; mongolian
        ME: montenegro; montenegrin
        MA: morocco; moroccan
        MZ: mozambique
        MM: myanmar; burma; burmese; myanmar/burma; myanmar (burma)
        NA: namibia
        NP: nepal
        NL: netherlands; the netherlands; dutch
        NZ: new zealand
        NI: nicaragua; nicaraguan
        NE: niger
        NG: nigeria; nigerian
        MK: north macedonia; macedonia; the former yugoslav republic of macedonia; north macedonia, the republic of
        NO: norway; norwegian
        OM: oman; omani
        PK: pakistan; pakistani
        PW: palau
        PS: palestinian; palestine; state of palestine; palestinian territory; region: gaza; gaza; west bank; \
        occupied palestinian territory; palestinian territories
        PA: panama; panamanian
        PG: papua new guinea
        PY: paraguay
        PE: peru; peruvian
        PH: philippines; filipino; the philippines; philippine
        PL: poland; polish
        PT: portugal; portuguese
        QA: qatar; qatari
        RO: romania; romanian
        RU: russia; russian; russian federation; ussr (now russian federation)
        RW: rwanda; rwandan
        KN: saint kitts and nevis; st. kitts and nevis
        LC: saint lucia
        VC: saint vincent and the grenadines; st. vincent and the grenadines
        WS: samoa
        SM: san marino
        SA: saudi arabia; saudi; saudi arabian; kingdom of saudi arabia
        SN: senegal; senegalese
        RS: serbia; serbian; serbia and montenegro
        SC: seychelles
        SL: sierra leone
        SG: singapore; singaporean
        SK: slovakia; slovak
        SI: slovenia; slovenian
        SB: solomon islands
        SO: somalia; somali
        ZA: south africa; south african
        SS: south sudan; south sudanese
        ES: spain; spanish
        LK: sri lanka; sri lankan
        SD: sudan; sudanese; the sudan
        SR: suriname
        SZ: eswatini; swaziland
        SE: sweden; swedish
        CH: switzerland; swiss
        SY: syria; syrian; syrian arab republic
        TW: taiwan; taiwanese
        TJ: tajikistan; tajik
        TZ: tanzania; tanzanian; united republic of tanzania
        TH: thailand; thai
        TG: togo
        TO: tonga
        TT: trinidad and tobago
        TN: tunisia; tunisian
        TR: turkey; turkish; turkiye; türkiye
        TM: turkmenistan
        TV: tuvalu
        UG: uganda; ugandan
        UA: ukraine; ukrainian
        AE: united arab emirates; uae; emirati; united arab emirates (uae)
        GB: united kingdom; uk; british; united kingdom of great britain and northern ireland; great britain; \
        england; uk (united kingdom)
        US: united states; american; united states of america; usa; us
        UY: uruguay
        UZ: uzbekistan; uzbek
        VU: vanuatu
        VE: venezuela; venezuelan; bolivarian republic of venezuela; venezuela, bolivarian republic of
        VN: vietnam; vietnamese; viet nam
        VG: virgin islands, british; british virgin islands
        YE: yemen; yemeni; republic of yemen
        ZM: zambia
        ZW: zimbabwe; zimbabwean
        """
}
