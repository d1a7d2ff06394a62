import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Span } from '../news/claim.ts'
import { articleId, claimId, type ArticleId, type ClaimId, type StoryId } from '../news/ids.ts'
import type { Origin } from '../news/origin.ts'
import type { TextRelation } from '../news/story.ts'
import { chunk, readJson, readOnce, readValue, textList, toColumn, toFloor, toLimit, toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'
import { listMembers, listTraces, saveTraces, type TextTrace } from './ledger-texts.ts'
import { requireStory } from './require.ts'

/** Twelve columns a row: far below the 32,766 values that SQLite takes in one query. */
const ROWS_A_QUERY = 500

const originKind = z.enum(['wire', 'outlet', 'credited', 'primary', 'unattributed'])
const relationKind = z.enum(['copy', 'rewrite', 'shared-wire', 'independent'])
const originShape = z.object({ kind: originKind, name: z.string() }).readonly()
const originList = z.array(originShape).readonly()

type LedgerRow = Span & {
  readonly claim: ClaimId
  readonly seenAt: Temporal.Instant
  readonly origin: Origin
  readonly matchedOn: readonly string[]
  readonly variant: boolean
}

type LedgerRelation = TextRelation & { readonly seenAt: Temporal.Instant }

type LedgerOrigins = {
  readonly article: ArticleId
  readonly revision: number
  readonly seenAt: Temporal.Instant
  readonly main: Origin
  readonly others: readonly Origin[]
  readonly why: string
}

type LedgerHead = {
  readonly engine: string
  readonly generation: number
  readonly through: Temporal.Instant | null
  readonly arrivals: number
}

type LedgerChange = {
  readonly engine: string
  readonly basedOn: number
  readonly arrivals: number
  readonly through: Temporal.Instant | null
  readonly mode: 'replace' | 'append'
  readonly rows: readonly LedgerRow[]
  readonly relations: readonly LedgerRelation[]
  readonly origins: readonly LedgerOrigins[]
  readonly traces: readonly TextTrace[]
}

/** Seen up to a moment, and after another. */
type Seen = readonly [asOf?: Temporal.Instant, after?: Temporal.Instant]

/** The stored claims of each story: implements claim's LedgerStore. */
export function openLedger(connections: Connections) {
  const { read, write } = connections
  return {
    async findHead(story: StoryId): Promise<LedgerHead> {
      const head = await read.selectFrom('ledgers').selectAll().where('story', '=', story).executeTakeFirst()
      const { engine, generation, through, arrivals } = head ?? NO_HEAD
      return { engine, generation, through: through === null ? null : toMoment(through), arrivals }
    },

    listRows: (story: StoryId, ...seen: Seen) => listRows(connections, story, ...seen),
    listRelations: (story: StoryId, ...seen: Seen) => listRelations(connections, story, ...seen),
    listOrigins: (story: StoryId, ...seen: Seen) => listOrigins(connections, story, ...seen),
    listTraces: (story: StoryId) => listTraces(connections, story),
    listMembers: (story: StoryId) => listMembers(connections, story),

    async saveChange(story: StoryId, change: LedgerChange): Promise<boolean> {
      return write.transaction().execute(async (trx) => {
        await requireStory(trx, story)
        const head = await trx.selectFrom('ledgers').selectAll().where('story', '=', story).executeTakeFirst()
        const { generation, arrivals } = head ?? NO_HEAD
        if (generation !== change.basedOn || arrivals !== change.arrivals) return false
        if (change.mode === 'replace') await dropRows(trx, story)
        await saveHead(trx, story, change)
        await saveRows(trx, story, change.rows)
        await saveRelations(trx, story, change.relations)
        await saveOrigins(trx, story, change.origins)
        await saveTraces(trx, story, change.traces)
        return true
      })
    },
  }
}

const NO_HEAD = { engine: '', generation: 0, through: null, arrivals: 0 } as const

/**
 * Tells the story's ledger that something joined, was changed or went, seen at `since` (epoch ms) or later: it is
 * emptied when it reaches that moment, as what it holds of it is no longer so.
 */
export async function emptyLedgers(trx: Transaction<Database>, story: string, since: number): Promise<void> {
  await trx
    .insertInto('ledgers')
    .values({ story, engine: NO_HEAD.engine, generation: NO_HEAD.generation, through: null, arrivals: 1 })
    .onConflict((conflict) =>
      conflict.column('story').doUpdateSet((row) => ({ arrivals: sql<number>`${row.ref('ledgers.arrivals')} + 1` })),
    )
    .execute()
  const emptied = await trx
    .updateTable('ledgers')
    .set((row) => ({ generation: row('generation', '+', 1), through: null }))
    .where('story', '=', story)
    .where('through', '>=', since)
    .executeTakeFirst()
  if (emptied.numUpdatedRows > 0n) await dropRows(trx, story)
}

async function listRows({ read }: Connections, story: StoryId, ...[asOf, after]: Seen): Promise<readonly LedgerRow[]> {
  // In the order of the key, which costs nothing; what is left to sort by is one number.
  const keyed = await read
    .selectFrom('claim_spans')
    .select(['claim', 'article', 'revision', 'start_offset', 'end_offset', 'seen_at'])
    .select(['origin_kind', 'origin_name', 'matched_on', 'variant'])
    .where('story', '=', story)
    .where('seen_at', '<=', toLimit(asOf))
    .where('seen_at', '>', toFloor(after))
    .orderBy('article')
    .orderBy('revision')
    .orderBy('start_offset')
    .orderBy('end_offset')
    .orderBy('claim')
    .execute()
  const rows = keyed.toSorted((one, other) => one.seen_at - other.seen_at)
  const place = `ledger of ${story}`
  const kindOf = readOnce((column) => readValue(column, originKind, place))
  const matchedOn = readOnce((column) => readJson(column, textList, place))
  // A long story has a hundred thousand rows: what is the same in many is kept once.
  const claimOf = readOnce(claimId)
  const articleOf = readOnce(articleId)
  const origins = new Map<string, Origin>()
  const originOf = (kind: string, name: string): Origin => {
    const key = `${kind} ${name}`
    const before = origins.get(key)
    const origin = before ?? { kind: kindOf(kind), name }
    if (before === undefined) origins.set(key, origin)
    return origin
  }
  let seenAt = toMoment(0)
  return rows.map((row) => {
    // Rows of one text come together.
    if (seenAt.epochMilliseconds !== row.seen_at) seenAt = toMoment(row.seen_at)
    return {
      claim: claimOf(row.claim),
      article: articleOf(row.article),
      revision: row.revision,
      start: row.start_offset,
      end: row.end_offset,
      seenAt,
      origin: originOf(row.origin_kind, row.origin_name),
      matchedOn: matchedOn(row.matched_on),
      variant: row.variant === 1,
    }
  })
}

async function listRelations(
  { read }: Connections,
  story: StoryId,
  ...[asOf, after]: Seen
): Promise<readonly LedgerRelation[]> {
  const rows = await read
    .selectFrom('text_relations')
    .selectAll()
    .where('story', '=', story)
    .where('seen_at', '<=', toLimit(asOf))
    .where('seen_at', '>', toFloor(after))
    .orderBy('seen_at')
    .orderBy('a')
    .orderBy('b')
    .execute()
  const kindOf = readOnce((column) => readValue(column, relationKind, `ledger of ${story}`))
  return rows.map((row) => ({
    a: articleId(row.a),
    b: articleId(row.b),
    kind: kindOf(row.kind),
    coverage: row.coverage,
    order: row.order_agreement,
    seenAt: toMoment(row.seen_at),
  }))
}

async function listOrigins(
  { read }: Connections,
  story: StoryId,
  ...[asOf, after]: Seen
): Promise<readonly LedgerOrigins[]> {
  const rows = await read
    .selectFrom('revision_origins')
    .selectAll()
    .where('story', '=', story)
    .where('seen_at', '<=', toLimit(asOf))
    .where('seen_at', '>', toFloor(after))
    .orderBy('seen_at')
    .orderBy('article')
    .orderBy('revision')
    .execute()
  const place = `ledger of ${story}`
  const mainOf = readOnce((column) => readJson(column, originShape, place))
  const othersOf = readOnce((column) => readJson(column, originList, place))
  return rows.map((row) => ({
    article: articleId(row.article),
    revision: row.revision,
    seenAt: toMoment(row.seen_at),
    main: mainOf(row.main),
    others: othersOf(row.others),
    why: row.why,
  }))
}

async function dropRows(trx: Transaction<Database>, story: string): Promise<void> {
  await trx.deleteFrom('claim_spans').where('story', '=', story).execute()
  await trx.deleteFrom('text_relations').where('story', '=', story).execute()
  await trx.deleteFrom('revision_origins').where('story', '=', story).execute()
  await trx.deleteFrom('ledger_texts').where('story', '=', story).execute()
}

async function saveHead(trx: Transaction<Database>, story: StoryId, change: LedgerChange): Promise<void> {
  const head = {
    engine: change.engine,
    generation: change.basedOn + 1,
    through: change.through === null ? null : toColumn(change.through),
  }
  await trx
    .insertInto('ledgers')
    .values({ story, ...head })
    .onConflict((conflict) => conflict.column('story').doUpdateSet(head))
    .execute()
}

async function saveRows(trx: Transaction<Database>, story: StoryId, rows: readonly LedgerRow[]): Promise<void> {
  for (const part of chunk(rows, ROWS_A_QUERY)) {
    const values = part.map((row) => ({
      story,
      claim: row.claim,
      article: row.article,
      revision: row.revision,
      start_offset: row.start,
      end_offset: row.end,
      seen_at: toColumn(row.seenAt),
      origin_kind: row.origin.kind,
      origin_name: row.origin.name,
      matched_on: JSON.stringify(row.matchedOn),
      variant: row.variant ? (1 as const) : (0 as const),
    }))
    await trx
      .insertInto('claim_spans')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .columns(['story', 'article', 'revision', 'start_offset', 'end_offset', 'claim'])
          .doUpdateSet((row) => ({
            seen_at: row.ref('excluded.seen_at'),
            origin_kind: row.ref('excluded.origin_kind'),
            origin_name: row.ref('excluded.origin_name'),
            matched_on: row.ref('excluded.matched_on'),
            variant: row.ref('excluded.variant'),
          })),
      )
      .execute()
  }
}

