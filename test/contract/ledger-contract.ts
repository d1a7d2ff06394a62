import { equal, ok, rejects } from 'node:assert/strict'
import type { LedgerChange, LedgerOrigins, LedgerRelation, LedgerRow } from '../../src/claim/ledger-store.ts'
import type { TextTrace } from '../../src/claim/ledger-state.ts'
import { isNewsError } from '../../src/news/errors.ts'
import { articleId, claimId } from '../../src/news/ids.ts'
import type { StoreTest } from './store-contract.ts'
import { equalFacts, at, harbour, HARBOUR, keep } from './store-samples.ts'

const courier = { kind: 'outlet', name: 'Courier' } as const

const row = (start: number, time: string, changes: Partial<LedgerRow> = {}): LedgerRow => ({
  claim: claimId('c0000000001'),
  article: articleId('a000000000001'),
  revision: 1,
  start,
  end: start + 10,
  seenAt: at(time),
  origin: courier,
  matchedOn: ['7 shared words', '$14 billion'],
  variant: false,
  ...changes,
})

const relation: LedgerRelation = {
  a: articleId('a000000000001'),
  b: articleId('a000000000002'),
  kind: 'shared-wire',
  coverage: 0.625,
  order: -0.5,
  seenAt: at('11:00'),
}

const origins: LedgerOrigins = {
  article: articleId('a000000000001'),
  revision: 1,
  seenAt: at('10:00'),
  main: { kind: 'wire', name: 'Reuters' },
  others: [courier],
  why: 'a bare REUTERS at the end',
}

const trace: TextTrace = {
  article: articleId('a000000000001'),
  revision: 1,
  seenAt: at('10:00'),
  starts: [0, 20],
  terms: ['united states', 'crane', 'crane'],
  weight: 'new',
}

const change = (basedOn: number, changes: Partial<LedgerChange> = {}): LedgerChange => ({
  engine: 'v1',
  basedOn,
  arrivals: 0,
  through: at('11:00'),
  mode: 'append',
  rows: [],
  relations: [],
  origins: [],
  traces: [],
  ...changes,
})

export function ledgerContract(testStore: StoreTest): void {
  changeContract(testStore)
  lateContract(testStore)
}

