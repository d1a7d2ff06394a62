import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openStore } from '../../src/store/open-store.ts'
import { storeContract, type Ports } from '../contract/store-contract.ts'
import { NO_POSTGRES, startPostgres } from '../postgres/server.ts'
import { openWiper } from '../postgres/wipe.ts'

/** Each kind of store, opened anew for every test; `folder` is empty and goes afterwards. */
const OPENERS: readonly (readonly [string, (folder: string) => Promise<Ports>])[] = [
  [':memory:', () => openStore(':memory:')],
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

const server = await startPostgres()
const address = await server?.database()
const store = address === undefined ? null : await openStore(address)
const wiper = address === undefined ? null : await openWiper(address)
after(async () => {
  await store?.close()
  await wiper?.close()
  await server?.stop()
})

storeContract((name, body) => {
  test(`Postgres: ${name}`, { skip: store === null && NO_POSTGRES }, async () => {
    await wiper?.wipe()
    if (store !== null) await body(store)
  })
})
