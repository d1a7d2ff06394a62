import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { deliveryId, subscriptionId } from '../../../src/news/ids.ts'
import { createOutcomeLog } from '../../../src/pipeline/digest/log-outcomes.ts'
import { FOLLOWER } from '../channel-world.ts'

function listen() {
  const lines: string[] = []
  const say = (level: string) => (facts: object, message: string) =>
    void lines.push(`${level} ${message} ${JSON.stringify(facts)}`)
  const log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }
  return { lines, tell: createOutcomeLog(log, async () => [FOLLOWER]) }
}

const outcome = (state: 'sent' | 'waiting' | 'failed' | 'taken', because: string | null = null, n = 1) => ({
  delivery: deliveryId(`d000000000${n}`),
  subscription: FOLLOWER.id,
  state,
  reason: 'none' as const,
  because,
})

const facts = (state: string, because?: string) =>
  JSON.stringify({ delivery: 'd0000000001', subscription: FOLLOWER.id, state, because })

const cases = [
  // what became of it, what the log says
  [outcome('sent'), `info north-dam to slack C1: sent ${facts('sent')}`],
  [outcome('failed', 'is_archived'), `warn north-dam to slack C1: failed ${facts('failed', 'is_archived')}`],
  [outcome('taken'), `debug north-dam to slack C1: taken ${facts('taken')}`],
  [
    { ...outcome('sent'), subscription: subscriptionId('s0000000009') },
    `info s0000000009: sent ${facts('sent').replace(FOLLOWER.id, 's0000000009')}`,
  ],
] as const
for (const [became, line] of cases) {
  test(`the log says: ${line.split(' {')[0]}`, async () => {
    const { lines, tell } = listen()
    await tell([became])
    deepEqual(lines, [line.replace('north-dam', FOLLOWER.story)])
  })
}

test('what waits is told once a reason, and again when it is sent', async () => {
  const { lines, tell } = listen()
  for (const because of ['quiet hours', 'quiet hours', 'quiet hours', 'Slack asks to wait 30 s']) {
    await tell([outcome('waiting', because)])
  }
  await tell([outcome('sent')])
  deepEqual(
    lines.map((line) => line.replace(/.*"state"/, '')),
    [':"waiting","because":"quiet hours"}', ':"waiting","because":"Slack asks to wait 30 s"}', ':"sent"}'],
  )
})

test('many that ended alike are one line', async () => {
  const { lines, tell } = listen()
  await tell([1, 2, 3, 4].map((n) => outcome('failed', 'the token was revoked', n)))
  deepEqual(lines, ['warn 4 deliveries: failed {"deliveries":4,"state":"failed","because":"the token was revoked"}'])
})
