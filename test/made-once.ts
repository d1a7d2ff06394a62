// What many files of tests begin with is made by the first that asks, and copied by all.
import { existsSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Where a run keeps what its files share; not set where a file is run by itself, which makes its own. A name of `STANDFIRST_` would be a fault to doctor. */
export const MADE = 'TESTS_MADE_IN'

const PAUSE_MS = 50
/** Who makes it longer than this has failed. */
const MAKE_MAX_MS = 60_000

/** The path of a file that `make` writes to the path it is given: once in a run of all tests. Nobody changes it. */
export async function madeOnce(name: string, make: (path: string) => Promise<void>): Promise<string> {
  const folder = process.env[MADE] ?? (await ownFolder())
  const made = join(folder, name)
  const turn = join(folder, `${name}.turn`)
  const isFirst = await mkdir(turn).then(
    () => true,
    () => false,
  )
  if (isFirst) {
    await make(join(turn, name))
    await rename(join(turn, name), made)
  }
  for (const end = performance.now() + MAKE_MAX_MS; !existsSync(made); await sleep(PAUSE_MS))
    if (performance.now() > end) throw new Error(`${name} was not made: see the file of tests that asked for it first`)
  return made
}

let own: Promise<string> | undefined

function ownFolder(): Promise<string> {
  own ??= mkdtemp(join(tmpdir(), 'standfirst-tests-')).then((folder) => {
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    return folder
  })
  return own
}
