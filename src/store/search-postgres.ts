import { sql, type Kysely, type Transaction } from 'kysely'
import { corruptStore } from './faults.ts'
import type { Database } from './database.ts'
import { showAll } from './search-excerpt.ts'
import {
  PARTS_MAX,
  TEXT_WEIGHT,
  TITLE_WEIGHT,
  type FoundRow,
  type SearchIndex,
  type SearchScope,
} from './search-index.ts'
import { indexWords, toPhrases, type Phrase } from './search-words.ts'
import { doUnheard } from './unheard.ts'

/** Of a search that finds more than these, the newest are ranked: each costs a look at where its words stand. */
const RANKED_MAX = 2_000
/** A word that more texts hold counts for no less than this says. */
const COUNTED_MAX = 50_000
/** Postgres keeps a megabyte of words of a text; what a text has beyond is not found. */
const VECTOR_BYTES_MAX = 900_000
/** What a word takes besides its letters, and each place of it. */
const WORD_BYTES = 8
const PLACE_BYTES = 2
/** Postgres knows 256 places of a word. */
const PLACES_MAX = 256
/** No phrase goes over from the title into the text. */
const GAP = 1

/** BM25 as FTS5 has it: how soon further mentions count less, and how much the length of a text does. */
const K1 = 1.2
const B = 0.75
/** What a word that most texts hold counts. */
const IDF_MIN = 1e-6

type Candidate = FoundRow & {
  readonly length: number
  /** The places of each asked word, from 1 on, title and text together. */
  readonly places: Readonly<Record<string, readonly number[]>> | null
}

async function indexText(
  trx: Transaction<Database>,
  { seq, title, text }: { readonly seq: number; readonly title: string | null; readonly text: string },
): Promise<void> {
  const [head, body] = [indexWords(title ?? ''), indexWords(text)]
  const length = head.length + body.length
  const vector = toVector([
    ...head.map(({ folded }, at) => ({ word: folded, place: `${at + 1}A` })),
    ...body.map(({ folded }, at) => ({ word: folded, place: `${head.length + GAP + at + 1}B` })),
  ])
  const entry = sql`with added as (insert into article_search (seq, words, length) values (${seq}, ${vector}::tsvector, ${length}))
    update article_search_totals set texts = texts + 1, length = length + ${length}`
  await doUnheard(trx, entry)
}

/**
 * Search with a `tsvector` for each revision, made of the words that FTS5 would see, under a GIN index. Postgres finds and counts;
 * the ranking and the excerpts are FTS5's, so that both stores answer alike.
 */
export const postgresSearch: SearchIndex = {
  async index(trx, { after, upTo }) {
    const texts = trx.selectFrom('revisions').select(['seq', 'title', 'text'])
    for (const one of await texts.where('seq', '>', after).where('seq', '<=', upTo).orderBy('seq').execute()) {
      await indexText(trx, one)
    }
  },

  async drop(trx, article, which) {
    const entries = sql`with gone as (
        delete from article_search s using revisions r
        where s.seq = r.seq and r.article = ${article} and ${which === 'all' ? sql`true` : sql`r.deleted = 0`}
        returning s.length)
      update article_search_totals set texts = texts - (select count(*) from gone),
        length = length - (select coalesce(sum(gone.length), 0) from gone)`
    await doUnheard(trx, entries)
  },

  async find(db, words, scope) {
    const phrases = toPhrases(words, PARTS_MAX)
    if (phrases.length === 0) return []
    return db.transaction().execute(async (trx) => {
      const candidates = await findCandidates(trx, phrases, scope)
      if (candidates.length === 0) return []
      const weights = await weighPhrases(trx, phrases)
      const ranked = candidates
        .map((candidate) => ({ candidate, score: scoreOf(candidate, phrases, weights) }))
        .toSorted((a, b) => b.score - a.score || compareEqual(a.candidate, b.candidate))
        .slice(0, scope.hitsMax)
        .map(({ candidate }) => candidate)
      return showAll(trx, ranked, phrases)
    })
  },

  async check(db) {
    const { rows } = await sql<{ problem: string | null }>`
      select case
        when exists (select 1 from revisions r where not exists (select 1 from article_search s where s.seq = r.seq))
          then 'a text is not in the index'
        when (select (count(*), coalesce(sum(length), 0)) is distinct from
            (select (texts, length::numeric) from article_search_totals) from article_search)
          then 'the totals of the index are not those of its entries'
        end as problem`.execute(db)
    const problem = rows[0]?.problem ?? null
    if (problem !== null) throw corruptStore('article_search', problem)
  },
}

