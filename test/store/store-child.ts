// Another process on the same store: `store-child.ts FILE TASK NAME COUNT`. Says "ready", then works when told to.
import { once } from 'node:events'
import { openStore } from '../../src/store/open-store.ts'
import { at, HARBOUR, reading } from '../contract/store-samples.ts'

const [file = '', task = '', name = '', count = '0'] = process.argv.slice(2)
const total = Number(count)

const TASKS: Readonly<Record<string, () => Promise<void>>> = {
  /** One call for each reading; every third is an article that the other process writes too. */
  async single() {
    for (let n = 0; n < total; n += 1) {
      const article = n % 3 === 0 ? `shared-${n}` : `${name}-${n}`
      await store.articles.saveReading(reading(article, 'A'), name, at('10:00'))
    }
  },

  /** Batch after batch, for ever: to be killed. */
  async batches() {
    for (let batch = 0; ; batch += 1) {
      const readings = Array.from({ length: total }, (_, n) => ({
        reading: reading(`${name}-${batch}-${n}`, 'word '.repeat(200)),
        source: name,
        seenAt: at('10:00'),
      }))
      await store.articles.saveReadings(readings)
      process.stdout.write(`${batch}\n`)
    }
  },

  /** Moves the ledger's generation on `total` times, starting over whenever the other process was first. */
  async ledger() {
    for (let done = 0; done < total;) {
      const { generation: basedOn, arrivals } = await store.ledger.findHead(HARBOUR)
      const change = {
        engine: name,
        basedOn,
        arrivals,
        through: at('10:00'),
        mode: 'append',
        relations: [],
        origins: [],
        traces: [],
      } as const
      if (await store.ledger.saveChange(HARBOUR, { ...change, rows: [] })) done += 1
    }
  },
}

const store = await openStore(file)
process.stdout.write('ready\n')
await once(process.stdin, 'data')
await TASKS[task]?.()
await store.close()
process.stdin.destroy()
