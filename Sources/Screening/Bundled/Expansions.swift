extension BundledTables {
    /// sanctions-lists/names/expansions.txt without its comments; written by scripts/embed-tables.py.
    static let expansions = """
        нк: oil company
        nk: oil company
        нпо: scientific production association
        npo: scientific production association
        spa: scientific production association
        rpa: scientific production association
        нпп: scientific production enterprise
        npp: scientific production enterprise
        spe: scientific production enterprise
        rpe: scientific production enterprise
        нпк: scientific production corporation
        npk: scientific production corporation
        spc: scientific production company
        rpc: scientific production corporation
        нпф: scientific production firm
        npf: scientific production firm
        нии: scientific research institute
        nii: scientific research institute
        sri: scientific research institute
        цнии: central scientific research institute
        tsnii: central scientific research institute
        cnii: central scientific research institute
        внии: allrussian scientific research institute
        vnii: allrussian scientific research institute
        окб: experimental design bureau
        okb: experimental design bureau
        скб: special design bureau
        skb: special design bureau
        кб: design bureau
        нтц: scientific technical center
        ntc: scientific technical center
        ntts: scientific technical center
        stc: scientific technical center
        нпц: scientific production center
        npc: scientific production center
        тд: trading house
        td: trading house
        гк: group company
        ск: construction company
        бпла: unmanned aircraft
        uav: unmanned aircraft
        рф: russian federation
        rf: russian federation
        intl: international
        int'l: international
        svcs: services
        mfg: manufacturing
        univ: university
        uralvagonzavod: ural wagon plant
        нефтегаз: oil gas
        neftegaz: oil gas
        гнц: state scientific center
        gnc: state scientific center
        gnts: state scientific center
        фнпц: federal scientific production center
        fnpc: federal scientific production center
        fnpts: federal scientific production center
        внц: allrussian scientific center
        нпз: oil refinery plant
        npz: oil refinery plant
        гок: ore plant
        gok: ore plant
        цкб: central design bureau
        tskb: central design bureau
        ckb: central design bureau
        кбм: design bureau machine
        kbm: design bureau machine
        ктб: design technology bureau
        ktb: design technology bureau
        гскб: main special design bureau
        gskb: main special design bureau
        срз: ship repair plant
        srz: ship repair plant
        ссз: shipbuilding plant
        ssz: shipbuilding plant
        гпз: bearing plant
        чоп: security enterprise
        chop: security enterprise
        нтп: scientific technical enterprise
        ntp: scientific technical enterprise
        нтк: scientific technical complex
        ntk: scientific technical complex
        нтф: scientific technical firm
        ntf: scientific technical firm
        нтпф: scientific technical production firm
        пкф: production commercial firm
        pkf: production commercial firm
        ппо: production association
        пко: production commercial association
        pko: production commercial association
        нпцап: scientific production center automation
        ноц: scientific educational center
        иц: engineering center
        оскб: special design bureau
        стройтрест: construction trust
        спецстрой: special construction
        промстрой: industrial construction
        стройинвест: construction investment
        stroyinvest: construction investment
        нефтегазстрой: oil gas construction
        neftegazstroy: oil gas construction
        нефтехим: petrochemical
        промсвязь: industry communication
        химпром: chemical industry
        khimprom: chemical industry
        машзавод: machine plant
        mashzavod: machine plant
        стройматериалы: construction materials
        стройсервис: construction service
        stroyservis: construction service
        автозавод: automotive plant
        avtozavod: automotive plant
        авиазавод: aviation plant
        aviazavod: aviation plant
        авиаремонтный: aviation repair
        судозавод: shipbuilding plant
        радиозавод: radio plant
        radiozavod: radio plant
        электрозавод: electric plant
        elektrozavod: electric plant
        металлобаза: metal base
        горводоканал: city water
        теплоэнерго: heating energy
        teploenergo: heating energy
        engr: engineering
        engrg: engineering
        telecomm: communication
        pharm: pharma
        bldg: building
        assocs: associates
        nat'l: national
        govt: government
        gov't: government
        dvlpt: development
        devt: development
        hldgs: holdings
        invts: investments
        propts: properties
        shpg: shipping
        lgstcs: logistics
        whse: warehouse
        impexp: import export
        expimp: import export
        gtc: general trading company
        acad: academy
        fdn: foundation
        cttee: committee
        ith: import
        ihr: export
        phu: trade service enterprise
        pphu: production trade service enterprise
        """
}
