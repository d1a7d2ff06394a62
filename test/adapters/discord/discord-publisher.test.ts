import { equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createDiscordPublisher } from '../../../src/adapters/discord/discord-publisher.ts'
import { isNewsError } from '../../../src/news/errors.ts'
import { deliveryId } from '../../../src/news/ids.ts'
import { publisherContract } from '../../contract/publisher-contract.ts'
import { DISCORD_CHANNEL, DISCORD_TOKEN, startFakeDiscord } from '../../e2e/fake-discord.ts'
import type { FakeDiscord } from '../../e2e/fake-discord.ts'
import { MESSAGES } from '../messages.ts'

const channel = { platform: 'discord', id: DISCORD_CHANNEL } as const
/** Before anything is posted. */
const SINCE = Temporal.Instant.from('2026-01-08T08:00Z')
/** Long enough for an answer from this machine, short enough to wait for in a test. */
const TIMEOUT_MS = 700

const publisherOf = (discord: FakeDiscord, token = DISCORD_TOKEN) =>
  createDiscordPublisher({ token, apiUrl: discord.apiUrl, timeoutMs: TIMEOUT_MS })

publisherContract('discord', async () => {
  const discord = await startFakeDiscord()
  return {
    publisher: publisherOf(discord),
    channel,
    restarted: () => publisherOf(discord),
    read: discord.read,
    violations: () => discord.violations,
    inject: discord.inject,
    refusalCode: '50001',
    token: DISCORD_TOKEN,
    close: discord.close,
  }
})

