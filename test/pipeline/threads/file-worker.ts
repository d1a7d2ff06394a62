// A thread that reads files, and ends over a file called `bomb`, and once over the second part of one called `stumble`.
import { existsSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { serveFiles } from '../../../src/pipeline/threads/file-readers.ts'
import type { LinePort } from '../../../src/pipeline/threads/thread-line.ts'

/** A page of the test is read within this. */
const READ_MS = 20

function ends(asked: unknown): boolean {
  const words = JSON.stringify(asked)
  if (words.includes('bomb')) return true
  const path = /"path":"([^"]*stumble[^"]*)"/.exec(words)?.[1]
  if (path === undefined || words.includes('"from":0') || existsSync(`${path}.fell`)) return false
  writeFileSync(`${path}.fell`, '')
  return true
}

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
  serveFiles(hearing, JSON.parse(workerData.outlets))
}
