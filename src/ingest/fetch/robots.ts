import robotsParser from 'robots-parser'
import type { Clock } from '../../ops/clock.ts'
import { failed } from './fetch-failure.ts'
import { ROBOTS_BYTES_MAX } from './fetch-limits.ts'
import type { FetchFault, FetchOutcome, FetchRequest } from './fetcher.ts'
import { untilAborted } from './until-aborted.ts'

/** As long as RFC 9309 §2.4 lets a copy be used. */
const KEPT_MS = 24 * 3_600_000
/** A host whose robots.txt cannot be had is left alone so long: shorter than most faults, longer than a burst of polls. */
const RETRIED_MS = 10 * 60_000
/** Hosts, and characters of all their rules together, that are kept: some 50 MB at the worst. */
const HOSTS_MAX = 5_000
const CHARS_MAX = 5_000_000
/** A host that wants more than half a minute between two requests gets half a minute. */
const CRAWL_DELAY_MAX_MS = 30_000
/**
 * Comparing costs up to the length of the rules times that of the address: beyond this (a sixth of a second) the rules are an
 * attack and forbid all.
 */
const WORK_MAX = 100_000_000

// Its types say that the function stands in `default`; in truth it is the module.
const parseRules = robotsParser as unknown as typeof robotsParser.default

const NOWHERE: ReadonlySet<FetchFault> = new Set(['too-many-redirects', 'forbidden-address'])

type Rules = ReturnType<typeof parseRules>

/** What is known of one host. `rules` null: it has none. `trouble`: why nothing of it may be fetched for now. */
type Known = {
  readonly rules: Rules | null
  readonly chars: number
  readonly trouble: FetchOutcome | null
  readonly untilMs: number
}

type RobotsRuling =
  | { readonly kind: 'allowed'; readonly crawlDelayMs: number }
  | { readonly kind: 'forbidden'; readonly outcome: FetchOutcome }

export type RobotsParts = {
  /** The product token of our user agent, without its version. */
  readonly token: string
  /** Fetches a robots.txt, redirects followed. It ends in bounded time. */
  readonly fetch: (request: FetchRequest) => Promise<FetchOutcome>
  readonly clock: Clock
}

/** What robots.txt lets us fetch. */
export type Robots = { rule(url: URL, signal: AbortSignal): Promise<RobotsRuling> }

/**
 * Rules by RFC 9309: a host without a robots.txt (4xx) allows all, one that cannot say (5xx, 429, no connection) forbids all
 * until it is asked again; a copy is kept a day, and used on where a new one cannot be had. Each host is asked once, however
 * many wait for it.
 */
export function robotsBook(parts: RobotsParts): Robots {
  const known = new Map<string, Known>()
  const asked = new Map<string, Promise<Known>>()

  async function learn(origin: string): Promise<Known> {
    const old = known.get(origin)
    const outcome = await parts.fetch({ url: `${origin}/robots.txt`, accept: 'robots' })
    const fresh = learned(outcome, origin, parts)
    const isUsedOn = fresh.trouble !== null && old !== undefined && old.trouble === null
    const kept = isUsedOn ? { ...old, untilMs: fresh.untilMs } : fresh
    known.delete(origin)
    // A fetch that was stopped says nothing of the host.
    if (outcome.kind !== 'failed' || outcome.fault !== 'stopped') known.set(origin, kept)
    forgetOldest(known)
    return kept
  }

  function ask(origin: string): Promise<Known> {
    const running = asked.get(origin) ?? learn(origin).finally(() => asked.delete(origin))
    asked.set(origin, running)
    return running
  }

  return {
    async rule(url, signal) {
      const held = known.get(url.origin)
      const isCurrent = held !== undefined && held.untilMs > parts.clock.now().epochMilliseconds
      return ruleBy(isCurrent ? held : await untilAborted(ask(url.origin), signal), url, parts.token)
    },
  }
}

function ruleBy({ rules, chars, trouble }: Known, url: URL, token: string): RobotsRuling {
  if (trouble !== null) return { kind: 'forbidden', outcome: trouble }
  if (rules === null) return { kind: 'allowed', crawlDelayMs: 0 }
  const isTooMuch = chars * (url.pathname.length + url.search.length) > WORK_MAX
  if (isTooMuch || rules.isAllowed(url.href, token) === false) {
    return { kind: 'forbidden', outcome: failed('robots', `${url.host}: its robots.txt forbids this address.`) }
  }
  const delayMs = (rules.getCrawlDelay(token) ?? 0) * 1_000
  return { kind: 'allowed', crawlDelayMs: Math.min(Math.max(0, delayMs), CRAWL_DELAY_MAX_MS) }
}

function learned(outcome: FetchOutcome, origin: string, { token, clock }: RobotsParts): Known {
  const nowMs = clock.now().epochMilliseconds
  const none = { rules: null, chars: 0 }
  if (outcome.kind === 'fetched') {
    const text = rulesFor(decodeRules(outcome.bytes), token)
    const rules = parseRules(`${origin}/robots.txt`, text)
    return { rules, chars: text.length, trouble: null, untilMs: nowMs + KEPT_MS }
  }
  const status = outcome.kind === 'refused' ? outcome.status : outcome.kind === 'gone' ? 410 : null
  // It leads nowhere. Where the host itself may not be reached, the fetch that follows says so.
  const isAway = outcome.kind === 'failed' && NOWHERE.has(outcome.fault)
  if (isAway || (status !== null && status >= 400 && status < 500 && status !== 429)) {
    return { ...none, trouble: null, untilMs: nowMs + KEPT_MS }
  }
  // Not `robots`: that is for good, and this is for now.
  const trouble: FetchOutcome =
    outcome.kind === 'failed'
      ? outcome
      : { kind: 'refused', status: status ?? 304, url: `${origin}/robots.txt`, redirects: [], retryAfterMs: RETRIED_MS }
  return { ...none, trouble, untilMs: nowMs + RETRIED_MS }
}

/** A file that was cut ends in half a rule, which would mean something else. */
function decodeRules(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes)
  return bytes.byteLength < ROBOTS_BYTES_MAX ? text : text.slice(0, text.lastIndexOf('\n') + 1)
}

/**
 * The groups of our own token and of everybody, so that the others cost no memory; each name stands once before its rules,
 * for the parser makes a rule anew for every name, and a group may have ten thousand.
 */
function rulesFor(text: string, token: string): string {
  const kept: string[] = []
  let names = new Set<string>()
  let isNaming = false
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, key = '', value = ''] = /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(line) ?? []
    const word = key.toLowerCase()
    if (word === 'user-agent') {
      const name = value.split('/')[0]?.trim().toLowerCase()
      if (!isNaming) names = new Set()
      isNaming = true
      if (name === '*' || name === token.toLowerCase()) names.add(name)
    } else if (['allow', 'disallow', 'crawl-delay'].includes(word)) {
      if (isNaming) kept.push(...[...names].map((name) => `User-agent: ${name}`))
      isNaming = false
      if (names.size > 0) kept.push(`${word}: ${value.trim()}`)
    }
  }
  return kept.join('\n')
}

function forgetOldest(known: Map<string, Known>): void {
  let chars = [...known.values()].reduce((sum, each) => sum + each.chars, 0)
  for (const [origin, { chars: own }] of known) {
    if (known.size <= HOSTS_MAX && chars <= CHARS_MAX) return
    known.delete(origin)
    chars -= own
  }
}
