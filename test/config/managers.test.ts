import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { settingsSchema } from '../../src/config/schema.ts'

const cases = [
  [{ slack: ['S0123ABCD'], discord: ['123456789012345678'] }, null],
  [{ slack: ['C0123ABCD'] }, 'is not a user group of Slack'],
  [{ slack: ['@editors'] }, 'is not a user group of Slack'],
  [{ discord: ['editors'] }, 'is not a role of Discord'],
] as const
for (const [managers, fault] of cases) {
  test(`managers ${JSON.stringify(managers)}: ${fault ?? 'taken'}`, () => {
    const read = settingsSchema.safeParse({ managers })
    equal(read.success, fault === null)
    if (read.success) deepEqual(read.data.managers, { slack: [], discord: [], ...managers })
    else equal(read.error.issues[0]?.message.includes(fault ?? ''), true)
  })
}

test('reports go to a channel of a platform', () => {
  deepEqual(settingsSchema.parse({ reports: 'slack:C0123ABCD' }).reports, { platform: 'slack', id: 'C0123ABCD' })
  equal(settingsSchema.parse({}).reports, null)
})
