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
        """
}
