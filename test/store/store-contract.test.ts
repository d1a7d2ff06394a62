import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openStore } from '../../src/store/open-store.ts'
import { openMemoryStore } from '../fakes/memory-store.ts'
import { storeContract, type Ports } from '../contract/store-contract.ts'
import { openInPglite } from '../postgres/pglite.ts'
import { startPostgres } from '../postgres/server.ts'
import { openWiper } from '../postgres/wipe.ts'

/** Each kind of store, opened anew for every test; `folder` is empty and goes afterwards. */
const OPENERS: readonly (readonly [string, (folder: string) => Promise<Ports>])[] = [
  [':memory:', () => openMemoryStore()],
  ['a file', (folder) => openStore(join(folder, 'news', 'store.db'))],
]

for (const [kind, open] of OPENERS) {
  storeContract((name, body) => {
    test(`${kind}: ${name}`, async (t) => {
      const folder = await mkdtemp(join(tmpdir(), 'standfirst-store-'))
      t.after(() => rm(folder, { recursive: true, force: true }))
      const store = await open(folder)
      t.after(() => store.close())
      await body(store)
    })
  })
}

const postgres = await openPostgres()
after(() => postgres.close())

storeContract((name, body) => {
  test(`${postgres.kind}: ${name}`, async () => {
    await postgres.wipe()
    await body(postgres.store)
  })
})

/** A real server, or where none is installed one in this process. `TEST_PGLITE` asks for that anyway. */
async function openPostgres() {
  const server = process.env['TEST_PGLITE'] === undefined ? await startPostgres() : null
  if (server === null) return { kind: 'PGlite', ...(await openInPglite()) }
  const address = await server.database()
  const [store, wiper] = [await openStore(address), await openWiper(address)]
  const close = async () => {
    await store.close()
    await wiper.close()
    await server.stop()
  }
  return { kind: 'Postgres', store, wipe: () => wiper.wipe(), close }
}
