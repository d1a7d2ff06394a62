import { doesNotMatch, equal, match } from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Asker } from '../../../src/news/chat.ts'
import { subscriptionId } from '../../../src/news/ids.ts'
import { createLog } from '../../../src/ops/log.ts'
import { createConversation } from '../../../src/pipeline/conversation/converse.ts'
import { createFreshBriefs } from '../../../src/pipeline/reading/fresh-briefs.ts'
import { FOLLOWER, openChannels } from '../channel-world.ts'
import { DAM } from '../dam-story.ts'
import { unaborted } from '../newsroom.ts'

// What a workspace does is nothing to the people of another, who may share a channel with it.

/** Two channels of one workspace, C2 of which it shares with another. */
async function start(context: TestContext) {
  const [ours, shared] = ['C1', 'C2'].map((id, index) => ({
    ...FOLLOWER,
    id: subscriptionId(`s000000000${index + 1}`),
    channel: { platform: 'slack' as const, id, workspace: 'T1' },
  }))
  const channels = await openChannels(ours!, shared!)
  context.after(() => channels.close())
  const conversation = createConversation({
    ...channels,
    fresh: createFreshBriefs(channels),
    log: createLog({ level: 'silent', secrets: [], style: 'json', write: () => undefined }),
    zone: 'UTC',
    lang: 'en',
    knownFeeds: [],
    unnamedIs: () => 'everybodys',
    managers: {},
    wake: () => undefined,
    reportTo: null,
    startedAt: channels.clock.now(),
  })
  let asked = 0
  const say = async (text: string, by: Partial<Asker> = {}) => {
    const asker: Asker = { platform: 'slack', workspace: 'T1', user: 'U1', lang: 'en', zone: null, ...by }
    const { workspace } = asker
    asked += 1
    const ask = {
      id: `ask ${asked}`,
      asker,
      channel: { platform: 'slack' as const, id: 'C2', ...(workspace === null ? {} : { workspace }) },
      text: { kind: 'words' as const, text },
      mayManage: async () => 'may' as const,
    }
    return JSON.stringify((await conversation.answer(ask, unaborted)).message)
  }
  return { say, subscriptions: () => channels.store.deliveries.listSubscriptions() }
}

test('a guest, or somebody of another workspace, is told of no channel but the one they ask in', async (context) => {
  const { say } = await start(context)
  match(await say('status', { sees: 'workspace' }), /C1/)
  const told = await say('status', { sees: 'channel' })
  doesNotMatch(told, /C1/)
  match(told, /this channel/)
})

const changes = [
  `unfollow ${DAM.id}`,
  `digest pause ${DAM.id}`,
  `digest now ${DAM.id}`,
  `digest retract ${DAM.id} because it is wrong`,
  `follow ${DAM.id} at 03:00`,
  'mute Northline',
]
for (const words of changes) {
  test(`“${words}” is refused to a manager of another workspace that shares the channel`, async (context) => {
    const { say, subscriptions } = await start(context)
    const before = JSON.stringify(await subscriptions())
    match(await say(words, { workspace: 'T2' }), /Nothing was changed/)
    equal(JSON.stringify(await subscriptions()), before)
  })
}
