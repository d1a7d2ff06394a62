import { setTimeout as sleep } from 'node:timers/promises'
import { isNewsError } from '../../news/errors.ts'
import type { Log } from '../../ops/log.ts'

/** How often a replica signs its life, and looks who else does. */
const BEAT_MS = 10_000
const LOOK_MS = 5_000
/** Who was silent for so long is dead: three signs were missed. */
export const DEAD_MS = 30_000
/**
 * Who could not sign for so long leads no more, and breaks off what it posts: what is still on its way then settles before
 * another one looks for it.
 */
const LEAD_MAX_MS = 20_000
/** What went wrong while the store was away is told by those who waited for it so long after it is there again. */
const ECHO_MS = 15_000
/** Saying goodbye may take so long; who does not manage is found dead later. */
const LEAVE_MAX_MS = 1_000

type Seen = { readonly id: string; readonly silentMs: number }
type Listed = Seen & { readonly version: string }

/** Where replicas sign their life. Moments are by the clock of the database: a replica whose clock is set kills nobody. */
export type ReplicaStore = {
  /** `anew`: it was not known, or was given up for dead meanwhile: what it had taken on, others have. */
  signLife(sign: {
    readonly id: string
    readonly version: string
    readonly worker: string | null
  }): Promise<'known' | 'anew'>
  /** The oldest first. */
  listReplicas(): Promise<readonly Listed[]>
  /**
   * Frees what replicas had taken on that were silent for `silentMs`, and forgets them; each is given once, to whoever came
   * first. What they were sending counts as left after `leftMs` of silence, and is looked for.
   */
  buryReplicas(silentMs: number, leftMs: number): Promise<readonly (Seen & { readonly worker: string | null })[]>
  /** Frees what it has taken on. */
  leave(id: string): Promise<void>
}

/** One process of several that share the work of one store. */
export type Replica = {
  /** Signs for the first time. Throws what the store throws. */
  start(): Promise<void>
  /** Whether this is the oldest one alive: it runs the tasks that build on what a process remembers. */
  leads(): boolean
  /** Aborted as soon as it leads no more. */
  term(): AbortSignal
  /**
   * Tells of a fault: where the store cannot be asked at all, that alone is told to the log, once, and when it is there again.
   */
  tell(level: 'warn' | 'error', facts: Readonly<Record<string, unknown>>, message: string): Promise<void>
  stop(): Promise<void>
}

export type ReplicaParts = {
  readonly id: string
  readonly version: string
  readonly store: ReplicaStore
  readonly log: Log
  /** By which the job queue knows this process now. */
  readonly worker: () => string | null
  /** Hears by which names the queue knew those that died. */
  readonly onDead: (workers: readonly string[]) => Promise<void>
  /** There is work to be looked at: it leads from now on, somebody died, or the store is there again. */
  readonly onChange: () => void
}

const ENDED = AbortSignal.abort()

export function createReplica(parts: ReplicaParts): Replica {
  const { id, version, store, log } = parts
  const term = createTerm(parts)
  const away = createAway(parts)
  let timer: NodeJS.Timeout | null = null
  let looking: Promise<boolean> | null = null
  let [signedAt, isStopped, isFirst] = [-Infinity, false, true]

  async function sign(): Promise<void> {
    const began = performance.now()
    if (began - signedAt < BEAT_MS - LOOK_MS / 2) return
    const how = await store.signLife({ id, version, worker: parts.worker() })
    if (how === 'anew' && !isFirst) term.end('it was silent too long, and others have its work')
    isFirst = false
    signedAt = began
  }

  async function lookOnce(): Promise<void> {
    await sign()
    const seen = await store.listReplicas()
    if (seen.find(({ silentMs }) => silentMs < DEAD_MS)?.id === id) term.extend(signedAt + LEAD_MAX_MS)
    else term.end('an older one is there')
    if (seen.some(({ silentMs }) => silentMs >= DEAD_MS)) await bury(parts)
  }

  async function look(): Promise<boolean> {
    try {
      await lookOnce()
      away.end()
      return true
    } catch (error) {
      if (!isStopped) away.begin(error)
      return false
    }
  }
  /** Who looks while another look is under way shares it. */
  const lookShared = () => (looking ??= look().finally(() => (looking = null)))
  const goOn = (): void => {
    timer = setTimeout(() => void lookShared().then(() => isStopped || goOn()), LOOK_MS).unref()
  }

  return {
    start: async () => {
      await lookOnce()
      goOn()
    },
    leads: () => term.signal() !== ENDED,
    term: term.signal,
    tell: async (level, facts, message) => {
      const isOwn = (await lookShared()) && !(away.wasJustNow() && isNewsError(facts['err'], 'store-busy'))
      log[isOwn || isStopped ? level : 'debug'](facts, message)
    },
    stop: async () => {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      term.end(null)
      const left = store.leave(id).catch(() => undefined)
      await Promise.race([left, sleep(LEAVE_MAX_MS, undefined, { ref: false })])
    },
  }
}

async function bury({ store, log, onDead, onChange }: ReplicaParts): Promise<void> {
  const dead = await store.buryReplicas(DEAD_MS, LEAD_MAX_MS)
  for (const { id, silentMs } of dead) {
    log.warn({ replica: id, silentMs }, 'a replica is dead; what it had taken on is free')
  }
  if (dead.length === 0) return
  await onDead(dead.flatMap(({ worker }) => worker ?? []))
  onChange()
}

/** For how long this replica leads. It ends by itself where nobody extends it. */
function createTerm({ id, log, onChange }: ReplicaParts) {
  let current: AbortController | null = null
  let timer: NodeJS.Timeout | null = null

  function end(because: string | null): void {
    if (timer !== null) clearTimeout(timer)
    current?.abort()
    if (current !== null && because !== null) log.warn({ replica: id }, `this replica leads no more: ${because}`)
    current = null
  }

  return {
    end,
    extend: (untilMs: number): void => {
      const leftMs = untilMs - performance.now()
      if (leftMs <= 0) return
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(() => end('it cannot sign its life'), leftMs).unref()
      if (current !== null) return
      current = new AbortController()
      log.info({ replica: id }, 'this replica leads: it matches, makes digests and posts them')
      onChange()
    },
    signal: () => current?.signal ?? ENDED,
  }
}

/** Tells once that the store cannot be asked, and once that it can again. */
function createAway({ id, log, onChange }: ReplicaParts) {
  let [since, endedAt]: [number | null, number] = [null, -Infinity]
  return {
    wasJustNow: () => performance.now() - endedAt < ECHO_MS,
    begin: (error: unknown): void => {
      if (since !== null) return
      since = performance.now()
      log.error({ replica: id, err: error }, 'the store cannot be asked; this replica waits until it can')
    },
    end: (): void => {
      if (since === null) return
      endedAt = performance.now()
      const awayMs = Math.round(endedAt - since)
      since = null
      log.info({ replica: id, awayMs }, 'the store is there again: the work goes on')
      onChange()
    },
  }
}
