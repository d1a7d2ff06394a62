import { cutText } from '../../src/text/cut-text.ts'
import { pick, seededRandom, type Random } from './mutations.ts'

/** What was done to one sentence, two (a merge) or the text (an addition): the truth of a generated revision. */
export type KnownAction = {
  readonly kind: 'added' | 'deleted' | 'edited' | 'kept'
  readonly old: readonly number[]
  readonly new: readonly number[]
  readonly how: RevisionKind | 'kept'
}
export type Revision = { readonly before: string; readonly after: string; readonly actions: readonly KnownAction[] }

/** Every way in which a generated revision treats a sentence. */
export const REVISION_KINDS = [
  'added',
  'deleted',
  'replaced by another',
  'few words edited',
  'many words edited',
  'number changed',
  'typography changed',
  'split',
  'merged',
  'moved',
  'moved and edited',
] as const
export type RevisionKind = (typeof REVISION_KINDS)[number]

/** A sentence on its way: where it stood, what it says now. */
type Piece = { readonly old: readonly number[]; readonly texts: readonly string[]; readonly how: KnownAction['how'] }

/** The shares of sentences an edit touches: most edits touch few, some rewrite the piece. */
const TOUCHED_SHARES = [0.1, 0.25, 0.5]
/** One article in so many says a sentence twice. */
const TWICE_EVERY = 3

/**
 * A revision of an article with known actions, or null where the sentences cannot be told apart again after it.
 * `sentences`: the article's; `others`: sentences that may be added, or whose words may come in.
 */
export function makeRevision(sentences: readonly string[], others: readonly string[], seed: number): Revision | null {
  const random = seededRandom(seed)
  const old = [...sentences]
  const twice = pick(old, random)
  if (seed % TWICE_EVERY === 0 && twice !== undefined) old.splice(Math.floor(random() * old.length), 0, twice)
  const share = pick(TOUCHED_SHARES, random) ?? 0
  const pieces = moveSome(treatAll(old, others, share, random), random)
  const fresh = pieces.flatMap(({ texts }) => texts)
  // One paragraph where the sentences can be told apart in it, else a paragraph each.
  const gaps = random() < 0.5 ? [' ', '\n'] : ['\n']
  const gap = gaps.find((each) => isCutAs(old.join(each), old) && isCutAs(fresh.join(each), fresh))
  if (gap === undefined) return null
  let place = 0
  const actions = pieces.map(({ old: from, texts, how }): KnownAction => {
    const to = texts.map(() => place++)
    const isKept = how === 'kept' || how === 'moved'
    const kind = from.length === 0 ? 'added' : to.length === 0 ? 'deleted' : isKept ? 'kept' : 'edited'
    return { kind, old: from, new: to, how }
  })
  return { before: old.join(gap), after: fresh.join(gap), actions }
}

function isCutAs(text: string, sentences: readonly string[]): boolean {
  const cut = cutText(text, 'en', null).sentences
  return cut.length === sentences.length && cut.every((sentence, at) => sentence.text === sentences[at])
}

function treatAll(old: readonly string[], others: readonly string[], share: number, random: Random): readonly Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < old.length; at++) {
    const text = old[at] ?? ''
    const how = random() < share ? pick(REVISION_KINDS, random) : undefined
    const kept: Piece = { old: [at], texts: [text], how: 'kept' }
    if (how === 'moved' || how === 'moved and edited') {
      const words = how === 'moved' ? text : editWords(text, others, FEW, random)
      pieces.push(words === text && how !== 'moved' ? kept : { old: [at], texts: [words], how })
    } else if (how === 'added') {
      pieces.push(kept, { old: [], texts: [pick(others, random) ?? ''], how })
    } else if (how === 'replaced by another') {
      pieces.push({ old: [at], texts: [], how }, { old: [], texts: [pick(others, random) ?? ''], how })
    } else if (how === 'deleted') pieces.push({ old: [at], texts: [], how })
    else if (how === 'merged' && at + 1 < old.length) {
      pieces.push({ old: [at, at + 1], texts: [merge(text, old[at + 1] ?? '')], how })
      at++
    } else if (how !== undefined && how !== 'merged') {
      const texts = REWRITES[how](text, others, random)
      pieces.push(texts.length === 1 && texts[0] === text ? kept : { old: [at], texts, how })
    } else pieces.push(kept)
  }
  return pieces
}

/** Shares of the words that are replaced, left out, or followed by another one. */
const FEW = 0.1
const MANY = 0.4

type Rewrite = (text: string, others: readonly string[], random: Random) => readonly string[]
const REWRITES: Readonly<
  Record<'few words edited' | 'many words edited' | 'number changed' | 'typography changed' | 'split', Rewrite>
> = {
  'few words edited': (text, others, random) => [editWords(text, others, FEW, random)],
  'many words edited': (text, others, random) => [editWords(text, others, MANY, random)],
  'number changed': (text, _, random) => [
    text.replace(/(?<![\d\p{L}])\d+(?![\d\p{L}])/u, (digits) => String(Number(digits) + 1 + Math.floor(random() * 8))),
  ],
  'typography changed': (text) => [
    text
      .replace(/``|“/g, '"')
      .replace(/''|”/g, '"')
      .replaceAll(" '", '’')
      .replace(/ -{1,2} /g, ' – ')
      .replace(' , ', ' '),
  ],
  split: (text) => split(text),
}

/** Some words replaced, left out or added; the first and the last stay, so that the sentence stays one. */
function editWords(text: string, others: readonly string[], share: number, random: Random): string {
  const words = text.split(' ')
  const least = share === FEW ? Math.floor(random() * (words.length - 2)) + 1 : -1
  return words
    .flatMap((word, at) => {
      const isInside = at > 0 && at < words.length - 2 && /^[\p{L}\d]+$/u.test(word)
      if (!isInside || (at !== least && random() >= share)) return [word]
      const other = pick(
        (pick(others, random) ?? '').split(' ').filter((each) => /^\p{Ll}{3,}$/u.test(each)),
        random,
      )
      const way = random()
      if (way < 0.5) return [other ?? word]
      return way < 0.75 ? [] : [word, other ?? word]
    })
    .join(' ')
}

/** Cut at the comma nearest the middle, where either part keeps five words. */
function split(text: string): readonly string[] {
  const commas = [...text.matchAll(/ ?, (?:and |but |which |while |where )?(?=\p{L})/gu)]
  const middle = text.length / 2
  const [cut] = commas.toSorted((a, b) => Math.abs(a.index - middle) - Math.abs(b.index - middle))
  if (cut === undefined || /["“”]|``|''/.test(text)) return [text]
  const [first, second] = [text.slice(0, cut.index), text.slice(cut.index + cut[0].length)]
  if (first.split(' ').length < 5 || second.split(' ').length < 5) return [text]
  return [`${first} .`, second.charAt(0).toUpperCase() + second.slice(1)]
}

function merge(first: string, second: string): string {
  const start = /^(?:The|A|An|He|She|It|They|In|But|And)\b/.test(second)
    ? second.charAt(0).toLowerCase()
    : second.charAt(0)
  return `${first.replace(/\s*[.!?]$/, '')} , and ${start}${second.slice(1)}`
}

/** Moves the pieces that are to move, each to a place of its own. */
function moveSome(pieces: readonly Piece[], random: Random): readonly Piece[] {
  const staying = pieces.filter(({ how }) => !how.startsWith('moved'))
  for (const piece of pieces.filter(({ how }) => how.startsWith('moved')))
    staying.splice(Math.floor(random() * (staying.length + 1)), 0, piece)
  return staying
}
