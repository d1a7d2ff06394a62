import { deepEqual, match } from 'node:assert/strict'
import { test } from 'node:test'
import { runningCheck } from '../../src/assembly/examine-running.ts'
import { openHealthServer } from '../../src/ops/health-server.ts'
import { checkUp } from '../../src/pipeline/check-up.ts'

const NEVER_PORT = 1
const examine = async (health: Parameters<typeof runningCheck>[0]['health']) => {
  const { ok, checks } = await checkUp([runningCheck({ health })])
  return `${ok} ${checks[0]?.found}`
}

/** A bot that answers so on /healthz; how it is found, on each of the hosts that it may be set to. */
async function found(status: number, hosts: readonly string[]): Promise<readonly string[]> {
  const pages = new Map([['/healthz', async () => ({ status, type: 'text/plain', body: 'the loop stands still\n' })]])
  const server = await openHealthServer({ host: '127.0.0.1', port: 0, pages, onFault: () => undefined })
  if (server.kind !== 'listening') throw new Error(server.code)
  try {
    const told = await Promise.all(hosts.map((host) => examine({ host, port: server.port })))
    return told.map((text) => text.replace(`:${server.port}`, ':PORT'))
  } finally {
    await server.close()
  }
}

test('a bot that says it is well is well, also where it listens on every address', async () => {
  const well = 'true http://127.0.0.1:PORT: the bot says that it is well'
  deepEqual(await found(200, ['127.0.0.1', '0.0.0.0']), [well, well])
})

test('one that says it is not is told with what it says', async () => {
  deepEqual(await found(503, ['127.0.0.1']), [
    'false http://127.0.0.1:PORT: the bot says that it is not well (503): the loop stands still',
  ])
})

test('where the port is switched off by a setting nobody is asked, and nothing is wrong', async () => {
  match(await examine(null), /^true the port of health is switched off/)
})

test('where nobody listens, or on which port nobody can know, is told', async () => {
  match(
    await examine({ host: '127.0.0.1', port: NEVER_PORT }),
    /^false http:\/\/127\.0\.0\.1:1: nobody answers \(\w.*\)/,
  )
  match(await examine({ host: '::', port: NEVER_PORT }), /^false http:\/\/\[::1\]:1: nobody answers \(\w.*\)/)
  match(await examine({ host: '127.0.0.1', port: 0 }), /^false http:\/\/127\.0\.0\.1:0: any port/)
})
