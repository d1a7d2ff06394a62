import type { Block } from './page-blocks.ts'
import type { PageElement, PageOutline } from './page-dom.ts'
import { elementText } from './page-meta.ts'
import { firstOf, selector } from './page-select.ts'

type Notice = 'missing' | 'challenge' | 'consent'

/** What the shape and the headings of a page show, before anything is taken out of it. */
export type PageSigns = {
  readonly visibleWords: number
  /** Words outside of links and of blocks too short to be a sentence. */
  readonly loneWords: number
  /** Links that read as headlines of other pages, each once. */
  readonly headlineLinks: number
  /** It has a headline of its own: no section's name, no link. */
  readonly hasHeadline: boolean
  /** Blocks of the text that was read, and those of them that are such headlines. */
  readonly readBlocks: number
  readonly entries: number
  /** Words of the longest run of the read text between two such headlines. */
  readonly longestRun: number
  /** Share of the words that stand in sentences on cookies, partners and consent. */
  readonly consentShare: number
  readonly hasConsentControl: boolean
  /** A part of the page made to sell the rest of it. */
  readonly hasPaywall: boolean
  /** Whether its title or its first headings say this. */
  readonly says: (notice: Notice) => boolean
}

/** Where a page says what is the matter: its title and so many headings. */
const HEADINGS_MAX = 4
const HEADING_CHARS_MAX = 160
/** Headlines have so many words, labels of menus fewer. */
const HEADLINE_WORDS_MIN = 4
const SENTENCE_WORDS_MIN = 6
const LINKS_MAX = 5_000
const CONTROLS_MAX = 500

