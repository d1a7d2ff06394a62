import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { AskHeard } from '../pipeline/conversation/hear-asks.ts'
import type { LiveCounts } from '../pipeline/live/live-reader.ts'
import type { TaskHeard } from '../pipeline/tasks/hear-tasks.ts'
import type { WritingHeard } from '../pipeline/writing/shared-words.ts'
import type { DeliveryReason } from '../schedule/sender.ts'

/** Before every name, the process's own included. */
const PREFIX = 'standfirst_'
/** Answers come within a second, or an extract stands in; a long story's first takes seconds. */
const ANSWER_SECONDS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** Platforms answer within half a second; a post is given up after a minute. */
const POST_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60]
/** A minute's matching takes less than a second; a backlog, or a thousand channels, minutes. */
const TASK_SECONDS = [0.01, 0.05, 0.25, 1, 5, 30, 120, 600]
/** How finely the main thread's lag is measured: its timer wakes an idle bot this often, in milliseconds. */
const LAG_PRECISION_MS = 50

/** What is counted as it happens, and what is looked up when somebody asks. No label holds what a person or a page said. */
export type Metrics = ReturnType<typeof createMetrics>

/** All metrics of one process, in a registry of their own. */
export function createMetrics() {
  const registry = new Registry()
  const named = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) => ({
    name: `${PREFIX}${name}`,
    help,
    labelNames: [...labelNames],
    registers: [registry],
  })
  collectDefaultMetrics({ register: registry, prefix: PREFIX, eventLoopMonitoringPrecision: LAG_PRECISION_MS })
  return {
    registry,
    build: new Gauge(named('build_info', 'Always 1; the versions of the program and of Node', ['version', 'node'])),
    held: makeHeld(named),
    threads: makeThreads(named),
    model: makeModel(named),
    happened: makeHappened(named),
    commands: new Histogram({
      ...named('command_seconds', 'Time from a command to its first answer, without the platform', [
        'command',
        'outcome',
      ]),
      buckets: ANSWER_SECONDS,
    }),
    posts: new Histogram({
      ...named('platform_call_seconds', 'Time of calls to a platform that deliver digests', [
        'platform',
        'call',
        'outcome',
      ]),
      buckets: POST_SECONDS,
    }),
    tasks: new Histogram({
      ...named('task_seconds', 'Time of one run of a task', ['task', 'outcome']),
      buckets: TASK_SECONDS,
    }),
    taskEnded: new Gauge(named('task_last_end_timestamp_seconds', 'When the task ended last, done or not', ['task'])),
  }
}

type Named = <Label extends string>(
  name: string,
  help: string,
  labelNames?: readonly Label[],
) => { name: string; help: string; labelNames: Label[]; registers: Registry[] }

/** What the store holds, as it was counted last. */
const makeHeld = (named: Named) => ({
  tallyAge: new Gauge(named('tally_age_seconds', 'How long ago the store was counted: the age of what follows')),
  articles: new Gauge(named('articles', 'Articles in the store; several that are one count once')),
  groups: new Gauge(named('text_groups', 'Texts of all stories, copies and rewrites counted once')),
  claims: new Gauge(named('claims', 'Claims in the ledgers of all stories')),
  stories: new Gauge(named('stories', 'Stories by state: live, dormant', ['state'])),
  feeds: new Gauge(named('feeds', 'Feeds by state: unchecked, ok, slow, failing, gone', ['state'])),
  due: new Gauge(named('reading_backlog', 'Feeds and pages whose time to be read has come', ['what'])),
  planned: new Gauge(named('pages_planned', 'Pages that are to be read, now or later')),
  unmatched: new Gauge(named('matching_backlog', 'Revisions that a story has not been matched with yet')),
  deliveries: new Gauge(named('deliveries', 'Deliveries in the store by state', ['state'])),
  subscriptions: new Gauge(named('subscriptions', 'Subscriptions: active, paused', ['state'])),
  connected: new Gauge(named('platform_connected', '1 where the platform’s events come, 0 where not', ['platform'])),
})

