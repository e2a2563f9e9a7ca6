extension BundledTables {
    /// sanctions-lists/names/particles.txt without its comments; written by scripts/embed-tables.py.
    static let particles = """
        particle: al el il ul ur ud as ash az ad ar an at ath adh bin ben ibn bint binti ould oul wuld walad ait \
        ouled awlad بن ابن بنت ولد
        particle: de del dela la las los le les du da do das dos di della dello delle degli dei dalla des aux y e i \
        st san santa zi af
        particle: von van der den ter ten te zu zum zur vom am im dem auf vander vanden vande tot op av och og
        particle: ze a of the na ap o oglu ogly oghlu ogli kyzy qizi gizi kizi uulu ulu uly zade zadeh oğlu qızı \
        oglou ferch ab bte bt binte anak ak ep and in
        title: mr mrs ms miss dr prof professor sir lord lady dame mx esq phd md jr junior sr senior ii iii iv v bsc \
        msc mba llb obe mbe cbe kbe qc dphil drs ir
        title: sheikh shaikh shaykh sheik cheikh sheikhi sheikha shaykha shaikha haji hajji hadji haj hajj al-haj \
        alhaj alhaji alhaja hajia hajah mullah molla mulla mollah maulavi maulawi mawlawi molvi moulvi mawlana \
        maulana maulvi maulvee moulana mowlana qari ustad ustadh ustaz hafiz sayyid sayed seyed seyyed sayyed syed \
        sayyida emir amir imam ayatollah ayatullah hojatoleslam hojjatoleslam hodjatoleslam hojjat hojat mufti akhund \
        akhundzada akhond alim agha maualvi الحاج السيد الدكتور حاجی آیت الله شیخ
        title: general gen major maj colonel col lieutenant lt ltc captain capt brigadier brig sergeant sgt corporal \
        cpl admiral marshal commander cdr cmdr commodore lieut ltgen majgen commandant comandante teniente capitan \
        sargento almirante colonnello generale capitano general-lieutenant генерал полковник подполковник майор \
        капитан лейтенант адмирал маршал polkovnik podpolkovnik kapitan leitenant leytenant sardar sarhang sartip \
        arteshbod arteshbud liwa aqid ra'id naqib muqaddam فريق لواء عميد عقيد سردار سرتیپ سرهنگ pasha
        title: president minister senator governor ambassador judge justice chief deputy former vice chairman \
        secretary director prosecutor attorney spokesman presidente ministro ministre ministra gobernador juez \
        diputado embajador министр президент губернатор судья депутат посол prezident gubernator
        title: king queen prince princess count countess baron baroness marquis highness excellency honourable \
        honorable comte comtesse baronne grafin freiherr prinzessin datuk dato datin tan tun tuanku sri tengku tunku \
        raden pangeran
        title: rev reverend father fr bishop archbishop deacon monsignor msgr abbot metropolitan patriarch \
        archimandrite obispo archevêque pere abbe evêque hegumen protoiereus rabbi hacham rebbe swami bhikkhu \
        venerable ven phra
        title: herr frau fraulein doktor doctor dipl ing engineer eng magister professorin don dona doña senor senora \
        señor señora señorita srta sra sres ingeniero licenciado lic arq abogado dott dottor dottoressa ssa avv \
        avvocato geom signor signora signorina commendatore onorevole monsieur madame mademoiselle mme mlle maitre \
        docteur dom senhor senhora doutor doutora engenheiro
        title: pan pani panna mgr inz ing judr mudr phdr rndr csc gospodin gospozha gospodar gospoda gospodja \
        гражданин grazhdanin г-н г-жа др товарищ tovarishch господин госпожа академик akademik доктор профессор \
        инженер dl dna domnul doamna bayan sayin efendi hanim doç doc docent kyrios kyria κυριος κυρια κ dhr mevr \
        mevrouw meneer jonkheer jhr ridder fru froken
        title: shri shrimati smt thirumathi ustaad sahib saheb sahab janab janaab adv advocate daw
        kunya: abu abou abi aba umm oum um aboo abuu ابو أبو ابي أبي ام أم umme ummu
        """
}
