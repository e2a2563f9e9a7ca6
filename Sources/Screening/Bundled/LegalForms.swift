extension BundledTables {
    /// sanctions-lists/names/legal-forms.txt without its comments; written by scripts/embed-tables.py.
    static let legalForms = """
        llc|private|US,*: llc; l l c; limited liability company; limited liability co; limited liability corporation; \
        ooo; общество с ограниченной ответственностью; ооо; obshchestvo s ogranichennoi otvetstvennostyu; obschestvo \
        s ogranichennoy otvetstvennostyu; obshchestvo s ogranichennoy otvetstvennostyu; obshestvo s ogranichennoj \
        otvetstvennostju; tov; тов; товариство з обмеженою відповідальністю; таа; тоо; tоо; too; too; mchj; wll; w l \
        l; with limited liability; mmc; ммс; osoo; осоо; ltd liability co; fzllc; fz llc; fzc; fze; fzco; dmcc; free \
        zone company; free zone establishment; doo; d o o; drustvo s ogranicenom odgovornoscu; дружество с ограничена \
        отговорност; оод; ood; eood; еоод; shpk; sh p k
        plc|public|GB,IE: plc; p l c; public limited company; pcl; public company limited; public co ltd
        ltd|private|GB,IE,*: ltd; limited; ltd co; co ltd; company limited; coltd; company ltd; pvt ltd; private \
        limited; pte ltd; pte limited; private ltd; pty ltd; proprietary limited; pty; pvt limited; pte; p ltd; co \
        limited; corp ltd; cv ltd; limited company; ltda; limitada; sdn bhd; sendirian berhad; ltd sti; limited \
        sirketi; ltd sirketi; limited sti; private limited company; private company limited by shares; teo; ktt
        inc|public|US,CA,*: inc; incorporated; corp; corporation; incorporation; corporated
        lp|partnership|US,GB: lp; l p; limited partnership; slp; scottish limited partnership
        llp|partnership|US,GB,IN: llp; l l p; limited liability partnership
        na|public|US: n a; national association
        jsc|public|RU,UA,BY,KZ: jsc; joint stock company; joint stock co; ao; ао; акционерное общество; aktsionernoe \
        obshchestvo; aktsionernoye obshchestvo; akcionernoe obschestvo; aktcionernoe obshestvo; aktsionernoe \
        obschestvo; at; ат; акціонерне товариство; aktsionerne tovarystvo; stock company; company joint stock; джоинт \
        сток компани; ад; ad; акционерно дружество; aktsionerno druzhestvo; as company; asc; асц; qsc; ojs; joint \
        stock; jst; sjc; jscb; akb; акб; joint stock commercial bank
        pjsc|public|RU,UA,AE: pjsc; pao; пао; public joint stock company; публичное акционерное общество; publichnoe \
        aktsionernoe obshchestvo; publichnoye aktsionernoye obshchestvo; public joint stock co; пат; pat; публічне \
        акціонерне товариство; prjsc; private joint stock company; прат; prat; приватне акціонерне товариство; psc; p \
        j s c; public jsc; npao; непубличное акционерное общество; нпао; mkpao; мкпао; mkao; мкао; ipjsc; \
        international public joint stock company; international joint stock company; international company public \
        joint stock company; mkooo; мкооо; международная компания; mezhdunarodnaya kompaniya
        ojsc|public|RU,UA,BY: ojsc; oao; оао; open joint stock company; открытое акционерное общество; otkrytoe \
        aktsionernoe obshchestvo; otkrytoye aktsionernoye obshchestvo; open joint stock co; вата; ват; vat; адкрытае \
        акцыянернае таварыства; аат; aat; open jsc
        cjsc|public|RU,UA,BY: cjsc; zao; зао; closed joint stock company; закрытое акционерное общество; zakrytoe \
        aktsionernoe obshchestvo; zakrytoye aktsionernoye obshchestvo; zat; зат; закрытае акцыянернае таварыства; \
        close joint stock company; closed jsc
        state|state|RU,BY,UA,*: fgup; фгуп; federal state unitary enterprise; fsue; state unitary enterprise; \
        федеральное государственное унитарное предприятие; federalnoe gosudarstvennoe unitarnoe predpriyatie; гуп; \
        gup; муп; mup; rue; руп; rup; republican unitary enterprise; unitary enterprise; унитарное предприятие; uue; \
        fkp; фкп; federal state enterprise; fse; fgbu; фгбу; federal state budgetary institution; fgbou; фгбоу; fgku; \
        фгку; фгбун; fgbun; государственное предприятие; dp; дп; state enterprise; state owned enterprise; soe; fgau; \
        фгау; federal state autonomous institution; federal state budgetary educational institution; казенное \
        предприятие; federal treasury enterprise; federal state funded enterprise; федеральное казенное предприятие; \
        федеральное государственное бюджетное учреждение; federal state budgetary scientific institution; federal \
        state institution; federal state financed institution; vgup; sue; чуп; чп; chup; private unitary enterprise; \
        trade unitary enterprise; производственное унитарное предприятие
        nonprofit|nonprofit|*: ano; ано; autonomous non profit organisation; autonomous nonprofit organization; \
        autonomous non profit organization; автономная некоммерческая организация; nko; нко; non profit organization; \
        foundation; fund; фонд; stiftung; fondation; fundacion; vakif; ngo; anco; non commercial organization; ev; e \
        v; eingetragener verein; verein; asbl; association; асоциация; ассоциация; aisbl; vzw; союз
        ip|sole|RU,BY: ip; ип; индивидуальный предприниматель; individual entrepreneur; individualny predprinimatel; \
        fop; фоп; chp; private entrepreneur; sole trader; sole proprietor; sole proprietorship; чп; \
        einzelunternehmen; ek; e k; e kfm; eingetragener kaufmann
        ag|public|DE,AT,CH: ag; a g; aktiengesellschaft; akg
        gmbh|private|DE,AT,CH: gmbh; g m b h; gesellschaft mit beschrankter haftung; gesellschaft mit beschraenkter \
        haftung; gesellschaft m b h; ges m b h; gesmbh; mbh; m b h; ggmbh; gesellschaft mbh; gmbh and co kg; gmbh co \
        kg; gmbh and co; gmbh and cokg
        ug|private|DE: ug; ug haftungsbeschrankt; unternehmergesellschaft
        kg|partnership|DE,AT: kg; k g; kommanditgesellschaft; ohg; offene handelsgesellschaft; gbr; kgaa; ag and co \
        kg; ag and co kgaa; se and co kgaa
        eg|nonprofit|DE: eg; e g; eingetragene genossenschaft; genossenschaft
        se|public|*: se; societas europaea; s e
        sa|public|FR,BE,CH,LU,ES,PT,PL,GR: sa; s a; societe anonyme; sociedad anonima; sociedade anonima; spolka \
        akcyjna; anonymos etaireia; ae; α ε; αε; ανωνυμη εταιρεια; sa de cv; s a de c v; sociedad anonima de capital \
        variable; sab; sab de cv; s a b de c v; saa; sociedad anonima abierta; sac; s a c; sociedad anonima cerrada; \
        sau; s a u; sociedad anonima unipersonal; sas; s a s; societe par actions simplifiee; sociedad por acciones \
        simplificada; sasu; sca; s c a; societe en commandite par actions; sociedad anonima bursatil; sal; s a l; \
        sarlau; spa; s p a; societa per azioni; sapi de cv; s a p i de c v; saoc; saog; s a r
        sarl|private|FR,BE,CH,LU,LB,MA: sarl; s a r l; societe a responsabilite limitee; eurl; e u r l; suarl; s a r \
        l au; gie
        srl|private|IT,RO,ES,AR,MD: srl; s r l; societa a responsabilita limitata; societatea cu raspundere limitata; \
        sociedad de responsabilidad limitada; s de r l; s de rl; s de rl de cv; s de r l de c v; sl; s l; sociedad \
        limitada; slu; s l u; sociedad limitada unipersonal; srls; sociedad de responsabilidad limitada de capital \
        variable; crl; eirl; e i r l; ci; comercializadora internacional
        lda|private|PT,BR,AO: lda; ltda me; sociedade limitada; sociedade por quotas; quotas de responsabilidade \
        limitada; eireli; sgps; s g p s
        bv|private|NL,BE: bv; b v; besloten vennootschap; bvba; sprl; besloten vennootschap met beperkte \
        aansprakelijkheid; srl bv
        nv|public|NL,BE: nv; n v; naamloze vennootschap
        cv|partnership|NL: cv; c v; vof; v o f; commanditaire vennootschap; scrl
        ab|public|SE,FI: ab; aktiebolag; aktiebolaget; publ; a b; oyj; oy ab; ab publ
        oy|private|FI: oy; osakeyhtio; o y
        as|public|NO,DK,CZ,SK,TR,EE,LV: as; a s; asa; aksjeselskap; aktieselskab; allmennaksjeselskap; akciova \
        spolecnost; anonim sirketi; anonim sti; aktsiaselts; akciju sabiedriba; a s a
        aps|private|DK: aps; a p s; anpartsselskab; ivs
        sro|private|CZ,SK: sro; s r o; spolecnost s rucenim omezenym; spol s r o; spol sro; spolocnost s rucenim \
        obmedzenym
        spzoo|private|PL: sp z o o; spzoo; sp zoo; spolka z ograniczona odpowiedzialnoscia; sp k; spolka komandytowa; \
        sp j; sp z oo; spolka z o o; sp zo o
        kft|private|HU: kft; korlatolt felelossegu tarsasag; bt; kkt
        rt|public|HU: rt; nyrt; zrt; zartkoruen mukodo reszvenytarsasag; reszvenytarsasag
        uab|private|LT: uab; uzdaroji akcine bendrove; mb
        oü|private|EE: ou; osauhing
        sia|private|LV: sia; sabiedriba ar ierobezotu atbildibu
        epe|private|GR: epe; ε π ε; ike; monoprosopi epe
        dd|public|SI,HR,BA: dd; d d; delnicka druzba; dionicko drustvo; dionicarsko drustvo; a d
        kk|public|JP: kk; k k; kabushiki kaisha; kabushiki gaisha; kabushikigaisha; kaisha
        gk|private|JP: gk; godo kaisha; yk; yugen kaisha; yugen gaisha
        bhd|public|MY: bhd; berhad; tbk; persero
        pt|private|ID: pt; perseroan terbatas; p t
        jv|partnership|*: jv; joint venture; sp ooo; consortium; joint venture company; соwместное предприятие; \
        совместное предприятие
        branch|branch|*: branch; representative office; filial; филиал; succursale; sucursal; zweigniederlassung; \
        sucursala; rep office; predstavitelstvo; представительство
        saoc|public|OM,SA,KW,QA,EG,BH: ksc; k s c; kscc; bsc; b s c; sak; sae; s a e; saog company; qpsc; ltd psc; \
        egyptian joint stock company; s a k; saudi joint stock company; closed joint stock company kuwait; private \
        jsc; mahdoud; sherkat sahami; sherkate sahami; sherkat sahami khas; sahami khass; sahami am; sherkat; sahamy \
        khas; pjs; شركة; شرکت; sharikat; شركة ذات مسؤولية محدودة; شرکت سهامی; سهامی خاص; sahami
        est|sole|AE,SA,JO: est; establishment; establishments; etablissement; muassasat; etablissements; ets; \
        anstalt; موسسه; مؤسسة
        unltd|private|GB: unlimited; unltd; ulc; cic; community interest company; clg; company limited by guarantee; \
        company limited by shares; designated activity company; dac; d a c
        coop|nonprofit|*: coop; cooperative; co operative; cooperativa; kooperativ; кооператив; scoop; ccoop; \
        society; coop society
        trust|partnership|*: tr; family trust; unit trust
        co|private|*: co; comp; company; cie; compagnie; compania; and co; and company; kompaniya; компания; \
        компанія; cia; и ко; and cie; kompania; kompaniia; co kg
        zrt|private|GE,AM,AZ: шпс; shps; საწარმო; სს; შპს; ss; cjsc am; ʃпс; ооо az; mes; spe ltd
        gov|state|*: state company; state corporation; госкорпорация; goskorporatsiya; гк; gk ru; statni podnik; s p; \
        narodni podnik; skb; state joint stock company; regie autonome; entidad publica; empresa estatal; empresa \
        publica; empresa del estado
        cn|private|CN: youxian gongsi; youxian zeren gongsi; gufen youxian gongsi; gs; youxiangongsi; limited \
        liability company cn
        """
}
