import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Client, Events, GatewayIntentBits } from 'discord.js'
import { NONCE_KEPT_MS } from './discord-routes.ts'
import { discordSpecMissing } from './discord-rules.ts'
import { addChannel, addGuild } from './discord-world.ts'
import { DISCORD_CHANNEL, DISCORD_GUILD, DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'
import type { FakeDiscord } from './fake-discord.ts'
import type { FakeClock } from './fake-http.ts'

// What Discord refuses, the fake refuses.

const allowed_mentions = { parse: [] }
const MESSAGES = `channels/${DISCORD_CHANNEL}/messages`
let nonces = 0
const message = (nonce = `n${(nonces += 1)}`) => ({ content: 'x', allowed_mentions, nonce, enforce_nonce: true })
const channelOf = (number: number) => `90000000000000020${number}`

type Answer = { readonly code?: number; readonly id?: string; readonly [key: string]: unknown }

async function ask(discord: FakeDiscord, method: string, path: string, body?: unknown, token = DISCORD_TOKEN) {
  const answer = await fetch(`${discord.apiUrl}/v10/${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: JSON.parse(text === '' ? '{}' : text) as Answer }
}

function stoppedClock(): FakeClock {
  let now = 1_000_000
  return {
    now: () => now,
    advance: (ms) => {
      now += ms
    },
  }
}

describe('the fake Discord', () => {
  let discord: FakeDiscord
  before(async () => {
    discord = await startFakeDiscord()
    const denied = ['VIEW_CHANNEL', 'SEND_MESSAGES', 'EMBED_LINKS', 'CREATE_PUBLIC_THREADS'] as const
    for (const [number, name] of denied.entries()) {
      addChannel(discord.world, { id: channelOf(number), guild: DISCORD_GUILD })
      discord.deny(channelOf(number), name)
    }
    addChannel(discord.world, { id: channelOf(5), guild: DISCORD_GUILD, type: 2 })
    addChannel(discord.world, { id: channelOf(6), guild: DISCORD_GUILD, locked: true })
    addChannel(discord.world, { id: channelOf(7), guild: addGuild(discord.world, { id: '800000000000000002' }).id })
    discord.removeBot('800000000000000002')
    discord.addOther('hello')
  })
  after(() => discord.close())

  const embeds = [{ description: 'x' }]
  const others = () => discord.messages()[0]!.id
  const refusals: readonly (readonly [
    status: number,
    code: number,
    method: string,
    path: () => string,
    body?: unknown,
  ])[] = [
    [404, 10003, 'POST', () => 'channels/999999999999999999/messages', message()],
    [403, 50001, 'POST', () => `channels/${channelOf(0)}/messages`, message()],
    [403, 50001, 'GET', () => `channels/${channelOf(0)}`],
    [403, 50013, 'POST', () => `channels/${channelOf(1)}/messages`, message()],
    [403, 50013, 'POST', () => `channels/${channelOf(2)}/messages`, { ...message(), embeds }],
    [403, 50013, 'POST', () => `channels/${channelOf(3)}/messages/1/threads`, { name: 'x' }],
    [400, 160005, 'POST', () => `channels/${channelOf(6)}/messages`, message()],
    [403, 50001, 'POST', () => `channels/${channelOf(7)}/messages`, message()],
    [404, 10004, 'GET', () => 'guilds/800000000000000002'],
    [404, 10007, 'GET', () => `guilds/${DISCORD_GUILD}/members/1`],
    [404, 10008, 'GET', () => `${MESSAGES}/1`],
    [403, 50005, 'PATCH', () => `${MESSAGES}/${others()}`, { content: 'y', allowed_mentions }],
    [403, 50013, 'DELETE', () => `${MESSAGES}/${others()}`],
  ]
  for (const [status, code, method, path, body] of refusals) {
    test(`answers ${method} ${String(path).slice(6)} with ${status} and ${code}`, async () => {
      const answer = await ask(discord, method, path(), body)
      deepEqual([answer.status, answer.body.code], [status, code])
      deepEqual(discord.violations, [])
    })
  }

  test('a wrong token is 401 everywhere', async () => {
    equal((await ask(discord, 'GET', 'users/@me', undefined, 'wrong')).status, 401)
  })

  const faults: readonly (readonly [fault: RegExp, method: string, path: string, body?: unknown])[] = [
    [/no request we make/, 'GET', 'users/@me/connections'],
    [/no enforced nonce/, 'POST', MESSAGES, { content: 'x', allowed_mentions }],
    [
      /button without/,
      'POST',
      MESSAGES,
      { ...message(), components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x' }] }] },
    ],
  ]
  const bySpec: typeof faults = [
    [/additional properties/, 'POST', MESSAGES, { ...message(), colour: 'red' }],
    [/must be <= 100/, 'GET', `${MESSAGES}?limit=101`],
    [/no parameter since/, 'GET', `${MESSAGES}?since=1`],
    [/needs a body/, 'POST', `${MESSAGES}/1/threads`],
    [/more than 100 characters/, 'POST', `${MESSAGES}/1/threads`, { name: 'x'.repeat(101) }],
  ]
  for (const [fault, method, path, body] of [...faults, ...bySpec]) {
    const skip = bySpec.some(([each]) => each === fault) ? (discordSpecMissing ?? false) : false
    test(`counts ${String(fault)} as a violation`, { skip }, async () => {
      const strict = await startFakeDiscord()
      await ask(strict, method, path, body)
      match(strict.violations.join(), fault)
      await strict.close()
    })
  }

  test('a nonce guards for some minutes, then no longer', async () => {
    const guarded = await startFakeDiscord()
    const same = message('same')
    const [first, second] = [await ask(guarded, 'POST', MESSAGES, same), await ask(guarded, 'POST', MESSAGES, same)]
    equal(first.body.id, second.body.id)
    guarded.clock.advance(NONCE_KEPT_MS)
    await ask(guarded, 'POST', MESSAGES, same)
    equal(guarded.messages().length, 2)
    await guarded.close()
  })

  test('a thread begins with its message and has its id; there is one a message', async () => {
    const threaded = await startFakeDiscord()
    const { id = '' } = (await ask(threaded, 'POST', MESSAGES, message())).body
    const [first, second] = [
      await ask(threaded, 'POST', `${MESSAGES}/${id}/threads`, { name: 'x' }),
      await ask(threaded, 'POST', `${MESSAGES}/${id}/threads`, { name: 'x' }),
    ]
    deepEqual([first.status, first.body.id, second.body.code], [201, id, 160004])
    equal((await ask(threaded, 'POST', `channels/${id}/messages`, message())).status, 200)
    deepEqual(threaded.places(), [DISCORD_CHANNEL, id])
    await threaded.close()
  })

  test('a channel takes five messages in five seconds and says so in its headers', async () => {
    const clock = stoppedClock()
    const limited = await startFakeDiscord({ limits: true, clock })
    const answers = []
    for (let count = 0; count < 6; count += 1) answers.push(await ask(limited, 'POST', MESSAGES, message()))
    deepEqual(
      answers.map(({ headers }) => headers.get('x-ratelimit-remaining')),
      ['4', '3', '2', '1', '0', '0'],
    )
    const last = answers.at(-1)!
    deepEqual([last.status, last.body['retry_after'], last.body['global']], [429, 5, false])
    clock.advance(5_000)
    equal((await ask(limited, 'POST', MESSAGES, message())).status, 200)
    await limited.close()
  })

  test('all routes together take 50 requests a second', async () => {
    const limited = await startFakeDiscord({ limits: true, clock: stoppedClock() })
    const answers = []
    for (let count = 0; count < 51; count += 1) answers.push(await ask(limited, 'GET', `channels/${9_000_000 + count}`))
    const last = answers.at(-1)!
    deepEqual([answers.at(-2)!.status, last.status, last.body['global']], [404, 429, true])
    equal(last.headers.get('x-ratelimit-scope'), 'global')
    await limited.close()
  })
})

test('the fake Discord has a gateway for the real client: ready, resumed, told of what is gone, identified anew', async () => {
  const discord = await startFakeDiscord({ heartbeatMs: 500 })
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl } })
  const heard: string[] = []
  client.on(Events.ChannelDelete, ({ id }) => void heard.push(`channel ${id}`))
  client.on(Events.GuildDelete, ({ id }) => void heard.push(`guild ${id}`))
  const told = (text: string) => until(() => heard.includes(text))
  const saidTimes = (name: string) => discord.gateway.heard.filter((each) => each === name).length
  try {
    await client.login(DISCORD_TOKEN)
    await until(() => client.isReady())
    deepEqual([...client.guilds.cache.keys()], [DISCORD_GUILD])
    ok(client.channels.cache.has(DISCORD_CHANNEL))
    discord.gateway.drop()
    // What happens meanwhile is told after the resumption.
    discord.deleteChannel(DISCORD_CHANNEL)
    await told(`channel ${DISCORD_CHANNEL}`)
    equal(saidTimes('RESUME'), 1)
    discord.gateway.reconnect()
    await until(() => saidTimes('RESUME') === 2)
    await until(() => saidTimes('HEARTBEAT') > 0)
    discord.removeBot(DISCORD_GUILD)
    await told(`guild ${DISCORD_GUILD}`)
    deepEqual(discord.violations, [])
  } finally {
    await client.destroy()
    await discord.close()
  }
})

async function until(happened: () => boolean): Promise<void> {
  const end = performance.now() + 20_000
  while (!happened()) {
    ok(performance.now() < end, 'it did not happen')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
