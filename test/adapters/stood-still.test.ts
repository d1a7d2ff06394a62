import { equal, rejects } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { test, type TestContext } from 'node:test'
import { createDiscordCaller } from '../../src/adapters/discord/discord-call.ts'
import { createSlackCaller } from '../../src/adapters/slack/slack-call.ts'
import { isNewsError } from '../../src/news/errors.ts'

/** What was to be posted was to be posted by then. */
const LIMIT_MS = 20
/** The process stands still for so long. */
const STILL_MS = 60
const NEVER = new AbortController().signal

type Post = (signal: AbortSignal) => Promise<unknown>

/** A platform that takes everything, and how often it was asked. */
async function platform(context: TestContext): Promise<{ address: string; count(): number }> {
  let asked = 0
  const server = createServer((request, response) => {
    asked += 1
    request.resume()
    response.setHeader('content-type', 'application/json').end('{"ok":true,"id":"1"}')
  })
  context.after(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const at = server.address()
  return { address: `http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}/api`, count: () => asked }
}

const CALLERS: Readonly<Record<string, (address: string, context: TestContext) => Post>> = {
  Slack: (address) => {
    const call = createSlackCaller({ token: 'xoxb-1', apiUrl: `${address}/` })
    return (signal) => call('Posting', signal, (client) => client.chat.postMessage({ channel: 'C1', text: 'Cranes' }))
  },
  Discord: (address, context) => {
    const caller = createDiscordCaller({ token: 'token', apiUrl: address })
    context.after(() => caller.close())
    return (signal) =>
      caller.call('Posting', signal, (rest, limit) => rest.post('/channels/1/messages', { body: {}, signal: limit }))
  },
}

for (const [name, open] of Object.entries(CALLERS)) {
  test(`${name}: a process that stood still until its time was over posts nothing`, async (context) => {
    const { address, count } = await platform(context)
    const post = open(address, context)
    // Over the connection that is open, the next request would be gone at once.
    await post(NEVER)
    const limit = new AbortController()
    setTimeout(() => limit.abort(), LIMIT_MS)
    const awake = performance.now() + STILL_MS
    while (performance.now() < awake);
    await rejects(post(limit.signal), (error) => isNewsError(error, 'interrupted'))
    await post(NEVER)
    equal(count(), 2)
  })
}
