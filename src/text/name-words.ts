const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Titles before a person's name: never part of the name. Folded, both languages. */
export const TITLE_HEADS = list(`
  mr mrs ms mx dr sir dame lord lady president premier chancellor minister secretary senator sen congressman congresswoman
  congressperson representative rep governor gov mayor councilman councilwoman councillor ambassador judge justice general
  gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral adm commander cmdr corporal officer detective
  sheriff inspector marshal king queen prince princess duke duchess emperor sultan sheikh pope cardinal archbishop bishop
  reverend rev rabbi imam ayatollah father professor prof coach chairman chairwoman chair director speaker leader
  commissioner prosecutor attorney spokesman spokeswoman spokesperson st saint mp
  presidente presidenta ministro ministra canciller senador senadora diputado diputada gobernador gobernadora alcalde
  alcaldesa embajador embajadora juez jueza fiscal coronel capitan teniente sargento almirante comandante rey
  reina principe princesa papa cardenal arzobispo obispo padre profesor profesora doctor doctora don dona senor senora sr
  sra vicepresidente vicepresidenta expresidente expresidenta secretario secretaria director directora lider portavoz
  vocero vocera jefe jefa primer`)

/** Words that belong to the title after them: "Deputy Foreign Minister", "Press Secretary". */
export const TITLE_MODIFIERS = list(`
  vice deputy rear prime foreign defence defense interior finance justice health education energy trade home state treasury
  press former acting interim assistant attorney chief lead senior special first crown brigadier lieutenant major surgeon
  solicitor secretary inspector director executive managing national district police army air opposition party house
  senate majority minority presidential elect then ex labor labour transport environment culture agriculture economy
  security homeland commerce housing`)

/** "General Assembly", "General Motors": here "General" is no rank. */
export const BEFORE_GENERAL = list(
  'attorney secretary major brigadier lieutenant surgeon solicitor inspector director postmaster',
)

/** Small words that may stand inside a name. */
export const CONNECTORS = list('of de del la las los el da do dos das di van von der den bin ibn al y')

/** Nouns that take "of COUNTRY" into their name: "Bank of England", "Universidad de Chile". */
export const PLACE_HEADS = list(`
  bank university republic kingdom gulf sea strait church museum institute college parliament house court board council
  chamber federation confederation association organization organisation league union embassy supreme battle treaty
  islands plaza banco universidad republica reino golfo mar estrecho iglesia museo instituto colegio parlamento camara
  corte tribunal federacion confederacion asociacion organizacion liga union embajada islas copa cup provincia province
  isthmus istmo city ciudad port puerto`)

/** Capitalised at a sentence's start, but no names. With stopwords and the endings of `isCommonStart`. */
export const COMMON_STARTS = list(`
  earlier later despite according meanwhile however moreover furthermore still instead besides nevertheless nonetheless
  otherwise perhaps maybe indeed today yesterday tomorrow tonight now here there thus hence overall separately finally
  currently recently previously eventually afterwards afterward elsewhere somewhere together apart along amid amidst
  among across behind beyond inside outside near unlike regarding concerning following including given based speaking
  asked told born known seen made taken once twice whenever wherever whoever whatever nothing everything something
  everyone someone nobody people police officials authorities relations tensions sources source analysts experts critics
  supporters opponents protesters demonstrators residents witnesses investigators prosecutors lawmakers lawyers doctors
  scientists researchers rescuers firefighters soldiers troops forces rebels militants victims survivors families
  parents children students teachers workers voters women men girls boys families investors traders markets stocks shares
  prices oil gold sales profits exports imports data figures results news reports report photos photo video videos images
  image image pictures picture footage government governments police army parliament congress court courts prosecutors
  president minister ministers leaders leader country countries city cities world war peace talks negotiations
  negotiators diplomats diplomat agents agency state states federal local national international foreign public private
  new old big small great good bad best worst high low long short full total nearly almost around about roughly
  approximately hundreds thousands millions dozens scores half one two three four five six seven eight nine ten eleven
  twelve twenty thirty forty fifty first second third last next another several many most some few both either neither
  every each all any no not yes why how what when where who which whose will would could should may might must can do
  does did has have had is are was were be let if since while though although unless until because whereas whether
  thanks welcome please breaking exclusive live update updated watch read listen share subscribe click follow photo
  opinion analysis editorial comment comments politics business sport sports health science technology entertainment
  home top latest related advertisement story article editor reporter reporting additional copyright published advertisement
  rain snow heavy strong severe early late mid warm cold hot wind winds storms storm floods flood fire fires smoke
  earthquake rescue search crews crew teams team players fans club coach game games match matches season
  human civil military political economic financial social climate nuclear drug drugs trade border weapons arms
  security safety law legal crime energy power water food money cash aid help hope fear anger pressure demand supply
  growth inflation interest tax taxes debt budget spending union unions strike strikes company companies firm firms
  industry sector bank banks airline airlines schools school hospital hospitals church universities
  senior top key former acting deputy chief under over with without within before after during between against toward
  towards through throughout per plus via as at by for from in into of off on onto out to up upon
  segun tras mientras ademas tambien asimismo aunque pese durante desde hasta hoy ayer manana ahora luego despues antes
  entonces aqui alli finalmente actualmente recientemente anteriormente posteriormente igualmente incluso quiza quizas
  autoridades fuentes funcionarios expertos analistas manifestantes policia gobierno ejercito presidente ministro
  miles cientos decenas varios varias muchos muchas algunos algunas ningun ninguna cada todos todas otro otra otros otras
  gente personas familias victimas testigos vecinos soldados tropas rebeldes fuerzas relaciones tensiones dialogo paises
  nadie nada nunca jamas siempre solo pais ciudad mundo guerra paz noticias imagenes foto fotos video cuando donde quien quienes cual cuales como por para
  con sin sobre entre hacia contra ante bajo mediante salvo excepto primero segundo tercero ultimo nuevo nueva nuevos
  nuevas gran grandes mejor peor mayor menor alto alta bajo baja`)

