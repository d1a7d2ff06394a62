import { equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isNewsError } from '../../../src/news/errors.ts'
import { openThreadLine, type LineOptions, type ThreadLine } from '../../../src/pipeline/threads/thread-line.ts'

const ENTRY = new URL('line-worker.ts', import.meta.url)

async function onLine(task: (line: ThreadLine) => Promise<void>, options: LineOptions = {}): Promise<void> {
  const line = openThreadLine(ENTRY, {}, options)
  try {
    await task(line)
  } finally {
    await line.close()
  }
}

const isBusy = (error: unknown) => isNewsError(error, 'store-busy')

test('each of many questions at once gets its own answer', async () => {
  await onLine(async (line) => {
    const questions = ['wait', 'one', 'two', 'wait', { deep: [1, 2] }]
    const answers = await Promise.all(questions.map((question) => line.ask(question)))
    const told = questions.map((asked) => ({ asked, at: '2026-01-07T14:00:00Z' }))
    equal(JSON.stringify(answers), JSON.stringify(told))
  })
})

test('what the thread throws is thrown here', async () => {
  await onLine(async (line) => {
    await rejects(
      line.ask('refuse'),
      (error) => isNewsError(error, 'story-unknown') && /no such story/.test(error.message),
    )
    await rejects(line.ask('fail'), /out of range/)
    ok(await line.ask('one'))
  })
})

for (const ending of ['die', 'crash'] as const) {
  test(`a thread that ends is started anew, and what was asked of it is refused: ${ending}`, async () => {
    let ended = 0
    await onLine(
      async (line) => {
        const lost = [line.ask('hang'), line.ask(ending)]
        for (const each of lost) await rejects(each, isBusy)
        equal(ended, 1)
        ok(await line.ask('one'))
      },
      { onEnd: () => (ended += 1) },
    )
  })
}

test('a thread that is silent too long is started anew; one that answers something is not', async () => {
  await onLine(
    async (line) => {
      ok(await line.ask('wait'))
      await rejects(line.ask('hang'), isBusy)
      ok(await line.ask('one'))
    },
    { silentMaxMs: 3_000 },
  )
})

test('a signal ends the waiting, not the thread', async () => {
  await onLine(async (line) => {
    const stop = new AbortController()
    const waiting = line.ask('hang', stop.signal)
    stop.abort(new Error('enough'))
    await rejects(waiting, /enough/)
    ok(await line.ask('one'))
    await rejects(line.ask('one', AbortSignal.abort(new Error('before'))), /before/)
  })
})

test('what cannot be told to a thread is refused at once', async () => {
  await onLine(async (line) => {
    await rejects(
      line.ask(() => undefined),
      TypeError,
    )
  })
})

test('a line is idle when everything is answered', async () => {
  await onLine(async (line) => {
    await line.idle()
    let answered = 0
    const waiting = line.ask('wait').then(() => (answered += 1))
    await line.idle()
    await waiting
    equal(answered, 1)
    await line.idle()
  })
})

test('a closed line refuses what was under way and what is asked later, and starts no thread for it', async () => {
  const line = openThreadLine(ENTRY, {})
  const waiting = rejects(line.ask('hang'), isBusy)
  await line.close()
  await waiting
  await rejects(line.ask('hang'), isBusy)
  equal(line.look().state, 'ended')
})

test('a thread that nobody uses ends, told once, and is started by the next question', async () => {
  let ended = 0
  await onLine(
    async (line) => {
      ok(await line.ask('one'))
      while (line.look().state === 'alive') await sleep(10)
      equal(ended, 1)
      equal(line.look().state, 'idle')
      ok(await line.ask('two'))
    },
    { restAfterMs: 50, onEnd: () => (ended += 1) },
  )
})

test('upkeep keeps no thread alive; what is used stays', async () => {
  const restAfterMs = 1_000
  await onLine(
    async (line) => {
      await line.ask('one')
      const began = performance.now()
      while (line.look().state === 'alive') {
        await line.ask('two', undefined, 'upkeep')
        await sleep(20)
        ok(performance.now() - began < 20 * restAfterMs, 'upkeep kept it alive')
      }
      await line.ask('one')
      const again = performance.now()
      while (performance.now() - again < 2 * restAfterMs) {
        line.use()
        equal(line.look().state, 'alive')
        await sleep(20)
      }
    },
    { restAfterMs },
  )
})
