import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { meteredLog, meteredPublisher } from '../../src/assembly/metered.ts'
import {
  countAsked,
  countDelivery,
  countRead,
  countTask,
  countWriting,
  createMetrics,
} from '../../src/assembly/metrics.ts'
import { NewsError } from '../../src/news/errors.ts'
import { deliveryId } from '../../src/news/ids.ts'

const told = async (metrics: ReturnType<typeof createMetrics>, name: string) =>
  (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith(`standfirst_${name}`))

test('each metric has the prefix, a name of Prometheus’ rules, and says what it tells', async () => {
  for (const { name, help } of await createMetrics().registry.getMetricsAsJSON()) {
    match(name, /^standfirst_[a-z][a-z0-9_]*$/)
    ok(help.length > 10, name)
  }
})

test('two bots in one process share nothing', async () => {
  const [one, other] = [createMetrics(), createMetrics()]
  one.happened.polls.inc(3)
  deepEqual(await told(other, 'feed_polls_total'), ['standfirst_feed_polls_total 0'])
})

const USED = { refused: 0, inputTokens: 900, outputTokens: 90, prompt: 'v2', fault: null }
const writings = [
  // what became of it                                                            counted as
  [{ ...USED, passed: 5, repaired: 1, replaced: 2, model: 'm', cached: false }, 'written', 5],
  [{ ...USED, passed: 6, repaired: 0, replaced: 0, model: 'm', cached: true }, 'from-cache', 6],
  [{ ...USED, passed: 0, repaired: 0, replaced: 8, model: null, cached: false, fault: 'time' as const }, 'extracts', 0],
] as const
for (const [counts, outcome, passed] of writings) {
  test(`a writing is counted as ${outcome}, its lines by what the verifier made of them`, async () => {
    const metrics = createMetrics()
    countWriting(metrics, { counts })
    deepEqual(await told(metrics, 'writings_total'), [`standfirst_writings_total{outcome="${outcome}"} 1`])
    ok(
      (await told(metrics, 'verified_lines_total')).includes(
        `standfirst_verified_lines_total{outcome="passed"} ${passed}`,
      ),
    )
    equal((await told(metrics, 'model_faults_total')).length, counts.fault === null ? 0 : 1)
  })
}

test('deliveries, commands, tasks and what was read are counted', async () => {
  const metrics = createMetrics()
  countDelivery(metrics, { state: 'waiting', reason: 'quiet-hours' })
  countAsked(metrics, { platform: 'slack', command: 'brief', outcome: 'answered', ms: 120 })
  countTask(metrics, { task: 'deliver', outcome: 'failed', ms: 20 })
  countRead(metrics, { polled: 2, newItems: 7, read: 3, kept: 1, notesLost: 0 })
  deepEqual(await told(metrics, 'delivery_steps'), [
    'standfirst_delivery_steps_total{state="waiting",reason="quiet-hours"} 1',
  ])
  ok(
    (await told(metrics, 'command_seconds_bucket')).includes(
      'standfirst_command_seconds_bucket{le="0.25",command="brief",outcome="answered"} 1',
    ),
  )
  ok(
    (await told(metrics, 'task_seconds_count')).includes(
      'standfirst_task_seconds_count{task="deliver",outcome="failed"} 1',
    ),
  )
  deepEqual(await told(metrics, 'feed_items_total'), ['standfirst_feed_items_total 7'])
})

test('a call to a platform is timed by the code of its fault, and says nothing of what failed', async () => {
  const metrics = createMetrics()
  const faults = [new NewsError('channel-refused', 'C1: is_archived'), new TypeError('terminated')]
  const post = () => Promise.reject(faults.shift() ?? new Error('none'))
  const unasked = async () => null
  const publisher = meteredPublisher(
    {
      platform: 'slack',
      post,
      reply: post,
      edit: async () => undefined,
      find: unasked,
      findReply: unasked,
      close: async () => undefined,
    },
    metrics,
  )
  const message = { lang: 'en', title: '', notification: '', context: [], sections: [] } as const
  const given = [
    { platform: 'slack', id: 'C1' },
    message,
    deliveryId('d0000000001'),
    new AbortController().signal,
  ] as const
  for (const _ of [1, 2]) await publisher.post(...given).catch(() => undefined)
  deepEqual(await told(metrics, 'platform_call_seconds_count'), [
    'standfirst_platform_call_seconds_count{platform="slack",call="post",outcome="channel-refused"} 1',
    'standfirst_platform_call_seconds_count{platform="slack",call="post",outcome="fault"} 1',
  ])
  ok(!(await metrics.registry.metrics()).includes('C1'))
})

test('lines of the log are counted by level and said all the same', async () => {
  const metrics = createMetrics()
  const said: string[] = []
  const say = (level: string) => (_facts: unknown, message: string) => void said.push(`${level} ${message}`)
  const log = meteredLog({ debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }, metrics)
  log.warn({}, 'it rains')
  deepEqual(said, ['warn it rains'])
  deepEqual(await told(metrics, 'log_lines_total'), ['standfirst_log_lines_total{level="warn"} 1'])
})