async function saveRelations(
  trx: Transaction<Database>,
  story: StoryId,
  relations: readonly LedgerRelation[],
): Promise<void> {
  for (const part of chunk(relations, ROWS_A_QUERY)) {
    const values = part.map(({ a, b, kind, coverage, order, seenAt }) => ({
      story,
      a,
      b,
      kind,
      coverage,
      order_agreement: order,
      seen_at: toColumn(seenAt),
    }))
    await trx
      .insertInto('text_relations')
      .values(values)
      .onConflict((conflict) =>
        conflict.columns(['story', 'a', 'b', 'seen_at']).doUpdateSet((row) => ({
          kind: row.ref('excluded.kind'),
          coverage: row.ref('excluded.coverage'),
          order_agreement: row.ref('excluded.order_agreement'),
        })),
      )
      .execute()
  }
}

async function saveOrigins(
  trx: Transaction<Database>,
  story: StoryId,
  origins: readonly LedgerOrigins[],
): Promise<void> {
  for (const part of chunk(origins, ROWS_A_QUERY)) {
    const values = part.map(({ article, revision, seenAt, main, others, why }) => ({
      story,
      article,
      revision,
      why,
      seen_at: toColumn(seenAt),
      main: JSON.stringify(main),
      others: JSON.stringify(others),
    }))
    await trx
      .insertInto('revision_origins')
      .values(values)
      .onConflict((conflict) =>
        conflict.columns(['story', 'article', 'revision']).doUpdateSet((row) => ({
          seen_at: row.ref('excluded.seen_at'),
          main: row.ref('excluded.main'),
          others: row.ref('excluded.others'),
          why: row.ref('excluded.why'),
        })),
      )
      .execute()
  }
}
