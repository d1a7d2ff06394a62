// Where the processor's time goes while something is done: samples of the stack, each counted for the stage whose function is
// innermost in it.
import { Session } from 'node:inspector/promises'

/** Of the time that the processor worked, parts of a hundred. `other`: collecting garbage, and what is in no stage. */
export type StageShares = Readonly<Record<Stage | 'other', number>>

/** The file that a stage begins in; the stage that is innermost in a stack counts. */
const STAGES = {
  /** Reading what was given: markup, text, dates, language. */
  parse: /\/src\/ingest\//,
  group: /\/src\/story\/(?:group|find-origins|find-credits|relate|likely|stream)/,
  match: /\/src\/(?:story|pipeline\/match)/,
  ledger: /\/src\/claim\//,
  /** Identity, history, search index; SQLite and its driver. */
  store: /\/src\/store\/|\/kysely\//,
} as const
type Stage = keyof typeof STAGES

const SAMPLE_EVERY_MICROSECONDS = 1_000

export async function profiled(work: () => Promise<unknown>): Promise<StageShares> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_MICROSECONDS })
  await session.post('Profiler.start')
  await work()
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  )
  const stageOf = (node: number): Stage | 'other' => {
    for (let at: number | undefined = node; at !== undefined; at = parents.get(at)) {
      const url = nodes.get(at)?.callFrame.url ?? ''
      for (const stage of Object.keys(STAGES) as Stage[]) if (STAGES[stage].test(url)) return stage
    }
    return 'other'
  }
  const sums = { parse: 0, group: 0, match: 0, ledger: 0, store: 0, other: 0 }
  for (const [at, node] of (profile.samples ?? []).entries()) {
    if (nodes.get(node)?.callFrame.functionName !== '(idle)') sums[stageOf(node)] += profile.timeDeltas?.[at] ?? 0
  }
  const all = Object.values(sums).reduce((sum, one) => sum + one, 0)
  const share = (stage: keyof typeof sums) => Math.round((100 * sums[stage]) / all)
  return {
    parse: share('parse'),
    group: share('group'),
    match: share('match'),
    ledger: share('ledger'),
    store: share('store'),
    other: share('other'),
  }
}
