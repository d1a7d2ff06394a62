import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { hasRoomToday, planReread, putOff, type ReadOutcome } from '../../src/ingest/reread-plan.ts'
import type { PlannedRead } from '../../src/ingest/reread-store.ts'
import { articleId } from '../../src/news/ids.ts'

const SEEN = Temporal.Instant.from('2026-01-07T12:00:00Z')
const READ: PlannedRead = {
  url: 'https://a.example/ferry-crews-end-strike',
  kind: 'again',
  article: articleId('a'),
  firstSeenAt: SEEN,
  nextAt: SEEN,
  reads: 1,
  failures: 0,
  missing: 0,
  etag: null,
  lastModified: null,
}
const FIRST: PlannedRead = { ...READ, kind: 'first', article: null, reads: 0 }
const read = (found: 'new' | 'edited' | 'unchanged', isStub = false): ReadOutcome => ({
  kind: 'read',
  found,
  isStub,
  etag: '"1"',
  lastModified: null,
})
const failed: ReadOutcome = { kind: 'failed', retryAfterMs: null }
const hours = (count: number) => SEEN.add({ minutes: Math.round(count * 60) })

const cases: readonly (readonly [string, PlannedRead, ReadOutcome, at: number, next: number | null | 'gone'])[] = [
  // what                           record, outcome, hours after it was first seen; hours until the next read
  ['a first read', FIRST, read('new'), 0, 1],
  ['a first read that comes late', FIRST, read('new'), 2, 2],
  ['the second read', READ, read('unchanged'), 1.05, 2.95],
  ['the third read', READ, read('unchanged'), 4.2, 19.8],
  ['the fourth read', READ, read('unchanged'), 25, 47],
  ['the last read', READ, read('unchanged'), 74, null],
  ['a 304', READ, { kind: 'not-modified' }, 4.2, 19.8],
  ['an edit early on', READ, read('edited'), 0.5, 0.5],
  ['an edit after hours', READ, read('edited'), 4.2, 1],
  ['an edit after days', READ, read('edited'), 100, 1],
  ['an edit after a week', READ, read('edited'), 169, null],
  ['an edit at the last read allowed', { ...READ, reads: 9 }, read('edited'), 4.2, null],
  ['a stub', FIRST, read('new', true), 0, 24],
  ['a stub again', READ, read('unchanged', true), 25, null],
  ['a first 404', READ, { kind: 'missing' }, 4, 2],
  ['a second 404', { ...READ, missing: 1 }, { kind: 'missing' }, 6, 'gone'],
  ['a 404 of a page never read', FIRST, { kind: 'missing' }, 0, 1 / 6],
  ['a second 404 of a page never read', { ...FIRST, missing: 1 }, { kind: 'missing' }, 1, null],
  ['a 410', READ, { kind: 'gone' }, 4, 'gone'],
  ['a 410 of a page never read', FIRST, { kind: 'gone' }, 0, null],
  ['a fault', READ, failed, 4, 1 / 6],
  ['a third fault', { ...READ, failures: 2 }, failed, 4, 2 / 3],
  ['a sixth fault', { ...READ, failures: 5 }, failed, 4, null],
  ['a fault that says when', READ, { kind: 'failed', retryAfterMs: 3 * 3_600_000 }, 4, 3],
  ['a fault that asks for a month', READ, { kind: 'failed', retryAfterMs: 30 * 86_400_000 }, 4, 24],
  ['a page that robots.txt forbids', READ, { kind: 'refused' }, 4, null],
]
for (const [what, record, outcome, at, wait] of cases) {
  test(`${what}: ${typeof wait === 'number' ? `again after ${wait.toFixed(2)} h` : (wait ?? 'done with')}`, () => {
    const { next, isGone } = planReread(record, outcome, hours(at))
    equal(isGone, wait === 'gone')
    if (typeof wait !== 'number') return equal(next, null)
    const waited = next?.nextAt.since(hours(at)).total('hours') ?? 0
    ok(waited >= wait - 0.001 && waited <= wait * 1.1 + 0.001, `${waited}`)
  })
}

test('a page that was read is no first read any more, and keeps what the server marked it with', () => {
  const { next } = planReread({ ...FIRST, failures: 2, missing: 1 }, read('new'), SEEN)
  equal(
    JSON.stringify([next?.kind, next?.reads, next?.failures, next?.missing, next?.etag]),
    '["again",1,0,0,"\\"1\\""]',
  )
  equal(planReread({ ...READ, etag: '"0"' }, { kind: 'not-modified' }, SEEN).next?.etag, '"0"')
})

test('a process that stops leaves the plan as it was', () => {
  equal(JSON.stringify(planReread(READ, { kind: 'stopped' }, hours(4)).next), JSON.stringify(READ))
})

const outcomes = fc.constantFrom<ReadOutcome>(
  read('unchanged'),
  read('edited'),
  read('new', true),
  failed,
  { kind: 'missing' },
  { kind: 'not-modified' },
)
test('whatever comes, a page is read a bounded number of times, never twice within ten minutes, and the same way twice', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.array(outcomes, { minLength: 80, maxLength: 80 }), (url, all) => {
      let record: PlannedRead | null = { ...FIRST, url }
      let now = SEEN
      let tries = 0
      for (const outcome of all) {
        if (record === null) break
        tries += 1
        const before: PlannedRead = record
        const plan = planReread(before, outcome, now)
        equal(JSON.stringify(planReread(before, outcome, now)), JSON.stringify(plan))
        record = plan.next
        ok(record === null || record.nextAt.since(now).total('minutes') >= 10)
        now = record?.nextAt ?? now
      }
      equal(record, null)
      ok(tries <= 70, `${tries}`)
    }),
  )
})

test('a host’s day is bounded, and keeps room for what is new', () => {
  equal(hasRoomToday({ kind: 'again' }, 1_999), true)
  equal(hasRoomToday({ kind: 'again' }, 2_000), false)
  equal(hasRoomToday({ kind: 'first' }, 2_999), true)
  equal(hasRoomToday({ kind: 'first' }, 3_000), false)
  const next = putOff(READ, SEEN).nextAt.toString()
  ok(next >= '2026-01-08T00:00:00Z' && next < '2026-01-08T06:00:00Z', next)
})
