import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { after, test } from 'node:test'
import { FetchFailure } from '../../../src/ingest/fetch/fetch-failure.ts'
import { hostResolver } from '../../../src/ingest/fetch/resolve-host.ts'

const A = 1
const AAAA = 28
type Zone = Readonly<Record<string, { readonly a?: readonly string[]; readonly aaaa?: readonly string[] } | 'silent'>>

/** A name server on the loopback. It knows what `zone` says; of a name that is `silent` it never says anything. */
async function serveNames(zone: Zone): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (query, { address, port }) => {
    const { name, type, end } = readQuestion(query)
    const records = zone[name]
    if (records === 'silent') return
    const addresses = (type === A ? records?.a : type === AAAA ? records?.aaaa : []) ?? []
    const head = Buffer.from(query.subarray(0, 12))
    head.writeUInt16BE(records === undefined ? 0x8183 : 0x8180, 2)
    head.writeUInt16BE(addresses.length, 6)
    head.writeUInt32BE(0, 8)
    const answers = addresses.map((ip) => {
      const bytes = type === A ? ip.split('.').map(Number) : [...Buffer.from(ip.replaceAll(':', ''), 'hex')]
      return Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, bytes.length, ...bytes])
    })
    socket.send(Buffer.concat([head, query.subarray(12, end), ...answers]), port, address)
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.bind(0, '127.0.0.1', resolve)
  await promise
  after(() => socket.close())
  return `127.0.0.1:${socket.address().port}`
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

const ip6 = '2606:4700:0000:0000:0000:0000:0000:1111'
const server = await serveNames({
  'both.example': { a: ['8.8.8.8', '8.8.4.4'], aaaa: [ip6] },
  'old.example': { a: ['8.8.8.8'] },
  'new.example': { aaaa: [ip6] },
  'empty.example': {},
  'silent.example': 'silent',
})
const resolve = hostResolver([server])
const never = new AbortController().signal

const names = [
  ['both.example', ['8.8.8.8', '2606:4700::1111', '8.8.4.4']],
  ['old.example', ['8.8.8.8']],
  ['new.example', ['2606:4700::1111']],
] as const
for (const [name, expected] of names) {
  test(`${name} is at ${expected.join(', ')}`, async () => deepEqual(await resolve(name, never), expected))
}

test('this machine is known by the system alone', async () => {
  ok((await resolve('localhost', never)).every((address) => ['127.0.0.1', '::1'].includes(address)))
})

test('a name without an address, and one that nobody knows, are unresolved', async () => {
  for (const name of ['empty.example', 'nobody.invalid']) {
    await rejects(resolve(name, never), (error) => {
      ok(error instanceof FetchFailure)
      equal(error.fault, 'unresolved')
      return error.message.startsWith(`${name}: no address is known`)
    })
  }
})

test('a name whose server is silent delays no other name', async () => {
  let isSilent = true
  const silent = Promise.allSettled(
    Array.from({ length: 20 }, () => resolve('silent.example', never).finally(() => (isSilent = false))),
  )
  for (let at = 0; at < 20; at += 1) await resolve('both.example', never)
  equal(isSilent, true, 'twenty others are known while it is waited for')
  await silent
})
