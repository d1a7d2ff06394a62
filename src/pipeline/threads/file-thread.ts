import { enableCompileCache, flushCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

// A thread keeps what it strips and compiles by itself: where the program does, and nowhere where that does not.
if (workerData.compiled !== null) enableCompileCache(workerData.compiled)
const { serveFiles } = await import('./file-readers.ts')
if (parentPort !== null) serveFiles(parentPort, JSON.parse(workerData.outlets))
flushCompileCache()
