// Loaded before a program with `--expose-gc --import`: asked by its parent, it collects the garbage and tells what is left.
import { writeHeapSnapshot } from 'node:v8'
import { isMainThread } from 'node:worker_threads'

/** Megabytes of the main thread's heap that are in use once the garbage is gone, and of the whole process. */
export type HeapReport = { readonly heap: number; readonly resident: number }

/** A collection may leave what finalizers held. */
const COLLECTIONS = 3
const BYTES_A_MEGABYTE = 2 ** 20

if (isMainThread && process.send !== undefined) {
  process.on('message', (request) => {
    for (let count = 0; count < COLLECTIONS; count += 1) globalThis.gc?.()
    const { heapUsed, external, rss } = process.memoryUsage()
    if (typeof request === 'string' && request.endsWith('.heapsnapshot')) writeHeapSnapshot(request)
    const megabytes = (bytes: number) => Math.round((bytes / BYTES_A_MEGABYTE) * 10) / 10
    const report: HeapReport = { heap: megabytes(heapUsed + external), resident: megabytes(rss) }
    process.send?.(report)
  })
}
