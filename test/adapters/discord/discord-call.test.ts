import { deepEqual } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { createDiscordCaller } from '../../../src/adapters/discord/discord-call.ts'

const NEVER = new AbortController().signal

for (const type of ['application/json', 'text/html; charset=utf-8', null]) {
  test(`an answer that holds nothing, and says it is ${type}, is an answer`, async (context) => {
    const server = createServer((_, response) => {
      response.writeHead(204, type === null ? {} : { 'content-type': type }).end()
    })
    context.after(() => server.close())
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const caller = createDiscordCaller({ token: 'token', apiUrl: `http://127.0.0.1:${port}/api` })
    context.after(() => caller.close())
    let count = 0
    await caller.call('Answering', NEVER, async (rest, signal) => {
      count += 1
      await rest.post('/interactions/1/2/callback', { body: { type: 4 }, auth: false, signal })
    })
    deepEqual(count, 1)
  })
}
