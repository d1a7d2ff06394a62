// Takes one step after the other on a store, and says on standard output which one is kept, when it is: until it is killed.
import { writeSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { prepare, takeStep } from './steps.ts'

enableCompileCache()
const { openStore } = await import('../../../src/store/open-store.ts')
const [file = '', first = '0'] = process.argv.slice(2)
const store = await openStore(file)
if (first === '0') await prepare(store)
for (let step = Number(first); ; step += 1) {
  await takeStep(step, store)
  // At once, by the system itself: what is said is kept, whenever the kill comes.
  writeSync(1, `${step}\n`)
}
