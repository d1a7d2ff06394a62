import type { CompiledQuery, InferResult, Kysely, Transaction } from 'kysely'
import { articleId, type ArticleId } from '../news/ids.ts'
import {
  compareWith,
  overlapOfEstimate,
  passageKeys,
  printText,
  type Overlap,
  type TextPrint,
} from '../text/near-copies.ts'
import { estimateJaccard } from '../text/minhash.ts'
import { toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'
import {
  compileDrawers,
  findHolders,
  putAway,
  sortEntries,
  toBytes,
  toWords,
  type DrawerQueries,
} from './near-drawers.ts'
import { doUnheard } from './unheard.ts'

/** Texts that wait for the drawers before they are put away together. A look-up reads them all: 25 kB. */
const WAITING_MAX = 128
/** How often it is counted how many wait: at every number that this divides. */
const COUNTED_EVERY = 32
/** Likely copies whose signatures are compared: those that share the rarest keys. */
const SIGNED_MAX = 64
/** Likely copies whose texts are compared: each costs a tenth of a millisecond. */
const COMPARED_MAX = 20
/** A copy has at least this share of the shorter text in common: DESIGN's measure of shared copy. Half of it is Jaccard 1/3. */
const SHARE_MIN = 0.5
/** Signatures may tell so many standard errors less: enough for all that share clearly more, and few strangers pass. */
const ERRORS_MAX = 1
/** Rows of a signature. */
const ROWS = 128

/** A stored article as it stands, and how its text overlaps with the one asked of, which is the first. */
type StoredCopy = Overlap & {
  readonly article: ArticleId
  readonly revision: number
  readonly outlet: string | null
  readonly title: string | null
  readonly url: string | null
  readonly seenAt: Temporal.Instant
}

/** Copies of a text among all that is stored. */
export function openNearDuplicates({ read }: Connections) {
  const queries = compileLookUp(read)
  return {
    async findCopies(text: string, { except }: { readonly except: ArticleId | null }): Promise<readonly StoredCopy[]> {
      const asked = printText(text)
      if (asked.shingles.length === 0) return []
      return read.transaction().execute(async (trx) => {
        const likely = await findLikely(trx, queries, passageKeys(asked))
        const signed = await compareSignatures(trx, queries, asked, likely)
        return compareTexts(trx, queries, { asked, likely: signed, except })
      })
    },
  }
}

type LookUpQueries = DrawerQueries & {
  readonly signatures: CompiledQuery
  readonly standing: CompiledQuery
}

/** The queries of a look-up, compiled once, each for as many texts as it may ever ask of. */
function compileLookUp(db: Kysely<Database>): LookUpQueries {
  const signatures = db.selectFrom('near_signatures').selectAll().where('seq', 'in', padded([], SIGNED_MAX))
  return {
    ...compileDrawers(db),
    signatures: signatures.compile(),
    standing: selectStanding(db, padded([], COMPARED_MAX)).compile(),
  }
}

/** As many numbers as a query has places: no text has the number 0. */
const padded = (seqs: readonly number[], places: number) => Array.from({ length: places }, (_, at) => seqs[at] ?? 0)

/** Enters a new revision; one that is taken down, or too short for a shingle, is kept without anything to find it by. */
export async function addToNear(
  trx: Transaction<Database>,
  seq: number,
  { text }: { readonly text: string },
): Promise<void> {
  const print = printText(text)
  await doUnheard(
    trx,
    trx.insertInto('near_signatures').values({ seq, shingles: print.shingles.length, signature: print.signature }),
  )
  if (print.shingles.length > 0) {
    const keys = toBytes(Uint32Array.from(passageKeys(print)))
    await doUnheard(trx, trx.insertInto('near_waiting').values({ seq, keys }))
  }
  if (seq % COUNTED_EVERY === 0) await putWaitingAway(trx)
}

async function putWaitingAway(trx: Transaction<Database>): Promise<void> {
  const waiting = await trx.selectFrom('near_waiting').select(['seq', 'keys']).execute()
  if (waiting.length < WAITING_MAX) return
  const first = await trx
    .selectFrom('near_signatures')
    .select((row) => row.fn.min('seq').as('seq'))
    .executeTakeFirstOrThrow()
  const entries = waiting.flatMap(({ seq, keys }) => Array.from(toWords(keys), (key) => [seq, key]))
  await putAway(trx, compileDrawers(trx), sortEntries(Uint32Array.from(entries.flat())), first.seq)
  await trx.deleteFrom('near_waiting').execute()
}

/** Numbers of the texts that share most keys, the rarer the better, best first. */
async function findLikely(
  db: Kysely<Database>,
  queries: DrawerQueries,
  keys: readonly number[],
): Promise<readonly number[]> {
  const holders = await findHolders(db, queries, keys)
  for (const { seq, keys: own } of await db.selectFrom('near_waiting').select(['seq', 'keys']).execute()) {
    for (const key of toWords(own)) holders.get(key)?.push(seq)
  }
  const scores = new Map<number, number>()
  for (const list of holders.values()) {
    for (const seq of list) scores.set(seq, (scores.get(seq) ?? 0) + 1 / list.length)
  }
  return [...scores]
    .toSorted(([one, score], [other, otherScore]) => otherScore - score || one - other)
    .slice(0, SIGNED_MAX)
    .map(([seq]) => seq)
}

/** A text whose signature speaks for a copy, and how many shingles it has. */
type Signed = { readonly seq: number; readonly shingles: number }

/** Of these texts those whose signatures speak for a copy, best first. */
async function compareSignatures(
  db: Kysely<Database>,
  queries: LookUpQueries,
  asked: TextPrint,
  likely: readonly number[],
): Promise<readonly Signed[]> {
  if (likely.length === 0) return []
  const { rows } = await db.executeQuery<Database['near_signatures']>({
    ...queries.signatures,
    parameters: padded(likely, SIGNED_MAX),
  })
  const estimated = rows.flatMap(({ seq, shingles, signature }) => {
    const jaccard = estimateJaccard(asked.signature, signature)
    const share = shareOf(overlapOfEstimate(jaccard, asked.shingles.length, shingles))
    return share < leastShare(asked.shingles.length, shingles) ? [] : [{ seq, shingles, share }]
  })
  return estimated.toSorted((one, other) => other.share - one.share || one.seq - other.seq).slice(0, COMPARED_MAX)
}

/** The share that the shorter of two texts has in common with the longer. */
const shareOf = ({ ofFirst, ofSecond }: Overlap) => Math.max(ofFirst, ofSecond)

/**
 * The least share that an estimate may tell of a copy: SHARE_MIN less its standard errors. With the longer text r times the shorter, the
 * share is J (1 + r) / (1 + J), and J's error √(J (1 − J) / rows) grows with its derivative.
 */
function leastShare(first: number, second: number): number {
  const ratio = Math.max(first, second) / Math.min(first, second)
  const jaccard = SHARE_MIN / (1 + ratio - SHARE_MIN)
  const error = (Math.sqrt((jaccard * (1 - jaccard)) / ROWS) * (1 + ratio)) / (1 + jaccard) ** 2
  return SHARE_MIN - ERRORS_MAX * error
}

type Comparison = { readonly asked: TextPrint; readonly likely: readonly Signed[]; readonly except: ArticleId | null }

/** Of these texts those that are articles as they stand, and copies, the likest first. */
async function compareTexts(
  db: Kysely<Database>,
  queries: LookUpQueries,
  { asked, likely, except }: Comparison,
): Promise<readonly StoredCopy[]> {
  if (likely.length === 0) return []
  const { standing } = queries
  const seqs = likely.map(({ seq }) => seq)
  const parameters = [...padded(seqs, COMPARED_MAX), ...standing.parameters.slice(COMPARED_MAX)]
  const { rows } = await db.executeQuery<StandingRow>({ ...standing, parameters })
  const counts = new Map(likely.map(({ seq, shingles }) => [seq, shingles]))
  const compare = compareWith(asked.shingles)
  const copies = rows.flatMap(({ seq, text, article, seen_at, ...facts }) => {
    const overlap = compare(text, counts.get(seq) ?? 0)
    if (article === except || shareOf(overlap) < SHARE_MIN) return []
    return [{ article: articleId(article), ...facts, seenAt: toMoment(seen_at), ...overlap }]
  })
  return copies.toSorted((one, other) => other.jaccard - one.jaccard || (one.article < other.article ? -1 : 1))
}

type StandingRow = InferResult<ReturnType<typeof selectStanding>>[number]

/** Of these revisions those that are an article's last, with its text. */
function selectStanding(db: Kysely<Database>, seqs: readonly number[]) {
  return db
    .selectFrom('revisions as own')
    .innerJoin('articles', 'articles.id', 'own.article')
    .select(['own.seq', 'own.article', 'own.revision', 'articles.outlet', 'own.title', 'articles.url', 'own.text'])
    .select('articles.seen_at')
    .where('own.seq', 'in', seqs)
    .where('own.seen_at', 'is not', null)
    .where('own.deleted', '=', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('revisions as later')
            .select('later.revision')
            .whereRef('later.article', '=', 'own.article')
            .where((row) =>
              row.or([
                row('later.seen_at', '>', row.ref('own.seen_at')),
                row.and([
                  row('later.seen_at', '=', row.ref('own.seen_at')),
                  row('later.revision', '>', row.ref('own.revision')),
                ]),
              ]),
            ),
        ),
      ),
    )
}

