// A thread that reads the stories of a test's store.
import { parentPort, workerData } from 'node:worker_threads'
import { createExtractiveWriter } from '../../../src/brief/extractive-writer.ts'
import { serveReadings } from '../../../src/pipeline/reading/reading-questions.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { LIMITS } from '../newsroom.ts'

if (parentPort !== null) {
  const store = await openStore(workerData.db)
  const dormantAfterMs = 3 * 86_400_000
  serveReadings(parentPort, { store, dormantAfterMs, limits: LIMITS, writer: createExtractiveWriter() })
}
