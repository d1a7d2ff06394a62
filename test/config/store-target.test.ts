import { equal, rejects } from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readStoreTarget } from '../../src/config/store-target.ts'

const ADDRESS = 'postgres://me:hush@db.example:5432/news'
const folder = await mkdtemp(join(tmpdir(), 'standfirst-target-'))
after(() => rm(folder, { recursive: true, force: true }))
const file = async (name: string, text: string) => {
  await writeFile(join(folder, name), text)
  return `@${join(folder, name)}`
}
const read = (given: string) =>
  readStoreTarget('--to', given, { COPY_TO: ` ${ADDRESS}\n`, EMPTY: ' ', WORDS: 'hush hush' })

const plain = ['data/standfirst.db', './@odd.db', './env:odd.db', ':memory:', ADDRESS]
for (const given of plain) {
  test(`${given} is the store itself`, async () => equal(await read(given), given))
}

test('env:NAME is the address in that variable, @FILE that in the file', async () => {
  equal(await read('env:COPY_TO'), ADDRESS)
  equal(await read(await file('address', `${ADDRESS}\n`)), ADDRESS)
})

const wrong = [
  ['env:MISSING', /^--to env:MISSING: nothing stands there\./],
  ['env:', /^--to env:: nothing stands there\./],
  ['env:EMPTY', /nothing stands there/],
  ['env:WORDS', /^--to env:WORDS: what stands there is no address/],
  [await file('empty', ''), /nothing stands there/],
  [await file('words', 'hush\nhush'), /no address of a database/],
  [await file('long', `postgres://${'hush '.repeat(9_000)}`), /no address of a database/],
] as const
for (const [given, message] of wrong) {
  test(`${given.replace(folder, '')} is refused, and what stands there is not repeated`, () =>
    rejects(read(given), (error: Error & { code?: string }) => {
      equal(error.code, 'usage')
      equal(error.message.includes('hush'), false)
      return message.test(error.message)
    }))
}

test('a file that cannot be read is named', async () => {
  const [missing, directory] = [join(folder, 'none'), folder]
  await rejects(read(`@${missing}`), { code: 'input-unreadable', message: new RegExp(`^${missing}: .*ENOENT`) })
  await rejects(read(`@${directory}`), { code: 'input-unreadable', message: /EISDIR/ })
})
