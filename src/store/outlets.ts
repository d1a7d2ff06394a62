import { z } from 'zod'
import type { Outlet } from '../news/outlet.ts'
import { readJson, readValue, textList } from './columns.ts'
import type { Connections } from './connections.ts'

const outletKind = z.enum(['outlet', 'wire'])

/** Outlets. Configuration seeds them; the store is the truth. */
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
  }
}
