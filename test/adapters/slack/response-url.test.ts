import { equal, rejects } from 'node:assert/strict'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { test } from 'node:test'
import { openResponseUrl } from '../../../src/adapters/slack/response-url.ts'

const NEVER = new AbortController().signal
const PART = { text: 'x', blocks: [] }
const clock = { now: () => Temporal.Instant.fromEpochMilliseconds(0) }

/** What the address answers, and whether that counts as shown. */
const answers = [
  [200, 'ok', 'shown'],
  [200, '', 'shown'],
  [200, '{"ok":true}', 'shown'],
  [200, '{"ok":false,"error":"used_url"}', 'refused'],
  [200, '\n<!doctype html><title>Log in</title>', 'refused'],
  [404, 'no_active_hooks', 'refused'],
  [302, '', 'refused'],
  [500, 'ok', 'refused'],
] as const
for (const [status, body, outcome] of answers) {
  test(`an answer of ${status} ${JSON.stringify(body)} counts as ${outcome}`, async (context) => {
    const server = createServer((_, response) => {
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {})
      response.end(body)
    })
    context.after(() => server.close())
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const at = { url: `http://127.0.0.1:${port}/SECRET`, uses: 0, since: null }
    const respond = openResponseUrl(at, { clock, apiUrl: `http://127.0.0.1:${port}/api/` })
    const shown = respond.show(PART, 'asker', NEVER)
    if (outcome === 'shown') await shown
    else await rejects(shown, (error: Error) => !error.message.includes('SECRET'))
    equal(respond.state().uses, 1)
  })
}
