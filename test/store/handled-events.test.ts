import { deepEqual, equal } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { openStore } from '../../src/store/open-store.ts'

const MINUTE_MS = 60_000

const folder = await mkdtemp(join(tmpdir(), 'standfirst-events-'))
after(() => rm(folder, { recursive: true, force: true }))

test('an event is a new one ten minutes after it was claimed, or when the clock was set back by more', async () => {
  const file = join(folder, 'store.db')
  const { handledEvents, close } = await openStore(file)
  const behind = new DatabaseSync(file)
  const move = (minutes: number) => behind.prepare('update handled_events set at = at + ?').run(minutes * MINUTE_MS)
  const cases: readonly (readonly [minutes: number, first: boolean])[] = [
    [0, true],
    [-9, false],
    [-2, true],
    [9, false],
    [2, true],
    [0, false],
  ]
  try {
    for (const [minutes, first] of cases) {
      move(minutes)
      equal(await handledEvents.claimEvents(['slack E1']), first, `${minutes}`)
    }
  } finally {
    behind.close()
    await close()
  }
})

test('whose clocks are hours apart claim by one', async (context) => {
  const file = join(folder, 'apart.db')
  const [here, there] = [await openStore(file), await openStore(file)]
  try {
    const claims: boolean[] = [await here.handledEvents.claimEvents(['slack E1'])]
    for (const hours of [-5, 5]) {
      context.mock.timers.enable({ apis: ['Date'], now: Date.now() + hours * 60 * MINUTE_MS })
      claims.push(await there.handledEvents.claimEvents(['slack E1']))
      context.mock.timers.reset()
    }
    deepEqual(claims, [true, false, false])
  } finally {
    await here.close()
    await there.close()
  }
})
