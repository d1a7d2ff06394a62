import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { DiscordAPIError } from 'discord.js'
import { discordFault } from '../../../src/adapters/discord/faults.ts'

const NEVER = new AbortController().signal
const SECRET = 'fake.discord.token-1234567890'

/** As the library makes it of an answer: of one that is no JSON it has the bytes. */
function fault(status: number, answer: ConstructorParameters<typeof DiscordAPIError>[0] | ArrayBuffer) {
  const data = answer as ConstructorParameters<typeof DiscordAPIError>[0]
  const code = 'code' in data ? data.code : data.error
  return discordFault(new DiscordAPIError(data, code, status, 'POST', 'http://x.example', {}), 'Posting', NEVER)
}

for (const status of [400, 401, 403, 404, 413]) {
  test(`a page of a proxy with status ${status} pauses nothing and loses nothing`, () => {
    equal(fault(status, new TextEncoder().encode('<html>Access denied</html>').buffer).code, 'unconfirmed')
    equal(fault(status, { error: `blocked ${SECRET}` }).code, 'unconfirmed')
  })
}

test("in Discord's own words a refusal is one, whatever its code is", () => {
  equal(fault(401, { message: '401: Unauthorized', code: 0 }).code, 'token-refused')
  equal(fault(403, { message: 'Missing Access', code: 50_001 }).code, 'channel-refused')
  equal(fault(404, { message: '404: Not Found', code: 0 }).code, 'channel-refused')
  equal(fault(400, { message: 'Invalid Form Body', code: 50_035 }).code, 'input-invalid')
})

test('a message that moderation blocks is not tried again, and pauses nothing', () => {
  for (const status of [400, 403]) equal(fault(status, { message: 'Blocked', code: 200_000 }).code, 'input-invalid')
})

test('what an answer holds besides its code is not repeated', () => {
  const { message } = fault(400, { message: SECRET, code: `Bot ${SECRET}` as never })
  ok(!message.includes(SECRET), message)
})
