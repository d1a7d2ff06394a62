import { equal, rejects } from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { createDiscordPublisher } from '../../src/adapters/discord/discord-publisher.ts'
import { createSlackPublisher } from '../../src/adapters/slack/slack-publisher.ts'
import { isNewsError } from '../../src/news/errors.ts'
import { deliveryId } from '../../src/news/ids.ts'
import { MESSAGES } from './messages.ts'

/** Answers that say all is well and nothing else: something in between gave them, or a platform in trouble. */
const VAGUE = ['{}', 'null', '{"ok":true}', '{"ok":true,"ts":12.5,"id":7}', '']
const SINCE = Temporal.Instant.from('2026-01-08T08:00Z')
const delivery = deliveryId('d1a2b3c4d5')
const { signal } = new AbortController()

describe('an answer that says nothing', () => {
  let body = ''
  const server = createServer((_, response) => response.setHeader('content-type', 'application/json').end(body))
  let origin = ''
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => server.close())

  for (const answer of VAGUE) {
    for (const platform of ['slack', 'discord'] as const) {
      test(`leaves a delivery to ${platform} unconfirmed, posted or looked for: ${answer}`, async () => {
        body = answer
        const publisher =
          platform === 'slack'
            ? createSlackPublisher({ token: 'xoxb-1', apiUrl: `${origin}/api/` })
            : createDiscordPublisher({ token: 'a.b.c', apiUrl: `${origin}/api` })
        const channel = { platform, id: platform === 'slack' ? 'C1' : '900000000000000001' }
        const isUnconfirmed = (error: unknown) => isNewsError(error, 'unconfirmed')
        await rejects(publisher.post(channel, MESSAGES.short, delivery, signal), isUnconfirmed)
        await rejects(publisher.find(channel, delivery, signal, SINCE), isUnconfirmed)
        await publisher.close()
      })
    }
  }

  test('an empty list is one', async () => {
    body = '{"ok":true,"messages":[]}'
    const publisher = createSlackPublisher({ token: 'xoxb-1', apiUrl: `${origin}/api/` })
    equal(await publisher.find({ platform: 'slack', id: 'C1' }, delivery, signal, SINCE), null)
  })
})

test('where Slack gives no metadata back a post is known by its first block, also after an edit', async () => {
  const posted: Record<string, unknown>[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      const blocks: unknown = JSON.parse(new URLSearchParams(body).get('blocks') ?? 'null')
      if (request.url?.endsWith('chat.postMessage') === true) posted.push({ ts: '1700000000.000100', blocks })
      if (request.url?.endsWith('chat.update') === true) Object.assign(posted[0] ?? {}, { blocks })
      const answer = { ok: true, ts: '1700000000.000100', messages: posted }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  const publisher = createSlackPublisher({ token: 'xoxb-1', apiUrl })
  const channel = { platform: 'slack', id: 'C1' } as const
  const where = await publisher.post(channel, MESSAGES.quiet, delivery, signal)
  for (const message of [MESSAGES.quiet, MESSAGES.short]) {
    equal((await publisher.find(channel, delivery, signal, SINCE))?.message, where.message)
    await publisher.edit(where, message, signal)
  }
  equal((await publisher.find(channel, delivery, signal, SINCE))?.message, where.message)
  server.close()
})
