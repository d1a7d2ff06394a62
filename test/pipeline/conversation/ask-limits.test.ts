import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { manualClock } from '../../../src/ops/clock.ts'
import { createAskLimits } from '../../../src/pipeline/conversation/ask-limits.ts'
import { at } from '../dam-story.ts'

const by = (user: string, workspace = 'T1') => ({ platform: 'slack', workspace, user, lang: 'en', zone: null }) as const
const channel = (id: string) => ({ platform: 'slack', id }) as const

test('twenty at once, then one every four seconds', () => {
  const clock = manualClock(at('08:00:00'))
  const limits = createAskLimits(clock)
  const take = () => limits.take({ asker: by('U1'), channel: null })
  for (let n = 0; n < 20; n += 1) equal(take(), null)
  deepEqual(take(), { whose: 'person', retryAfterMs: 4_000 })
  clock.set(at('08:00:01'))
  deepEqual(take(), { whose: 'person', retryAfterMs: 3_000 })
  clock.set(at('08:00:04'))
  equal(take(), null)
  deepEqual(take(), { whose: 'person', retryAfterMs: 4_000 })
  // The same person of another workspace is another one.
  equal(limits.take({ asker: by('U1', 'T2'), channel: null }), null)
})

test('a clock that is set back gives and takes nothing', () => {
  const clock = manualClock(at('08:00:00'))
  const limits = createAskLimits(clock)
  const take = () => limits.take({ asker: by('U1'), channel: null })
  for (let n = 0; n < 20; n += 1) take()
  clock.set(at('07:00:00'))
  deepEqual(take(), { whose: 'person', retryAfterMs: 4_000 })
})

test('a channel has a limit of its own, and who is refused for it loses nothing', () => {
  const limits = createAskLimits(manualClock(at('08:00:00')))
  for (let n = 0; n < 40; n += 1) equal(limits.take({ asker: by(`U${n}`), channel: channel('C1') }), null)
  for (let n = 0; n < 30; n += 1) equal(limits.take({ asker: by('U50'), channel: channel('C1') })?.whose, 'channel')
  equal(limits.take({ asker: by('U50'), channel: channel('C2') }), null)
})

test('of a flood of people the oldest are forgotten', () => {
  const limits = createAskLimits(manualClock(at('08:00:00')))
  const take = (user: string) => limits.take({ asker: by(user), channel: null })
  for (let n = 0; n < 20; n += 1) take('first')
  equal(take('first')?.whose, 'person')
  for (let n = 0; n < 10_001; n += 1) take(`U${n}`)
  equal(take('first'), null)
})

test('who has sent three reports at once sends the next after five minutes', () => {
  const clock = manualClock(at('08:00:00'))
  const limits = createAskLimits(clock)
  const send = (user: string) => limits.takeReport({ asker: by(user) })
  deepEqual([send('U1'), send('U1'), send('U1'), send('U1'), send('U2')], [true, true, true, false, true])
  clock.set(at('08:05:00'))
  deepEqual([send('U1'), send('U1')], [true, false])
})
