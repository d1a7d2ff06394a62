import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { isNewsError, NewsError, type ErrorCode } from '../../../src/news/errors.ts'
import { manualClock } from '../../../src/ops/clock.ts'
import { heedPlatform } from '../../../src/pipeline/digest/heed-platform.ts'

const NOW = Temporal.Instant.from('2026-01-08T08:00Z')

/** A store that fails so many times before it erases. */
function handlersOver(faults: number, code: ErrorCode) {
  const said: string[] = []
  let tries = 0
  const say = (level: string) => (facts: Readonly<Record<string, unknown>>) =>
    void said.push(`${level} ${isNewsError(facts['err']) ? facts['err'].code : String(facts['subscriptions'])}`)
  const log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }
  const unasked = async () => {
    throw new Error('not asked for')
  }
  const store = {
    saveInstallation: unasked,
    findInstallation: unasked,
    listInstallations: unasked,
    listWorkspaces: unasked,
    pauseChannel: unasked,
    eraseWorkspace: async () => {
      tries += 1
      if (tries <= faults) throw new NewsError(code, 'the store')
      return 3
    },
  }
  const handlers = heedPlatform('slack', { store, clock: manualClock(NOW), log, pauseMs: 1 })
  const kept = async () => handlers.kept?.()
  return { said, tries: () => tries, kept, gone: () => handlers.onGone('T1', { channels: [], unnamed: false }) }
}

for (const code of ['store-busy', 'store-full'] as const) {
  test(`a removal is carried out although the store was ${code} for a while`, async () => {
    // Something that waits keeps the process alive.
    const alive = setInterval(() => undefined, 1_000)
    const { said, gone } = handlersOver(8, code)
    await gone()
    deepEqual(said, [`warn ${code}`, 'info 3'])
    clearInterval(alive)
  })
}

test('a store that is unsound is not asked again, and the fault is told', async () => {
  const { said, tries, gone } = handlersOver(8, 'store-corrupt')
  await gone()
  deepEqual(said, ['error store-corrupt'])
  equal(tries(), 1)
})

test('of what a store that does not answer keeps, nothing is told', async () => {
  const { said, kept } = handlersOver(0, 'store-busy')
  deepEqual(await kept(), [])
  deepEqual(said, ['warn undefined'])
})
