import { equal, ok } from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { WebSocketServer } from 'ws'
import { makeDeskFolder } from './desk-folder.ts'

const SETTINGS = "zone: UTC\nsubscriptions:\n  - story: trump-petro\n    channel: terminal\n    at: ['08:00']\n"

/** A Slack whose sockets say hello, and then what no library expects. */
async function startRawSlack(said: string) {
  const server = createServer((request, response) => {
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const answer = request.url?.endsWith('connections.open') === true ? { ok: true, url } : { ok: true, team_id: 'T1' }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }))
    setTimeout(() => socket.send(said), 100)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    server.close()
  }
  return { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`, close }
}

test('a message that the library of a platform cannot read is logged, and the bot goes on', async () => {
  const slack = await startRawSlack('null')
  const desk = await makeDeskFolder({ settings: SETTINGS })
  const bot = desk.start(['run'], {
    env: { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: slack.apiUrl },
  })
  await bot.printed(/nobody waited; the bot goes on/)
  equal(bot.child.exitCode, null)
  bot.child.kill('SIGTERM')
  const { code, err } = await bot.ended
  ok(code === 0 || code === 143, `${code} ${err}`)
  slack.close()
})
