import type { TextLang } from './language.ts'

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Verb forms that report what someone said or wrote. Folded. */
const SPEECH_VERBS: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: list(`
    said says say told tells wrote writes added adds asked asks stated states declared declares announced announces
    argued argues claimed claims insisted insists warned warns noted notes explained explains replied replies responded
    responds tweeted posted posts remarked commented comments continued concluded acknowledged admitted confirmed
    confirms denied denies described describes vowed pledged promised urged urges called recalled observed testified
    shouted joked complained stressed emphasized emphasised reiterated countered quipped saying writing telling adding`),
  es: list(`
    dijo dice dijeron dicen afirmo afirma afirmaron aseguro asegura aseguraron senalo senala senalaron declaro declara
    declararon anadio anade agrego agrega agregaron explico explica explicaron indico indica indicaron expreso expresa
    escribio escribe escribieron sostuvo sostiene manifesto manifiesta comento comenta respondio responde pregunto
    pregunta insistio insiste advirtio advierte reitero subrayo destaco preciso apunto admitio reconoce reconocio
    denuncio confirmo nego conto contesto concluyo exclamo recordo relato puntualizo aclaro diciendo`),
}

/** True for a form such as "said", "wrote", "afirmó" (folded: "afirmo"). */
export function isSpeechVerb(folded: string, lang: TextLang): boolean {
  return SPEECH_VERBS[lang].has(folded)
}

const NOUN_BREAKS: ReadonlySet<string> = list(`
  that who which when while as if in on at to for from by with after before during and or but is are was were has have
  had be been also then later would will could should not about into over under because so than though since until
  que cuando mientras como si en a al para por con tras antes durante y o pero es son fue fueron ha han habia sera
  tambien luego no sobre porque hasta desde se le les lo`)

/** True for words that end a noun phrase: "the minister | on Sunday". */
export function isNounBreak(folded: string): boolean {
  return NOUN_BREAKS.has(folded)
}
