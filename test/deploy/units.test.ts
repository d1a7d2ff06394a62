import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { DEPLOY } from './read-dockerfile.ts'

const names = (await readdir(DEPLOY)).filter((name) => /\.(?:service|timer)$/.test(name)).toSorted()
const units = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(join(DEPLOY, name), 'utf8')] as const)),
)
const valuesOf = (unit: string, key: string) =>
  [...(units.get(unit) ?? '').matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value)
const BOT = 'standfirst.service'
const COPY = 'standfirst-backup.service'

const hardened = [
  ['DynamicUser', 'yes'],
  ['ProtectSystem', 'strict'],
  ['ProtectHome', 'yes'],
  ['PrivateTmp', 'yes'],
  ['NoNewPrivileges', 'yes'],
  ['CapabilityBoundingSet', ''],
  ['UMask', '0077'],
] as const
for (const unit of [BOT, COPY]) {
  test(`${unit} runs as a user of its own that may write to its own folder alone`, () => {
    for (const [key, value] of hardened) deepEqual(valuesOf(unit, key), [value], key)
    match(valuesOf(unit, 'StateDirectory')[0] ?? '', /^standfirst\b/)
  })
}

test('the bot comes back after a fault, has longer to stop than it takes, and its tokens come from a file', () => {
  deepEqual(valuesOf(BOT, 'Restart'), ['on-failure'])
  ok(Number.parseInt(valuesOf(BOT, 'TimeoutStopSec')[0] ?? '', 10) > 5)
  deepEqual(valuesOf(BOT, 'EnvironmentFile'), ['-/etc/standfirst/standfirst.env'])
  for (const line of valuesOf(BOT, 'Environment')) ok(!/TOKEN|SECRET|PASSWORD|KEY/.test(line ?? ''))
})

test('the file of tokens that README.md makes blanks nothing that the unit sets', async () => {
  const command = /^(.*) > \/etc\/standfirst\/standfirst\.env\b/m.exec(await readFile('README.md', 'utf8'))?.[1] ?? ''
  match(command, /^[a-z]+ .*\.env\.example$/)
  const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
  match(stdout, /^SLACK_BOT_TOKEN=$/m)
  // What stands in the file goes before what the unit sets, a blank too.
  const inFile = new Set(stdout.split('\n').map((line) => line.split('=')[0]))
  deepEqual(
    valuesOf(BOT, 'Environment').filter((set) => inFile.has(set?.split('=')[0])),
    [],
  )
})

test('both work on the same store', () => {
  const storeOf = (unit: string) => valuesOf(unit, 'Environment').find((line) => line?.startsWith('STANDFIRST_DB='))
  equal(storeOf(BOT), 'STANDFIRST_DB=/var/lib/standfirst/standfirst.db')
  equal(storeOf(COPY), storeOf(BOT))
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0
test('systemd takes the units', { skip: hasSystemd ? false : 'systemd-analyze is not installed' }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-units-'))
  try {
    for (const [name, text] of units) {
      await writeFile(join(folder, name), text.replaceAll('/usr/bin/node', process.execPath))
    }
    const paths = names.map((name) => join(folder, name))
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', ...paths], {
      encoding: 'utf8',
      timeout: 30_000,
    })
    equal(status, 0, stdout + stderr)
    equal(stderr, '')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
