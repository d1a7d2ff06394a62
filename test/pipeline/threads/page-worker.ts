// A thread that reads pages, and ends over a file called `bomb`.
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { servePages } from '../../../src/pipeline/threads/read-on-threads.ts'
import type { LinePort } from '../../../src/pipeline/threads/thread-line.ts'

/** A page of the test is read within this. */
const READ_MS = 20

const ends = (asked: unknown) => JSON.stringify(asked).includes('bomb')
if (parentPort !== null) {
  const port = parentPort
  const hearing: LinePort = {
    // One after the other, as files are read: what came before is answered first.
    on: (event, hear) => {
      let last = Promise.resolve()
      port.on(event, (asked) => {
        const before = last
        last = (async () => {
          await before
          if (ends(asked)) process.exit(1)
          hear(asked)
          await sleep(READ_MS)
        })()
      })
    },
    postMessage: (answer) => port.postMessage(answer),
  }
  servePages(hearing, JSON.parse(workerData.outlets))
}
