import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { withoutMuted } from '../../../src/commands/chat/without-muted.ts'

test('a message says which outlets its channel muted; of many, how many', () => {
  const told = (muted: readonly string[], lang: 'en' | 'es' = 'en') =>
    withoutMuted({ lang, context: ['as of 18:00'] }, muted).context.slice(1)
  deepEqual(told([]), [])
  deepEqual(told(['Alba']), ['without Alba, muted in this channel'])
  deepEqual(told(['Alba', 'Courier']), ['without Alba and Courier, muted in this channel'])
  deepEqual(told(['A', 'B', 'C', 'D']), ['without 4 outlets, muted in this channel'])
  deepEqual(told(['Alba'], 'es'), ['sin Alba, en silencio en este canal'])
  deepEqual(told(['A', 'B', 'C', 'D'], 'es'), ['sin 4 medios, en silencio en este canal'])
})