const THING = '(?:page|article|story|content|url|link|file|post|site)'
const COSA = '(?:página|pagina|artículo|articulo|nota|noticia|contenido|enlace|recurso|sitio)'
const NOTICES: Readonly<Record<Notice, RegExp>> = {
  missing: new RegExp(
    [
      String.raw`^(?:error:?\s*)?(?:40[0-9]|410|50[0-4])(?!\d)(?:\s*[-–—:|.].*|\s*(?:error|not found|gone|forbidden|no encontrad[oa]|página).*)?$`,
      String.raw`(?:^|[-–—:|]\s*)(?:error\s+)?(?:404|410)(?:\s+(?:error|not found))?$`,
      String.raw`^(?:page |file )?not found[.!]?(?:\s*[-–—:|].*)?$|\b${THING} (?:was |is |has been |have been |could |can |you |cannot |can['’]t )[^.]{0,60}\b(?:not found|not be found|be found|unavailable|not available|no longer available|does not exist|removed|moved|missing|expired)`,
      String.raw`\b${THING} (?:not found|unavailable|does(?: not|n['’]t) exist|missing|expired)|\b(?:can['’]t|cannot|couldn['’]t|could not) (?:find|be found|locate)[^.]{0,30}\b${THING}|^(?:oops|sorry|something went wrong|gone|ups|lo sentimos)[.!…]*$`,
      String.raw`(?<!\p{L})${COSA} (?:[^.]{0,60} )?(?:no (?:ha sido |fue |se (?:ha )?)?(?:encontrad[oa]|encontró|encuentra|existe|disponible|está disponible)|ya no (?:existe|está disponible)|inexistente|eliminad[oa])|(?<!\p{L})no (?:se (?:ha )?)?(?:encontr\p{L}+|existe|podemos encontrar|hemos encontrado) (?:est[ea] |la |el )?${COSA}|^(?:página )?no encontrad[oa]|^algo salió mal`,
    ].join('|'),
    'iu',
  ),
  challenge:
    /^just a moment|attention required|are you (?:a )?(?:human|robot)|(?:you are|you['’]re) (?:a )?(?:human|not a robot)|verif(?:y|ying) (?:that )?you|human verification|access (?:to this (?:page|site|resource) )?(?:has been |is |was )?(?:denied|blocked|restricted)|unusual traffic|captcha|security (?:check|verification)|checking (?:your browser|if the site)|enable (?:cookies|javascript|js)\b|javascript (?:is )?(?:required|disabled)|pardon our interruption|^(?:403 )?forbidden|request (?:blocked|rejected)|you have been blocked|too many requests|acceso (?:denegado|restringido|bloqueado)|no (?:eres|es usted|soy) un robot|(?:verificaci[oó]n|comprobaci[oó]n) de seguridad|comprobando (?:su|tu|el) navegador|verifi(?:ca|que) que (?:eres|es)|(?:activa|habilit)\p{L}* (?:las )?(?:cookies|javascript)|demasiadas (?:solicitudes|peticiones)/iu,
  consent:
    /before you continue|(?:we value|your) (?:your )?privacy|privacy (?:choices|settings|preferences|matters)|cookies?(?: (?:consent|settings|preferences|notice|policy))?$|(?:accept|manage|use of|uses?) cookies|consent|antes de continuar|(?:tu|su) privacidad|privacidad (?:es importante|nos importa)|configuraci[oó]n de (?:cookies|privacidad)|aceptar (?:las )?cookies|consentimiento/iu,
}

const CONSENT_SENTENCE =
  /\bcookies?\b|\bconsent|\bour (?:\d+ )?partners\b|\bpersonal data\b|\bpersonali[sz]ed (?:ads|advertising|content)|\bprivacy\b|\blegitimate interests?\b|\bdevice (?:identifiers|data)|\badvertising\b|\bvendors\b|consentimiento|nuestros (?:\d+ )?socios|datos personales|publicidad personalizada|privacidad|inter[eé]s leg[ií]timo|proveedores/iu
const CONSENT_CONTROL =
  /^(?:i )?(?:accept|agree|allow|reject|decline|refuse|manage|accept all|got it|ok|continue|yes,? i|acept|rechaz|configur|gestion|permit|de acuerdo|consentir|continuar)(?!\p{Ll}*\s+(?:reading|leyendo))/iu
const IS_PAYWALL = selector(
  '[class*="paywall" i], [id*="paywall" i], [class*="regwall" i], [class*="meter-wall" i], [class*="metered" i], [class*="piano" i], [class*="tp-modal" i], [class*="subscriber-only" i], [class*="subscription-wall" i], [class*="subscribe-wall" i], [class*="premium-wall" i], [class*="premium-content-gate" i], [class*="gate--" i], [class*="muro-de-pago" i], [class*="suscripcion" i], [class*="solo-suscriptores" i]',
)
const IS_CONTROL = selector('button, [role="button"], input[type="submit"], a')
const IS_HEADING = selector('h1, h2, [role="heading"], [role="alert"]')
const ASKS_TO_PAY =
  /subscri|suscri|become a member|hazte soci|register|reg[ií]str|log ?in|sign ?in|inici(?:a|ar) sesi[oó]n|abonne|unlimited access|acceso ilimitado/iu

/**
 * Gathers the signs of a page and its blocks. `read`: the blocks that were taken for the article. One pass over each kind of element.
 */
export function gatherSigns(page: PageOutline, blocks: readonly Block[]): (read: readonly Block[]) => PageSigns {
  const anchors = page.elements.filter(({ localName }) => localName === 'a')
  const links = new Map(anchors.slice(0, LINKS_MAX).map((link) => [link, elementText(link)]))
  const linked = new Set([...links.values()].map((text) => text ?? ''))
  const headlines = new Set([...linked].filter((text) => countWords(text) >= HEADLINE_WORDS_MIN))
  const counted = blocks.map(({ text }) => ({ text, words: countWords(text) }))
  const sentences = counted.filter(({ text, words }) => words >= SENTENCE_WORDS_MIN && !linked.has(text))
  const loneWords = sum(sentences)
  const headings = headingsOf(page)
  const shape = {
    visibleWords: sum(counted),
    loneWords,
    headlineLinks: headlines.size,
    hasHeadline: firstOf(page, ({ localName }) => localName === 'h1', HEADINGS_MAX).some((heading) => {
      const text = elementText(heading) ?? ''
      return countWords(text) >= HEADLINE_WORDS_MIN && !linked.has(text)
    }),
    consentShare: loneWords === 0 ? 0 : sum(sentences.filter(({ text }) => CONSENT_SENTENCE.test(text))) / loneWords,
    hasConsentControl: firstOf(page, IS_CONTROL, CONTROLS_MAX).some((control) =>
      CONSENT_CONTROL.test(labelOf(control, links)),
    ),
    hasPaywall: firstOf(page, IS_PAYWALL, CONTROLS_MAX).some(sellsRest),
    says: (notice: Notice) => headings.some((heading) => NOTICES[notice].test(heading)),
  }
  return (read) => ({ ...shape, ...runsOf(read, headlines) })
}

/** Words are parted by one blank here. */
function countWords(text: string): number {
  if (text === '') return 0
  let words = 1
  for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) words += 1
  return words
}

const sum = (counted: readonly { readonly words: number }[]) => counted.reduce((all, { words }) => all + words, 0)

/** `links`: texts that were read already. */
function labelOf(control: PageElement, links: ReadonlyMap<PageElement, string | null>): string {
  const known = links.get(control)
  const text = known === undefined ? elementText(control) : known
  return (text ?? control.getAttribute('value') ?? '').slice(0, HEADING_CHARS_MAX)
}

function sellsRest(element: PageElement): boolean {
  const text = elementText(element) ?? ''
  return text.length < 2_000 && ASKS_TO_PAY.test(text)
}

/** The title, part by part, and the first headings of the page. */
function headingsOf(page: PageOutline): readonly string[] {
  const title = elementText(page.elements.find(({ localName }) => localName === 'title') ?? null) ?? ''
  const headings = firstOf(page, IS_HEADING, HEADINGS_MAX)
  return [title, ...title.split(/\s+[|·•–—-]\s+/u), ...headings.map((heading) => elementText(heading) ?? '')].filter(
    (text) => text !== '' && text.length <= HEADING_CHARS_MAX,
  )
}

function runsOf(
  read: readonly Block[],
  headlines: ReadonlySet<string>,
): Pick<PageSigns, 'readBlocks' | 'entries' | 'longestRun'> {
  let [entries, run, longestRun] = [0, 0, 0]
  for (const { text } of read) {
    const isEntry = headlines.has(text)
    if (isEntry) entries += 1
    run = isEntry ? 0 : run + countWords(text)
    longestRun = Math.max(longestRun, run)
  }
  return { readBlocks: read.length, entries, longestRun }
}
