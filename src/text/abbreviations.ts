const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Before a name, whatever follows: the full stop never ends a sentence. Folded, without dots; English and Spanish. */
export const TITLE_ABBREVIATIONS = list(`
  mr mrs ms mx dr drs prof sr sra sres sras srta dra dr gen lt col maj capt cpt cmdr adm sgt cpl pvt brig gov sen sens
  rep reps pres rev fr hon st sta sto ste mt ft supt det insp messrs mme mlle lic ing arq gral cnel cap tte dip mons
  pbro d da ud uds vs v amb const pfc msgt atty asst assoc dep dir exec gob min pte`)

/** Before a figure the full stop is an abbreviation's ("Jan. 7", "No. 3"); before anything else it ends a sentence. */
export const FIGURE_ABBREVIATIONS = list(`
  jan feb mar apr jun jul aug sept sep oct nov dec ene abr ago dic no nos num nro art arts sec fig figs p pp pag pags vol
  ch cap ver approx ca c aprox tel ext apdo av avda`)

/** May end a sentence: it does unless a name, a zone or a place goes on with it ("a.m. ET", "Acme Inc. Chief Smith"). */
export const CLOSING_ABBREVIATIONS = list(`
  am pm inc corp co ltd llc plc bros etc jr snr esq phd md ba bc ad eeuu dc us uk un eu usa uae ny la eg ie al sa cv ee uu
  rr hh ff aa jjoo cc kg km cm mi sq hr hrs min mins mph tbsp ave blvd rd hwy ala ariz ark calif colo conn fla ga ill kan ky mich minn mont neb nev okla ore pa tenn
  tex vt va wis wyo dept univ assn natl intl govt`)

/** A capital after "U.S." that starts a sentence rather than a name. */
export const SENTENCE_STARTERS = list(`
  the a an this that these those he she it they we i you his her its their our there here in on at by for from with
  after before during since while when where who what why how if but and or so yet as although though because despite
  however meanwhile also both many most some several no not one two more earlier later last under until according
  el la los las un una unos unas este esta estos estas ese esa eso esto en por para con sin sobre tras segun pero y
  aunque cuando mientras como si no ya tambien ademas su sus lo se hay es fue desde hasta entre durante ayer hoy`)
