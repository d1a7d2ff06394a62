import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { request, type IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { openHealthServer, type HealthPage, type HealthServer } from '../../src/ops/health-server.ts'

type Listening = Extract<HealthServer, { readonly kind: 'listening' }>

const faults: unknown[] = []
const page = async (): Promise<HealthPage> => ({ status: 200, type: 'text/plain', body: 'well' })
const pages = new Map([
  ['/well', page],
  ['/ill', async () => ({ status: 503, type: 'text/plain', body: 'ill' })],
  ['/broken', () => Promise.reject(new Error('token xoxb-1-hush'))],
])
const open = async (port = 0) =>
  openHealthServer({ host: '127.0.0.1', port, pages, onFault: (error) => void faults.push(error) })
const sockets: Socket[] = []
let server: Listening
before(async () => {
  const opened = await open()
  if (opened.kind !== 'listening') throw new Error(opened.code)
  server = opened
})
after(async () => {
  for (const socket of sockets) socket.destroy()
  await server.close()
})

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }

function ask(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ port: server.port, host: '127.0.0.1', method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (more: string) => (text += more))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Sends bytes; all that comes back until the server hangs up, and after how long that was. */
function send(...pieces: readonly string[]): Promise<{ readonly text: string; readonly ms: number }> {
  const began = performance.now()
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => pieces.forEach((piece) => socket.write(piece)))
    sockets.push(socket)
    let text = ''
    socket.on('data', (more) => (text += String(more)))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve({ text, ms: performance.now() - began }))
  })
}

const cases = [
  ['GET', '/well', 200, 'well'],
  ['GET', '/well?anything=1', 200, 'well'],
  ['HEAD', '/well', 200, ''],
  ['GET', '/ill', 503, 'ill'],
  ['GET', '/', 404, 'There is /well, /ill, /broken.\n'],
  ['GET', '/well/', 404, 'There is /well, /ill, /broken.\n'],
  ['GET', '/../etc/passwd', 404, 'There is /well, /ill, /broken.\n'],
  ['POST', '/well', 405, 'Only GET and HEAD are answered.\n'],
  ['DELETE', '/well', 405, 'Only GET and HEAD are answered.\n'],
  ['GET', '/broken', 500, 'It could not be told; the log says why.\n'],
] as const
for (const [method, path, status, body] of cases) {
  test(`${method} ${path} is answered with ${status}`, async () => {
    const answer = await ask(method, path)
    deepEqual([answer.status, answer.body], [status, body])
    equal(answer.headers.connection, 'close')
    equal(answer.headers['cache-control'], 'no-store')
  })
}

test('what a page throws goes to the log alone', async () => {
  faults.length = 0
  await ask('GET', '/broken')
  equal(faults.length, 1)
})

test('no Host is needed, and none is believed', async () => {
  for (const head of ['GET /well HTTP/1.0\r\n\r\n', 'GET /well HTTP/1.1\r\nHost: evil.example\r\n\r\n']) {
    const { text } = await send(head)
    match(text, /^HTTP\/1\.1 200 OK\r\n/)
    ok(!text.includes('evil.example'))
  }
})

test('a body is not read: it is answered at once and hung up on', async () => {
  const { text, ms } = await send(
    'POST /well HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n',
    'a'.repeat(1_000),
  )
  match(text, /^HTTP\/1\.1 405 /)
  ok(ms < 4_000, `${ms} ms`)
})

test('long headers are refused', async () => {
  match((await send(`GET /well HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).text, /^HTTP\/1\.1 431 /)
})

test('what is no HTTP is refused', async () => {
  match((await send('\u0016\u0003\u0001 hello\r\n\r\n')).text, /^HTTP\/1\.1 400 /)
})

test('headers that come too slowly end the connection within five seconds', async () => {
  const { ms } = await send('GET /well HTTP/1.1\r\nHost: x\r\n')
  ok(ms > 1_000 && ms < 6_000, `${ms} ms`)
})

test('more connections than it takes are hung up on, and when they end it answers again', async () => {
  const held = Array.from({ length: 60 }, () => connect(server.port, '127.0.0.1'))
  for (const socket of held) socket.on('error', () => undefined)
  sockets.push(...held)
  await new Promise((resolve) => setTimeout(resolve, 300))
  ok(held.filter(({ destroyed }) => destroyed).length >= 20)
  for (const socket of held) socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 100))
  equal((await ask('GET', '/well')).status, 200)
})

test('a port that is taken is told, not thrown', async () => {
  deepEqual(await open(server.port), { kind: 'refused', code: 'EADDRINUSE' })
})

test('it closes within a second, though somebody holds a connection open', async () => {
  const other = await open()
  if (other.kind !== 'listening') throw new Error(other.code)
  const held = connect(other.port, '127.0.0.1')
  sockets.push(held)
  held.on('error', () => undefined)
  await new Promise((resolve) => held.once('connect', resolve))
  held.write('GET /well HTTP/1.1\r\n')
  const began = performance.now()
  await other.close()
  ok(performance.now() - began < 1_000)
})
