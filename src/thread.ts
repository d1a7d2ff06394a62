import { flushCompileCache } from 'node:module'
import { keepCompiled } from './compile-cache.ts'

// A thread has a cache of its own: without it, each would strip and compile every file anew, and keep what does that.
keepCompiled(process.env)
const { serveThread } = await import('./main.ts')
await serveThread()
// Who ends a thread does not ask it first.
flushCompileCache()
