import { deepEqual } from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { answerInTime } from '../../src/adapters/answer-in-time.ts'
import type { Reply } from '../../src/news/chat.ts'
import type { ChatMessage } from '../../src/news/message.ts'

const said = (title: string): ChatMessage => ({ lang: 'en', title, notification: title, context: [], sections: [] })

type Play = { readonly afterMs: number; readonly refusedAt?: string; readonly better?: string }

async function play({ afterMs, refusedAt, better }: Play): Promise<readonly string[]> {
  const seen: string[] = []
  const replyOf = (title: string, next: Reply['better']): Reply => ({
    message: said(title),
    audience: 'asker',
    accepted: async () => void seen.push(`accepted ${title}`),
    better: next,
  })
  const next = better === undefined ? null : Promise.resolve(replyOf(better, null))
  await answerInTime(
    {
      answer: async () => {
        await sleep(afterMs)
        return replyOf('answer', next)
      },
      working: () => said('working'),
      show: async ({ title }) => {
        seen.push(title)
        return title !== refusedAt
      },
      workingAfterMs: 30,
    },
    new AbortController().signal,
  )
  return seen
}

const cases = [
  ['an answer in time is shown alone', { afterMs: 0 }, ['answer', 'accepted answer']],
  ['a late answer is announced, then shown', { afterMs: 90 }, ['working', 'answer', 'accepted answer']],
  [
    'a better answer takes its place',
    { afterMs: 0, better: 'better' },
    ['answer', 'accepted answer', 'better', 'accepted better'],
  ],
  ['an answer that was not taken is not accepted', { afterMs: 0, refusedAt: 'answer' }, ['answer']],
  ['nothing follows an announcement that was not taken', { afterMs: 90, refusedAt: 'working' }, ['working']],
] as const satisfies readonly (readonly [string, Play, readonly string[]])[]

for (const [name, given, expected] of cases) {
  test(name, async () => deepEqual(await play(given), expected))
}
