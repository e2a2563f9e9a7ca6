extension BundledTables {
    /// sanctions-lists/names/legal-forms.txt without its comments, part 1 of 2; written by scripts/embed-tables.py.
    static let legalFormsPart1 = """
        llc|private|US,*: llc; l l c; limited liability company; limited liability co; limited liability corporation; \
        ltd liability co; with limited liability; pllc; professional limited liability company; l3c
        inc|public|US,CA,*: inc; incorporated; corp; corporation; incorporation; corporated; corp inc; inc corp; \
        incorporee
        pc|private|US: pllp; professional corporation; prof corp; chartered professional corporation
        lp|partnership|US,GB: lp; l p; limited partnership; slp; scottish limited partnership; lllp; limited \
        liability limited partnership; general partnership
        llp|partnership|US,GB,IN: llp; l l p; limited liability partnership; limited liability partnerships
        na|public|US: n a; national association
        ltee|private|CA: ltee; limitee; ulc; unlimited liability corporation; unlimited liability company; senc; \
        societe en nom collectif
        plc|public|GB,IE: plc; p l c; public limited company; pcl; public company limited; public co ltd; ccc; cwmni \
        cyfyngedig cyhoeddus; cpt; cuideachta phoibli theoranta; public limited co
        ltd|private|GB,IE,*: ltd; limited; ltd co; co ltd; company limited; coltd; company ltd; co limited; corp ltd; \
        limited company; private limited company; private company limited by shares; teo; teoranta; cyf; cyfyngedig; \
        co pte ltd; limited co; limited liability co ltd; ltd company; cv ltd
        unltd|private|GB,IE: unlimited; unltd; cic; community interest company; clg; company limited by guarantee; \
        company limited by shares; designated activity company; dac; d a c; uc; unlimited company
        trust|partnership|*: tr; family trust; unit trust
        pvt|private|IN,PK,BD,LK: pvt ltd; private limited; pvt limited; p ltd; private ltd; pvt; pvt ltd co; smc pvt \
        ltd; smc private limited; opc private limited; opc pvt ltd; one person company; private co ltd; nidhi limited
        pty|private|AU,ZA,NZ,BW,NA: pty ltd; proprietary limited; pty; pty limited; proprietary ltd; edms bpk; \
        eiendoms beperk; close corporation; cc ltd; soc ltd; rf pty ltd
        pte|private|SG: pte ltd; pte limited; pte
        sdn|private|MY,BN: sdn bhd; sendirian berhad; sdn; sdn berhad; plt; perkongsian liabiliti terhad
        bhd|public|MY,ID: bhd; berhad; tbk; persero; persero tbk; persero pt; pt persero; terbuka
        pt|private|ID: pt; perseroan terbatas; p t; pt tbk; persekutuan komanditer; perum
        th|private|TH: boriset chamkat; borisat chamkad; bor jor; ho jo ko; hang hun suan chamkat
        thp|public|TH: borisat mahachon chamkat; bor mor jor; mahachon
        vn|private|VN: cong ty tnhh; tnhh; cty tnhh; cong ty trach nhiem huu han; trach nhiem huu han; tnhh mtv; tnhh \
        mot thanh vien; cong ty tnhh mtv; cong ty tnhh mot thanh vien; trach nhiem huu han mot thanh vien
        vnp|public|VN: cong ty co phan; cty cp; cong ty cp; ctcp; co phan; tong cong ty
        ooo|private|RU,BY: ooo; общество с ограниченной ответственностью; ооо; obshchestvo s ogranichennoi \
        otvetstvennostyu; obschestvo s ogranichennoy otvetstvennostyu; obshchestvo s ogranichennoy otvetstvennostyu; \
        obshestvo s ogranichennoj otvetstvennostju; obshchestvo s ogranichennoi otvetstvennostiu; obshchestvo s \
        ogranichennoj otvetstvennostyu; obschestvo s ogranichennoi otvetstvennostyu; mkooo; мкооо; odo; одо; общество \
        с дополнительной ответственностью; obshchestvo s dopolnitelnoi otvetstvennostyu; additional liability \
        company; таа; таварыства з абмежаванай адказнасцю; tavarystva z abmezhavanai adkaznastsyu; naoo; nooo; неооо
        jsc|public|RU,UA,BY,KZ: jsc; joint stock company; joint stock co; ao; ао; акционерное общество; aktsionernoe \
        obshchestvo; aktsionernoye obshchestvo; akcionernoe obschestvo; aktcionernoe obshestvo; aktsionernoe \
        obschestvo; aktsionernoye obschestvo; akcionernoje obscestvo; at; ат; акціонерне товариство; aktsionerne \
        tovarystvo; stock company; company joint stock; джоинт сток компани; ojs; joint stock; jst; sjc; jscb; akb; \
        акб; joint stock commercial bank; акционерный коммерческий банк; акционерный банк; akcyianernae tavarystva; \
        акцыянернае таварыства; aktsyyanernae tavarystva; ak; аk
        pjsc|public|RU,UA,AE: pjsc; pao; пао; public joint stock company; публичное акционерное общество; publichnoe \
        aktsionernoe obshchestvo; publichnoye aktsionernoye obshchestvo; publichnoe aktsionernoe obschestvo; public \
        joint stock co; пат; pat; публічне акціонерне товариство; publichne aktsionerne tovarystvo; prjsc; private \
        joint stock company; прат; prat; приватне акціонерне товариство; pryvatne aktsionerne tovarystvo; psc; p j s \
        c; public jsc; npao; непубличное акционерное общество; nepublichnoe aktsionernoe obshchestvo; нпао; mkpao; \
        мкпао; mkao; мкао; ipjsc; international public joint stock company; international joint stock company; \
        international company public joint stock company; международная компания; mezhdunarodnaya kompaniya; non \
        public joint stock company; nonpublic joint stock company
        ojsc|public|RU,UA,BY: ojsc; oao; оао; open joint stock company; открытое акционерное общество; otkrytoe \
        aktsionernoe obshchestvo; otkrytoye aktsionernoye obshchestvo; otkrytoe aktsionernoe obschestvo; open joint \
        stock co; ват; vat; відкрите акціонерне товариство; vidkryte aktsionerne tovarystvo; адкрытае акцыянернае \
        таварыства; adkrytae aktsyyanernae tavarystva; аат; aat; open jsc; open type joint stock company; oaot; аоот; \
        aoot
        cjsc|public|RU,UA,BY,AM: cjsc; zao; зао; closed joint stock company; закрытое акционерное общество; zakrytoe \
        aktsionernoe obshchestvo; zakrytoye aktsionernoye obshchestvo; zakrytoe aktsionernoe obschestvo; zat; зат; \
        закрите акціонерне товариство; zakryte aktsionerne tovarystvo; закрытае акцыянернае таварыства; zakrytae \
        aktsyyanernae tavarystva; close joint stock company; closed jsc; аозт; aozt; closed type joint stock company; \
        ԲԲԸ; ՓԲԸ; pbe; փակ բաժնետիրական ընկերություն
        rup|partnership|RU,BY,UA: полное товарищество; polnoe tovarishchestvo; товарищество на вере; tovarishchestvo \
        na vere; коммандитное товарищество; full partnership; командитне товариство
        state|state|RU,BY,UA,*: fgup; фгуп; federal state unitary enterprise; fsue; state unitary enterprise; \
        федеральное государственное унитарное предприятие; federalnoe gosudarstvennoe unitarnoe predpriyatie; \
        федеральное государственное унитарное; гуп; gup; муп; mup; rue; руп; rup; republican unitary enterprise; \
        unitary enterprise; унитарное предприятие; unitarnoe predpriyatie; uue; fkp; фкп; federal state enterprise; \
        fse; fgbu; фгбу; federal state budgetary institution; fgbou; фгбоу; fgku; фгку; фгбун; fgbun; государственное \
        предприятие; gosudarstvennoe predpriyatie; dp; дп; державне підприємство; derzhavne pidpryiemstvo; state \
        enterprise; state owned enterprise; soe; fgau; фгау; federal state autonomous institution; federal state \
        budgetary educational institution; казенное предприятие; federal treasury enterprise; federal state funded \
        enterprise; федеральное казенное предприятие; федеральное государственное бюджетное учреждение; федеральное \
        государственное бюджетное образовательное учреждение высшего образования; federal state budgetary scientific \
        institution; federal state institution; federal state financed institution; vgup; sue; чуп; chup; private \
        unitary enterprise; trade unitary enterprise; производственное унитарное предприятие; рдуп; rduп; \
        республиканское унитарное предприятие; гп; казенне підприємство; муниципальное унитарное предприятие; \
        municipal unitary enterprise; state institution; state budgetary institution; гбу; gbu; гку; gku; ргп; rgp; \
        республиканское государственное предприятие; republican state enterprise; гкп; gkp
        nonprofit|nonprofit|*: ano; ано; autonomous non profit organisation; autonomous nonprofit organization; \
        autonomous non profit organization; автономная некоммерческая организация; avtonomnaya nekommercheskaya \
        organizatsiya; nko; нко; non profit organization; nonprofit organization; non profit organisation; not for \
        profit organization; foundation; fund; фонд; stiftung; fondation; fundacion; vakif; vakfi; ngo; anco; non \
        commercial organization; association; асоциация; ассоциация; союз; ро; roo; роо; региональная общественная \
        организация; общественная организация; оо; некоммерческое партнерство; nekommercheskoe partnerstvo; non \
        commercial partnership; нп; onlus; fundacja; stowarzyszenie; dernegi; zakladni fond; obcanske sdruzeni; \
        fondazione; fundacao; oeuvre; mtu; mtü; biedriba; udruzenje; udruga; nadacia; nadace; alapitvany; egyesulet; \
        jamiyya khayriyya; благодійний фонд; благотворительный фонд; громадська організація
        ip|sole|RU,BY,KZ: ip; ип; индивидуальный предприниматель; individual entrepreneur; individualny \
        predprinimatel; individualnyi predprinimatel; chp; private entrepreneur; чп; пбоюл; pboyul; кфх; kfh; \
        крестьянское фермерское хозяйство; peasant farm
        sole|sole|*: sole trader; sole proprietor; sole proprietorship; one man business; est sole; proprietorship
        tov|private|UA: tov; тов; товариство з обмеженою відповідальністю; tovarystvo z obmezhenoyu vidpovidalnistyu; \
        tovarystvo z obmezhenoiu vidpovidalnistiu; пп; приватне підприємство; pryvatne pidpryiemstvo; тдв; tdv; \
        товариство з додатковою відповідальністю
        fop|sole|UA: fop; фоп; фізична особа підприємець; fizychna osoba pidpryiemets; spd; спд
        too|private|KZ: too; тоо; tоo; товарищество с ограниченной ответственностью; tovarishchestvo s ogranichennoi \
        otvetstvennostyu; tovarishchestvo s ogranichennoy otvetstvennostyu; limited liability partnership kazakhstan; \
        жшс; zhshs; жауапкершілігі шектеулі серіктестік; zhauapkershiligi shekteuli seriktestik
        kzao|public|KZ: ақ; қазақстан ақ; акционерлік қоғам; aktsionerlik qogam
        osoo|private|KG: osoo; осоо; жчк; zhchk; жоопкерчилиги чектелген коом
        oaokg|public|KG: ачык акционердик коом; aak; ааk; жабык акционердик коом; жак
        mchj|private|UZ: mchj; мчж; mas uliyati cheklangan jamiyati; masuliyati cheklangan jamiyat; mas uliyati \
        cheklangan jamiyat; масъулияти чекланган жамият; qk mchj; xk mchj; ok mchj; oilaviy korxona; xususiy korxona; \
        qoshma korxona
        aj|public|UZ: aj; аж; aksiyadorlik jamiyati; aksiyadorlik jamiyat; акциядорлик жамияти; oaj; yoaj; atb; aktb; \
        aksiyadorlik tijorat banki
        jdmm|private|TJ: jdmm; чдмм; ҷдмм; ҷамъияти дорои масъулияти маҳдуд; чамъияти дорои масъулияти махдуд; hjsc; \
        jamiyati sahomii kushoda; ҷамъияти саҳомии кушода
        tmhj|private|TM: hojalyk jemgyyeti; paychylar jemgyyeti; hususy karhana; ykdysady jemgyyet
        srlro|private|RO,MD: societatea cu raspundere limitata; societate cu raspundere limitata; s c srl; sc srl; \
        srl d; societatea comerciala cu raspundere limitata; societatea cu raspundere limitata srl
        saro|public|RO,MD: societate pe actiuni; societatea pe actiuni; societatea pe actiuni sa; sc sa; societatea \
        comerciala pe actiuni; societate comerciala pe actiuni
        pfa|sole|RO,MD: pfa; persoana fizica autorizata; intreprindere individuala; intreprinderea individuala; \
        intreprinderea de stat; i s
        snc|partnership|RO,IT,FR: snc; s n c; societate in nume colectiv; societa in nome collettivo; societate in \
        comandita simpla; sapa; s a p a; societa in accomandita semplice; societa in accomandita per azioni
        mmc|private|AZ: mmc; ммс; mehdud mesuliyyetli cemiyyet; məhdud məsuliyyətli cəmiyyət; mehdud mesuliyyetli \
        cemiyyeti; məhdud məsuliyyətli cəmiyyəti
        asc|public|AZ: asc; асц; aciq sehmdar cemiyyeti; açıq səhmdar cəmiyyəti; qsc; qapali sehmdar cemiyyeti; \
        qapalı səhmdar cəmiyyəti; sehmdar cemiyyeti; publik huquqi sexs; publik hüquqi şəxs
        shps|private|GE: шпс; shps; შპს; შეზღუდული პასუხისმგებლობის საზოგადოება; shezghuduli pasukhismgeblobis \
        sazogadoeba; ʃпс
        ssge|public|GE: სს; სააქციო საზოგადოება; saaktsio sazogadoeba; საწარმო
        spyu|private|AM: spyu; սպը; ՍՊԸ; սահմանափակ պատասխանատվությամբ ընկերություն; sahmanapak pataskhanatvutyamb \
        enkerutyun; sahmanapak pataskhanatvutyamb ynkerutyun; cjsc am; ա ձ; անհատ ձեռնարկատեր
        ag|public|DE,AT,CH,LI: ag; a g; aktiengesellschaft; akg; aktienges
        gmbh|private|DE,AT,CH,LI: gmbh; g m b h; gesellschaft mit beschrankter haftung; gesellschaft mit \
        beschraenkter haftung; gesellschaft m b h; ges m b h; gesmbh; mbh; m b h; ggmbh; gesellschaft mbh; gmbh and \
        co kg; gmbh co kg; gmbh and co; gmbh and cokg; gmbh u co kg; gmbh und co kg; gmbh and co ohg; gmbh and co \
        kgaa; gmbh in liquidation; gmbh i l; gemeinnutzige gmbh; gemeinnutzige gesellschaft mit beschrankter haftung; \
        flexkapg; flexible kapitalgesellschaft; flexco; ges mbh; investmentaktiengesellschaft
        ug|private|DE: ug; ug haftungsbeschrankt; unternehmergesellschaft; ug haftungsbeschraenkt; \
        unternehmergesellschaft haftungsbeschrankt; ug haftungsbeschrankt and co kg; ug and co kg
        kg|partnership|DE,AT,CH: kg; k g; kommanditgesellschaft; ohg; o h g; offene handelsgesellschaft; gbr; g b r; \
        gesellschaft burgerlichen rechts; egbr; kgaa; kommanditgesellschaft auf aktien; ag and co kg; ag and co kgaa; \
        se and co kgaa; se and co kg; offene gesellschaft; partg; partgmbb; partnerschaftsgesellschaft; \
        partnerschaftsgesellschaft mbb; kommanditaktiengesellschaft; kollektivgesellschaft
        eg|nonprofit|DE,AT,CH: eg; e g; eingetragene genossenschaft; genossenschaft; ev; e v; eingetragener verein; \
        verein; ggenossenschaft; raiffeisengenossenschaft; vvag; versicherungsverein auf gegenseitigkeit; gen m b h; \
        gemeinnutziger verein
        ek|sole|DE,AT: einzelunternehmen; ek; e k; e kfm; e kfr; eingetragener kaufmann; eingetragene kauffrau; \
        eingetragener kaufmann e k; e u; einzelfirma
        anstalt|sole|LI: anstalt; trust reg; treuunternehmen; trust register
        kor|state|DE: anstalt des offentlichen rechts; aor; korperschaft des offentlichen rechts; kdor; eigenbetrieb
        se|public|*: se; societas europaea; s e; societas europea; se co; europaische gesellschaft
        eeig|partnership|*: eeig; ewiv; geie; european economic interest grouping; europaische wirtschaftliche \
        interessenvereinigung; groupement europeen d interet economique
        sce|nonprofit|*: societas cooperativa europaea; european cooperative society
        sa|public|FR,BE,CH,LU,MC: sa; s a; societe anonyme; sas; s a s; societe par actions simplifiee; sasu; societe \
        par actions simplifiee unipersonnelle; sca; s c a; societe en commandite par actions; s a r; societe \
        europeenne; societe d economie mixte; selas; selafa; sicav; sicaf; soparfi; sa sicav; societe anonyme \
        monegasque; sam monaco; societe de droit public; sa spf; sa holding
        sarl|private|FR,BE,CH,LU,LB,MA,TN,DZ: sarl; s a r l; sàrl; societe a responsabilite limitee; eurl; e u r l; \
        entreprise unipersonnelle a responsabilite limitee; suarl; s u a r l; s a r l au; sarl au; sarlau; gie; \
        groupement d interet economique; selarl; societe d exercice liberal a responsabilite limitee; sarl s; societe \
        a responsabilite limitee simplifiee; societe a responsabilite limitee a associe unique; sarlu; sarl \
        unipersonnelle; sprl u
        sci|partnership|FR,LU,BE: sci; societe civile immobiliere; societe civile; scs; societe en commandite simple; \
        scsp; societe en commandite speciale; scm; scp; societe en participation; societe de fait
        loi1901|nonprofit|FR,BE,LU: asbl; a s b l; association sans but lucratif; association loi 1901; aisbl; \
        association internationale sans but lucratif; vzw; v z w; vereniging zonder winstoogmerk; ivzw; scic; scop; \
        scoop; societe cooperative et participative; fondation d utilite publique
        epic|state|FR,DZ,MA: epic; etablissement public a caractere industriel et commercial; etablissement public; \
        epa; societe nationale; regie autonome; office national; entreprise publique economique
        ei|sole|FR: entreprise individuelle; auto entrepreneur; eirl france; micro entreprise; entrepreneur individuel
        bv|private|NL,BE: bv; b v; besloten vennootschap; bvba; b v b a; sprl; s p r l; besloten vennootschap met \
        beperkte aansprakelijkheid; srl bv; bv srl; ebvba; sprlu; societe privee a responsabilite limitee; bv in \
        oprichting; bv i o
        nv|public|NL,BE,CW,AW,SR: nv; n v; naamloze vennootschap; nv sa; sa nv; nv in oprichting
        cv|partnership|NL,BE: cv; c v; vof; v o f; vennootschap onder firma; commanditaire vennootschap; scrl; cvba; \
        commv; comm v; maatschap; cooperatieve vennootschap; cvoa; gcv; commanditaire vennootschap op aandelen; \
        cooperatief u a; cooperatie u a; coop u a; ua cooperatie; bv cv
        stichting|nonprofit|NL,BE: stichting; vereniging; stichting administratiekantoor; stak; cooperatie; \
        onderlinge waarborgmaatschappij; private stichting
        eenmanszaak|sole|NL,BE: eenmanszaak
        saes|public|ES,PT: sociedad anonima; sociedade anonima; sau; s a u; sociedad anonima unipersonal; sociedad \
        anonima laboral; sociedad anonima deportiva; sme; s m e; sa sme; s a sgps; sgps; s g p s; sociedade gestora \
        de participacoes sociais; sociedad comanditaria por acciones; s com por a; sgiic; sicav sa; socimi; sgeic; \
        sgr; sociedade aberta; sa sociedade aberta; ep sa; empresa publica municipal
        sles|private|ES: sl; s l; sociedad limitada; slu; s l u; sociedad limitada unipersonal; slne; s l n e; \
        sociedad limitada nueva empresa; sll; s l l; sociedad limitada laboral; sociedad de responsabilidad limitada; \
        sociedad limitada profesional; sociedad limitada de formacion sucesiva
        sces|partnership|ES: sociedad civil; comunidad de bienes; c b; sociedad colectiva; sociedad comanditaria \
        simple; s com; aie; agrupacion de interes economico; union temporal de empresas
        lda|private|PT,BR,AO,MZ,CV: lda; ltda; limitada; ltda me; sociedade limitada; sociedade por quotas; quotas de \
        responsabilidade limitada; eireli; eireli me; eireli epp; empresa individual de responsabilidade limitada; \
        ltda epp; sociedade unipessoal lda; unipessoal lda; unipessoal; sociedade unipessoal; sociedade unipessoal \
        por quotas; sociedade limitada unipessoal; cia ltda; compania limitada; companhia limitada; sociedade de \
        responsabilidade limitada; sociedad limitada ltda; y cia ltda; e cia ltda; sociedade simples; sociedade \
        simples ltda; s s ltda; epp; limitada ltda; ltda spe; spe ltda; sociedad de responsabilidad limitada ltda
        sabr|public|BR,AO,MZ: companhia aberta; sociedade anonima de capital aberto; sociedade anonima de capital \
        fechado; sociedade anonima s a; sa capital aberto; sociedade de economia mista; empresa de pequeno porte
        mei|sole|BR,PT: mei; microempreendedor individual; empresario individual; firma individual; empresario em \
        nome individual
        sacv|public|MX: sa de cv; s a de c v; sociedad anonima de capital variable; sab; s a b; sab de cv; s a b de c \
        v; sociedad anonima bursatil; sociedad anonima bursatil de capital variable; sapi; s a p i; sapi de cv; s a p \
        i de c v; sociedad anonima promotora de inversion; sociedad anonima promotora de inversion de capital \
        variable; sa cv; sofom; sa de cv sofom enr; sa de cv sofom er; sofom enr; sofom er; s a de cv; sa de c v; \
        sociedad por acciones simplificada de capital variable; sas de cv; s a s de c v; sociedad financiera de \
        objeto multiple; sociedad anonima institucion de banca multiple; institucion de banca multiple; sapib; sapib \
        de cv; sociedad anonima promotora de inversion bursatil
        srlmx|private|MX: s de r l; s de rl; s de rl de cv; s de r l de c v; s de rl cv; s de r l m i; s de rl mi; \
        sociedad de responsabilidad limitada de capital variable; sociedad de responsabilidad limitada \
        microindustrial; srl de cv; srl cv; s rl de cv; s de rl de c v
        mxnp|nonprofit|MX: a c; asociacion civil; s c; iap; institucion de asistencia privada; spr de rl; s p r de r \
        l; sociedad de produccion rural; sc de rl; sociedad cooperativa de responsabilidad limitada; sc de rl de cv; \
        s c de r l; spr de ri; sc de p de rl
        salat|public|AR,CO,CL,PE,EC,VE,BO,UY,PA,CR: saa; s a a; sociedad anonima abierta; sac; s a c; sociedad \
        anonima cerrada; sociedad por acciones simplificada; sociedad por acciones; s c por a; saic; s a i c; sacif; \
        s a c i f; sacifia; sacifi; saci; s a c i; sociedad anonima comercial industrial; sociedad en comandita por \
        acciones; s en c por a; sociedad anonima simplificada; sa esp; s a e s p; sa e s p; sas esp; esp sa; e s p; \
        empresa de servicios publicos; c a; compania anonima; s a c a; saca; sociedad anonima de capital abierto; \
        sociedad anonima de capital autorizado; sa emma; saem; sapem; sociedad anonima con participacion estatal \
        mayoritaria; sociedad de economia mixta; baic; bic sas; sas bic; sa bic
        srllat|private|AR,BO,PE,VE,CR,GT,HN,NI,SV,DO,PY,UY,CU,EC: s r ltda; sociedad de responsabilidad limitada srl; \
        s de r l de h; srl de sociedad; s c r l; sociedad comercial de responsabilidad limitada; crl; eirl; e i r l; \
        empresa individual de responsabilidad limitada eirl; eirltda; ci; comercializadora internacional; c i; ci \
        sas; ci ltda; ci sa; c ltda; c por a; cxa; c x a; compania por acciones; empresa unipersonal
        cylat|partnership|CO,AR,CL,MX,VE: s en c; sociedad en comandita; s en c s; sociedad en comandita simple; y \
        cia s en c; s en n c; sociedad en nombre colectivo; y compania; and compania; y cia; s c s; sociedad \
        colectiva comercial; s de h; sociedad de hecho
        gubl|state|CO,MX,VE,CU,BO,AR: entidad publica; empresa estatal; empresa publica; empresa del estado; empresa \
        industrial y comercial del estado; eice; organismo descentralizado; empresa nacional; sociedad del estado; \
        empresa social del estado; union de empresas; osde; ueb; sociedad mercantil cubana; empresa mixta; empresa de \
        propiedad social; empresa productiva del estado
        spait|public|IT,SM: spa; s p a; societa per azioni; spa a socio unico; spa unipersonale; societa per azioni \
        con socio unico; spa in liquidazione; societa benefit spa; spa sb
        srl|private|IT,RO,AR,MD: srl; s r l; societa a responsabilita limitata; srls; s r l s; srl semplificata; \
        societa a responsabilita limitata semplificata; srlu; srl unipersonale; srl a socio unico; societa a \
        responsabilita limitata unipersonale; srl in liquidazione; srlcr; srl sb
        itcoop|nonprofit|IT: societa cooperativa; soc coop; soc coop arl; scarl; s c a r l; societa cooperativa a \
        responsabilita limitata; soc coop a r l; societa consortile; scpa; s c p a; societa consortile per azioni; \
        cooperativa sociale; scs onlus; consorzio; societa cooperativa sociale; asd; associazione sportiva \
        dilettantistica; ssd
        itsole|sole|IT: ditta individuale; impresa individuale; ditta; societa semplice
        ab|public|SE,FI: ab; aktiebolag; aktiebolaget; publ; a b; oyj; o y j; julkinen osakeyhtio; oy ab; ab oy; ab \
        publ; oyj abp; abp; publikt aktiebolag; aktiebolag publ; bankaktiebolag; forsakringsaktiebolag
        hb|partnership|SE: handelsbolag; kommanditbolag; enkelt bolag; ekonomisk forening; ek for; \
        bostadsrattsforening; brf; stiftelse; enskild firma; ideell forening
        oy|private|FI: oy; osakeyhtio; o y; yksityinen osakeyhtio; ltd oy; oy ltd; oy ltd ab
        ky|partnership|FI: ky; kommandiittiyhtio; avoin yhtio; osk; osuuskunta; saatio; rekisteroity yhdistys; r y; \
        toiminimi; t mi; kiinteisto oy; as oy; asunto osakeyhtio; oyky; osuuspankki
        as|public|NO,DK,CZ,SK,TR,EE,LV,PL: as; a s; asa; aksjeselskap; aktieselskab; allmennaksjeselskap; a s a; ap \
        s; aktieselskabet; sparekassen aktieselskab
        nosk|partnership|NO: ans; ansvarlig selskap; kommandittselskap; k s; nuf; norskregistrert utenlandsk foretak; \
        enk; enkeltpersonforetak; samvirkeforetak; statsforetak; stiftelsen; iks; partsrederi; delt ansvar; asvl; \
        borettslag; brl
        aps|private|DK: aps; a p s; anpartsselskab; ivs; ivaerksaetterselskab; iværksætterselskab; smba; s m b a; \
        selskab med begraenset ansvar; selskab med begrænset ansvar
        dkp|partnership|DK: interessentskab; kommanditselskab; p s; partnerselskab; amba; a m b a; andelsselskab med \
        begraenset ansvar; andelsselskab; fmba; f m b a; erhvervsdrivende fond; enkeltmandsvirksomhed; personligt \
        ejet mindre virksomhed; pmv
        ehf|private|IS,FO: ehf; einkahlutafelag; einkahlutafélag; slf; sameignarfelag; samlagsfelag; sp f; \
        smapartafelag; p f
        hf|public|IS: hf; hlutafelag; hlutafélag; ohf; opinbert hlutafelag
        ou|private|EE: ou; osauhing; oü; osaühing; o u; taisuhing; usaldusuhing; fuusilisest isikust ettevotja; \
        tulundusuhistu
        asee|public|EE: aktsiaselts; avalik aktsiaselts
        sia|private|LV: sia; sabiedriba ar ierobezotu atbildibu; sabiedriba ar ierobezotu atbildibi; s i a; \
        individualais komersants; pilnsabiedriba; komanditsabiedriba; zemnieku saimnieciba; z s
        aslv|public|LV: akciju sabiedriba; publiska akciju sabiedriba; v a s; valsts akciju sabiedriba; vsia; valsts \
        sia
        uab|private|LT: uab; u a b; uzdaroji akcine bendrove; mb; mazoji bendrija; ivesticine bendrove; individuali \
        imone; tikroji ukine bendrija; komanditine ukine bendrija; iuab; zub; zemes ukio bendrove
        ablt|public|LT: akcine bendrove; valstybes imone; savivaldybes imone; viesoji istaiga; vsi
        spzoo|private|PL: sp z o o; spzoo; sp zoo; spolka z ograniczona odpowiedzialnoscia; spółka z ograniczoną \
        odpowiedzialnością; sp z oo; spolka z o o; sp zo o; spolka zoo; sp z ograniczona odpowiedzialnoscia; spolka z \
        oo; spz o o; spz oo
        sapl|public|PL: spolka akcyjna; spółka akcyjna; psa; p s a; prosta spolka akcyjna
        spk|partnership|PL: sp k; spolka komandytowa; sp j; spolka jawna; sp p; spolka partnerska; s k a; ska; spolka \
        komandytowo akcyjna; spolka cywilna; sp z oo sp k; sp z o o sp k; sp z o o spolka komandytowa; spolka z \
        ograniczona odpowiedzialnoscia sp k; spolka z ograniczona odpowiedzialnoscia spolka komandytowa; spolka z \
        ograniczona odpowiedzialnoscia sp j; sp z oo spolka komandytowa; jdg; jednoosobowa dzialalnosc gospodarcza; \
        phu; p h u; przedsiebiorstwo handlowo uslugowe; pphu; p p h u; pphu sp z oo; fhu
        pppl|state|PL,CZ,SK,SI,HR: przedsiebiorstwo panstwowe; statni podnik; s p; narodni podnik; n p; statny \
        podnik; javno podjetje; javno poduzece; j p; javni zavod; statni prispevkova organizace; prispevkova \
        organizace; spolka skarbu panstwa; javna ustanova; javno preduzece
        sro|private|CZ,SK: sro; s r o; spolecnost s rucenim omezenym; společnost s ručením omezeným; spol s r o; spol \
        sro; spolocnost s rucenim obmedzenym; spoločnosť s ručením obmedzeným; jednoducha spolocnost na akcie; j s a; \
        spolecnost s r o
        asc2|public|CZ,SK: akciova spolecnost; akciová společnost; akciova spolocnost; akciová spoločnosť; akc spol
        vos|partnership|CZ,SK: vos; v o s; verejna obchodni spolecnost; verejna obchodna spolocnost; kom spol; \
        komanditni spolecnost; komanditna spolocnost; druzstvo; zapsany spolek; o p s; obecne prospesna spolecnost; \
        osvc; zapsany ustav; n o; neziskova organizacia; obcianske zdruzenie; z u
        kft|private|HU: kft; k f t; korlatolt felelossegu tarsasag; korlátolt felelősségű társaság; nonprofit kft; \
        korl fel tars; kozhasznu kft
        rt|public|HU: rt; nyrt; zrt; zartkoruen mukodo reszvenytarsasag; zártkörűen működő részvénytársaság; \
        reszvenytarsasag; nyilvanosan mukodo reszvenytarsasag; nyilvánosan működő részvénytársaság; nonprofit zrt; \
        zartkoru reszvenytarsasag; kozhasznu zrt
        bt|partnership|HU: bt; beteti tarsasag; betéti társaság; kkt; kozkereseti tarsasag; közkereseti társaság; \
        egyeni ceg; egyeni vallalkozo; szovetkezet; e c; kozos vallalat
        doo|private|SI,HR,BA,RS,ME,MK: doo; d o o; drustvo s ogranicenom odgovornoscu; društvo s ograničenom \
        odgovornošću; drustvo sa ogranicenom odgovornoscu; društvo sa ograničenom odgovornošću; druzba z omejeno \
        odgovornostjo; družba z omejeno odgovornostjo; друштво са ограниченом одговорношћу; доо; д о о; друштво со \
        ограничена одговорност; drustvo so ogranicena odgovornost; dooel; d o o e l; дооел; дпту; dptu; jdoo; j d o \
        o; jednostavno drustvo s ogranicenom odgovornoscu; jednoclano drustvo sa ogranicenom odgovornoscu; dno; \
        druzba z neomejeno odgovornostjo; d n o; preduzece za proizvodnju trgovinu i usluge; ptp doo
        dd|public|SI,HR,BA,RS,ME: dd; d d; delnicka druzba; delniška družba; dionicko drustvo; dioničko društvo; \
        dionicarsko drustvo; akcionarsko drustvo; akcionarsko društvo; акционарско друштво; otvoreno akcionarsko \
        drustvo; zatvoreno akcionarsko drustvo
        kdhr|partnership|SI,HR,BA,RS,ME,MK: k d; komanditno drustvo; komanditna druzba; ortacko drustvo; javno \
        trgovacko drustvo; j t d; jtd; samostojni podjetnik; obrt; str; s t r; samostalna trgovinska radnja; szr; s z \
        r; samostalna zanatska radnja; preduzetnik; предузетник; zadruga; zemljoradnicka zadruga
        ood|private|BG: ood; оод; дружество с ограничена отговорност; druzhestvo s ogranichena otgovornost; eood; \
        еоод; еднолично дружество с ограничена отговорност; ednolichno druzhestvo s ogranichena otgovornost; \
        ednolichno ood; dzzd; дззд
        adbg|public|BG,RS,ME,MK: ад; ad; a d; акционерно дружество; aktsionerno druzhestvo; akcionerno druzhestvo; \
        акционерско друштво; akcionersko drustvo; еад; ead; еднолично акционерно дружество; ednolichno aktsionerno \
        druzhestvo; адсиц; adsits; аd
        etbg|sole|BG: ет; едноличен търговец; ednolichen targovets; сд; събирателно дружество; sabiratelno \
        druzhestvo; кд; командитно дружество; кооперация
        shpk|private|AL,XK: shpk; sh p k; shoqeri me pergjegjesi te kufizuar; shoqëri me përgjegjësi të kufizuar; sh \
        p k l; ndermarrje tregtare; biznes individual; ntsh
        sha|public|AL,XK: sh a; shoqeri aksionare; shoqëri aksionare; shoqeria aksionare; shoqeri anonime; ndermarrje \
        publike
        aegr|public|GR,CY: ae; α ε; αε; ανωνυμη εταιρεια; ανώνυμη εταιρεία; ανωνυμος εταιρεια; ανώνυμος εταιρεία; \
        anonymi etaireia; anonymos etaireia; anonimi eteria; anonimos eteria; abee; αβεε; αεβε; aebe; αεε; ατε; α τ \
        ε; ανωνυμη τεχνικη εταιρεια; aee; δημοσια εταιρεια; αεγα; anonymi emporiki etaireia
        epe|private|GR,CY: epe; ε π ε; επε; εταιρεια περιορισμενης ευθυνης; εταιρεία περιορισμένης ευθύνης; etaireia \
        periorismenis efthynis; eteria periorismenis efthinis; ike; ι κ ε; ικε; ιδιωτικη κεφαλαιουχικη εταιρεια; \
        ιδιωτική κεφαλαιουχική εταιρεία; idiotiki kefalaiouchiki etaireia; monoprosopi epe; μονοπροσωπη επε; \
        μονοπροσωπη ικε; monoprosopi ike; λτδ; λιμιτεδ
        oegr|partnership|GR,CY: oe; ο ε; οε; ομορρυθμη εταιρεια; ομόρρυθμη εταιρεία; omorrythmi etaireia; omorithmi \
        eteria; ee; ε ε; εε; ετερορρυθμη εταιρεια; ετερόρρυθμη εταιρεία; eterorrythmi etaireia; σια; και σια; kai \
        sia; συνεταιρισμος; αφοι; αφοί; koinopraxia; κοινοπραξια; ναυτικη εταιρεια; naftiki eteria
        astr|public|TR: anonim sirketi; anonim şirketi; anonim sti; anonim sirket; anonim ortakligi; t a s; t a o; \
        anonim sirkt; sanayi ve ticaret as; sanayi ve ticaret anonim sirketi; san ve tic as; san tic as; ticaret \
        anonim sirketi; tic as; san ve tic a s; san tic a s; tic a s; dis ticaret as; dis tic as; dis ticaret anonim \
        sirketi; san as
        """

    static var legalForms: String {
        [
            legalFormsPart1,
            legalFormsPart2,
        ].joined(separator: "\n")
    }
}