/** All capitals, but no names. */
export const COMMON_CAPITALS = list(
  'i a ok tv am pm ceo cfo vs et est edt gmt utc pst pdt dj diy faq id ids ii iii iv vi vii pdf rss url',
)

/** Capitalised by custom, but no names by themselves: "ministro de Defensa", "the State". */
export const NO_NAMES = list(`
  gobierno estado ejercito defensa hacienda justicia interior exteriores salud educacion transporte trabajo economia
  congreso presidencia ejecutivo iglesia policia government army church earth god internet`)

/** Institutions and places whose Spanish name differs: Spanish form, then the English key. */
export const SPANISH_NAMES: ReadonlyMap<string, string> = new Map(
  `oea=oas, otan=nato, organizacion de las naciones unidas=united nations, opep=opec, ocde=oecd, oms=who, fmi=imf, organizacion de estados americanos=organization of american states,
  organizacion mundial de la salud=world health organization, fondo monetario internacional=international monetary fund,
  banco mundial=world bank, consejo de seguridad=security council, asamblea general=general assembly,
  corte suprema=supreme court, tribunal supremo=supreme court, corte penal internacional=international criminal court,
  cruz roja=red cross, departamento de estado=state department, departamento de justicia=justice department,
  pentagono=pentagon, capitolio=capitol, kremlin=kremlin, nueva york=new york, nueva jersey=new jersey,
  nueva orleans=new orleans, londres=london, moscu=moscow, pekin=beijing, bruselas=brussels, ginebra=geneva, viena=vienna,
  berlin=berlin, paris=paris, roma=rome, jerusalen=jerusalem, ciudad de mexico=mexico city, la habana=havana,
  la haya=the hague, tokio=tokyo, seul=seoul, bagdad=baghdad, damasco=damascus, el cairo=cairo, varsovia=warsaw,
  atenas=athens, lisboa=lisbon, estocolmo=stockholm, copenhague=copenhagen, kiev=kyiv, filadelfia=philadelphia,
  caribe=caribbean, mar caribe=caribbean sea, oceano pacifico=pacific ocean, oceano atlantico=atlantic ocean, pacifico=pacific,
  atlantico=atlantic, mediterraneo=mediterranean, america latina=latin america, latinoamerica=latin america,
  europa=europe, asia=asia, africa=africa, oriente medio=middle east, oriente proximo=middle east, franja de gaza=gaza strip,
  guardia costera=coast guard, fuerza aerea=air force, union europea=european union`
    .split(',')
    .map((entry): [string, string] => {
      const [spanish = '', english = ''] = entry.trim().split('=')
      return [spanish, english]
    }),
)
