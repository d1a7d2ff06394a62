import { showMoment, type TimeStyle } from '../commands/show-time.ts'
import type { ChatMessage, MessageRow } from '../news/message.ts'
import { inspectCopies, type CopiesAnswer } from '../pipeline/inspect/inspect-copies.ts'
import { atDesk, langOf, placeOf, printAnswer, type CliParts, type Given } from './parts.ts'

const WORDS = {
  heading: { en: 'Copies in the store', es: 'Copias en el almacén' },
  none: { en: 'No stored article is a copy of it.', es: 'Ningún artículo guardado es copia de este texto.' },
  noTitle: { en: 'no title', es: 'sin título' },
  ofThis: { en: 'of this text', es: 'de este texto' },
  ofCopy: { en: 'of the copy', es: 'de la copia' },
  lengths: { en: 'lengths', es: 'longitudes' },
} as const

/** Prints which stored articles are copies. */
export function printCopies(parts: CliParts, what: string, given: Given): Promise<void> {
  return atDesk(parts, given, async (desk) => {
    const answer = await inspectCopies(what, desk, () => parts.openFetching(placeOf(given)), parts.signal)
    const style = { lang: langOf(given, desk), zone: desk.zone }
    printAnswer(parts, given, answer, () => showCopies(answer, style, desk.clock.now()))
  })
}

function showCopies({ input, title, copies }: CopiesAnswer, style: TimeStyle, now: Temporal.Instant): ChatMessage {
  const { lang } = style
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const rows = copies.map(
    ({ article, outlet, title: of, url, seenAt, jaccard, containment, lengthRatio }): MessageRow => {
      const what = [of ?? WORDS.noTitle[lang], outlet, url, showMoment(seenAt, style, now)]
      const measures = [
        `Jaccard ${jaccard.toFixed(2)}`,
        `${percent(containment.ofThis)} ${WORDS.ofThis[lang]}`,
        `${percent(containment.ofCopy)} ${WORDS.ofCopy[lang]}`,
        `${WORDS.lengths[lang]} 1:${(1 / lengthRatio).toFixed(1)}`,
      ]
      return { kind: 'note', text: `${article}: ${[...what.filter((fact) => fact !== null), ...measures].join(' · ')}` }
    },
  )
  const none: MessageRow = { kind: 'note', text: WORDS.none[lang] }
  return {
    lang,
    title: title ?? input,
    notification: WORDS.heading[lang],
    context: [],
    sections: [{ heading: WORDS.heading[lang], rows: rows.length > 0 ? rows : [none] }],
  }
}
