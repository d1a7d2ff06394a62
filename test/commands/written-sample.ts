import type { Brief } from '../../src/news/brief.ts'
import type { Lang } from '../../src/news/message.ts'
import { brief, EIGHT_AM, firstCall, line, update } from './sample.ts'

// A brief that a model wrote, with everything in it that a reader must be told of: an extract among its lines, an extract in
// another language, a translation, a disputed line, why it matters, and what changed since.

const TEXTS = {
  en: {
    headline: 'Two presidents agree to meet',
    lede: 'The two presidents spoke for about an hour and agreed to meet in Washington.',
    dead: 'The strikes on boats have killed at least 110 people.',
    squares: 'Thousands filled the squares of a dozen cities.',
    visit: 'The visit “has no date yet”, an aide said in the courtyard on Thursday.',
    foreign: 'Las cancillerías preparan la visita desde el jueves.',
    why: 'It is their first call since the threat of a strike.',
    ministers: 'The foreign ministers are to arrange the visit.',
  },
  es: {
    headline: 'Dos presidentes acuerdan reunirse',
    lede: 'Los dos presidentes hablaron cerca de una hora y acordaron reunirse en Washington.',
    dead: 'Los ataques a lanchas han dejado al menos 110 muertos.',
    squares: 'Miles de personas llenaron las plazas de una docena de ciudades.',
    visit: 'La visita «aún no tiene fecha», dijo un asesor en el patio el jueves.',
    foreign: 'The ministries have been preparing the visit since Thursday.',
    why: 'Es su primera llamada desde la amenaza de un ataque.',
    ministers: 'Los cancilleres organizarán la visita.',
  },
} as const satisfies Record<Lang, Record<string, string>>

export function writtenBrief(lang: Lang, changes: Partial<Brief> = {}): Brief {
  const texts = TEXTS[lang]
  return brief({
    lang,
    made: { model: 'small-editor-1', prompt: 'brief.v1' },
    headline: line('c1', texts.headline, ['Alba', 'Cima'], { lang }),
    lede: line('c1', texts.lede, ['Alba', 'Cima'], { lang }),
    lines: [
      line('c2', texts.dead, ['Brisa', 'Cima'], { lang, flags: ['disputed'] }),
      line('c3', texts.squares, ['Duna'], { lang, flags: ['single-source', 'unattributed', 'translated'] }),
      line('c4', texts.visit, ['Alba'], { lang, flags: ['extract', 'single-source'] }),
      line('c5', texts.foreign, ['Cima'], { lang: lang === 'en' ? 'es' : 'en', flags: ['extract', 'single-source'] }),
    ],
    whyItMatters: line('c6', texts.why, ['Cima'], { lang }),
    differ: [firstCall],
    ...changes,
  })
}

/** The same for a reader who was told of the story at eight. */
export function writtenChange(lang: Lang, changes: Partial<Brief> = {}): Brief {
  const texts = TEXTS[lang]
  const added = [
    line('c7', texts.ministers, ['Cima'], { lang }),
    line('c4', texts.visit, ['Alba'], { lang, flags: ['extract', 'single-source'] }),
  ]
  return writtenBrief(lang, { update: update({ since: EIGHT_AM, added }), ...changes })
}
