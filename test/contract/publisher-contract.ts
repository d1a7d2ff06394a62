import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
import { inspect } from 'node:util'
import type { Publisher } from '../../src/adapters/publisher.ts'
import { plainText } from '../../src/adapters/plain-text.ts'
import { isNewsError } from '../../src/news/errors.ts'
import type { ErrorCode } from '../../src/news/errors.ts'
import { deliveryId } from '../../src/news/ids.ts'
import type { ChannelRef, ChatMessage } from '../../src/news/message.ts'
import { MESSAGES, rowTexts } from '../adapters/messages.ts'
import type { Fault } from '../e2e/fake-http.ts'

/** A publisher and the channel it posts to, as a test sees them. */
export type PublisherHarness = {
  readonly publisher: Publisher
  readonly channel: ChannelRef
  /** A second publisher on the same channel, with nothing remembered: the process after a crash. Null where nothing outlives one. */
  restarted(): Publisher | null
  /** All that stands in the channel, as its readers see it: markup taken as the platform takes it. */
  read(): string
  /** What the platform would not have taken, or would have made more of than text. */
  violations(): readonly string[]
  /** Lets the next requests fail, in order. Null where there is no network. */
  readonly inject: ((...faults: readonly Fault[]) => void) | null
  /** A code by which the platform refuses a channel for good. */
  readonly refusalCode: string
  /** The secret that no error may hold. */
  readonly token: string
  close(): Promise<void>
}

/** Before anything is posted. */
const SINCE = Temporal.Instant.from('2026-01-08T08:00Z')
const DELIVERY = deliveryId('d1a2b3c4d5')
const OTHER = deliveryId('d5e6f7a8b9')
const RETRY_AFTER_S = 2
const NOTE_TEXT = 'The bridge at Calder is open.'
const NOTE: ChatMessage = {
  lang: 'en',
  title: 'Corrected',
  notification: 'One line of a digest was corrected.',
  context: [],
  sections: [{ heading: 'Corrections', rows: [{ kind: 'note', text: NOTE_TEXT }] }],
}

