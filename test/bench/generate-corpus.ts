import { seededRandom, type Random } from '../eval/mutations.ts'

/** Made-up words, the n-th as frequent as 1/n, as words of a language are (Zipf). */
const VOCABULARY = 60_000
/** Random numbers become words by a table of so many places. */
const PLACES = 1 << 20
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ')
const SENTENCE_WORDS = 18
/** Lengths are log-normal, as those of news are: half of all texts have between 260 and 670 words. */
const LENGTH_MEDIAN = 420
const LENGTH_SPREAD = 0.7
const LENGTH_MIN = 25
const LENGTH_MAX = 4_000
/** Outlets, of which the first prints most; most have lines under each of their articles that no cleaner took away. */
const OUTLETS = 300
const BOILERPLATES_MAX = 2
const BOILERPLATE_WORDS = [12, 50] as const
/** Of the articles so many are a reprint of one of the last, with a word changed here and there. */
const REPRINT_SHARE = 0.15
const REPRINTED_OF = 200
const REPRINT_EDITS = 0.02

export type CorpusText = {
  readonly outlet: string
  readonly words: readonly string[]
  readonly text: string
  /** The same for a text and its reprints. */
  readonly family: number
}

/** Texts without end, the same for the same seed, out of one language and its outlets. */
export function makeCorpus(seed: number) {
  const random = seededRandom(seed)
  const nextWord = wordSource(random)
  const run = (length: number) => Array.from({ length }, nextWord)
  const outlets = Array.from({ length: OUTLETS }, () =>
    Array.from({ length: Math.floor(random() * (BOILERPLATES_MAX + 1)) }, () =>
      run(Math.floor(between(random, BOILERPLATE_WORDS))),
    ),
  )
  const recent: Pick<CorpusText, 'words' | 'family'>[] = []
  let families = 0
  const next = (): CorpusText => {
    // The n-th outlet prints about 1/n of what the first does.
    const outlet = Math.floor(OUTLETS ** random()) - 1
    const original = random() < REPRINT_SHARE ? recent[Math.floor(random() * recent.length)] : undefined
    const words = original === undefined ? run(drawLength(random)) : edit(original.words, REPRINT_EDITS)
    const family = original?.family ?? families++
    if (original === undefined && recent.push({ words, family }) > REPRINTED_OF) recent.shift()
    return { outlet: `Paper ${outlet}`, words, family, text: toText([words, ...(outlets[outlet] ?? [])]) }
  }
  /** Each word is another with this probability. */
  const edit = (words: readonly string[], rate: number) => words.map((word) => (random() < rate ? nextWord() : word))
  return { next, run, edit, random }
}

/** Paragraphs of words as sentences. */
export function toText(paragraphs: readonly (readonly string[])[]): string {
  return paragraphs
    .map((words) => {
      const sentences: string[] = []
      for (let at = 0; at < words.length; at += SENTENCE_WORDS) {
        sentences.push(words.slice(at, at + SENTENCE_WORDS).join(' '))
      }
      return `${sentences.join('. ')}.`
    })
    .join('\n\n')
}

function wordSource(random: Random): () => string {
  const names = Array.from({ length: VOCABULARY }, (_, rank) => nameOf(rank))
  let total = 0
  for (let rank = 1; rank <= VOCABULARY; rank += 1) total += 1 / rank
  const table = new Uint16Array(PLACES)
  let [rank, reached] = [0, 1 / total]
  for (let place = 0; place < PLACES; place += 1) {
    while (reached < place / PLACES && rank < VOCABULARY - 1) {
      rank += 1
      reached += 1 / (rank + 1) / total
    }
    table[place] = rank
  }
  return () => names[table[Math.floor(random() * PLACES)] ?? 0] ?? ''
}

/** Frequent words are short. */
function nameOf(rank: number): string {
  let name = ''
  for (let left = rank + 1; left > 0; left = Math.floor(left / SYLLABLES.length)) {
    name += SYLLABLES[left % SYLLABLES.length] ?? ''
  }
  return name
}

function drawLength(random: Random): number {
  // Box and Muller (1958).
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.round(Math.min(LENGTH_MAX, Math.max(LENGTH_MIN, LENGTH_MEDIAN * Math.exp(LENGTH_SPREAD * normal))))
}

function between(random: Random, [low, high]: readonly [number, number]): number {
  return low + random() * (high - low)
}
