import type { Revision } from '../news/article.ts'
import type { FurnitureKind } from './furniture-family.ts'
import { furnitureKind } from './line-shapes.ts'

/** What of an article's two readings is compared. Byline and date are not: they change with a site's templates. */
export type EditSide = Pick<Revision, 'title' | 'dek' | 'text' | 'wire' | 'flags' | 'deleted'>

/**
 * True where a second reading says what the first said, sign for sign but for case, typography, white space, punctuation
 * that carries no meaning, stamps of time, counters, credits of pictures and boxes; and where it is only a part of it
 * because the page now asks for a subscription. Any word, figure, sign of money or share, or quotation mark that came or
 * went makes a real edit; so does a change of whose copy it is, or of what it says of itself.
 */
export function isBoringEdit(before: EditSide, after: EditSide): boolean {
  if (before.deleted !== after.deleted) return false
  const [was, is] = [plainText(before.text), plainText(after.text)]
  const isStub = (side: EditSide) => side.flags.includes('stub')
  if (isStub(after) && !isStub(before)) return true
  return (
    was === is &&
    before.wire === after.wire &&
    plainTitle(before.title) === plainTitle(after.title) &&
    plainSigns(before.dek ?? '') === plainSigns(after.dek ?? '') &&
    lasting(before).join() === lasting(after).join()
  )
}

const lasting = ({ flags }: EditSide) => flags.filter((flag) => flag !== 'stub').toSorted()

/** Lines that change while the article stays. What says who made it, corrected it or can be called does not. */
const VOLATILE: ReadonlySet<FurnitureKind> = new Set([
  'screen-reader',
  'share',
  'listen',
  'read-time',
  'subscribe',
  'box',
  'end',
  'legal',
  'advert',
  'caption',
  'reader-call',
  'paywall',
  'meta',
])
/** After the heading of a box, lines so short that end no sentence are its entries. */
const ENTRY_WORDS_MAX = 20

