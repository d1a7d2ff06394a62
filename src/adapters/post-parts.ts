import { isNewsError, NewsError } from '../news/errors.ts'
import type { DeliveryId } from '../news/ids.ts'
import { pause } from './waiting.ts'
import { keepNewest } from '../ops/keep-newest.ts'

/** The parts of a delivery that a platform has accepted: the first one's message id, and how many. */
type Progress = { readonly first: string; readonly accepted: number }

export type PartsMemory = {
  recall(delivery: DeliveryId): Progress | null
  keep(delivery: DeliveryId, progress: Progress): void
  forget(delivery: DeliveryId): void
}

export type PartsJob<Part> = {
  readonly parts: readonly Part[]
  readonly delivery: DeliveryId
  readonly memory: PartsMemory
  readonly signal: AbortSignal
  /** Posts one part, numbered from 1, behind the message `first`; gives its id. Throws as `Publisher.post`. */
  readonly send: (part: Part, number: number, first: string | null) => Promise<string>
}

/** Half-posted deliveries remembered; the oldest are forgotten first. Each channel has one at most, for minutes. */
const REMEMBERED_MAX = 1_000
/** A pause longer than this is the outbox's to wait: a digest half posted for a minute is a nuisance, a blocked worker worse. */
const PAUSE_MAX_MS = 30_000
const PAUSES_MAX = 3

/** Remembers, while the process lives, what of a delivery was accepted before its posting broke off. */
export function rememberParts(): PartsMemory {
  const kept = new Map<DeliveryId, Progress>()
  return {
    recall: (delivery) => kept.get(delivery) ?? null,
    keep: (delivery, progress) => {
      keepNewest(kept, delivery, progress, REMEMBERED_MAX)
    },
    forget: (delivery) => void kept.delete(delivery),
  }
}

/**
 * Posts the parts of a delivery in order and gives the first one's id. A delivery that broke off goes on behind the parts that
 * were accepted, so that no reader gets one twice. Once a part is accepted, a fault that is not a refusal is 'unconfirmed':
 * the caller's `find` then learns from the channel how far it came.
 */
export async function postParts<Part>(job: PartsJob<Part>): Promise<string> {
  const before = job.memory.recall(job.delivery)
  let first = before?.first ?? null
  for (const [index, part] of job.parts.entries()) {
    if (index < (before?.accepted ?? 0)) continue
    const id = await sendPatiently(job, part, index + 1, first)
    first ??= id
    job.memory.keep(job.delivery, { first, accepted: index + 1 })
  }
  job.memory.forget(job.delivery)
  if (first === null) throw new NewsError('input-empty', `Delivery ${job.delivery} has no text to post.`)
  return first
}

async function sendPatiently<Part>(
  job: PartsJob<Part>,
  part: Part,
  number: number,
  first: string | null,
): Promise<string> {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await job.send(part, number, first)
    } catch (error) {
      if (first === null || !isNewsError(error)) throw error
      const pauseMs = error.code === 'rate-limited' ? (error.retryAfterMs ?? PAUSE_MAX_MS) : null
      if (pauseMs === null || pauseMs > PAUSE_MAX_MS || pauses === PAUSES_MAX) throw brokenOff(job, number, error)
      // Ended early, the next request tells why.
      await pause(pauseMs, job.signal)
    }
  }
}

function brokenOff<Part>(job: PartsJob<Part>, number: number, error: NewsError): NewsError {
  if (error.code !== 'rate-limited' && error.code !== 'interrupted') return error
  return new NewsError(
    'unconfirmed',
    `Part ${number} of ${job.parts.length} of delivery ${job.delivery} is not posted yet; the parts before it are. ${error.message}`,
    error.retryAfterMs === null ? { cause: error } : { cause: error, retryAfterMs: error.retryAfterMs },
  )
}
