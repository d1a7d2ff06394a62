import { deepEqual, equal, ok } from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { cacheFolder } from '../src/compile-cache.ts'

const START = join(import.meta.dirname, '..', 'src', 'start.ts')
const ANOTHER_USER = 12_345
const isRoot = process.getuid?.() === 0

function makeFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-cache-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('where compiled code is kept', () => {
  test('a folder of the user’s own, that no other may look into', (context) => {
    const caches = makeFolder(context)
    const folder = join(caches, 'standfirst')
    equal(cacheFolder({ XDG_CACHE_HOME: caches }), folder)
    equal(statSync(folder).mode & 0o777, 0o700)
    equal(cacheFolder({ XDG_CACHE_HOME: caches }), folder, 'as at the next start')
  })

  test('nowhere where others may write into it, or into what it stands in', (context) => {
    for (const open of ['standfirst', '.']) {
      const caches = makeFolder(context)
      mkdirSync(join(caches, 'standfirst'), { mode: 0o700 })
      chmodSync(join(caches, open), 0o777)
      equal(cacheFolder({ XDG_CACHE_HOME: caches }), null, open)
      chmodSync(join(caches, open), 0o770)
      equal(cacheFolder({ XDG_CACHE_HOME: caches }), null, `${open}, for its group`)
    }
  })

  test('nowhere where it is another’s', { skip: !isRoot && 'only root gives folders away' }, (context) => {
    for (const theirs of ['standfirst', '.']) {
      const caches = makeFolder(context)
      mkdirSync(join(caches, 'standfirst'), { mode: 0o700 })
      chownSync(join(caches, theirs), ANOTHER_USER, ANOTHER_USER)
      equal(cacheFolder({ XDG_CACHE_HOME: caches }), null, theirs)
    }
  })

  test('nowhere where it cannot be made', () => {
    equal(cacheFolder({ XDG_CACHE_HOME: '/dev/null' }), null)
  })

  test('the program keeps it there, and nothing in the folder that all share', (context) => {
    const [caches, shared] = [makeFolder(context), makeFolder(context)]
    const env = { PATH: process.env['PATH'], TMPDIR: shared, XDG_CACHE_HOME: caches }
    execFileSync(process.execPath, [START, '--version'], { env })
    ok(readdirSync(join(caches, 'standfirst')).length > 0)
    deepEqual(readdirSync(shared), [])

    // As at the first start where there is no home: it runs, and keeps nothing.
    execFileSync(process.execPath, [START, '--version'], { env: { ...env, XDG_CACHE_HOME: '/dev/null' } })
    deepEqual(readdirSync(shared), [])

    const chosen = join(shared, 'chosen')
    execFileSync(process.execPath, [START, '--version'], { env: { ...env, NODE_COMPILE_CACHE: chosen } })
    ok(existsSync(chosen))
  })
})

test('nothing is kept in the folder that Node takes where it is told none: all users of a machine share it', () => {
  const source = join(import.meta.dirname, '..', 'src')
  const files = globSync('**/*.ts', { cwd: source })
  ok(files.includes('compile-cache.ts'))
  deepEqual(
    files.filter((file) => /enableCompileCache\(\s*\)/.test(readFileSync(join(source, file), 'utf8'))),
    [],
  )
})
