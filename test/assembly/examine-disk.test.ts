import { deepEqual, equal, match } from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { examineDisk } from '../../src/assembly/examine-disk.ts'

const folder = await mkdtemp(join(tmpdir(), 'standfirst-disk-'))
after(() => rm(folder, { recursive: true, force: true }))
const withFree = (bytes: number) =>
  examineDisk(join(folder, 'news.db'), {
    findFree: async (asked) => {
      equal(asked, folder)
      return bytes
    },
  })

const cases = [
  // free        found                      well?
  [51_000_000_000, /: 51000 MB free$/, true],
  [250_000_000, /: 250 MB free$/, true],
  [249_999_999, /: 249 MB free, fewer than the 250 MB/, false],
  [0, /: 0 MB free, fewer/, false],
] as const
for (const [free, found, isWell] of cases) {
  test(`with ${free} bytes free the disk is ${isWell ? 'well' : 'to be mended'}`, async () => {
    const told = await withFree(free)
    match(told.found, found)
    equal(told.mend === null, isWell)
    deepEqual(await readdir(folder), [])
  })
}

test('of a store that is not made yet the nearest folder is looked at', async () => {
  const { found } = await examineDisk(join(folder, 'not', 'yet', 'news.db'))
  match(found, new RegExp(`^${folder}: \\d+ MB free`))
})

test('a folder in which nothing can be written is told with the reason', async () => {
  // The kernel's own: nobody makes a file there, not even root.
  const { found, mend } = await examineDisk('/proc/self/news.db')
  match(found, /^\/proc\/self: nothing can be written there \(E[A-Z]+\)$/)
  match(mend ?? '', /right to write/)
})
