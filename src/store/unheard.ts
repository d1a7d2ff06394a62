import type { CompiledQuery, Transaction } from 'kysely'
import type { Database } from './database.ts'

/** A statement whose answer nobody waits for. */
type Unheard = CompiledQuery & { readonly unheard: true }

/** A query being built, or SQL in its own words. */
type Statement = { compile(trx: Transaction<Database>): CompiledQuery }

/**
 * Does a statement of a transaction of whose answer nothing is asked. Over a network the next one is sent without waiting for it; they are
 * done in their order, and a fault of one comes with a later statement, at the latest with the commit.
 */
export async function doUnheard(trx: Transaction<Database>, statement: Statement): Promise<void> {
  const query: Unheard = { ...statement.compile(trx), unheard: true }
  await trx.executeQuery(query)
}

export function isUnheard(query: CompiledQuery): query is Unheard {
  return 'unheard' in query
}
