import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openStore } from '../../src/store/open-store.ts'
import { storeContract, type Ports } from '../contract/store-contract.ts'

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
