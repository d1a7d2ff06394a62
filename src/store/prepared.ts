import type { Compilable, CompiledQuery, Kysely, Transaction } from 'kysely'
import type { Database } from './database.ts'
import { doUnheard } from './unheard.ts'

/**
 * A statement that is done for every article, with other values each time: written out in SQL once for each kind of database.
 * Kysely takes longer to write one out than SQLite to do it. `build` is given values of any kind; those it is done with come
 * in the order of their places in the SQL.
 */
export function prepare(
  build: (db: Kysely<Database>) => Compilable,
): (trx: Transaction<Database>, values: readonly (string | number | Uint8Array | null)[]) => Promise<void> {
  const compiled = new WeakMap<object, CompiledQuery>()
  return async (trx, values) => {
    const { adapter } = trx.getExecutor()
    const query = compiled.getOrInsertComputed(adapter, () => build(trx).compile())
    if (query.parameters.length !== values.length) {
      throw new RangeError(`${values.length} values for ${query.parameters.length} places: ${query.sql}`)
    }
    await doUnheard(trx, { compile: () => ({ ...query, parameters: values }) })
  }
}
