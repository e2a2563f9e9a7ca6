extension BundledTables {
    /// sanctions-lists/names/common-person-words.txt without its comments; written by scripts/embed-tables.py.
    static let commonPersonWords = """
        987: al
        453: abu
        361: muhammad
        316: ali
        275: mohammad
        219: ahmad
        207: abdul
        201: abd mohammed
        173: el
        156: mohamed
        149: ahmed
        145: ibrahim
        116: hassan
        109: abdullah
        105: hasan
        104: jose
        83: abdallah
        76: rahman
        74: de
        71: bin tikriti
        69: ben omar
        68: kim
        67: alexander
        64: abou hussein sergey
        60: haji vladimirovich
        58: aleksandrovich antonio
        57: carlos said
        56: aziz chol vladimir
        54: mahmoud saleh
        53: luis
        52: gonzalez mohamad
        51: andrey
        48: reza
        45: husayn lopez maria salim
        44: jesus mustafa
        43: aleksandr din sheikh umar
        42: alberto hamid khan
        41: ismail mahmud
        40: rodriguez
        39: salih
        38: abdel amir ivanovich juan
        37: mikhail nikolayevich yusuf
        35: dmitry khalid
        34: muhammed ri viktorovich
        33: dr oleg sergei
        32: igor ivan jorge khalil manuel sanchez shaykh
        31: hossein karim majid mullah perez
        30: hernandez
        29: garcia miguel nikolay
        28: flores viktor
        27: nikolaevich pak the victor yahya yong yuryevich
        26: aleksey amin gomez hajji il musa sayed torres
        25: abbas alexey borisovich martinez rahim salah sulayman
        24: chun seyed
        23: andrei enrique habib hajj jamal javier mario mikhaylovich mohsen ramon rashid saeed salem sergeyevich \
        vasilyevich
        22: dmitriy ramirez sayyed song
        21: anatolyevich aung chang hadi jan masri nasser su sultan
        20: akhund bashir castro fernando mansur mejia nam walid
        19: agha alekseyevich alvarez angel bakr david eduardo elena francisco hamza haqqani ould qadhafi qasim salam \
        salman taha
        18: adam alexei daniel daw hafiz ho jong mostafa muhamad muhsin petrovich sayyid youssef
        17: abubakar adel alejandro asad castillo chong del khaled latif mansour martin nasir rivera saad seyyed \
        valencia wali
        16: barzan fernandez gul hamad hussain jang la mahmood malik noor oscar qari rawi samir tahir
        15: abed adil adnan arturo choe diaz don felix gutierrez igorevich irina john julio kang kyong li mahdi mohd \
        natalya rehman sad
        14: aleksandrovna aleksei anton awad ayman bilal chin denis fuad kwang leonidovich man mikhailovich mun myong \
        olga pavel rafael sabawi saddam sahib vladimirovna yuri yurievich yuriy yusif
        13: abdurrahman alfredo allah anatolievich anatoly armando boris cesar cho faisal gastelum hector hosein hyok \
        ismael issa javad jin jo mehdi morteza salazar shami ur
        12: abdulrahman abid akram anwar fathi fawaz faysal general hashim ignacio imad iqbal jaber jafar jihad \
        khalaf konstantin madani min naser noorzai quintero raul rida roman ruiz saif seif sergeevich sulaiman turki \
        uthman valentinovich vyacheslav
        11: abdi akbar alexandrovich alfonso ammar anas arif assad avila gabriel german hakim ibn iyad jaime jairo \
        jamil jr kamel ko leonid mendoza moreno muammar munoz oo patricia pavlovich pedro roberto ruben sergio son \
        suleiman usama yasin yasir yasser yousef yu yunis yury zhang
        10: alekseevich alex alireza anis chen dario elias evgeny gennady gilberto hamed hani joseph kamal meza \
        moussa murillo musab myint nasr nikolai nikolayevna nur oleksandr peter rios romero sami shah ullah vadim \
        vargas wang yahia yassin yevgeniy yunus
        9: abderrahmane andres asim azhar cazares cazarez cheng colonel dmitri elkaddafi gaddafi ghathafi gustavo haj \
        hamdan islam jafari jhon khalifa khamis libi milad mohammadi na naim olegovich ortega paul qaddafi reyes \
        rosario ruelas samad simon sok taher talib tariq viktorovna vyacheslavovich wei yelena yevgeny yevgenyevich \
        yusef
        8: abdalla abdu adolfo alonso artem ashraf barrera beltran cardona contreras doctor ekaterina fatih fawwaz \
        felipe figueroa gadhafi ghani ghassan gholam gholamreza guerrero guillermo guzman hafez han haq hijazi \
        humberto ibarra iman ivanov jabir jalal jasim jawad ji kassem khayr leon makki malek mansoor marquez medina \
        milan montoya muslim nayif parra pena petr qadir ramadan rauf rotenberg ruslan saab san saqr shaikh sheik \
        svetlana syed ta tarek tong ustad valeryevich velasquez win won
        7: abdal abdulkarim abdur adan ag aguilar ah ala aliaksandr amr anatoliy andreyevich arriola ayad azam azzam \
        badr bakar basir chan chaudhry chung claudia daud dmitrievich duarte ebrahim eric evgeniy fabio faraj fazal \
        franco ghafur gharib gil gordo grajales hammud hashem hashimi haytham hisham hlaing hong hugo hun husain isa \
        jalil jibril jimenez khaliq kirill konstantinovich kovalchuk kyu leonardo lorenzana luna luqman mahad manan \
        marwan maulawi maung milosevic mohamud morales mubarak mukhtar muthana natalia nicolas omid othman petrovna \
        ricardo rincon rojas sajjad salvador santiago sattar saudi sayf serhiy serrano shishani subhi suliman tatiana \
        tony tunisi ubaydah valery vasilievich vasquez volodymyrovych waleed youcef yun zadeh
        6: abdellah abdelrahman abdurahman aguirre aiman akhras alexandr amar amer amor anatolevich andreevich andriy \
        ansari araujo arellano arnulfo arreola baasyir barakzai bashar bassam chi cifuentes cordon dahir daoud \
        darwish deng diego djamel duri dzmitry ernesto esmail estrada fadil farhad faris firas gennadyevich \
        georgiyevich gerardo ghadaffi ghazi giraldo gonzales gonzalo gregorio grigoryevich guadalupe hak hala hamdi \
        hammam harb henao henry husam hussayn hyon ihor innocent james jaramillo jassem joel kareem kony kurdi lee ma \
        maghribi makhlouf makhluf marin masud maulana mikalaevich molina mounir muhajir muhannad murad mzee nabil \
        niebla obeida of ojeda olivera omer orlando osman oumar pong pulido pyong qassim rabi rana richard rodolfo \
        saadi saifullah sam santos sayid se serna shafiq shi sik soe stanislav tatyana teresa tilfah tun ul usamah \
        valenzuela valle velez villa volodymyr wai waked william yakovlevich yazid yurevich zakariya zakir zayn \
        zevallos
        5: abdo abdullahi abdulrahim aboud abubaker abul acosta adib agustin akhtar alam almani alvarado alvaro \
        alzate aman ameen aminullah ana anatolyevna andre artyom atif ayyub azim baghdadi barakat behzad bong briones \
        britani cabrera cardenas carmen caro cha chemezov chu deen dehghan di diana dib dmitriyevich duran ebrahimi \
        eddine edgar efrain elvis emilio escobar esparragoza espinoza fadhil fadi fahad faiz falah faleh farhan faruq \
        fateh fouad fredy galina garzon gastellum gennadiy george georgievich ghalib grigorievich hadj halim hamzah \
        hatum hikmat hishan hussam hwan ihar ilya isidro ismailovich ivanovna izzat jean jon jonathan karadzic \
        kelmendi khattab khin kumar kuwaiti layth le leo maher majeed maradiaga marco maryam mazidih mendez michel \
        mike mir miroslav moe mokhtar musavi mushtaq mustapha muthanna nacho nadir naif naing najdi najib najjar \
        nazir noori olivas oman ortiz paek pour pyotr rajab raouf reda rendon ricky ridwan riyad ryong sabri sadiq \
        salahudin samuel sandoval sang saqar sara sayeed sergeyevna shammari shams sharif sher sidi silva soleimani \
        soto sun sung suri tae talha tawfiq than thet ubaidi ubayd ubaydi uladzimiravich valdez varela vasilevich \
        vasilyevna vera victoria vitaly vladislav wael wafa wazir ye yi yon zadran zafir zagaria zain zaki zambada \
        zapata zayd zazueta zepeda zuhair
        """
}
