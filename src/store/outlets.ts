import { z } from 'zod'
import type { Outlet } from '../news/outlet.ts'
import { readJson, readValue, textList, toColumn, toMoment } from './columns.ts'
import type { Connections } from './connect.ts'

const outletKind = z.enum(['outlet', 'wire'])
const feedState = z.enum(['unchecked', 'good', 'failing', 'stopped'])

/** One URL of an outlet, and how it fares. */
type Feed = {
  readonly url: string
  readonly outlet: string | null
  readonly state: z.output<typeof feedState>
  /** Since when it is in this state. */
  readonly since: Temporal.Instant
  readonly because: string | null
}

/** Outlets and feeds. Configuration seeds them; the store is the truth. */
export function openOutlets({ read, write }: Connections) {
  return {
    /** Puts in outlets, or brings those of the same name up to date. */
    async seedOutlets(outlets: readonly Outlet[]): Promise<void> {
      await write.transaction().execute(async (trx) => {
        for (const { name, family, kind, domains, aliases, creditLines } of outlets) {
          const facts = {
            family,
            kind,
            domains: JSON.stringify(domains),
            aliases: JSON.stringify(aliases),
            credit_lines: JSON.stringify(creditLines),
          }
          await trx
            .insertInto('outlets')
            .values({ name, ...facts })
            .onConflict((conflict) => conflict.column('name').doUpdateSet(facts))
            .execute()
        }
      })
    },

    async listOutlets(): Promise<readonly Outlet[]> {
      const rows = await read.selectFrom('outlets').selectAll().orderBy('name').execute()
      return rows.map(({ name, family, kind, domains, aliases, credit_lines }) => ({
        name,
        family,
        kind: readValue(kind, outletKind, `outlets ${name}`),
        domains: readJson(domains, textList, `outlets ${name}`),
        aliases: readJson(aliases, textList, `outlets ${name}`),
        creditLines: readJson(credit_lines, textList, `outlets ${name}`),
      }))
    },

    /** Puts in feeds that are not known yet, unchecked as of `at`; known ones keep their state. */
    async seedFeeds(feeds: readonly Pick<Feed, 'url' | 'outlet'>[], at: Temporal.Instant): Promise<void> {
      await write.transaction().execute(async (trx) => {
        for (const { url, outlet } of feeds) {
          await trx
            .insertInto('feeds')
            .values({ url, outlet, state: 'unchecked', since: toColumn(at), because: null })
            .onConflict((conflict) => conflict.column('url').doUpdateSet({ outlet }))
            .execute()
        }
      })
    },

    async listFeeds(): Promise<readonly Feed[]> {
      const rows = await read.selectFrom('feeds').selectAll().orderBy('url').execute()
      return rows.map(({ url, outlet, state, since, because }) => ({
        url,
        outlet,
        because,
        state: readValue(state, feedState, `feeds ${url}`),
        since: toMoment(since),
      }))
    },
  }
}
