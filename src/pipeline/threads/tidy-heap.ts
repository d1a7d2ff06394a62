import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * What a thread may have taken since it was tidied last: looking through less is done in some milliseconds, whenever V8 chooses.
 * Looking through the heap of a story of 10,000 articles takes half a second.
 */
const GROWN_MIN_BYTES = 64 * 2 ** 20

/**
 * Tidies a thread's heap when it is asked to, where much was left over since the last time: what V8 would do at a moment of its
 * own, while somebody waits for an answer. True where it did.
 */
export function createHeapTidier(): () => boolean {
  let left = getHeapStatistics().used_heap_size
  return () => {
    if (getHeapStatistics().used_heap_size - left < GROWN_MIN_BYTES) return false
    collectorOf()()
    left = getHeapStatistics().used_heap_size
    return true
  }
}

/** V8's own collector: a thread's own, where the program was not started with it. */
function collectorOf(): () => unknown {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('gc')
  return typeof found === 'function' ? () => Reflect.apply(found, undefined, []) : () => undefined
}
