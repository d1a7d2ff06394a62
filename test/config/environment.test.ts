import { deepEqual, equal } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { chooseConfigFolder, environmentSchema, readEnvironment } from '../../src/config/environment.ts'

test('.env.example lists exactly the variables that are read, each with a comment and no value', async () => {
  const lines = (await readFile('.env.example', 'utf8')).split('\n')
  const listed = lines.flatMap((line) => /^([A-Z_]+)=$/.exec(line)?.[1] ?? [])
  deepEqual(listed.toSorted(), Object.keys(environmentSchema.shape).toSorted())
  for (const name of listed) equal(lines[lines.indexOf(`${name}=`) - 1]?.startsWith('# '), true, name)
  for (const line of lines) equal(/^(#.*|[A-Z_]+=|)$/.test(line), true, line)
})

test('a copied .env.example, with nothing filled in, says nothing', () => {
  const blank = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, '']))
  const faults: never[] = []
  const warnings: string[] = []
  deepEqual(readEnvironment(blank, faults, warnings), {
    store: 'data/standfirst.db',
    logLevel: 'info',
    slack: null,
    discord: null,
  })
  deepEqual([faults, warnings], [[], []])
})

const folders = [
  [undefined, {}, 'config'],
  [undefined, { STANDFIRST_CONFIG: ' ' }, 'config'],
  [undefined, { STANDFIRST_CONFIG: '/etc/standfirst' }, '/etc/standfirst'],
  ['mine', { STANDFIRST_CONFIG: '/etc/standfirst' }, 'mine'],
] as const
for (const [option, environment, expected] of folders) {
  test(`with --config ${option} and ${JSON.stringify(environment)} the folder is ${expected}`, () => {
    equal(chooseConfigFolder(option, environment), expected)
  })
}