describe('on Discord', () => {
  const delivery = deliveryId('d1a2b3c4d5')
  const { signal } = new AbortController()
  let discord: FakeDiscord
  before(async () => {
    discord = await startFakeDiscord()
  })
  after(() => discord.close())

  const codes = [
    ['10003', 'channel-refused', 'no such channel'],
    ['50001', 'channel-refused', 'View Channel'],
    ['50013', 'channel-refused', 'Send Messages'],
    ['40001', 'channel-refused', 'Invite the bot again'],
    ['50083', 'channel-refused', 'archived'],
    ['99999', 'channel-refused', 'Embed Links'],
    ['50005', 'input-invalid', "another author's"],
    ['160002', 'channel-refused', 'Read Message History'],
    ['40004', 'rate-limited', 'later'],
    ['20028', 'rate-limited', 'later'],
    ['130000', 'rate-limited', 'later'],
  ] as const
  for (const [code, expected, said] of codes) {
    test(`code ${code} is told as ${expected}, with ${said}`, async () => {
      discord.inject({ kind: 'refused', code })
      await rejects(publisherOf(discord).post(channel, MESSAGES.short, delivery, signal), (error) => {
        ok(isNewsError(error, expected) && error.message.includes(said), String(error))
        return true
      })
    })
  }

  test('a token that is not valid is a refusal, the second time too', async () => {
    const publisher = publisherOf(discord, 'wrong.token')
    for (const _ of [1, 2]) {
      await rejects(publisher.post(channel, MESSAGES.short, delivery, signal), (error) => {
        ok(isNewsError(error, 'token-refused') && error.message.includes('token is not valid'), String(error))
        return true
      })
    }
  })

  test('a channel id that is no snowflake asks Discord nothing', async () => {
    const { length } = discord.calls
    const posting = publisherOf(discord).post({ ...channel, id: '../users/@me' }, MESSAGES.short, delivery, signal)
    await rejects(posting, (error) => isNewsError(error, 'channel-refused'))
    equal(discord.calls.length, length)
  })

  test('while a limit lasts nothing is asked', async () => {
    const limited = await startFakeDiscord()
    const publisher = publisherOf(limited)
    const posting = () => publisher.post(channel, MESSAGES.quiet, delivery, signal)
    limited.inject({ kind: 'rate-limited', retryAfterS: 1 })
    await rejects(posting(), (error) => isNewsError(error, 'rate-limited'))
    await posting()
    equal(limited.calls.length, 1)
    await limited.close()
  })

  test('a post that was accepted unseen is not doubled while its nonce lasts', async () => {
    const again = await startFakeDiscord()
    again.inject({ kind: 'reset-accepting' })
    await rejects(publisherOf(again).post(channel, MESSAGES.quiet, delivery, signal))
    await publisherOf(again).post(channel, MESSAGES.quiet, delivery, signal)
    equal(again.messages().length, 1)
    await again.close()
  })

  test('the parts of a long digest and a note stand in the thread under its first part', async () => {
    const fresh = await startFakeDiscord()
    const publisher = publisherOf(fresh)
    const posted = await publisher.post(channel, MESSAGES.long, delivery, signal)
    await publisher.reply(posted, MESSAGES.quiet, deliveryId('dnote00000'), signal)
    const [first, ...others] = fresh.places()
    equal(first, DISCORD_CHANNEL)
    ok(others.length > 1 && others.every((place) => place === posted.message), others.join())
    await fresh.close()
  })

  test('without the right to start threads the parts and a note follow in the channel, and it is asked once', async () => {
    const fresh = await startFakeDiscord()
    fresh.forbidThreads()
    const publisher = publisherOf(fresh)
    const posted = await publisher.post(channel, MESSAGES.long, delivery, signal)
    const note = await publisher.reply(posted, MESSAGES.quiet, deliveryId('dnote00000'), signal)
    ok(fresh.places().every((place) => place === DISCORD_CHANNEL))
    equal(fresh.calls.filter((call) => call.endsWith('/threads')).length, 1)
    equal((await publisherOf(fresh).findReply(posted, deliveryId('dnote00000'), signal))?.message, note.message)
    equal((await publisherOf(fresh).find(channel, delivery, signal, SINCE))?.message, posted.message)
    await publisherOf(fresh).edit(posted, MESSAGES.quiet, signal)
    equal(fresh.messages().length, 2)
    await fresh.close()
  })

  test('a history that cannot be read leaves a delivery unconfirmed; an empty channel has none', async () => {
    const empty = await startFakeDiscord()
    equal(await publisherOf(empty).find(channel, delivery, signal, SINCE), null)
    empty.addOther('hello')
    empty.hideHistory()
    await rejects(publisherOf(empty).find(channel, delivery, signal, SINCE), (error) => {
      ok(isNewsError(error, 'unconfirmed') && error.message.includes('Read Message History'), String(error))
      return true
    })
    await empty.close()
  })

  test('a digest is changed in a thread that was folded away; one that is locked pauses no channel', async () => {
    const fresh = await startFakeDiscord()
    const publisher = publisherOf(fresh)
    const posted = await publisher.post(channel, MESSAGES.long, delivery, signal)
    const thread = fresh.world.channels.get(posted.message)
    ok(thread !== undefined)
    thread.archived = true
    await publisher.edit(posted, MESSAGES.spanish, signal)
    ok(fresh.messages().every(({ edited, type }) => edited || type === 21))
    equal(thread.archived, false)
    await publisher.edit(posted, MESSAGES.long, signal)
    Object.assign(thread, { archived: true, locked: true })
    const editing = publisher.edit(posted, MESSAGES.quiet, signal)
    await rejects(editing, (error) => isNewsError(error, 'input-invalid') && error.message.includes('cannot be opened'))
    await fresh.close()
  })

  test('a withdrawal that broke off behind the first part takes the others away the next time', async () => {
    const fresh = await startFakeDiscord()
    const publisher = publisherOf(fresh)
    const posted = await publisher.post(channel, MESSAGES.long, delivery, signal)
    fresh.injectFor('DELETE /channels/{channel_id}/messages/{message_id}', { kind: 'status', status: 500 })
    await rejects(publisher.edit(posted, MESSAGES.quiet, signal))
    await publisher.edit(posted, MESSAGES.quiet, signal)
    equal(fresh.messages().filter(({ type }) => type === 0).length, 1)
    await fresh.close()
  })

  test('behind more talk than can be searched since then only a reader can tell', async () => {
    const fresh = await startFakeDiscord()
    for (let n = 0; n < 600; n += 1) fresh.addOther(`talk ${n}`)
    equal(await publisherOf(fresh).find(channel, delivery, signal, SINCE), null)
    const longAgo = Temporal.Instant.from('2020-01-01T00:00Z')
    await rejects(publisherOf(fresh).find(channel, delivery, signal, longAgo), (error) =>
      isNewsError(error, 'not-offered'),
    )
    await fresh.close()
  })

  test('a post is found behind three pages of other talk', async () => {
    const busy = deliveryId('dbusy00000')
    const posted = await publisherOf(discord).post(channel, MESSAGES.long, busy, signal)
    for (let n = 0; n < 250; n += 1) discord.addOther(`talk ${n}`)
    equal((await publisherOf(discord).find(channel, busy, signal, SINCE))?.message, posted.message)
  })

  test('editing a message that is gone or of somebody else changes nothing and says so', async () => {
    discord.addOther('not ours')
    const foreign = discord.messages().at(-1)!.id
    for (const message of [foreign, '1']) {
      const editing = publisherOf(discord).edit({ ...channel, message }, MESSAGES.short, signal)
      await rejects(editing, (error) => isNewsError(error, 'input-invalid'))
    }
    equal(discord.messages().at(-1)?.content, 'not ours')
  })

  test('stopping while Discord is silent ends the request at once', async () => {
    discord.inject({ kind: 'hang-accepting' })
    const stop = new AbortController()
    const posting = publisherOf(discord).post(channel, MESSAGES.short, deliveryId('dstopped00'), stop.signal)
    setTimeout(() => stop.abort(), 50)
    await rejects(posting, (error) => isNewsError(error, 'unconfirmed') && error.message.includes('stopping'))
  })
})
