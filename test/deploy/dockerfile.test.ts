import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { copiedOf, DEPLOY, readDockerfile, ROOT } from './read-dockerfile.ts'

/** Nobody but root listens there, and here nobody does. */
const FREE_PORT = 1
const instructions = await readDockerfile()
const all = (name: string) => instructions.filter((each) => each.name === name).map(({ rest }) => rest)
const { engines, dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))

test('the image is a slim Node of the version that the program needs, by its number', () => {
  deepEqual(all('FROM'), [`node:${engines.node.replace('>=', '')}-slim`])
})

test('packages are those of the lock file, without those of development, and before the program', () => {
  const [install = ''] = all('RUN')
  match(install, /^npm ci --omit=dev /)
  const names = instructions.map(({ name, rest }) => `${name} ${rest}`)
  ok(names.findIndex((line) => line.includes('npm ci')) < names.findIndex((line) => line.startsWith('COPY src')))
  ok(!('node' in dependencies))
})

test('everything that is copied is there, and is sent to Docker', async () => {
  const rules = (await readFile(join(DEPLOY, 'Dockerfile.dockerignore'), 'utf8')).split('\n')
  equal(
    rules.find((rule) => rule !== '' && !rule.startsWith('#')),
    '*',
  )
  for (const { from } of copiedOf(instructions)) {
    ok(existsSync(join(ROOT, from)), from)
    ok(rules.includes(`!${from}`), `${from} is left out by Dockerfile.dockerignore`)
  }
  const sent = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1))
  deepEqual(
    sent.toSorted(),
    copiedOf(instructions)
      .map(({ from }) => from)
      .toSorted(),
  )
})

test('it runs as nobody in particular, writes to one place, stops by SIGTERM, and says whether it is well', () => {
  const user = instructions.findLast(({ name }) => name === 'USER')
  equal(user?.rest, 'node')
  ok(instructions.indexOf(user) > instructions.findLastIndex(({ name }) => name === 'RUN'))
  deepEqual(all('VOLUME'), ['/app/data'])
  deepEqual(all('STOPSIGNAL'), ['SIGTERM'])
  // As a list: a shell in between would keep the signal to itself.
  deepEqual(all('ENTRYPOINT'), ['["node", "src/start.ts"]'])
  deepEqual(all('CMD'), ['["run"]'])
})

for (const [port, code, told] of [
  ['off', 0, /^ok +running: the port of health is switched off/],
  [String(FREE_PORT), 1, /^FAULT +running: \S+ nobody answers/],
] as const) {
  test(`the health check ends with ${code} where the port of health is ${port} and no bot runs`, () => {
    const [, list = '[]'] = /^(?:--\w+(?:-\w+)*=\d+s? )+CMD (\[.*\])$/.exec(all('HEALTHCHECK')[0] ?? '') ?? []
    const [program, ...given]: readonly string[] = JSON.parse(list)
    equal(program, 'node')
    const env = { PATH: process.env['PATH'], STANDFIRST_HEALTH_PORT: port }
    const { status, stdout } = spawnSync(process.execPath, given, { cwd: ROOT, env, encoding: 'utf8' })
    match(stdout, told)
    equal(status, code)
  })
}

test('nothing secret is in it', () => {
  for (const { rest } of instructions) ok(!/token|secret|password|_key/i.test(rest), rest)
})
