extension BundledTables {
    /// sanctions-lists/names/legal-forms.txt without its comments, part 2 of 2; written by scripts/embed-tables.py.
    static let legalFormsPart2 = """
        ltdtr|private|TR: ltd sti; ltd şti; limited sirketi; limited şirketi; ltd sirketi; limited sti; limited \
        sirket; ltd st; san ve tic ltd sti; sanayi ve ticaret limited sirketi; sanayi ve ticaret ltd sti; ticaret \
        limited sirketi; tic ltd sti; san tic ltd sti; dis ticaret limited sirketi; dis tic ltd sti; dis ticaret ltd \
        sti; ticaret ltd sti; ic ve dis ticaret limited sirketi; ic ve dis tic ltd sti; ith ihr ltd sti; ith ihr san \
        ve tic ltd sti
        kolltr|partnership|TR: kollektif sirketi; koll sti; komandit sirketi; kom sti; adi ortaklik; adi ortakligi; \
        is ortakligi; sahis firmasi; kooperatifi; koop; kamu iktisadi tesebbusu; genel mudurlugu
        saham|public|IR,AF: sherkat sahami am; sherkat sahami aam; sahami am; sahami aam; شرکت سهامی عام; سهامی عام; \
        sherkate sahami am; sherkat e sahami am; pjs; public joint stock; sherkat sahami; sherkate sahami; sahami; \
        شرکت سهامی; sherkat sahami 'am; sherkat sahami amm
        khass|private|IR,AF: sherkat sahami khas; sherkat sahami khass; sherkate sahami khas; sherkate sahami khass; \
        sherkat e sahami khas; sahami khass; sahami khas; sahamy khas; sahamy khass; شرکت سهامی خاص; سهامی خاص; \
        private joint stock; pvt jsc; private jsc; p j s; sherkat ba masouliyat mahdoud; sherkat ba masuliyat mahdud; \
        sherkat ba masouliyat e mahdoud; شرکت با مسئولیت محدود; با مسئولیت محدود; ba masouliyat mahdoud; ba masuliyat \
        mahdud; mahdoud; mahdud; با مسؤولیت محدود; شرکت محدود; sherkat mahdood
        sherkat|private|IR,AF,*: sherkat; شركة; شرکت; sharikat; sharika; sherkate; sherkat e; al sharika; موسسه; \
        مؤسسة; moassese; moasseseh; mooasese; muassasa; shirkat; sherkat taavoni; شرکت تعاونی; taavoni; shirka; \
        الشركة; tazamoni; sherkat tazamoni; شرکت تضامنی; sherkat nesbi
        wll|private|QA,BH,KW,AE,OM,SA: wll; w l l; company with limited liability; شركة ذات مسؤولية محدودة; ذ م م; \
        ذات مسؤولية محدودة; ذات المسؤولية المحدودة; شركة ذات المسؤولية المحدودة; dhat masouliyya mahdouda; sharika \
        dhat masuliyya mahduda; spc; s p c; single person company; sole proprietorship llc; شركة الشخص الواحد; one \
        person company llc; llc spc; llc opc; llc sole proprietorship; sole proprietorship l l c; محدودة; المحدودة; \
        spc llc; llc sp; wll company; co wll; company wll; w l l co
        fze|private|AE: fzllc; fz llc; fzc; fze; fzco; fz co; fz c o; fzs; dmcc; dmccc; d m c c; free zone company; \
        free zone establishment; free zone co; fzcollc; fzc llc; fze llc; jlt; dwc llc; dwc; difc; difc ltd; adgm \
        ltd; jafza; hfze; freezone establishment; freezone company; المنطقة الحرة; م م ح; ش م ح; م د م س; m d m s; \
        offshore llc; fz e; f z e; f z c; f z c o; f z l l c; l l c fz; llc fz; ltd fzc; free zone limited liability \
        company
        ksc|public|OM,SA,KW,QA,EG,BH,AE,IQ,JO: ksc; k s c; kscc; k s c c; kscp; k s c p; ksc public; ksc closed; k s \
        c closed; bsc; b s c; bscc; b s c c; bsc closed; bahrain shareholding company; kuwait shareholding company; \
        kuwaiti shareholding company; saog company; saoc; saog; s a o g; s a o c; qpsc; q p s c; qsc qatar; qatari \
        shareholding company; qatari public shareholding company; qatari joint stock company; ltd psc; saudi joint \
        stock company; saudi closed joint stock company; شركة مساهمة; مساهمة; ش م ك; ش م ب; ش م ع; ش م ق; شركة مساهمة \
        عامة; شركة مساهمة مقفلة; مساهمة عامة; مساهمة مقفلة; مساهمة خاصة; شركة مساهمة خاصة; sharika musahama; sharikat \
        musahama; musahama; musahima; public shareholding company; private shareholding company; shareholding \
        company; public share holding company; p s c; omani joint stock company; jordan public shareholding company; \
        ec; exempt company; e c closed; ej sc
        est|sole|AE,SA,JO,QA,KW: est; establishment; establishments; muassasat; sole est; individual establishment
        sae|public|EG,LB,SY,DZ,TN,MA: sae; s a e; s a k; sak; egyptian joint stock company; sal; s a l; societe \
        anonyme libanaise; sal holding; sal offshore; s a l holding; s a l offshore; holding sal; offshore sal; ش م \
        م; ش م ل; شركة مساهمة مصرية; شركة مساهمة لبنانية; شركة مغفلة; مغفلة; sharika mughfala; sarl offshore; syrian \
        joint stock company; شركة مساهمة مغفلة; ش ذ أ
        eepe|state|DZ,LY,SY,IQ,EG: الشركة العامة; المؤسسة العامة; general establishment; public establishment; \
        general organization; entreprise nationale; epe spa; general company; شركة عامة; المؤسسة الوطنية; al sharika \
        al amma; al muassasa al amma; al moassassa al amma
        beam|private|IL: בעמ; בע מ; בע״מ; בע"מ; b m; ba am; חברה בערבון מוגבל; chevra baam; עמותה; amuta; שותפות; \
        shutafut; חברה לתועלת הציבור
        cn|private|CN,TW,HK: youxian gongsi; youxian zeren gongsi; gufen youxian gongsi; youxiangongsi; \
        youxianzerengongsi; gufenyouxiangongsi; yuhan gongsi; gufen gongsi; yeou shian gong sy; y h c; limited \
        company by shares; geren duzi qiye; getihu; hehuo qiye; youxian hehuo; wofe; wfoe; sino foreign joint \
        venture; jituan youxian gongsi; jituan gufen youxian gongsi; corporation limited; corporation ltd
        kk|public|JP: kk; k k; kabushiki kaisha; kabushiki gaisha; kabushikigaisha; kabushikikaisha; kaisha; 株式会社; \
        kabusiki kaisha; kabushiki gaisya; kabushiki kaisya; カブシキガイシャ; かぶしきがいしゃ
        gk|private|JP: gk; godo kaisha; yk; yugen kaisha; yugen gaisha; yugenkaisha; godokaisha; yugengaisha; godo \
        gaisha; 有限会社; 合同会社; 合資会社; 合名会社; goshi kaisha; gomei kaisha; g k; y k; tokutei mokuteki kaisha; tmk; ippan \
        shadan hojin; ippan zaidan hojin; kumiai; dokuritsu gyosei hojin; shadan hojin; zaidan hojin; iryo hojin; \
        gakko hojin; nenkin hojin
        jusik|public|KR,KP: 주식회사; jusik hoesa; jusikhoesa; chusik hoesa; jusik hoisa; chusikhoesa; ju sik hoe sa; 주; \
        jushik hoesa; chushik hoesa; jushikhoisa
        yuhan|private|KR,KP: 유한회사; yuhan hoesa; yuhanhoesa; yu han hoe sa; 유한책임회사; yuhan chaegim hoesa; yuhan hoisa; \
        합자회사; hapja hoesa; 합명회사; hapmyong hoesa; 합영회사; 합작회사; 협동조합; hyopdong johap; 총회사; chonghoesa; chong hoesa; \
        hapyong hoesa; hapjak hoesa
        plcet|private|ET: hayu ye gil maheber; ye gil mahber; yetewosene hilafinet yalew ye gil mahiber
        ng|private|NG,GH,KE,TZ,UG,ZM: nig ltd; nigeria limited; nig limited; nigeria ltd; ghana limited; ghana ltd; \
        kenya limited; kenya ltd; tanzania limited; uganda limited; zambia limited; private limited by shares; ltd \
        gte; limited by guarantee; nigeria plc; and sons ltd; co nig ltd; company nigeria limited
        ohada|private|SN,CI,CM,ML,BF,BJ,TG,GA,CD,CG,TD,NE,GN: ets; etablissement; etablissements; sarlp; sarl \
        pluripersonnelle; societe a responsabilite limitee pluripersonnelle
        jv|partnership|*: jv; joint venture; sp ooo; сп; consortium; joint venture company; соwместное предприятие; \
        совместное предприятие; sovmestnoe predpriyatie; спільне підприємство; jv ltd; jv llc; сп ооо; jv co ltd; \
        joint venture llc; gemeinschaftsunternehmen; coentreprise; arge; arbeitsgemeinschaft; konsorcjum; konsortium; \
        ortak girisim
        branch|branch|*: branch; representative office; filial; филиал; філія; filiia; succursale; sucursal; \
        zweigniederlassung; niederlassung; sucursala; rep office; predstavitelstvo; представительство; \
        представництво; branch office; foreign branch; permanent establishment; filiala; oddzial; oddzial w polsce; \
        odstepny zavod; organizacni slozka; organizacna zlozka; podruznica; fioktelep; magyarorszagi fioktelepe; \
        subesi; merkezi subesi; liaison office; irtibat burosu; sucursal en espana; bijkantoor; sivuliike; \
        zastupnictvi; predstavnistvo; klon; ogranak; представителство; bureau de representation; oficina de \
        representacion
        coop|nonprofit|*: coop; cooperative; co operative; cooperativa; kooperativ; кооператив; ccoop; society; coop \
        society; cooperative society; cooperative ltd; co operative ltd; co operative society ltd; cooperative \
        society ltd; спк; skhpk; схпк; производственный кооператив; proizvodstvennyi kooperativ; потребительский \
        кооператив; spoldzielnia; coop ltda; cooperativa ltda; soc cooperativa; sociedad cooperativa; s coop; scoop \
        ltda; cooperativa de responsabilidad limitada; колхоз; kolkhoz
        co|private|*: co; comp; company; cie; compagnie; compania; and co; and company; kompaniya; компания; \
        компанія; cia; и ко; and cie; kompania; kompaniia; co kg; et cie; e cia; i spolka; a spol; es tarsa; ve \
        ortaklari; ve ogullari; und co; co inc; co corp; co llc; co l l c; co jsc; comp ltd; comp inc; company inc; \
        company llc; company jsc; company pjs; company pjsc; company private joint stock; company plc; co plc; co p j \
        s; co pjs
        gov|state|*: state company; state corporation; государственная корпорация; gosudarstvennaya korporatsiya; \
        госкорпорация; goskorporatsiya; гк; skb; state joint stock company; state owned company; government company; \
        public corporation; statutory corporation; crown corporation; govt ltd; government enterprise; публично \
        правовая компания; ппк; ppk; державна корпорація; публичная компания; государственное учреждение; \
        gosudarstvennoe uchrezhdenie; state unitary company; национальная компания; natsionalnaya kompaniya; national \
        company jsc
        """
}
