// `npm run bench` runs the short parts, prints one table of all that is recorded and writes test/bench/results.json;
// `npm run bench -- NAME` runs one part and prints its rows. Figures hold for the machine they were made on.
// The short parts: parse-feeds | read-pages | storing | copies [COUNT] | ingest [COUNT]. Those that run only when they are named:
// ingest-curve [MOST] | feeds [COUNT] | soak [SECONDS] | story-size [SIZE …] [ARTICLES:STORE] | crash [KILLS] |
// fuzz [COUNT] [--seed N] [--target NAME] [--from INPUT] | sigkill [KILLS] [--seed N] |
// replicas [FEEDS] | replica-soak [MINUTES] |
// near-duplicates [COUNT [FILE]] | thousand [COUNT] | tick [ARTICLES] | whatchanged [ARTICLES [ON_STORY]] |
// idle [ARTICLES [MINUTES]].
// The story's sizes take some ten minutes, unless a store is given that holds its first articles already; the crashes take most
// of an hour, `crash 20` kills twenty times only.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { figuresOf, resultsShape, toTableRow, type Results } from './figures.ts'

type Row = Readonly<Record<string, number | string>>

/** Articles of the story at which its cost is measured. */
const SIZES = [100, 1_000, 5_000, 10_000] as const

/** Kills a platform that a crash bench makes, where it is not told otherwise. */
const KILLS = 300

/** Subscriptions due in one minute, over both platforms. */
const SUBSCRIPTIONS = 1_000

/** Articles in the store from which one channel's digests go out, and of which people ask. */
const ARTICLES = 100_000

/** Feeds that are polled round. */
const FEEDS = 2_000

/** Articles that are read, as what, and one in how many of them is on the story. */
const INGESTED = 1_000
/** Articles stored when ingest is measured: by the way, and where a night is given to it; and how many are read at each. */
const STORED = [1_000, 10_000]
const CURVE = [1_000, 10_000, 100_000, 1_000_000]
const MEASURED = { rows: 3_000, pages: 500 }
const INGESTS = [
  ['rows', 50],
  ['rows', 5],
  ['pages', 50],
] as const

/** Texts among which copies are looked up. */
const TEXTS = 20_000

/** Texts among which the peers look up too, which compare one with all. */
const COPIES = 1_000

/** How long a web changes while it is read, in seconds. */
const SOAKED = 120

/** Inputs of all targets together, some two minutes of them; a million is the long form. */
const INPUTS = 20_000
const SEED = 1

/** Kills while a store is written to. */
const STORE_KILLS = 50

/** Feeds that one to four replicas read, and how long they are troubled; an hour is the long form. */
const REPLICA_FEEDS = 150
const TROUBLED_MINUTES = 10

/** Some four minutes together; the other parts take longer, or fill the machine. */
const SHORT = new Set(['parse-feeds', 'read-pages', 'storing', 'copies', 'ingest'])