/** Revisions read in one step when a store is caught up with. */
const STEP_REVISIONS = 256

/**
 * Enters what an earlier version of the program stored. A store that has nothing to catch up with costs two look-ups;
 * a hundred thousand texts take half a minute.
 */
export async function catchUpNear({ write }: Pick<Connections, 'write'>): Promise<void> {
  while (await isBehind(write)) {
    await write.transaction().execute(async (trx) => {
      const last = await lastSigned(trx)
      const rows = await trx
        .selectFrom('revisions')
        .select(['seq', 'text'])
        .where('seq', '>', last)
        .orderBy('seq')
        .limit(STEP_REVISIONS)
        .execute()
      for (const { seq, text } of rows) await addToNear(trx, seq, { text })
    })
  }
}

async function isBehind(db: Kysely<Database>): Promise<boolean> {
  const last = await db
    .selectFrom('revisions')
    .select((row) => row.fn.max('seq').as('seq'))
    .executeTakeFirst()
  return (last?.seq ?? 0) > (await lastSigned(db))
}

async function lastSigned(db: Kysely<Database>): Promise<number> {
  const last = await db
    .selectFrom('near_signatures')
    .select((row) => row.fn.max('seq').as('seq'))
    .executeTakeFirst()
  return last?.seq ?? 0
}
