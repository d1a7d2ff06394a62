import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { openStore } from '../../../src/store/open-store.ts'
import { startTalk } from './talk.ts'

const RETRY = { num: 1, reason: 'timeout' } as const
const COUNT = 6

test('what Slack sends again over the socket of another process is answered once', async (context) => {
  const store = await openStore(':memory:')
  context.after(() => store.close())
  const { slack, here, home, driver, script, until, quiet } = await startTalk(
    context,
    'Socket Mode',
    { claims: store.handledEvents },
    3,
  )
  equal(slack.sockets.connections(), 3)
  for (let count = 1; count <= COUNT; count += 1) {
    const delivery =
      count % 2 === 0
        ? slack.acts.command(here, '/brief', `harbour ${count}`)
        : slack.acts.mention(here, `<@${home.botUser}> brief harbour ${count}`)
    await driver.send(delivery)
    await driver.send(delivery, RETRY)
    await driver.send(delivery, RETRY)
  }
  await until(() => home.ephemerals.length >= COUNT)
  await quiet()
  deepEqual([script.asks.length, home.ephemerals.length], [COUNT, COUNT])
})
