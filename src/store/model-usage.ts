import type { Selectable } from 'kysely'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'

/** Beyond any use: years of as many models as anyone tries. */
const LISTED_MAX = 10_000

type Spending = {
  readonly calls: number
  readonly cacheHits: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly micros: number
}

/** What models used: implements brief's UsageStore and UsageReport. */
export function openModelUsage({ read, write }: Connections) {
  return {
    async findSpending(day: string): Promise<Spending> {
      const { calls, hits, input, output, micros } = await read
        .selectFrom('model_usage')
        .select(({ fn, lit }) => [
          fn.coalesce(fn.sum<number>('calls'), lit(0)).as('calls'),
          fn.coalesce(fn.sum<number>('cache_hits'), lit(0)).as('hits'),
          fn.coalesce(fn.sum<number>('input_tokens'), lit(0)).as('input'),
          fn.coalesce(fn.sum<number>('output_tokens'), lit(0)).as('output'),
          fn.coalesce(fn.sum<number>('micros'), lit(0)).as('micros'),
        ])
        .where('day', '=', day)
        .executeTakeFirstOrThrow()
      return { calls, cacheHits: hits, inputTokens: input, outputTokens: output, micros }
    },

    /** One statement: what several processes add at once is all counted. */
    async addSpending(day: string, model: string, more: Spending): Promise<void> {
      const row = {
        calls: more.calls,
        cache_hits: more.cacheHits,
        input_tokens: more.inputTokens,
        output_tokens: more.outputTokens,
        micros: more.micros,
      }
      await write
        .insertInto('model_usage')
        .values({ day, model, ...row })
        .onConflict((conflict) =>
          conflict.columns(['day', 'model']).doUpdateSet((sum) => ({
            calls: sum('model_usage.calls', '+', row.calls),
            cache_hits: sum('model_usage.cache_hits', '+', row.cache_hits),
            input_tokens: sum('model_usage.input_tokens', '+', row.input_tokens),
            output_tokens: sum('model_usage.output_tokens', '+', row.output_tokens),
            micros: sum('model_usage.micros', '+', row.micros),
          })),
        )
        .execute()
    },

    async listSpending(from: string, to: string): Promise<readonly (Spending & { day: string; model: string })[]> {
      const rows = await read
        .selectFrom('model_usage')
        .selectAll()
        .where('day', '>=', from)
        .where('day', '<=', to)
        .orderBy('day')
        .orderBy('model')
        .limit(LISTED_MAX)
        .execute()
      return rows.map(toDay)
    },
  }
}

function toDay(row: Selectable<Database['model_usage']>) {
  const { day, model, calls, micros } = row
  return {
    day,
    model,
    calls,
    cacheHits: row.cache_hits,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    micros,
  }
}
