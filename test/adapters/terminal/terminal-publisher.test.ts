import { equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { createTerminalPublisher } from '../../../src/adapters/terminal/terminal-publisher.ts'
import { isNewsError } from '../../../src/news/errors.ts'
import { deliveryId } from '../../../src/news/ids.ts'
import { publisherContract } from '../../contract/publisher-contract.ts'
import { MESSAGES } from '../messages.ts'

const channel = { platform: 'terminal', id: 'out' } as const

publisherContract('terminal', async () => {
  let shown = ''
  const publisher = createTerminalPublisher((text) => void (shown += text), { width: 100 })
  return {
    publisher,
    channel,
    restarted: () => null,
    read: () => shown,
    violations: () => [],
    inject: null,
    refusalCode: '',
    token: 'there is none',
    close: async () => {},
  }
})

test('a terminal that is closed leaves the delivery unconfirmed', async () => {
  const publisher = createTerminalPublisher(() => Promise.reject(new Error('EPIPE')))
  const posting = publisher.post(channel, MESSAGES.short, deliveryId('d1'), new AbortController().signal)
  await rejects(posting, (error) => isNewsError(error, 'unconfirmed'))
})

test('two digests have a blank line between them, and an edit says that it replaces one', async () => {
  let shown = ''
  const publisher = createTerminalPublisher((text) => void (shown += text))
  const { signal } = new AbortController()
  const posted = await publisher.post(channel, MESSAGES.quiet, deliveryId('d1'), signal)
  await publisher.edit(posted, MESSAGES.quiet, signal)
  const quiet = 'Trump–Petro · nothing new since 08:00 (1 more article, same origin) · as of 18:00\n'
  // One blank more than 80 columns hold.
  const wrapped = quiet.replace(' as of', '\n  as of').replace('· \n', '·\n')
  const line = shown.split('\n\n')[0]
  equal(shown, `${line}\n\nReplaces the digest shown before:\n${line}\n`)
  equal(line?.replaceAll(/\s+/g, ' '), wrapped.trim().replaceAll(/\s+/g, ' '))
})
