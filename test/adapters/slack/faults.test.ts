import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { webApi } from '@slack/bolt'
import { slackFault } from '../../../src/adapters/slack/faults.ts'

const NEVER = new AbortController().signal
const refusal = (needed: unknown) =>
  slackFault(
    Object.assign(Object.create(webApi.WebAPIPlatformError.prototype), {
      data: { ok: false, error: 'missing_scope', needed },
    }),
    'Posting',
    NEVER,
  )

const cases = [
  ['chat:write,channels:history', ' Needed: chat:write,channels:history.'],
  ['Bearer xoxb-1-secret', ''],
  ['x'.repeat(10_000), ''],
  [7, ''],
] as const
for (const [needed, told] of cases) {
  test(`a scope is named, what something in between sends back is not: ${String(needed).slice(0, 30)}`, () => {
    const { code, message } = refusal(needed)
    equal(code, 'channel-refused')
    ok(message.endsWith(`install the app again.${told}`), message)
  })
}