function toVector(words: readonly { readonly word: string; readonly place: string }[]): string {
  const places = new Map<string, string[]>()
  let bytes = 0
  for (const { word, place } of words) {
    const known = places.get(word)
    bytes += known === undefined ? Buffer.byteLength(word) + WORD_BYTES : PLACE_BYTES
    if (bytes > VECTOR_BYTES_MAX) break
    if (known === undefined) places.set(word, [place])
    else if (known.length < PLACES_MAX) known.push(place)
  }
  return [...places].map(([word, at]) => `'${word}':${at.join(',')}`).join(' ')
}

/** Words hold letters and digits only: nothing in them is syntax. */
function toQuery(phrase: Phrase): string {
  return phrase.map((word) => `'${word}'`).join(' <-> ')
}

async function findCandidates(
  db: Kysely<Database>,
  phrases: readonly Phrase[],
  { story, until }: SearchScope,
): Promise<readonly Candidate[]> {
  const query = [...new Set(phrases.map((phrase) => `(${toQuery(phrase)})`))].join(' & ')
  const asked = JSON.stringify([...new Set(phrases.flat())])
  const inStory = sql`exists (select 1 from story_articles m where m.story = ${story} and m.article = r.article)`
  const { rows } = await sql<Candidate>`
    select found.*, s.length, (
      select json_object_agg(word.lexeme, word.positions) from unnest(s.words) word
      where word.lexeme in (select json_array_elements_text(${asked}::json))) as places
    from (
      select r.seq, r.article, a.outlet, r.title, a.url, a.seen_at
      from article_search s
      join revisions r on r.seq = s.seq
      join articles a on a.id = r.article
      where s.words @@ ${query}::tsquery and r.seen_at <= ${until} and r.deleted = 0
        and not exists (
          select 1 from revisions later where later.article = r.article and later.seen_at <= ${until}
            and (later.seen_at > r.seen_at or (later.seen_at = r.seen_at and later.revision > r.revision)))
        and ${story === null ? sql`true` : inStory}
      order by r.seq desc limit ${sql.lit(RANKED_MAX)}) found
    join lateral (select words, length from article_search where seq = found.seq) s on true`.execute(db)
  return rows
}

/** How much each phrase tells: the fewer texts hold it, the more (Robertson & Spärck Jones 1976); and the average length. */
async function weighPhrases(db: Kysely<Database>, phrases: readonly Phrase[]) {
  const totals = await sql<{ texts: number; length: number }>`select texts, length from article_search_totals`.execute(
    db,
  )
  const { texts = 1, length = 1 } = totals.rows[0] ?? {}
  const idf = new Map<string, number>()
  for (const query of new Set(phrases.map(toQuery))) {
    const { rows } = await sql<{ texts: number }>`select count(*) as texts from (
      select 1 from article_search where words @@ ${query}::tsquery limit ${sql.lit(COUNTED_MAX)}) found`.execute(db)
    const holding = rows[0]?.texts ?? 0
    const weight = Math.log((texts - holding + 0.5) / (holding + 0.5))
    idf.set(query, weight <= 0 ? IDF_MIN : weight)
  }
  return { weightOf: (phrase: Phrase) => idf.get(toQuery(phrase)) ?? IDF_MIN, average: length / texts }
}

type Weights = Awaited<ReturnType<typeof weighPhrases>>

function scoreOf(candidate: Candidate, phrases: readonly Phrase[], { weightOf, average }: Weights): number {
  const titleWords = indexWords(candidate.title ?? '').length
  const long = K1 * (1 - B + (B * candidate.length) / average)
  let score = 0
  for (const phrase of phrases) {
    const starts = startsOf(phrase, candidate.places ?? {})
    const inTitle = starts.filter((start) => start <= titleWords).length
    const mentions = TITLE_WEIGHT * inTitle + TEXT_WEIGHT * (starts.length - inTitle)
    score += weightOf(phrase) * ((mentions * (K1 + 1)) / (mentions + long))
  }
  return score
}

/** The places at which a phrase begins: each of its words stands one behind the one before. */
function startsOf([first = '', ...others]: Phrase, places: NonNullable<Candidate['places']>): readonly number[] {
  const follow = others.map((word) => new Set(places[word]))
  return (places[first] ?? []).filter((place) => follow.every((at, behind) => at.has(place + behind + 1)))
}

function compareEqual(a: Candidate, b: Candidate): number {
  return b.seen_at - a.seen_at || (a.article < b.article ? -1 : 1)
}
