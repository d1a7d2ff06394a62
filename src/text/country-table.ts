/**
 * Countries a line: key, other names | demonyms, English then Spanish (masculine singular). Ours, from general
 * knowledge; names of places only, no capitals and no politics.
 */
export const COUNTRIES = `
united states, united states of america, estados unidos, estados unidos de america, us, usa, eeuu, eua|american,estadounidense,norteamericano
united kingdom, uk, great britain, britain, reino unido, gran bretaña|british,británico
afghanistan, afganistán|afghan,afgano
albania|albanian,albanés
algeria, argelia|algerian,argelino
andorra|andorran,andorrano
angola|angolan,angoleño
argentina|argentine,argentinian,argentino
armenia|armenian,armenio
australia|australian,australiano
austria|austrian,austríaco,austriaco
azerbaijan, azerbaiyán|azerbaijani,azeri,azerbaiyano
bahamas, the bahamas, las bahamas|bahamian,bahameño
bahrain, baréin|bahraini,bareiní
bangladesh, bangladés|bangladeshi,bangladesí
barbados|barbadian,barbadense
belarus, bielorrusia|belarusian,bielorruso
belgium, bélgica|belgian,belga
belize, belice|belizean,beliceño
benin, benín|beninese,beninés
bhutan, bután|bhutanese,butanés
bolivia|bolivian,boliviano
bosnia, bosnia and herzegovina, bosnia y herzegovina|bosnian,bosnio
botswana, botsuana|botswanan,botsuano
brazil, brasil|brazilian,brasileño,brasilero
brunei, brunéi|bruneian,bruneano
bulgaria|bulgarian,búlgaro
burkina faso|burkinabe,burkinés
burundi|burundian,burundés
cambodia, camboya|cambodian,camboyano
cameroon, camerún|cameroonian,camerunés
canada, canadá|canadian,canadiense
cape verde, cabo verde|cape verdean,caboverdiano
central african republic, república centroafricana|central african,centroafricano
chad|chadian,chadiano
chile|chilean,chileno
china|chinese,chino
colombia|colombian,colombiano
congo, democratic republic of the congo, república democrática del congo, drc|congolese,congoleño
costa rica|costa rican,costarricense
croatia, croacia|croatian,croata
cuba|cuban,cubano
cyprus, chipre|cypriot,chipriota
czech republic, czechia, república checa, chequia|czech,checo
denmark, dinamarca|danish,dane,danés
djibouti, yibuti|djiboutian,yibutiano
dominican republic, república dominicana|dominican,dominicano
ecuador|ecuadorian,ecuadorean,ecuatoriano
egypt, egipto|egyptian,egipcio
el salvador|salvadoran,salvadorean,salvadoreño
equatorial guinea, guinea ecuatorial|equatorial guinean,ecuatoguineano
eritrea|eritrean,eritreo
estonia|estonian,estonio
eswatini, esuatini|swazi,suazi
ethiopia, etiopía|ethiopian,etíope
fiji, fiyi|fijian,fiyiano
finland, finlandia|finnish,finn,finlandés
france, francia|french,frenchman,francés
gabon, gabón|gabonese,gabonés
gambia, the gambia|gambian,gambiano
georgia|georgian,georgiano
germany, alemania|german,alemán,alemana,alemanas,alemanes
ghana|ghanaian,ghanés
greece, grecia|greek,griego
greenland, groenlandia|greenlandic,greenlander,groenlandés
grenada, granada|grenadian,granadino
guatemala|guatemalan,guatemalteco
guinea|guinean,guineano
guyana|guyanese,guyanés
haiti, haití|haitian,haitiano
honduras|honduran,hondureño
hong kong|hongkonger,hongkonés
hungary, hungría|hungarian,húngaro
iceland, islandia|icelandic,icelander,islandés
india|indian,indio
indonesia|indonesian,indonesio
iran, irán|iranian,iraní,iraníes
iraq, irak|iraqi,iraquí,iraquíes
ireland, irlanda|irish,irishman,irlandés
israel|israeli,israelí,israelíes
italy, italia|italian,italiano
ivory coast, cote d'ivoire, costa de marfil|ivorian,marfileño
jamaica|jamaican,jamaicano,jamaiquino
japan, japón|japanese,japonés
jordan, jordania|jordanian,jordano
kazakhstan, kazajistán|kazakh,kazajo
kenya, kenia|kenyan,keniano,keniata
kosovo|kosovar,kosovan
kuwait|kuwaiti,kuwaití,kuwaitíes
kyrgyzstan, kirguistán|kyrgyz,kirguís
laos|laotian,laosiano
latvia, letonia|latvian,letón,letona,letones
lebanon, líbano|lebanese,libanés
lesotho, lesoto|basotho,lesotense
liberia|liberian,liberiano
libya, libia|libyan,libio
liechtenstein|liechtensteiner,liechtensteiniano
lithuania, lituania|lithuanian,lituano
luxembourg, luxemburgo|luxembourgish,luxemburgués
madagascar|malagasy,malgache
malawi, malaui|malawian,malauí
malaysia, malasia|malaysian,malasio
maldives, maldivas|maldivian,maldivo
mali, malí|malian,maliense
malta|maltese,maltés
mauritania|mauritanian,mauritano
mauritius, mauricio island|mauritian,mauriciano
mexico, méxico|mexican,mexicano,mejicano
moldova, moldavia|moldovan,moldavo
monaco, mónaco|monegasque,monegasco
mongolia|mongolian,mongol
montenegro|montenegrin,montenegrino
morocco, marruecos|moroccan,marroquí,marroquíes
mozambique|mozambican,mozambiqueño
myanmar, burma, birmania|burmese,birmano
namibia|namibian,namibio
nepal|nepalese,nepali,nepalés
netherlands, the netherlands, holland, países bajos, holanda|dutch,dutchman,neerlandés,holandés
new zealand, nueva zelanda|new zealander,neozelandés
nicaragua|nicaraguan,nicaragüense
niger, níger|nigerien,nigerino
nigeria|nigerian,nigeriano
north korea, corea del norte|north korean,norcoreano
north macedonia, macedonia, macedonia del norte|macedonian,macedonio
norway, noruega|norwegian,noruego
oman, omán|omani,omaní,omaníes
pakistan, pakistán|pakistani,pakistaní,pakistaníes
palestine, palestina, palestinian territories|palestinian,palestino
panama, panamá|panamanian,panameño
papua new guinea, papúa nueva guinea|papua new guinean,papú
paraguay|paraguayan,paraguayo
peru, perú|peruvian,peruano
philippines, the philippines, filipinas|filipino,philippine
poland, polonia|polish,polaco
portugal|portuguese,portugués
puerto rico|puerto rican,puertorriqueño,boricua
qatar, catar|qatari,catarí,cataríes
romania, rumania, rumanía|romanian,rumano
russia, rusia, russian federation|russian,ruso
rwanda, ruanda|rwandan,ruandés
saudi arabia, arabia saudí, arabia saudita|saudi,saudí,saudíes,saudita
scotland, escocia|scottish,scot,escocés
senegal|senegalese,senegalés
serbia|serbian,serb,serbio
sierra leone, sierra leona|sierra leonean,sierraleonés
singapore, singapur|singaporean,singapurense
slovakia, eslovaquia|slovak,slovakian,eslovaco
slovenia, eslovenia|slovenian,slovene,esloveno
somalia|somali,somalian,somalí,somalíes
south africa, sudáfrica|south african,sudafricano
south korea, corea del sur|south korean,surcoreano
south sudan, sudán del sur|south sudanese,sursudanés
spain, españa|spanish,spaniard,español,española,españolas,españoles
sri lanka|sri lankan,esrilanqués,ceilanés
sudan, sudán|sudanese,sudanés
suriname, surinam|surinamese,surinamés
sweden, suecia|swedish,swede,sueco
switzerland, suiza|swiss,suizo
syria, siria|syrian,sirio
taiwan, taiwán|taiwanese,taiwanés
tajikistan, tayikistán|tajik,tayiko
tanzania|tanzanian,tanzano
thailand, tailandia|thai,tailandés
togo|togolese,togolés
trinidad and tobago, trinidad y tobago|trinidadian,trinitense
tunisia, túnez|tunisian,tunecino
turkey, türkiye, turquía|turkish,turk,turco
turkmenistan, turkmenistán|turkmen,turcomano
uganda|ugandan,ugandés
ukraine, ucrania|ukrainian,ucraniano
united arab emirates, uae, emiratos árabes unidos, eau|emirati,emiratí,emiratíes
uruguay|uruguayan,uruguayo
uzbekistan, uzbekistán|uzbek,uzbeko
vatican, the vatican, vatican city, vaticano, el vaticano|
venezuela|venezuelan,venezolano
vietnam|vietnamese,vietnamita
wales, gales|welsh,welshman,galés
western sahara, sáhara occidental|sahrawi,saharaui
yemen|yemeni,yemení,yemeníes
zambia|zambian,zambiano
zimbabwe, zimbabue|zimbabwean,zimbabuense
european union, unión europea, eu, ue|
united nations, naciones unidas, un, onu|
`
