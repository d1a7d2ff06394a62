import type { Ask } from '../../news/chat.ts'
import { channelKey } from '../../news/message.ts'
import type { Clock } from '../../ops/clock.ts'
import { keepNewest } from '../../ops/keep-newest.ts'

/** So many at once, and one more every so often: nobody types faster, and a button is pressed twice by mistake. */
const PERSON = { burst: 20, everyMs: 4_000 } as const
/** Each report comes to a person. */
const REPORTS = { burst: 3, everyMs: 300_000 } as const
/** A channel of many people. */
const CHANNEL = { burst: 40, everyMs: 1_500 } as const
/** People and channels remembered; of a flood the oldest are forgotten first. */
const KEPT_MAX = 10_000

type AskLimit = { readonly whose: 'person' | 'channel'; readonly retryAfterMs: number }

/** How often each person and each channel may ask: token buckets. */
export type AskLimits = {
  /** Null where one more may be asked now. */
  take(ask: Pick<Ask, 'asker' | 'channel'>): AskLimit | null
  /** Whether one more report may be sent now. */
  takeReport(ask: Pick<Ask, 'asker'>): boolean
}

export function createAskLimits(clock: Clock): AskLimits {
  const buckets = new Map<string, { left: number; atMs: number }>()

  function refill(key: string, { burst, everyMs }: typeof PERSON | typeof CHANNEL | typeof REPORTS) {
    const nowMs = clock.now().epochMilliseconds
    const { left, atMs } = buckets.get(key) ?? { left: burst, atMs: nowMs }
    const bucket = { left: Math.min(burst, left + Math.max(0, nowMs - atMs) / everyMs), atMs: nowMs }
    keepNewest(buckets, key, bucket, KEPT_MAX)
    return bucket
  }

  return {
    take: ({ asker, channel }) => {
      const person = refill(`${asker.platform} ${asker.workspace} ${asker.user}`, PERSON)
      if (person.left < 1) return { whose: 'person', retryAfterMs: Math.ceil((1 - person.left) * PERSON.everyMs) }
      const shared = channel === null ? null : refill(channelKey(channel), CHANNEL)
      if (shared !== null && shared.left < 1)
        return { whose: 'channel', retryAfterMs: Math.ceil((1 - shared.left) * CHANNEL.everyMs) }
      person.left -= 1
      if (shared !== null) shared.left -= 1
      return null
    },
    takeReport: ({ asker }) => {
      const own = refill(`reports ${asker.platform} ${asker.workspace} ${asker.user}`, REPORTS)
      if (own.left < 1) return false
      own.left -= 1
      return true
    },
  }
}