/** What every publisher must do. `start` gives a fresh channel for each test. */
export function publisherContract(platform: string, start: () => Promise<PublisherHarness>): void {
  describe(`the ${platform} publisher`, () => {
    const opened: PublisherHarness[] = []
    let harness: PublisherHarness
    const { signal } = new AbortController()

    beforeEach(async () => {
      harness = await start()
      opened.push(harness)
    })
    after(async () => {
      for (const { publisher, close } of opened) {
        await publisher.close()
        await close()
      }
    })

    const post = (publisher = harness.publisher, message: keyof typeof MESSAGES = 'short') =>
      publisher.post(harness.channel, MESSAGES[message], DELIVERY, signal)

    test('posts a message in the channel and says where', async () => {
      const posted = await post()
      equal(posted.platform, platform)
      equal(posted.id, harness.channel.id)
      ok(posted.message !== '')
      holdsInOrder(harness.read(), rowTexts(MESSAGES.short))
      deepEqual(harness.violations(), [])
    })

    for (const name of ['quiet', 'spanish', 'hostile'] as const) {
      test(`shows the ${name} message literally, word for word, in order`, async () => {
        await post(harness.publisher, name)
        holdsInOrder(harness.read(), [plainText(MESSAGES[name].title), ...rowTexts(MESSAGES[name])])
        deepEqual(harness.violations(), [])
      })
    }

    test('continues a long digest in order and loses no row', async () => {
      await post(harness.publisher, 'long')
      holdsInOrder(harness.read(), rowTexts(MESSAGES.long))
      deepEqual(harness.violations(), [])
    })

    test('finds what it posted, and nothing else', async () => {
      const posted = await post()
      deepEqual(await harness.publisher.find(harness.channel, DELIVERY, signal, SINCE), posted)
      equal(await harness.publisher.find(harness.channel, OTHER, signal, SINCE), null)
    })

    test('edits what it posted: the new text is there', async () => {
      const posted = await post()
      await harness.publisher.edit(posted, MESSAGES.spanish, signal)
      holdsInOrder(harness.read(), rowTexts(MESSAGES.spanish))
      deepEqual(await harness.publisher.find(harness.channel, DELIVERY, signal, SINCE), posted)
      deepEqual(harness.violations(), [])
    })

    test('a note about a digest is found by its own delivery, and the digest by its own', async () => {
      const posted = await post()
      const note = await harness.publisher.reply(posted, NOTE, OTHER, signal)
      equal(note.id, harness.channel.id)
      deepEqual(await harness.publisher.findReply(posted, OTHER, signal), note)
      equal(await harness.publisher.findReply(posted, deliveryId('d000000000'), signal), null)
      deepEqual(await harness.publisher.find(harness.channel, DELIVERY, signal, SINCE), posted)
      equal(count(harness.read(), NOTE_TEXT), 1)
      deepEqual(harness.violations(), [])
    })

    test('an edit leaves the notes about a digest as they are', async () => {
      const posted = await post()
      await harness.publisher.reply(posted, NOTE, OTHER, signal)
      await harness.publisher.edit(posted, MESSAGES.spanish, signal)
      equal(count(harness.read(), NOTE_TEXT), 1)
      deepEqual(harness.violations(), [])
    })

    test('sends nothing once it is told to stop', async () => {
      const stopped = harness.publisher.post(harness.channel, MESSAGES.short, DELIVERY, AbortSignal.abort())
      await fails(stopped, 'interrupted', harness.token)
      equal(harness.read(), '')
    })

    /** A test that needs a network to fail. */
    const remote = (name: string, run: (inject: NonNullable<PublisherHarness['inject']>) => Promise<void>) =>
      test(name, async (context) => {
        if (harness.inject === null) context.skip('there is no network to fail')
        else await run(harness.inject)
      })

    remote('an edit replaces a long digest with a short one, and a short one with a long one', async () => {
      const posted = await post(harness.publisher, 'long')
      await harness.publisher.edit(posted, MESSAGES.short, signal)
      ok(!harness.read().includes('Update 20'))
      await harness.publisher.edit(posted, MESSAGES.long, signal)
      holdsInOrder(harness.read(), rowTexts(MESSAGES.long))
      ok(!harness.read().includes('two foreign ministries'))
      deepEqual(harness.violations(), [])
    })

    remote('a channel that refuses is named, with what to do', async (inject) => {
      inject({ kind: 'refused', code: harness.refusalCode })
      const error = await fails(post(), 'channel-refused', harness.token)
      ok(error.message.includes(harness.channel.id) && error.message.includes(harness.refusalCode), error.message)
    })

    remote('a channel that does not exist refuses', async () => {
      const nowhere = { ...harness.channel, id: '999000000000000009' }
      await fails(harness.publisher.post(nowhere, MESSAGES.short, DELIVERY, signal), 'channel-refused', harness.token)
    })

    remote('a rate limit says how long to wait, and a post works again after it', async (inject) => {
      inject({ kind: 'rate-limited', retryAfterS: RETRY_AFTER_S })
      const error = await fails(post(), 'rate-limited', harness.token)
      const waitMs = error.retryAfterMs ?? 0
      ok(waitMs >= RETRY_AFTER_S * 1_000 && waitMs <= RETRY_AFTER_S * 1_000 + 100, `${waitMs} ms`)
      equal(harness.read(), '')
    })

    for (const fault of [
      { kind: 'status', status: 500 },
      { kind: 'status', status: 503 },
      { kind: 'reset' },
    ] as const) {
      remote(
        `${fault.kind} ${'status' in fault ? fault.status : ''} before it is accepted: unconfirmed, not found`,
        async (inject) => {
          inject(fault)
          await fails(post(), 'unconfirmed', harness.token)
          equal(await harness.publisher.find(harness.channel, DELIVERY, signal, SINCE), null)
          await post()
          equal(count(harness.read(), 'two foreign ministries'), 1)
        },
      )
    }

    const accepting = [
      { kind: 'hang-accepting' },
      { kind: 'reset-accepting' },
      { kind: 'status-accepting', status: 502 },
    ] as const
    for (const fault of accepting) {
      remote(`${fault.kind}: unconfirmed, then found even by a restarted process`, async (inject) => {
        inject(fault)
        await fails(post(), 'unconfirmed', harness.token)
        const found = await harness.publisher.find(harness.channel, DELIVERY, signal, SINCE)
        ok(found !== null)
        deepEqual(await harness.restarted()?.find(harness.channel, DELIVERY, signal, SINCE), found)
        equal(count(harness.read(), 'two foreign ministries'), 1)
      })
    }

    remote('a note that breaks off is found, or posted once more, by a restarted process', async (inject) => {
      const posted = await post()
      const next = harness.restarted()
      ok(next !== null)
      // A platform that opens a thread first is asked twice: then the first request passes.
      inject({ kind: 'reset-accepting' })
      await fails(harness.publisher.reply(posted, NOTE, OTHER, signal), 'unconfirmed', harness.token)
      const found = await next.findReply(posted, OTHER, signal)
      if (found === null) await next.reply(posted, NOTE, OTHER, signal)
      equal(count(harness.read(), NOTE_TEXT), 1)
      deepEqual(harness.violations(), [])
    })

    remote('a note about a digest that is gone changes nothing', async () => {
      const gone = { ...harness.channel, message: '170000000000000009' }
      await rejects(harness.publisher.edit(gone, MESSAGES.short, signal), (error) => isNewsError(error))
      equal(harness.read(), '')
    })

    remote('a long digest that breaks off is continued, not repeated, even after a crash', async (inject) => {
      inject({ kind: 'none' }, { kind: 'reset-accepting' })
      await fails(post(harness.publisher, 'long'), 'unconfirmed', harness.token)
      const next = harness.restarted()
      ok(next !== null)
      equal(await next.find(harness.channel, DELIVERY, signal, SINCE), null)
      const posted = await post(next, 'long')
      holdsInOrder(harness.read(), rowTexts(MESSAGES.long))
      equal(count(harness.read(), 'Update 3:'), 1)
      deepEqual(await next.find(harness.channel, DELIVERY, signal, SINCE), posted)
    })

    remote('a rate limit between two parts is waited for', async (inject) => {
      inject({ kind: 'none' }, { kind: 'rate-limited', retryAfterS: 1 })
      await post(harness.publisher, 'long')
      holdsInOrder(harness.read(), rowTexts(MESSAGES.long))
    })

    remote('a long rate limit between two parts leaves the digest unconfirmed, to be continued', async (inject) => {
      inject({ kind: 'none' }, { kind: 'rate-limited', retryAfterS: 600 })
      const error = await fails(post(harness.publisher, 'long'), 'unconfirmed', harness.token)
      ok((error.retryAfterMs ?? 0) >= 600_000)
    })
  })
}

/** The error, which must be a NewsError of `code` and hold no secret anywhere in it. */
async function fails(run: Promise<unknown>, code: ErrorCode, token: string) {
  let caught: unknown
  await rejects(run, (error) => {
    caught = error
    return true
  })
  ok(isNewsError(caught, code), `wanted ${code}, got ${inspect(caught, { depth: 2 })}`)
  ok(!inspect(caught, { depth: 10, showHidden: true }).includes(token), 'the token is in the error')
  return caught
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}

/** White space apart, `shown` holds every text whole and in this order. */
export function holdsInOrder(shown: string, texts: readonly string[]): void {
  const bare = shown.replaceAll(/\s/g, '')
  let from = 0
  for (const text of texts) {
    const wanted = plainText(text).replaceAll(/\s/g, '')
    const at = bare.indexOf(wanted, from)
    ok(at !== -1, `${JSON.stringify(text)} is missing or out of order in:\n${shown}`)
    from = at + wanted.length
  }
}