function changeContract(testStore: StoreTest): void {
  testStore('a ledger comes back as it was saved, in order, as of a moment', async ({ stories, ledger }) => {
    await stories.addStory(harbour)
    equalFacts(await ledger.findHead(HARBOUR), { engine: '', generation: 0, through: null, arrivals: 0 })
    const rows = [row(0, '10:00', { variant: true }), row(20, '10:00', { matchedOn: [] }), row(5, '11:00')]
    const saved = change(0, { rows: rows.toReversed(), relations: [relation], origins: [origins] })
    equal(await ledger.saveChange(HARBOUR, saved), true)
    equalFacts(await ledger.listRows(HARBOUR), rows)
    equalFacts(await ledger.listRelations(HARBOUR), [relation])
    equalFacts(await ledger.listOrigins(HARBOUR), [origins])
    equalFacts(await ledger.listRows(HARBOUR, at('10:30')), rows.slice(0, 2))
    equalFacts(await ledger.listRelations(HARBOUR, at('10:30')), [])
    equalFacts(await ledger.listOrigins(HARBOUR, at('09:00')), [])
    equalFacts(await ledger.findHead(HARBOUR), { engine: 'v1', generation: 1, through: at('11:00'), arrivals: 0 })
  })

  testStore('appending adds, replacing drops', async ({ stories, ledger }) => {
    await stories.addStory(harbour)
    await ledger.saveChange(HARBOUR, change(0, { rows: [row(0, '10:00')], relations: [relation], origins: [origins] }))
    const moved = row(0, '10:00', { matchedOn: ['again'] })
    equal(await ledger.saveChange(HARBOUR, change(1, { rows: [moved, row(5, '11:00')] })), true)
    equalFacts(await ledger.listRows(HARBOUR), [moved, row(5, '11:00')])
    const anew = change(2, { mode: 'replace', engine: 'v2', through: null, rows: [row(9, '11:00')] })
    equal(await ledger.saveChange(HARBOUR, anew), true)
    equalFacts(await ledger.listRows(HARBOUR), [row(9, '11:00')])
    equalFacts(await ledger.listRelations(HARBOUR), [])
    equalFacts(await ledger.listOrigins(HARBOUR), [])
    equalFacts(await ledger.findHead(HARBOUR), { engine: 'v2', generation: 3, through: null, arrivals: 0 })
  })

  testStore('a change made on an older generation is not written', async ({ stories, ledger }) => {
    await stories.addStory(harbour)
    await ledger.saveChange(HARBOUR, change(0, { rows: [row(0, '10:00')] }))
    for (const basedOn of [0, 2]) {
      equal(await ledger.saveChange(HARBOUR, change(basedOn, { mode: 'replace', rows: [row(9, '11:00')] })), false)
    }
    equalFacts(await ledger.listRows(HARBOUR), [row(0, '10:00')])
  })

  testStore('a change made before something joined the story is not written', async ({ articles, stories, ledger }) => {
    await stories.addStory(harbour)
    await stories.addToStory(HARBOUR, [{ article: await keep(articles, 'cranes', 'A', '12:00'), because: 'because' }])
    equal(await ledger.saveChange(HARBOUR, change(0, { rows: [row(0, '10:00')] })), false)
    const { arrivals } = await ledger.findHead(HARBOUR)
    equal(await ledger.saveChange(HARBOUR, change(0, { arrivals, rows: [row(0, '10:00')] })), true)
  })

  testStore('what is kept of texts comes back as it was saved, in order', async ({ stories, ledger }) => {
    await stories.addStory(harbour)
    const later: TextTrace = { ...trace, revision: 2, seenAt: at('11:00'), starts: [], terms: [], weight: 'repeats' }
    const rows = [row(20, '10:00'), row(0, '10:00')]
    equal(await ledger.saveChange(HARBOUR, change(0, { traces: [later, trace], rows })), true)
    equalFacts(await ledger.listTraces(HARBOUR), [trace, later])
    const members = (await ledger.listMembers(HARBOUR)).toSorted((one, other) => one.start - other.start)
    equalFacts(
      members,
      rows.toReversed().map(({ claim, article, revision, start }) => ({ claim, article, revision, start })),
    )
    await ledger.saveChange(HARBOUR, change(1, { mode: 'replace' }))
    equalFacts(await ledger.listTraces(HARBOUR), [])
  })

  testStore('the ledger of an unknown story is refused', async ({ ledger }) => {
    await rejects(ledger.saveChange(HARBOUR, change(0)), (error) => isNewsError(error, 'story-unknown'))
  })
}

/** What joins the story after its ledger was saved through 11:00, and whether that ledger still holds. */
const LATE = [
  ['a revision seen after it', '11:01', 'stays'],
  ['a revision seen at its end', '11:00', 'is emptied'],
  ['an older revision', '09:00', 'is emptied'],
] as const

function lateContract(testStore: StoreTest): void {
  for (const [what, time, outcome] of LATE) {
    testStore(`a ledger ${outcome} when ${what} joins the story`, async ({ articles, stories, ledger }) => {
      await stories.addStory(harbour)
      const member = await keep(articles, 'cranes', 'A', '10:00')
      await stories.addToStory(HARBOUR, [{ article: member, because: 'because' }])
      await keep(articles, 'stranger', 'X', '08:00')
      for (const join of [
        async () => void (await keep(articles, 'cranes', 'B', time)),
        async () =>
          stories.addToStory(HARBOUR, [{ article: await keep(articles, 'docks', 'C', time), because: 'because' }]),
      ]) {
        const { generation, arrivals } = await ledger.findHead(HARBOUR)
        const whole = change(generation, { mode: 'replace', arrivals, rows: [row(0, '10:00')], traces: [trace] })
        equal(await ledger.saveChange(HARBOUR, whole), true)
        await join()
        const head = await ledger.findHead(HARBOUR)
        const stays = outcome === 'stays'
        equalFacts(head.through, stays ? at('11:00') : null)
        equal(head.generation, generation + (stays ? 1 : 2))
        ok(head.arrivals > arrivals)
        equal((await ledger.listTraces(HARBOUR)).length, stays ? 1 : 0)
        equal((await ledger.listRows(HARBOUR)).length, stays ? 1 : 0)
      }
    })
  }
}
