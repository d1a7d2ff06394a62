import type { TextLang } from './language.ts'

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Verb forms that report what someone said or wrote. Folded. "States", "calls", "posts" are nouns as often: left out. */
const SPEECH_VERBS: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: list(`
    said says say told tells wrote writes added adds asked asks stated declared declares announced announces argued
    argues claimed insisted insists warned warns noted explained explains replied replies responded responds tweeted
    posted remarked commented continued concluded acknowledged admitted confirmed confirms denied denies vowed pledged
    promised urged urges recalled observed testified shouted joked complained stressed emphasized emphasised reiterated
    countered quipped suggested wondered inquired disagreed lamented cautioned saying writing telling adding noting insisting arguing warning`),
  es: list(`
    dijo dice dijeron dicen afirmo afirma afirmaron aseguro asegura aseguraron senalo senala senalaron declaro declara
    declararon anadio anade agrego agrega agregaron explico explica explicaron indico indica indicaron expreso expresa
    escribio escribe escribieron sostuvo sostiene manifesto manifiesta comento comenta respondio responde pregunto
    pregunta insistio insiste advirtio advierte reitero subrayo destaco preciso apunto admitio reconoce reconocio
    denuncio confirmo nego conto contesto concluyo exclamo recordo relato puntualizo aclaro cuestiono inquirio discrepo replico matizo recalco enfatizo asevero
    diciendo asegurando
    afirmando`),
}

/** Verbs that take a quoted word or two: "described it as “…”", "condemned the raid as “…”". */
const NAMING_VERBS: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: list(`
    described describes called labeled labelled branded dubbed termed characterized characterised condemned denounced
    accused criticized criticised praised hailed blasted slammed referred dismissed portrayed cited deemed`),
  es: list(`
    califico califica calificaron describio describe llamo tildo tacho acuso condeno denuncio critico elogio definio
    denomino considero rechazo`),
}

/** Verbs that stand before their subject after a quotation: "…," said Ruiz. Spanish has them all. */
const INVERTED = list(`
  said says wrote writes added adds asked asks stated declared announced argued insisted warned noted explained replied
  responded tweeted remarked commented continued concluded recalled observed shouted joked quipped`)

const SPANISH_PARTICIPLES = list(`dicho afirmado asegurado senalado declarado explicado indicado anadido agregado
  manifestado sostenido advertido escrito reconocido insistido comentado respondido subrayado destacado confirmado`)

/** True for the second word of "ha dicho", "había asegurado". */
export function isSpeechParticiple(folded: string): boolean {
  return SPANISH_PARTICIPLES.has(folded)
}

/** True for a form such as "said", "wrote", "afirmó" (folded: "afirmo"). */
export function isSpeechVerb(folded: string, lang: TextLang): boolean {
  return SPEECH_VERBS[lang].has(folded)
}

/** True for "described", "condemned", "calificó". */
export function isNamingVerb(folded: string, lang: TextLang): boolean {
  return NAMING_VERBS[lang].has(folded)
}

/** True for a verb of saying that may stand right before its subject. */
export function isInvertible(folded: string, lang: TextLang): boolean {
  return lang === 'es' ? isSpeechVerb(folded, lang) : INVERTED.has(folded)
}

const NOUN_BREAKS = list(`
  that who which when while as if in on at to for from by with after before during and or but is are was were has have
  had be been also then later would will could should not about into over under because so than though since until
  reporters lawmakers monday tuesday wednesday thursday friday saturday sunday yesterday today repeatedly earlier
  me te nos que cuando mientras como si en a al para por con tras antes durante y o pero es son fue fueron ha han habia sera
  tambien luego no sobre porque hasta desde se le les lo lunes martes miercoles jueves viernes sabado domingo ayer hoy`)

/** True for words that end a noun phrase: "the minister | on Sunday". */
export function isNounBreak(folded: string): boolean {
  return NOUN_BREAKS.has(folded)
}
