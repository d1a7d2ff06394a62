import type { Transaction } from 'kysely'
import { articleId, claimId, type ArticleId, type ClaimId, type StoryId } from '../news/ids.ts'
import { chunk, toColumn, toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'

/** Seven columns a row. */
const ROWS_A_QUERY = 500
/** No term holds a line break: words are cut at white space. */
const BETWEEN_TERMS = '\n'
const BETWEEN_NUMBERS = ' '

export type TextTrace = {
  readonly article: ArticleId
  readonly revision: number
  readonly seenAt: Temporal.Instant
  readonly starts: readonly number[]
  readonly terms: readonly string[]
  readonly weight: 'repeats' | 'new'
}

type StoredMember = {
  readonly claim: ClaimId
  readonly article: ArticleId
  readonly revision: number
  readonly start: number
}

export async function listTraces({ read }: Connections, story: StoryId): Promise<readonly TextTrace[]> {
  const rows = await read
    .selectFrom('ledger_texts')
    .selectAll()
    .where('story', '=', story)
    .orderBy('seen_at')
    .orderBy('article')
    .orderBy('revision')
    .execute()
  return rows.map((row) => ({
    article: articleId(row.article),
    revision: row.revision,
    seenAt: toMoment(row.seen_at),
    starts: splitList(row.starts, BETWEEN_NUMBERS).map(Number),
    terms: splitList(row.terms, BETWEEN_TERMS),
    weight: row.repeats === 1 ? 'repeats' : 'new',
  }))
}

/** Without an order: sorting them all takes longer than reading them. */
export async function listMembers({ read }: Connections, story: StoryId): Promise<readonly StoredMember[]> {
  const rows = await read
    .selectFrom('claim_spans')
    .select(['claim', 'article', 'revision', 'start_offset'])
    .where('story', '=', story)
    .execute()
  return rows.map(({ claim, article, revision, start_offset }) => ({
    claim: claimId(claim),
    article: articleId(article),
    revision,
    start: start_offset,
  }))
}

export async function saveTraces(
  trx: Transaction<Database>,
  story: StoryId,
  traces: readonly TextTrace[],
): Promise<void> {
  for (const part of chunk(traces, ROWS_A_QUERY)) {
    const values = part.map(({ article, revision, seenAt, starts, terms, weight }) => ({
      story,
      article,
      revision,
      seen_at: toColumn(seenAt),
      starts: starts.join(BETWEEN_NUMBERS),
      terms: terms.join(BETWEEN_TERMS),
      repeats: weight === 'repeats' ? (1 as const) : (0 as const),
    }))
    await trx
      .insertInto('ledger_texts')
      .values(values)
      .onConflict((conflict) =>
        conflict.columns(['story', 'article', 'revision']).doUpdateSet((row) => ({
          seen_at: row.ref('excluded.seen_at'),
          starts: row.ref('excluded.starts'),
          terms: row.ref('excluded.terms'),
          repeats: row.ref('excluded.repeats'),
        })),
      )
      .execute()
  }
}

function splitList(joined: string, between: string): readonly string[] {
  return joined === '' ? [] : joined.split(between)
}
