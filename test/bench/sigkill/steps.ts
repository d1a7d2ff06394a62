import { DatabaseSync } from 'node:sqlite'
import { articleId, claimId, deliveryId, makeArticleId } from '../../../src/news/ids.ts'
import type { Store } from '../../../src/store/open-store.ts'
import { at, daily, DAILY, HARBOUR, harbour, reading } from '../../contract/store-samples.ts'

/** Steps come in turns of these; each is one transaction of the real store. */
const KINDS = ['article', 'ledger', 'plan', 'send'] as const

const START = at('10:00')
const momentOf = (step: number) => START.add({ seconds: step })
const numbered = (letter: string, step: number) => `${letter}${String(step).padStart(10, '0')}`
const nameOf = (step: number) => `step-${step}`
const urlOf = (step: number) => `https://courier.example/${nameOf(step)}`

/** What must be there before the first step. */
export async function prepare({ stories, deliveries }: Store): Promise<void> {
  await stories.addStory(harbour)
  await deliveries.saveSubscription(daily)
}

/** The step of that number: it is kept when this resolves. Throws where the store says that it was not. */
export async function takeStep(step: number, { articles, ledger, deliveries }: Store): Promise<void> {
  const seenAt = momentOf(step)
  const kind = KINDS[step % KINDS.length]
  if (kind === 'article') {
    const text = `The cranes of pier ${step} stand still, the port authority said on day ${step}. `.repeat(
      1 + (step % 40),
    )
    await articles.saveReading(reading(nameOf(step), text), 'folder', seenAt)
  } else if (kind === 'ledger') {
    const { generation, arrivals } = await ledger.findHead(HARBOUR)
    const article = articleId(makeArticleId(urlOf(step - 1)))
    const origin = { kind: 'outlet', name: 'Courier' } as const
    const place = { article, revision: 1, start: 0, end: 10 }
    const row = { ...place, claim: claimId(numbered('c', step)), seenAt, origin, matchedOn: [], variant: false }
    const lists = { rows: [row], relations: [], origins: [], traces: [] }
    const change = { engine: 'v1', basedOn: generation, arrivals, through: seenAt, mode: 'append', ...lists } as const
    if (!(await ledger.saveChange(HARBOUR, change))) throw new Error(`step ${step}: the ledger was not kept`)
  } else if (kind === 'plan') {
    const plan = { id: deliveryId(numbered('d', step)), subscription: DAILY, kind: 'digest', about: null } as const
    if ((await deliveries.planDelivery({ ...plan, slot: seenAt, at: seenAt })) === null)
      throw new Error(`step ${step}: the delivery was not planned`)
  } else {
    const id = deliveryId(numbered('d', step - 1))
    if (!(await deliveries.moveDelivery(id, ['planned'], 'sent', { at: seenAt, told: [numbered('t', step)] })))
      throw new Error(`step ${step}: the delivery was not moved`)
  }
}

export type Found = {
  /** How many steps are there, from the first one on. */
  readonly steps: number
  /** What is wrong: the file, a step that is missing before one that is there, one that is half there. */
  readonly faults: readonly string[]
}

const TABLES = ['articles', 'claim_spans', 'deliveries', 'told']
const QUERIES = [
  [0, `select cast(substr(url, ${urlOf(0).length}) as integer) as step from articles`],
  [1, 'select cast(substr(claim, 2) as integer) as step from claim_spans'],
  [2, 'select cast(substr(id, 2) as integer) as step from deliveries'],
  [3, `select cast(substr(id, 2) as integer) + 1 as step from deliveries where state = 'sent'`],
  // A step that moves a delivery keeps what it told with it.
  [3, 'select cast(substr(item, 2) as integer) as step from told'],
] as const

/** Opens a store's file as SQLite does after a crash, and looks which steps it holds. */
export function lookInto(file: string): Found {
  const database = new DatabaseSync(file)
  try {
    const faults: string[] = []
    const sound = database.prepare('pragma integrity_check').all().map((row) => String(row['integrity_check'])) // prettier-ignore
    if (sound.join() !== 'ok') faults.push(`integrity_check: ${sound.slice(0, 3).join('; ')}`)
    faults.push(...database.prepare('pragma foreign_key_check').all().slice(0, 3).map((row) => `foreign key: ${JSON.stringify(row)}`)) // prettier-ignore
    const tables = new Set(
      database
        .prepare('select name from sqlite_master')
        .all()
        .map(({ name }) => name),
    )
    // Before the first step its tables are made, one migration after the other.
    if (!TABLES.every((table) => tables.has(table))) return { steps: 0, faults }
    const found = QUERIES.map(([turn, query]) => ({
      turn,
      steps: new Set(database.prepare(query).all().map(({ step }) => Number(step))), // prettier-ignore
    }))
    const last = Math.max(-1, ...found.flatMap(({ steps }) => [...steps]))
    for (let step = 0; step <= last; step += 1) {
      const missing = found.some(({ turn, steps }) => turn === step % KINDS.length && !steps.has(step))
      if (missing) faults.push(`step ${step} of ${last} is missing`)
    }
    return { steps: last + 1, faults: faults.slice(0, 10) }
  } finally {
    database.close()
  }
}
