import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { isNewsError, type ErrorCode } from '../../src/news/errors.ts'
import { backUp, type BackupParts } from '../../src/store/backup.ts'
import { openStore } from '../../src/store/open-store.ts'

const TAKEN_AT = Temporal.Instant.from('2026-01-08T08:00Z')
let folder: string
let source: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'standfirst-backup-'))
  source = join(folder, 'news.db')
  await (await openStore(source)).close()
  // Some ten megabytes: several steps of a copy.
  const database = new DatabaseSync(source)
  database.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 2500)
    insert into model_answers (key, answer, at) select 'k' || i, hex(randomblob(2000)), i from n`)
  database.close()
})
after(() => rm(folder, { recursive: true, force: true }))

const partsOf = (given: Partial<BackupParts> = {}): BackupParts => ({
  patienceMs: 5_000,
  takenAt: TAKEN_AT,
  onProgress: () => undefined,
  signal: new AbortController().signal,
  ...given,
})

const throws = (code: ErrorCode, parts: Partial<BackupParts>, [from, to]: readonly [string, string]) =>
  rejects(backUp(from, to, partsOf(parts)), (error) => isNewsError(error, code))

const leftOf = async (name: string) => (await readdir(folder)).filter((file) => file.startsWith(name))

/** Writes two rows in each transaction, as fast as it can. */
const WRITER = `
  import { DatabaseSync } from 'node:sqlite'
  const database = new DatabaseSync(process.argv[1], { timeout: 10000 })
  const insert = database.prepare("insert into greetings (platform, channel, greeted_at) values (?, ?, 0)")
  for (let i = 0; ; i += 1) {
    database.exec('begin immediate')
    insert.run('one', String(i))
    insert.run('two', String(i))
    database.exec('commit')
    if (i === 10) console.log('writing')
  }`

test('a copy that is made while another process writes is whole, of one moment, and one file', async () => {
  const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(writer.stdout, 'data')
  const copy = join(folder, 'busy.db')
  const steps: unknown[] = []
  const bytes = await backUp(source, copy, partsOf({ onProgress: (done) => steps.push(done) }))
  writer.kill('SIGKILL')
  await once(writer, 'exit')
  ok(bytes > 8_000_000)
  ok(steps.length > 2)
  equal(steps.at(-1), 'checking')
  deepEqual(await leftOf('busy.db'), ['busy.db'])
  const database = new DatabaseSync(copy, { readOnly: true })
  const [one, two] = ['one', 'two'].map(
    (platform) => database.prepare('select count(*) as rows from greetings where platform = ?').get(platform)?.['rows'],
  )
  database.close()
  ok(Number(one) > 0)
  equal(one, two)
  const store = await openStore(copy)
  deepEqual(await store.checkIntegrity(), [])
  equal(`${await store.copyMark.findCopiedAt()}`, `${TAKEN_AT}`)
  await store.copyMark.clear()
  equal(await store.copyMark.findCopiedAt(), null)
  await store.close()
})

test('a store that is no copy has no mark', async () => {
  const store = await openStore(source)
  equal(await store.copyMark.findCopiedAt(), null)
  await store.close()
})

test('what is there is never written over', async () => {
  const copy = join(folder, 'there.db')
  await writeFile(copy, 'mine')
  await throws('input-invalid', {}, [source, copy])
  deepEqual(await leftOf('there.db'), ['there.db'])
})

test('a copy that is broken off leaves nothing behind', async () => {
  const stop = new AbortController()
  const reason = Object.assign(new Error('stopped'), { name: 'AbortError' })
  const copy = join(folder, 'stopped.db')
  const parts = partsOf({ signal: stop.signal, onProgress: () => stop.abort(reason) })
  await rejects(backUp(source, copy, parts), /stopped/)
  deepEqual(await leftOf('stopped.db'), [])
})

test('what an earlier one left behind when the machine went down is no hindrance', async () => {
  const copy = join(folder, 'again.db')
  await writeFile(`${copy}.partial`, 'half')
  ok((await backUp(source, copy, partsOf())) > 0)
  deepEqual(await leftOf('again.db'), ['again.db'])
})

test('a damaged store makes no copy', async () => {
  const damaged = join(folder, 'damaged.db')
  ok((await backUp(source, damaged, partsOf())) > 0)
  await truncate(damaged, 6_000_000)
  await throws('store-corrupt', {}, [damaged, join(folder, 'none.db')])
  deepEqual(await leftOf('none.db'), [])
})

test('another program’s database, a folder that is not there: told, and nothing is left', async () => {
  const foreign = join(folder, 'foreign.db')
  const database = new DatabaseSync(foreign)
  database.exec('create table t (x)')
  database.close()
  await throws('store-unreadable', {}, [foreign, join(folder, 'none.db')])
  await throws('input-unreadable', {}, [source, join(folder, 'nowhere', 'none.db')])
  deepEqual(await leftOf('none.db'), [])
})
