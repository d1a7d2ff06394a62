import { deepEqual, equal, ok } from 'node:assert/strict'
import { connect, Socket } from 'node:net'
import { after, test } from 'node:test'
import { answer, serveRaw } from '../../fakes/hostile-servers.ts'
import { FETCH_LIMITS, type FetchLimits } from '../../../src/ingest/fetch/fetch-limits.ts'
import { undiciFetcher } from '../../../src/ingest/fetch/undici-fetcher.ts'
import { systemClock } from '../../../src/ops/clock.ts'

const hello = await serveRaw({ '/': answer('200 OK', [], 'hello') })
after(() => hello.close())

type World = {
  readonly names?: Readonly<Record<string, readonly string[]>>
  readonly limits?: Partial<FetchLimits>
  /** What the socket says it is connected to. */
  readonly connectedTo?: string
  readonly deadAddresses?: readonly string[]
}

/** A fetch in a world where every address leads to the server of this test: no packet leaves the machine. */
async function fetchIn(url: string, { names = {}, limits = {}, connectedTo, deadAddresses = [] }: World = {}) {
  const dialled: string[] = []
  const fetcher = undiciFetcher({
    userAgent: 'Standfirst/0',
    limits: { ...FETCH_LIMITS, connectMs: 1_000, ...limits },
    clock: systemClock,
    resolve: (name) => Promise.resolve(names[name] ?? []),
    dial: (address, port) => {
      dialled.push(`${address} ${port}`)
      if (deadAddresses.includes(address)) return new Socket().destroy(new Error('dead'))
      const socket = connect({ host: '127.0.0.1', port: hello.port })
      Object.defineProperty(socket, 'remoteAddress', { value: connectedTo ?? address })
      return socket
    },
  })
  const outcome = await fetcher.fetch({ url, accept: 'page' }, new AbortController().signal)
  await fetcher.close()
  return { dialled, outcome: outcome.kind === 'failed' ? outcome.fault : outcome.kind }
}

const inside = [
  '127.0.0.1',
  '10.0.0.1',
  '169.254.169.254',
  '[::1]',
  '[::ffff:a00:1]',
  '[fd00:ec2::254]',
  '0',
  '2852039166',
]
for (const host of inside) {
  test(`http://${host}/ is refused before anything is dialled`, async () => {
    deepEqual(await fetchIn(`http://${host}/`), { dialled: [], outcome: 'forbidden-address' })
  })
}

test('a name is refused where any of its addresses is not of the public network', async () => {
  const names = { 'mixed.example': ['8.8.8.8', '10.0.0.1'], 'inside.example': ['::1'] }
  for (const name of Object.keys(names)) {
    deepEqual(await fetchIn(`http://${name}/`, { names }), { dialled: [], outcome: 'forbidden-address' })
  }
})

test('what was looked up is what is dialled', async () => {
  const names = { 'sound.example': ['8.8.8.8'] }
  deepEqual(await fetchIn('http://sound.example/', { names }), { dialled: ['8.8.8.8 80'], outcome: 'fetched' })
})

test('a name that means something else at the second look-up is never looked up twice', async () => {
  let lookups = 0
  const names = {
    get 'rebound.example'() {
      lookups += 1
      return lookups === 1 ? ['8.8.8.8'] : ['127.0.0.1']
    },
  }
  deepEqual(await fetchIn('http://rebound.example/', { names }), { dialled: ['8.8.8.8 80'], outcome: 'fetched' })
  equal(lookups, 1)
})

test('a socket that is connected to something else than was dialled is refused, and nothing is asked of it', async () => {
  const names = { 'sound.example': ['8.8.8.8'] }
  const { outcome } = await fetchIn('http://sound.example/', { names, connectedTo: '10.0.0.1' })
  equal(outcome, 'forbidden-address')
})

test('where one address is dead the next is tried; where all are, the host is unreachable', async () => {
  const names = { 'sound.example': ['8.8.8.8', '2606:4700::1111'] }
  const first = await fetchIn('http://sound.example/', { names, deadAddresses: ['8.8.8.8'] })
  deepEqual(first, { dialled: ['8.8.8.8 80', '2606:4700::1111 80'], outcome: 'fetched' })
  const all = await fetchIn('http://sound.example/', { names, deadAddresses: ['8.8.8.8', '2606:4700::1111'] })
  equal(all.outcome, 'unreachable')
})

test('a name with a thousand addresses is not tried through', async () => {
  const many = Array.from({ length: 1_000 }, (_, at) => `8.8.${at >> 8}.${at & 255}`)
  const { dialled } = await fetchIn('http://many.example/', { names: { 'many.example': many }, deadAddresses: many })
  equal(dialled.length, 4)
})

const ports = [
  ['http://sound.example:80/', {}, 'fetched'],
  ['http://sound.example:443/', {}, 'fetched'],
  ['http://sound.example:22/', {}, 'forbidden-address'],
  ['http://sound.example:8080/', {}, 'forbidden-address'],
  ['http://sound.example:8080/', { ports: [8_080] }, 'fetched'],
  ['http://sound.example:8080/', { allow: ['8.0.0.0/8'] }, 'fetched'],
  ['http://10.0.0.1:8080/', { ports: [8_080] }, 'forbidden-address'],
  ['http://10.0.0.1:8080/', { allow: ['10.0.0.0/8'] }, 'fetched'],
] as const
for (const [url, limits, expected] of ports) {
  test(`${url} with ${JSON.stringify(limits)}: ${expected}`, async () => {
    equal((await fetchIn(url, { names: { 'sound.example': ['8.8.8.8'] }, limits })).outcome, expected)
  })
}

test('a name that nobody knows is unresolved', async () => {
  deepEqual(await fetchIn('http://nobody.example/'), { dialled: [], outcome: 'unresolved' })
})

test('a look-up that never answers ends by the deadline, and by the signal', async () => {
  const fetcher = undiciFetcher({
    userAgent: 'Standfirst/0',
    limits: { ...FETCH_LIMITS, timeoutMs: 100 },
    clock: systemClock,
    resolve: () => new Promise(() => {}),
  })
  const request = { url: 'http://slow.example/', accept: 'page' } as const
  const late = await fetcher.fetch(request, new AbortController().signal)
  ok(late.kind === 'failed' && late.fault === 'timeout')
  const stopped = await fetcher.fetch(request, AbortSignal.abort())
  ok(stopped.kind === 'failed' && stopped.fault === 'stopped')
  await fetcher.close()
})
