import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { virtualTime, type VirtualTime } from '../../fakes/virtual-time.ts'
import type { PaceLimits } from '../../../src/ingest/fetch/fetch-limits.ts'
import type { FetchOutcome } from '../../../src/ingest/fetch/fetcher.ts'
import { hostPace, type HostPace } from '../../../src/ingest/fetch/host-pace.ts'

const LIMITS: PaceLimits = { atOnce: 32, hostAtOnce: 2, hostEveryMs: 1_000 }
const never = new AbortController().signal
const gone: FetchOutcome = { kind: 'gone', url: 'https://a.example/', redirects: [] }
const refused = (status: number, retryAfterMs: number | null): FetchOutcome => ({
  kind: 'refused',
  status,
  url: 'https://a.example/',
  redirects: [],
  retryAfterMs,
})
const statusOf = (outcome: FetchOutcome) => (outcome.kind === 'refused' ? outcome.status : outcome.kind)

function paced(limits: Partial<PaceLimits> = {}): { time: VirtualTime; pace: HostPace } {
  const time = virtualTime()
  return { time, pace: hostPace({ limits: { ...LIMITS, ...limits }, clock: time.clock, wait: time.wait }) }
}

/** Requests that take `lastMs` each; when each began, and how many ran at once at the most. */
function requests(time: VirtualTime, lastMs: number) {
  const began: number[] = []
  let running = 0
  let most = 0
  const task = async () => {
    began.push(time.elapsed())
    running += 1
    most = Math.max(most, running)
    await time.wait(lastMs, never)
    running -= 1
    return gone
  }
  return { task, began, most: () => most }
}

const paces = [
  // hosts, requests each, last,  every, own wish, when they begin
  [['a'], 4, 10, 1_000, 0, [0, 1_000, 2_000, 3_000]],
  [['a'], 4, 1_500, 1_000, 0, [0, 1_000, 2_000, 3_000]], // two at once
  [['a'], 4, 5_000, 1_000, 0, [0, 1_000, 5_000, 6_000]], // no third beside two
  [['a'], 3, 10, 1_000, 4_000, [0, 4_000, 8_000]], // the host wants more time
  [['a'], 3, 10, 1_000, 200, [0, 1_000, 2_000]], // the host wants less than we give
  [['a'], 3, 10, 0, 0, [0, 0, 10]],
  [['a', 'b', 'c'], 2, 10, 1_000, 0, [0, 0, 0, 1_000, 1_000, 1_000]], // hosts do not wait for each other
] as const
for (const [hosts, count, lastMs, hostEveryMs, wishMs, expected] of paces) {
  const what = `${count} requests of ${lastMs} ms at ${hosts.length} hosts, every ${hostEveryMs} ms, ${wishMs} wished`
  test(`${what}, begin at ${expected.join(' ')}`, async () => {
    const { time, pace } = paced({ hostEveryMs })
    const { task, began } = requests(time, lastMs)
    const all = hosts.flatMap((host) => Array.from({ length: count }, () => pace.run(host, wishMs, task, never)))
    await time.run(Promise.all(all))
    deepEqual(began, expected)
  })
}

test('all hosts together have no more than so many requests at once', async () => {
  const { time, pace } = paced({ atOnce: 3 })
  const { task, most, began } = requests(time, 100)
  await time.run(Promise.all(Array.from({ length: 10 }, (_, at) => pace.run(`host-${at}`, 0, task, never))))
  equal(most(), 3)
  equal(began.length, 10)
})

test('a host that waits for its turn holds no place of the others', async () => {
  const { time, pace } = paced({ atOnce: 1 })
  const { task, began } = requests(time, 10)
  const slow = Array.from({ length: 3 }, () => pace.run('slow', 20_000, task, never))
  const others = Array.from({ length: 5 }, (_, at) => pace.run(`other-${at}`, 0, task, never))
  await time.run(Promise.all(others))
  equal(time.elapsed() < 1_000, true)
  await time.run(Promise.all(slow))
  deepEqual(began.slice(-2), [20_000, 40_000])
})

const pauses = [
  // the answer,            asked again after, what is answered
  [refused(429, 60_000), 30_000, 429], // not sent
  [refused(503, 60_000), 30_000, 503],
  [refused(429, 60_000), 61_000, 'gone'],
  [refused(429, 60_000), 57_000, 'gone'], // the rest is waited for
  [refused(429, null), 30_000, 429],
  [refused(503, null), 1_000, 'gone'],
  [refused(404, 60_000), 1_000, 'gone'],
  [refused(429, 7 * 86_400_000), 6 * 3_600_000 + 1, 'gone'],
] as const
for (const [first, afterMs, expected] of pauses) {
  test(`after ${JSON.stringify(first)} a request ${afterMs} ms later is ${expected}`, async () => {
    const { time, pace } = paced()
    await time.run(pace.run('a', 0, () => Promise.resolve(first), never))
    time.pass(afterMs)
    let sent = 0
    const outcome = await time.run(
      pace.run(
        'a',
        0,
        () => {
          sent += 1
          return Promise.resolve(gone)
        },
        never,
      ),
    )
    equal(statusOf(outcome), expected)
    equal(sent, expected === 'gone' ? 1 : 0)
    if (outcome.kind === 'refused') equal(outcome.retryAfterMs, 60_000 - afterMs)
  })
}

test('a pause is one host’s', async () => {
  const { time, pace } = paced()
  await time.run(pace.run('a', 0, () => Promise.resolve(refused(429, 60_000)), never))
  equal(statusOf(await time.run(pace.run('b', 0, () => Promise.resolve(gone), never))), 'gone')
})

test('who gives up while it waits is let go of, and the next comes in its turn', async () => {
  const { time, pace } = paced()
  const { task, began } = requests(time, 10)
  const stop = new AbortController()
  const first = pace.run('a', 0, task, never)
  const given = pace.run('a', 60_000, task, stop.signal)
  const queued = pace.run('a', 0, task, stop.signal)
  stop.abort()
  for (const outcome of await time.run(Promise.all([given, queued]))) {
    ok(outcome.kind === 'failed' && outcome.fault === 'stopped')
  }
  equal((await time.run(first)).kind, 'gone')
  equal((await time.run(pace.run('a', 0, task, never))).kind, 'gone')
  equal(began.length, 2)
})

test('no more than a thousand wait for one host', async () => {
  const { time, pace } = paced({ hostEveryMs: 0 })
  const { task } = requests(time, 1)
  const all = Array.from({ length: 1_010 }, () => pace.run('a', 0, task, never))
  const outcomes = await time.run(Promise.all(all))
  equal(outcomes.filter((outcome) => outcome.kind === 'failed' && outcome.fault === 'timeout').length, 8)
})

test('a clock that is set back stops no host', async () => {
  const { time, pace } = paced()
  const { task } = requests(time, 10)
  await time.run(pace.run('a', 0, task, never))
  time.pass(-86_400_000)
  const before = time.elapsed()
  await time.run(pace.run('a', 0, task, never))
  equal(time.elapsed() - before <= 2_010, true)
})
