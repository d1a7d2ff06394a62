import { enableCompileCache, flushCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

// A thread has a cache of its own: without it, each would strip and compile every file anew.
enableCompileCache()
const { serveFiles } = await import('./file-readers.ts')
if (parentPort !== null) serveFiles(parentPort, JSON.parse(workerData.outlets))
flushCompileCache()