/** The words and meaningful signs of a text, without its volatile lines. */
function plainText(text: string): string {
  const kept: string[] = []
  let isInBox = false
  for (const line of text.split('\n')) {
    const bare = withoutStamps(line.trim())
    if (bare === '' || isCounter(bare)) continue
    const kind = furnitureKind(bare)
    const isEntry = isInBox && !/[.!?…:"”»)]$/u.test(bare) && bare.split(/\s+/).length <= ENTRY_WORDS_MAX
    if (kind !== null && VOLATILE.has(kind)) isInBox = kind === 'box' || kind === 'end'
    else if (!isEntry) {
      isInBox = false
      kept.push(bare)
    }
  }
  return plainSigns(kept.join(' '))
}

const raw = String.raw
const AGO = raw`(?:(?:about |hace )?(?:\d{1,3}|an?|una?|few|some|unos?|pocos)\s?(?:s|sec(?:ond)?s?|m|mins?|minut[oe]s?|h|hrs?|hours?|horas?|d|days?|d[ií]as?|weeks?|semanas?)(?: ago)?|just now|moments ago|ahora mismo|yesterday|today|ayer|hoy)`
const CLOCK = raw`\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?(?:\s?(?:h|hs|hrs|horas|[A-Z]{2,4}))?(?: ?[+-]\d{1,2}(?::?\d{2})?)?`
const DAY = raw`(?:\p{L}{3,10}\.?,? )?(?:\d{1,2}(?:st|nd|rd|th)?(?: de)? \p{L}{3,10}\.?|\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})(?:,?(?: del?)? \d{4})?`
const WHEN = raw`(?:${AGO}|(?:${DAY})?(?:,? ?(?:at |a las |- )?${CLOCK})|${DAY})`
const STAMPED = raw`(?:first |last |originally )?(?:updated|published|posted|modified|edited|actualizad[oa]|publicad[oa]|modificad[oa])(?: on| at| el| a las)?:? ${WHEN}`
const STAMP_LINE = new RegExp(raw`^\(?(?:${STAMPED}|${WHEN})\)?\.?$`, 'iu')
/** A stamp with its label may stand before or after a sentence in one line, parted from it. */
const STAMP_HEAD = new RegExp(raw`^\(?${STAMPED}\)?\s*(?:[.|·•–—-]\s+|\)\s*)`, 'iu')
const STAMP_TAIL = new RegExp(raw`(?:\s[|·•–—-]\s*|\s\()${STAMPED}\)?\.?$`, 'iu')
/** Longer lines hold more than a stamp; the shapes' cost grows with length. */
const STAMP_CHARS_MAX = 120

function withoutStamps(line: string): string {
  if (line.length <= STAMP_CHARS_MAX && line.split(/\s*[|·•]\s*/u).every((part) => STAMP_LINE.test(part))) return ''
  const head = line.slice(0, STAMP_CHARS_MAX).replace(STAMP_HEAD, '')
  return withoutTail(withoutTail(head + line.slice(STAMP_CHARS_MAX), STAMP_TAIL), CREDIT_TAIL)
}

/** Sought in the whole of a long line, what stands at its end would cost the line's length squared. */
function withoutTail(line: string, tail: RegExp): string {
  return line.slice(0, -STAMP_CHARS_MAX) + line.slice(-STAMP_CHARS_MAX).replace(tail, '')
}

/** `(Photo: Jane Roe)` behind a sentence. */
const CREDIT_TAIL =
  /\s*[([](?:photo|foto|image|imagen|picture|credit|crédito)s?\s?(?::|by\b|de\b|\/)[^()[\]]{1,80}[)\]]\.?$/iu

const COUNTED = raw`(?:comments?|comentarios?|repl(?:y|ies)|respuestas?|shares?|shared|compartid[oa]s?|veces compartid[oa]|views?|vistas?|visitas?|reads?|lecturas?|likes?|me gusta|reactions?|reacciones|retweets?|tweets?|votes?|votos?|claps?|followers?|seguidores|watching|viendo)`
const COUNT = raw`\d[\d.,]*\s?(?:k|m|mil)?`
/** The first of a row: one pattern for all of them could cut a row of figures up in more ways than can ever be tried. */
const COUNTER = new RegExp(raw`^(?:${COUNT} ${COUNTED}|${COUNTED}[:(]? ?${COUNT}\)?|${COUNT})(?!\p{L})[\s,|/·•]*`, 'iu')

/** A line of nothing but counters; a number alone counts as one where no word explains it. */
function isCounter(line: string): boolean {
  if (line.length > STAMP_CHARS_MAX || !/\p{L}/u.test(line)) return false
  let left = line
  while (left !== '') {
    const next = left.replace(COUNTER, '')
    if (next === left) return false
    left = next
  }
  return true
}

/** What newsrooms put before a headline while a story runs. */
const TITLE_LABEL =
  /^(?:update(?: ?\d{1,2})?|updated|breaking(?: news)?|live|watch|video|latest|última hora|urgente|en vivo|en directo|actualización|vídeo)\s*(?:[:|]|[-–—](?=\s|\p{Lu}))\s*/iu

const plainTitle = (title: string | null) => plainSigns((title ?? '').replace(TITLE_LABEL, ''))

/** Case, spaces, dashes and quotation marks folded; punctuation that carries no meaning taken out. */
function plainSigns(text: string): string {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .replaceAll(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, '')
      .replaceAll(/[“”„«»″]|``|''/g, '"')
      .replaceAll(/[‘’‚`´′]/g, "'")
      .replaceAll(/(?<![\p{L}\p{N}])'|'(?![\p{L}\p{N}])/gu, '"')
      .replaceAll(/[‐‑‒–—―−]/g, '-')
      .replaceAll(/(?<!\p{N})[.,:;]|[.,:;](?!\p{N})|[!¡¿()[\]…•|]/gu, ' ')
      // A minus is a sign before a figure, a hyphen between figures; between words it is a dash.
      .replaceAll(/-(?!\p{N})|(?<=\p{L})-/gu, ' ')
      // First the runs of white space: sought around signs, one that has none costs its length squared.
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ ?(["%$€£¥+=<>/?]) ?/g, ' $1 ')
      .replaceAll(/ +/g, ' ')
      .trim()
  )
}