/** Each part is loaded when it is run: some have the whole program in them. */
const BENCHES: Readonly<Record<string, (count: number | null) => Promise<readonly Row[]>>> = {
  async 'parse-feeds'() {
    const { benchFeedParsing } = await import('./beside-peers.ts')
    return benchFeedParsing()
  },

  async 'read-pages'() {
    const { benchPages } = await import('./beside-peers.ts')
    return benchPages()
  },

  async storing() {
    const { benchStoring } = await import('./beside-peers.ts')
    return benchStoring()
  },

  async ingest(count) {
    const { benchCurve } = await import('./ingest-curve.ts')
    const rows: Row[] = [...(await benchCurve(STORED, MEASURED))]
    const { benchIngest } = await import('./ingest.ts')
    for (const [form, storyEvery] of INGESTS) {
      const { what, articles, seconds, perSecond, perCpuSecond } = await benchIngest(
        count ?? INGESTED,
        storyEvery,
        form,
      )
      rows.push({
        what,
        articles,
        seconds: Number(seconds.toFixed(1)),
        perSecond: Math.round(perSecond),
        perCpuSecond: Math.round(perCpuSecond),
      })
    }
    return rows
  },

  async 'ingest-curve'(most) {
    const { benchCurve } = await import('./ingest-curve.ts')
    return benchCurve(
      CURVE.filter((size) => size <= (most ?? Infinity)),
      MEASURED,
    )
  },

  async 'story-size'() {
    const [articles, file] = given.find((one) => one.includes(':'))?.split(':') ?? []
    const sizes = given.filter((one) => !one.includes(':')).map(Number)
    const begun = file === undefined ? null : { articles: Number(articles), file }
    const { benchStorySizes } = await import('./story-size.ts')
    const rows = await benchStorySizes(sizes.length === 0 ? SIZES : sizes, begun)
    const measured = rows.map((row) => ({
      articles: row.articles,
      ...Object.fromEntries(
        Object.entries(row.times).flatMap(([name, { wall, cpu }]) => [
          [`${name} ms`, Math.round(wall)],
          [`${name} CPU ms`, Math.round(cpu)],
        ]),
      ),
      megabytes: Math.round(row.megabytes),
    }))
    return joinSizes(measured)
  },

  async crash(count) {
    const { benchCrash } = await import('./crash.ts')
    return benchCrash(count ?? KILLS)
  },

  async thousand(count) {
    const { benchThousand } = await import('./thousand.ts')
    return benchThousand((count ?? SUBSCRIPTIONS) / 2)
  },

  async tick(count) {
    const { benchTick } = await import('./tick.ts')
    return benchTick(count ?? ARTICLES)
  },

  async copies(count) {
    const { benchCopies } = await import('./copies.ts')
    return benchCopies(count ?? COPIES)
  },

  async 'near-duplicates'(count) {
    const { benchNearDuplicates } = await import('./near-duplicates.ts')
    return benchNearDuplicates(count ?? TEXTS, given[1] ?? null)
  },

  async soak(count) {
    const { benchSoak } = await import('./live/soak.ts')
    return benchSoak(count ?? SOAKED)
  },

  async feeds(count) {
    const { benchFeeds } = await import('./live/feeds.ts')
    return benchFeeds(count ?? FEEDS, ['live', 'bot'])
  },

  async whatchanged(count) {
    const { benchWhatChanged } = await import('./whatchanged.ts')
    return benchWhatChanged(count ?? ARTICLES, given[1] === undefined ? null : Number(given[1]))
  },

  async fuzz(count) {
    const [seed, target, from] = ['--seed', '--target', '--from'].map((name) => valueAfter(name))
    const options = { seed: Number(seed ?? SEED), from: Number(from ?? 0) }
    const { benchFuzz } = await import('./fuzz/fuzz.ts')
    return benchFuzz(count ?? INPUTS, { ...options, only: target ?? null })
  },

  async replicas(count) {
    const { benchReplicas } = await import('./replicas.ts')
    return benchReplicas(count ?? REPLICA_FEEDS)
  },

  async 'replica-soak'(minutes) {
    const { benchReplicaSoak } = await import('./replica-soak.ts')
    return benchReplicaSoak(minutes ?? TROUBLED_MINUTES)
  },

  async sigkill(count) {
    const { benchSigkill } = await import('./sigkill/sigkill.ts')
    return [await benchSigkill(count ?? STORE_KILLS, Number(valueAfter('--seed') ?? SEED))]
  },

  async idle(count) {
    const { benchIdle } = await import('./idle.ts')
    return benchIdle(count ?? ARTICLES, given[1] === undefined ? null : Number(given[1]))
  },
}

const RESULTS = join(import.meta.dirname, 'results.json')
const [wanted, ...given] = process.argv.slice(2)
const names = Object.keys(BENCHES).filter((name) => (wanted === undefined ? SHORT.has(name) : name === wanted))
if (names.length === 0) throw new RangeError(`no bench “${wanted}”: there are ${Object.keys(BENCHES).join(', ')}`)
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`
const results: Results = readResults()
const date = Temporal.Now.plainDateISO('UTC').toString()
for (const [at, name] of names.entries()) {
  const count = Number(given[0] ?? Number.NaN)
  const began = performance.now()
  console.error(`bench: ${name}, ${at + 1} of ${names.length}`)
  const rows = (await BENCHES[name]?.(Number.isNaN(count) ? null : count)) ?? []
  console.error(`bench: ${name} took ${Math.round((performance.now() - began) / 1_000)} s`)
  if (wanted !== undefined) {
    console.log(name)
    console.table(rows)
  }
  results[name] = { machine, date, rows: [...rows] }
}
// Another run may have recorded something meanwhile.
writeFileSync(RESULTS, `${JSON.stringify({ ...readResults(), ...pick(results, names) }, null, 2)}\n`)
if (wanted === undefined) console.table(figuresOf(readResults(), new Set(names)).map(toTableRow))

/** Of all results those of these parts. */
function pick(all: Results, parts: readonly string[]): Results {
  return Object.fromEntries(Object.entries(all).filter(([name]) => parts.includes(name)))
}

/** What follows `name` on the command line; undefined where it does not stand there. */
function valueAfter(name: string): string | undefined {
  const at = given.indexOf(name)
  return at === -1 ? undefined : given[at + 1]
}

/** Sizes that were measured before and not now stay, in order. */
function joinSizes(measured: readonly Row[]): readonly Row[] {
  const shape = z.object({ rows: z.array(z.record(z.string(), z.union([z.number(), z.string()]))) })
  const before = shape.safeParse(results['story-size']).data?.rows ?? []
  const rows = new Map([...before, ...measured].map((row) => [Number(row['articles']), row]))
  return [...rows.values()].toSorted((one, other) => Number(one['articles']) - Number(other['articles']))
}

/** What other benches wrote before. */
function readResults(): Results {
  try {
    return resultsShape.parse(JSON.parse(readFileSync(RESULTS, 'utf8')))
  } catch {
    return {}
  }
}
