/** So many at once, and then so many a second. */
export type Rate = { readonly burst: number; readonly perSecond: number }

export type Buckets = {
  /** Takes one from the bucket of `key`: 0, or the milliseconds until there is one. */
  take(key: string, rate: Rate): number
}

/** Buckets that fill steadily. A request that is refused takes nothing. */
export function createBuckets(nowMs: () => number): Buckets {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take(key, { burst, perSecond }) {
      const now = nowMs()
      const kept = buckets.get(key) ?? { tokens: burst, at: now }
      const tokens = Math.min(burst, kept.tokens + ((now - kept.at) / 1_000) * perSecond)
      const enough = tokens >= 1
      buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at: now })
      return enough ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1_000)
    },
  }
}

/** A count that begins anew when its time is over, as Discord's do. */
export type Window = { readonly limit: number; readonly perMs: number }
export type WindowState = { readonly remaining: number; readonly resetMs: number; readonly allowed: boolean }

export type Windows = {
  take(key: string, window: Window): WindowState
}

export function createWindows(nowMs: () => number): Windows {
  const windows = new Map<string, { used: number; ends: number }>()
  return {
    take(key, { limit, perMs }) {
      const now = nowMs()
      const kept = windows.get(key)
      const open = kept === undefined || kept.ends <= now ? { used: 0, ends: now + perMs } : kept
      const allowed = open.used < limit
      if (allowed) open.used += 1
      windows.set(key, open)
      return { allowed, remaining: limit - open.used, resetMs: open.ends - now }
    },
  }
}
