import { isDisguised } from './disguise.ts'
import type { TextLang } from './language.ts'
import { readsAsOrder } from './orders.ts'
import { isForPrograms } from './program-text.ts'
import type { Quotation } from './quotations.ts'
import { isSpeechVerb } from './speech-words.ts'
import type { Word } from './words.ts'

/** What a sentence is for. Only a 'statement' reports something. */
export type SentenceKind = 'statement' | 'question' | 'caption' | 'disclaimer' | 'opinion' | 'boilerplate'

const CAPTION =
  /^[([]?\s*(?:file )?(?:photo|photograph|picture|image|video|illustration|graphic|map|foto|fotograf[ií]a|imagen|v[ií]deo|ilustraci[oó]n|gr[aá]fico|mapa)s?(?:\s*(?:credit|by|via|courtesy|de|cr[eé]dito))?\s*[:|/]|^(?:an? |the |this |in this |una |la |esta |en esta )?(?:file |undated |aerial |handout |satellite )?(?:photo|photograph|picture|image|video grab|screengrab|screenshot|illustration|graphic|foto|fotograf[ií]a|imagen|captura|ilustraci[oó]n)(?: (?:taken|released|provided|combination|illustration|de archivo|tomada|difundida)[^.]{0,60})? (?:shows?|depicts?|taken|released|provided|muestra|ilustra)\b|\b(?:AI[- ]generated|artist['’]s|generad[oa] (?:por|con) (?:IA|inteligencia artificial)) (?:illustration|image|photo|picture|impression|rendering|ilustraci[oó]n|imagen)|\((?:photo|image|foto|imagen|AP Photo|file)[ :/][^)]{0,80}\)\s*$|(?:Getty Images|AP Photo|AFP\/Getty)\s*\)?\.?$/iu

/** Captions told by their form: "FILE - …", "Credit: …", "… in this file photo", "… AGENCY/Ana Ruiz", "Foto de archivo". */
const CAPTION_FORM =
  /^(?:file|archivo)\s*[-–—:]\s|^(?:archivo|(?:screenshot|screengrab|captura de pantalla)(?: (?:of|from|de) [^.]{1,60})?)\.?$|^(?:(?:file|handout|undated|archive|stock) (?:photo|photograph|image|picture|footage)|(?:foto|fotograf[ií]a|imagen|v[ií]deo)s? de archivo)s?(?: (?:of|from|de|del) [^.]{1,80})?\.?$|\bin (?:this|an?) (?:file|handout|undated|combination) (?:photo|photograph|image|picture)\b|\ben (?:una|esta) (?:imagen|foto|fotograf[ií]a) de archivo(?!\p{L})|^(?:(?:photo|image|picture) )?credits?\s*:|^cr[eé]ditos?\s*:|^pictured\s*:|^en la (?:imagen|foto|fotograf[ií]a)\s?[,:]|[.)]\s(?:photo|photograph|picture|image|foto|fotograf[ií]a|imagen|cr[eé]dito|credit)s?\s*:\s[^.]{1,60}\.?$|(?:^|[\s(])(?:reuters|ap|afp|efe|epa|dpa|getty images)\/[\p{L}.'’-]+(?: [\p{L}.'’-]+){0,2}\)?\.?$|^(?:ilustraci[oó]n|imagen|foto|fotograf[ií]a) (?:generad|cread)a (?:por|con|mediante)(?: la)? (?:IA|inteligencia artificial)\.?$/iu
const CREDIT =
  /^(?:(?:Illustration|Photo|Photograph|Picture|Image)s? by|(?:Fotograf[ií]a|Foto|Ilustraci[oó]n)s? (?:de|por)) \p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,2}\.?$/u

/** What an outlet says of how its text came to be: machine, agency, correction, what it could not check. */
const MADE_SO =
  /\bthis report (?:was|is|has been) (?:\p{L}+ )?(?:generated|written|produced|updated|corrected|published|translated|compiled|created)\b|^(?:this text|this summary|this translation|(?:automatically|machine)[- ])?\s?(?:was |has been |is )?(?:automatically )?(?:generated|translated|written|produced|summari[sz]ed) (?:automatically|by (?:an? )?machine)\b|\bthis (?:text|summary|translation) (?:was|has been|is) (?:\p{L}+ )?(?:generated|translated|written|produced)\b|\b(?:AI|artificial intelligence|machine translation) was used to (?:draft|write|produce|translate|summari[sz]e|create|edit)\b|^with (?:additional )?(?:information|reporting|files) from\b|^con informaci[oó]n de [^.]{1,60}\.?$|\bthis is a (?:developing|breaking)(?: news)? story\b|^(?:esta es una )?(?:noticia|historia|informaci[oó]n) en desarrollo(?!\p{L})|\bcould not (?:immediately )?independently (?:verify|confirm)\b|\bno (?:pudo|pudieron|ha podido|han podido) (?:verificar|confirmar)\b[^.]{0,80}\bde (?:forma|manera) independiente(?!\p{L})|^(?:automatic|machine) translation\b|^traducci[oó]n autom[aá]tica(?!\p{L})|^(?:traducid|generad|escrit|redactad|elaborad)[oa]s? autom[aá]ticamente(?!\p{L})|\best[ea] (?:nota|noticia|informaci[oó]n|resumen|traducci[oó]n|publicaci[oó]n) (?:fue|ha sido|est[aá]) (?:\p{L}+ )?(?:generad|escrit|redactad|elaborad|traducid|producid|cread|actualizad)[oa]|\b(?:generad|escrit|traducid|redactad|elaborad)[oa] con (?:la )?(?:ayuda|asistencia|apoyo) de (?:una? |la )?(?:IA|inteligencia artificial|m[aá]quina)(?!\p{L})|^las opiniones\b[^.]{0,60}\b(?:responsabilidad|no reflejan|corresponden)(?!\p{L})|^(?:aclaraci[oó]n|rectificaci[oó]n|fe de erratas|nota de la redacci[oó]n)\b/iu

const DISCLAIMER =
  /\b(?:this (?:article|story|content|post|page) (?:was|is|has been|may have been|contains|does not|is for)\b|(?:views|opinions) expressed\b|(?:does not|not) (?:constitute|reflect|represent) (?:the |an? )?(?:\p{L}+ ){0,3}(?:advice|views|opinions?|endorsement)|(?:generated|written|produced|translated|created|assisted) (?:by|with|using) (?:AI|artificial intelligence|a machine|machine translation)|could not (?:immediately |independently )?be (?:independently )?verified\b|editor['’]s note|nota del editor|este (?:art[ií]culo|contenido|texto|reportaje) (?:fue|ha sido|es|no|puede|contiene)\b|las opiniones (?:expresadas|vertidas)|(?:generad|escrit|traducid|redactad|elaborad)[oa] (?:por|con) (?:una? )?(?:IA|inteligencia artificial|m[aá]quina)|correction:|correcci[oó]n:|clarification:|an? (?:earlier|previous) version of (?:this|the)|una versi[oó]n anterior de (?:este|esta)|\b(?:in|from) the (?:earlier|previous) version\b|(?:sentence|passage|paragraph|figure|estimate)s? (?:has|have) (?:since |also )?been (?:removed|corrected|updated))/iu

const BOILERPLATE =
  /^(?:read (?:more|also|next|the full)|see also|related|also read|more (?:on|from|about)|watch|listen to|click here|sign up|subscribe|follow us|share this|advertisement|sponsored|most (?:popular|read)|recent (?:posts|comments)|you may also like|recommended|trending|leer m[aá]s|lee tambi[eé]n|vea tambi[eé]n|le puede interesar|te puede interesar|ver m[aá]s|suscr[ií]b[ae]|s[ií]g[ua]enos|comparte|publicidad|lo m[aá]s le[ií]do|m[aá]s noticias)\b|\b(?:all rights reserved|todos los derechos reservados|terms of (?:use|service)|privacy policy|pol[ií]tica de privacidad|appeared first on|sign up for (?:our|the)|our newsletter|nuestro bolet[ií]n|reporting by [^.]{2,80}(?:editing by|writing by)|\d+ ?min(?:ute)?s? read|this (?:site|website) uses cookies|copyright ©|© \d{4}|contributed to this report|contribuy[oó] a este (?:reportaje|informe))\b|^(?:©|copyright)|^[([]?(?:reporting|writing|editing|additional reporting|edici[oó]n|reporte) (?:by|de|por)\b/iu

/** Markup, addresses and orders to a program or a crowd: no reporter writes so, whoever does wants something done. */
const ACTS =
  /https?:\/\/|\bwww\.|\]\(|<[!@#]?[a-z]|(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|(?:^|\s)@(?:everyone|here|channel|todos)\b|^(?:system|assistant|user|developer|human|ai)\s*:|^(?:new|updated|important|nuevas|urgent)? ?(?:instructions?|instrucciones)\b|\b(?:ignore|disregard|forget|olvida|ignora) (?:all |any |the |your |my |these |those |todas |las |tus )*(?:previous|prior|above|earlier|instructions?|instrucciones|anteriores)\b/iu

/** What would, could or may follow: a forecast or an argument, whoever turns out right. */
const FORECAST: Readonly<Record<TextLang, RegExp>> = {
  en: /^(?:(?:conversely|still|but|yet|otherwise|even so),? )?(?:if|whether|should)\b.{0,300}\b(?:could|may|might|would|will|can|risks?)\b|^whether\b|\bwill (?:test|show|tell|determine|decide|depend)\b|\b(?:coming|next) (?:days|weeks|months) will\b|\b(?:remains|is yet) to be seen\b|\b(?:presents?|poses?|marks?|offers?) an? (?:early |key |major |real |first |crucial )?test\b|\b(?:days|weeks|months) will be (?:critical|crucial|decisive|key)\b|\bcould (?:offer|lead|mean|mark|open|reset|benefit|deepen)\b/iu,
  es: /^si\b.{0,300}\b(?:podr[ií]an?|ser[ií]an?|har[ií]an?)(?!\p{L})|\best[aá] por verse(?!\p{L})|\bpondr[aá] a prueba(?!\p{L})|\bdepender[aá] de(?!\p{L})/iu,
}

const FIRST_PLURAL: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set(['we', 'our', "we're", "we've", "we'll", 'ourselves']),
  es: new Set([
    'nosotros',
    'nuestro',
    'nuestra',
    'nuestros',
    'nuestras',
    'debemos',
    'podemos',
    'tenemos',
    'necesitamos',
    'creemos',
  ]),
}
const FIRST_SINGULAR: Readonly<Record<TextLang, RegExp>> = {
  en: /\b(?:I (?:believe|think|suspect|hope|fear|doubt|would argue|am convinced)|in my (?:view|opinion)|frankly speaking|to my mind|from my point of view|it is (?:time|hard not) to|let us|let['’]s be|make no mistake|the (?:question|truth|lesson|irony) is|one (?:can|cannot|might) (?:only|but|help))\b/iu,
  es: /\b(?:(?:yo )?creo que|a mi juicio|en mi opini[oó]n|es hora de|no cabe duda|la (?:pregunta|verdad|lecci[oó]n) es|pienso que|considero que|desde mi punto de vista|en nuestra opini[oó]n|a nuestro juicio|hay que reconocer)(?!\p{L})|^(?:frankly|francamente|sin duda),|^hay que [\p{L}]+[aei]r(?!\p{L})/iu,
}
/** A heading that says so itself: "Opinion", "Editorial: …", "Análisis | …". */
const LABELLED =
  /^(?:opinion|editorial|op-ed|commentary|analysis|opini[oó]n|an[aá]lisis|columna de opini[oó]n)\s*(?:[:|]|[–—-]\s|\.?$)/iu
const OUGHT: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set(['should', 'must', 'ought', "shouldn't", "mustn't"]),
  es: new Set(['deberia', 'deberian', 'debemos', 'deberiamos']),
}

/** The kind of one sentence. Words inside quotation marks, or reported of someone, never make it an opinion. */
export function sentenceKind(
  text: string,
  words: readonly Word[],
  quotations: readonly Quotation[],
  lang: TextLang,
): SentenceKind {
  if (BOILERPLATE.test(text) || ACTS.test(text)) return 'boilerplate'
  if (readsAsOrder(text) || isForPrograms(text) || isDisguised(text)) return 'boilerplate'
  if (CAPTION_FORM.test(text) || CREDIT.test(text) || CAPTION.test(text)) return 'caption'
  if (DISCLAIMER.test(text) || MADE_SO.test(text)) return 'disclaimer'
  const own = wordsOutside(words, quotations)
  if (isQuestion(text, quotations, own, lang)) return 'question'
  return isOpinion(text, quotations, own, lang) ? 'opinion' : 'statement'
}

function wordsOutside(words: readonly Word[], quotations: readonly Quotation[]): readonly Word[] {
  let next = 0
  let quotedTo = 0
  return words.filter((word) => {
    for (; (quotations[next]?.start ?? word.end) <= word.start; next++) {
      quotedTo = Math.max(quotedTo, quotations[next]?.end ?? 0)
    }
    return word.end > quotedTo
  })
}

function isQuestion(text: string, quotations: readonly Quotation[], own: readonly Word[], lang: TextLang): boolean {
  if (!/\?["”»'’)\]\s]*$/.test(text)) return false
  const last = quotations.at(-1)
  const quoted = last !== undefined && /\?\s*$/.test(last.text)
  return !quoted || !own.some((word) => isSpeechVerb(word.folded, lang))
}

/** "Whether the promised talks are held will depend on …". */
const OPEN_QUESTION: Readonly<Record<TextLang, RegExp>> = {
  en: /^whether\b.{0,200}\b(?:depends?|remains?|is unclear|will (?:show|tell|be seen))\b/iu,
  es: /^(?:si|que)\s.{0,200}\b(?:depender[aá]|est[aá] por verse)(?!\p{L})/iu,
}

/** Opinion put into mouths that have no name. */
const UNNAMED_FORECAST: Readonly<Record<TextLang, RegExp>> = {
  en: /^(?:many |some |most )?(?:analysts|observers|experts|critics|commentators)\b[^,]{0,30}\b(?:say|said|believe|argue|warn)/iu,
  es: /^(?:muchos |algunos )?(?:los )?(?:analistas|observadores|expertos|cr[ií]ticos)\s[^,]{0,30}(?:dicen|creen|advierten|sostienen|consideran)(?!\p{L})/iu,
}

const ATTRIBUTED = /\b(?:according to|seg[uú]n|told|conforme a)(?!\p{L})/iu

function isOpinion(text: string, quotations: readonly Quotation[], own: readonly Word[], lang: TextLang): boolean {
  if (LABELLED.test(text)) return true
  // "Analysts say the coming days will be critical": nobody answers for it.
  if (UNNAMED_FORECAST[lang].test(text) && FORECAST[lang].test(text) && quotations.length === 0) return true
  if (OPEN_QUESTION[lang].test(text) && quotations.length === 0) return true
  if (own.some((word) => isSpeechVerb(word.folded, lang)) || ATTRIBUTED.test(text)) return false
  const inQuotes = (at: number): boolean => quotations.some((quotation) => quotation.start <= at && at < quotation.end)
  if (FORECAST[lang].test(text) && quotations.length === 0) return true
  const phrase = FIRST_SINGULAR[lang].exec(text)
  if (phrase !== null && !inQuotes(phrase.index)) return true
  if (own.some((word, at) => FIRST_PLURAL[lang].has(word.folded) && !isName(word, own[at + 1]))) return true
  return own.some((word) => OUGHT[lang].has(word.folded)) && quotations.length === 0
}

/** "Our Lady of Hope", "Nuestra Señora": a name that begins so. */
function isName(word: Word, next: Word | undefined): boolean {
  return /^\p{Lu}/u.test(word.text) && next !== undefined && /^\p{Lu}\p{Ll}/u.test(next.text)
}
