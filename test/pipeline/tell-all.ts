import { listSources } from '../../src/brief/compose-brief.ts'
import { briefMoment } from '../../src/pipeline/brief.ts'
import { readMoment } from '../../src/pipeline/reading/view-story.ts'
import { DAM } from './dam-story.ts'
import { LIMITS, unaborted, type TestNewsroom } from './newsroom.ts'

/**
 * Everything the dam's story answers at a moment, and what changed since another, as plain values. Revisions are
 * numbered by when they were seen: the store counts arrivals, which no answer may depend on.
 */
export async function tellAll(
  asOf: Temporal.Instant,
  sinceWhen: Temporal.Instant,
  newsroom: TestNewsroom,
): Promise<Readonly<Record<string, unknown>>> {
  const { store } = newsroom
  const since = await readMoment(DAM, sinceWhen, 'en', newsroom)
  const moment = await readMoment(DAM, asOf, 'en', newsroom)
  const { brief } = await briefMoment(moment, { lang: 'en', limits: LIMITS, since, signal: unaborted }, newsroom)
  const told = {
    rows: await store.ledger.listRows(DAM.id, asOf),
    relations: await store.ledger.listRelations(DAM.id, asOf),
    origins: await store.ledger.listOrigins(DAM.id, asOf),
    view: moment.view,
    sources: listSources(moment.view.articles, new Set()),
    differences: moment.differences,
    brief,
  }
  const places = new Map<string, number>()
  for (const article of await store.stories.listMembers(DAM.id)) {
    for (const [at, { revision }] of (await store.articles.listRevisions(article)).entries())
      places.set(`${article} ${revision}`, at)
  }
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, toPlain(value, places)]))
}

function toPlain(value: unknown, places: ReadonlyMap<string, number>): unknown {
  if (value instanceof Temporal.Instant) return value.toString()
  if (Array.isArray(value)) return value.map((item) => toPlain(item, places))
  if (typeof value !== 'object' || value === null) return value
  const plain = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toPlain(part, places)]))
  const { article, revision } = { article: null, revision: null, ...value }
  if (typeof article !== 'string' || typeof revision !== 'number') return plain
  return { ...plain, revision: places.get(`${article} ${revision}`) }
}
