import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import { createRenewal } from '../../../src/pipeline/reading/renewal.ts'

test('a renewal asked for while it is under way is done once more, however often it was asked for', async () => {
  let done = 0
  let open = Promise.withResolvers<void>()
  const renewal = createRenewal(async () => {
    await open.promise
    done += 1
  }, fail)
  renewal.ask()
  await turn()
  for (let asked = 0; asked < 5; asked += 1) renewal.ask()
  open.resolve()
  open = Promise.withResolvers<void>()
  open.resolve()
  await until(() => done === 2)
  await sleep(30)
  equal(done, 2)
  renewal.stop()
})

test('what fails is told, and done again when it is asked for', async () => {
  const faults: unknown[] = []
  let done = 0
  const renewal = createRenewal(
    async () => {
      done += 1
      throw new Error(`fault ${done}`)
    },
    (error) => faults.push(error),
  )
  renewal.ask()
  await until(() => faults.length === 1)
  renewal.ask()
  await until(() => faults.length === 2)
  equal(String(faults.at(-1)), 'Error: fault 2')
  renewal.stop()
})

test('after the end nothing is begun', async () => {
  let done = 0
  const renewal = createRenewal(async () => void (done += 1), fail)
  renewal.stop()
  renewal.ask()
  await sleep(10)
  equal(done, 0)
})

function fail(error: unknown): never {
  throw error
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 500; tries += 1) await sleep(5)
  equal(isSo(), true)
}
