import { equal } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { QUEUE_CONNECTIONS_MAX } from '../../src/assembly/replica-parts.ts'
import { STORE_CONNECTIONS_MAX } from '../../src/store/connect-postgres.ts'

/** Each has a store of its own: the process itself, and its threads as `/metrics` names them. */
const STORES = ['itself', 'match', 'read-1', 'read-2', 'live']
/** Of Postgres' hundred three are kept for its administrator. */
const CONNECTIONS_GIVEN = 97

test('README says how many connections a replica opens at most, and how many replicas a server has them for', async () => {
  const readme = await readFile(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8')
  const most = STORES.length * STORE_CONNECTIONS_MAX + QUEUE_CONNECTIONS_MAX
  const [, said, words] =
    /A replica opens up to (\d+) connections, so Postgres' hundred do for (\w+) and/.exec(readme) ?? []
  equal(Number(said), most)
  // With one replica's fewer there is room for backups and whoever looks.
  equal(words, ['none', 'one', 'two', 'three', 'four'][Math.floor(CONNECTIONS_GIVEN / most) - 1])
})