const makeThreads = (named: Named) => ({
  alive: new Gauge(
    named('thread_alive', '1 where the thread runs or was not needed yet, 0 where it ended', ['thread']),
  ),
  waiting: new Gauge(named('thread_waiting', 'Questions that wait for the thread’s answer', ['thread'])),
  busy: new Gauge(named('thread_busy_seconds', 'How long the thread worked since it started', ['thread'])),
})

const makeModel = (named: Named) => ({
  calls: new Gauge(named('model_calls_today', 'Calls to the model since midnight UTC, of all processes')),
  hits: new Gauge(named('model_cache_hits_today', 'Answers at hand since midnight UTC, of all processes')),
  tokens: new Gauge(named('model_tokens_today', 'Tokens since midnight UTC: sent, answered', ['direction'])),
  money: new Gauge(named('model_money_today', 'Money since midnight UTC, in the configured currency')),
  left: new Gauge(
    named('model_budget_left_ratio', 'Share of the day’s budget that is left, 0 to 1, the scarcer of both'),
  ),
  breaker: new Gauge(named('model_breaker', '1 for the state of the breaker: closed, half-open, open', ['state'])),
})

/** Counters of this process. */
const makeHappened = (named: Named) => ({
  editions: new Counter(named('editions_total', 'Editions made for channels: extracts, model', ['writer'])),
  writings: new Counter(
    named('writings_total', 'Briefs that a model was to word: written, from-cache, extracts', ['outcome']),
  ),
  lines: new Counter(
    named('verified_lines_total', 'A model’s lines: passed, repaired, refused; and replaced by extracts', ['outcome']),
  ),
  modelFaults: new Counter(named('model_faults_total', 'What kept a model from writing a brief', ['reason'])),
  deliveries: new Counter(
    named('delivery_steps_total', 'Where each pass left deliveries, and why, as one of a few kinds', [
      'state',
      'reason',
    ]),
  ),
  polls: new Counter(named('feed_polls_total', 'Feeds that were asked')),
  items: new Counter(named('feed_items_total', 'New items of feeds')),
  pages: new Counter(named('pages_read_total', 'Pages that were read')),
  kept: new Counter(named('articles_kept_total', 'Articles from the web that were new or had changed')),
  matched: new Counter(named('articles_matched_total', 'Articles that joined a story')),
  entered: new Counter(named('revisions_entered_total', 'Revisions that entered a story’s ledger')),
  logged: new Counter(named('log_lines_total', 'Lines of the log by level', ['level'])),
})

/** Counts a piece of writing that a model was asked for. */
export function countWriting({ happened }: Metrics, { counts }: Pick<WritingHeard, 'counts'>): void {
  const { passed, repaired, replaced, refused, cached, model, fault } = counts
  happened.writings.inc({ outcome: model === null ? 'extracts' : cached ? 'from-cache' : 'written' })
  for (const [outcome, count] of Object.entries({ passed, repaired, replaced, refused })) {
    happened.lines.inc({ outcome }, count)
  }
  if (fault !== null) happened.modelFaults.inc({ reason: fault })
}

/** Counts where a pass left a delivery. */
export function countDelivery(
  { happened }: Metrics,
  { state, reason }: { readonly state: string; readonly reason: DeliveryReason },
): void {
  happened.deliveries.inc({ state, reason })
}

/** Counts one asking, and how long its answer took. */
export function countAsked({ commands }: Metrics, { command, outcome, ms }: AskHeard): void {
  commands.observe({ command, outcome }, ms / 1_000)
}

/** Counts one run of a task. */
export function countTask({ tasks, taskEnded }: Metrics, { task, outcome, ms }: TaskHeard): void {
  tasks.observe({ task, outcome }, ms / 1_000)
  taskEnded.setToCurrentTime({ task })
}

/** Counts what was read of the web. */
export function countRead({ happened }: Metrics, { polled, newItems, read, kept }: LiveCounts): void {
  happened.polls.inc(polled)
  happened.items.inc(newItems)
  happened.pages.inc(read)
  happened.kept.inc(kept)
}
