import { readFooter } from '../../src/adapters/discord/footer.ts'
import type { FakeDiscord } from './fake-discord.ts'
import type { FakeSlack } from './fake-slack.ts'

/** One part of a delivery as it stands on a platform. `place` is the channel, or the thread under a post. */
export type PostedMark = {
  readonly delivery: string
  readonly part: number
  readonly parts: number
  readonly place: string
  /** All that a reader sees of it, as the platform holds it. */
  readonly text: string
}

/** What our app posted in a channel, in the order it was posted; a message without a mark counts as delivery `none`. */
export function postedOnSlack(slack: FakeSlack, channel: string): readonly PostedMark[] {
  return slack
    .messages(channel)
    .filter(({ app, deleted }) => app === 'ours' && !deleted)
    .map(({ metadata, thread, blocks }) => {
      const payload = (metadata as { readonly event_payload?: Partial<PostedMark> } | null)?.event_payload ?? {}
      const { delivery = 'none', part = 1, parts = 1 } = payload
      return { delivery, part, parts, place: thread ?? channel, text: JSON.stringify(blocks) }
    })
}

export function postedOnDiscord(discord: FakeDiscord, channel: string): readonly PostedMark[] {
  return discord
    .messages(channel)
    .filter(({ author }) => author === 'ours')
    .map((message) => {
      const mark = readFooter(message.embeds?.at(-1)?.footer?.text)
      const { delivery = 'none', part = 1, parts = 1 } = mark ?? {}
      return { delivery, part, parts, place: message.channel, text: JSON.stringify([message.content, message.embeds]) }
    })
}

/** A delivery as the bot's store tells of it. */
export type Owed = {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly because: string | null
  /** The digest that it corrects or withdraws. */
  readonly about: string | null
  readonly reason: string | null
  /** The id of its first message. */
  readonly message: string | null
}

export type Reckoning = {
  /** Deliveries that are not out, of which a part is missing, or that stand in the wrong place. */
  readonly lost: readonly string[]
  /** Parts that stand there twice, messages of no delivery, and news that were told twice. */
  readonly double: readonly string[]
  /** Parts that stand before an earlier one, or before an earlier delivery. */
  readonly disordered: readonly string[]
  /** Digests that still say what was corrected or withdrawn. */
  readonly stale: readonly string[]
}

export type Wording = {
  /** Sentences of which the posts between digests tell each once. */
  readonly news: readonly string[]
  /** What digests said before a correction, and since. */
  readonly outdated: string
  readonly corrected: string
}

/** A delivery may be left out where something else said the same before it. */
const TOLD_BEFORE = /told meanwhile|says so already|was withdrawn/

/** Compares what stands in one channel with all its deliveries, oldest slot first. */
export function reckon(posted: readonly PostedMark[], owed: readonly Owed[], wording: Wording): Reckoning {
  const known = new Map(owed.map((delivery) => [delivery.id, delivery]))
  return {
    lost: owed.filter((delivery) => isLost(delivery, posted, known)).map(nameOwed),
    double: [
      ...posted
        .filter((mark, at) => !known.has(mark.delivery) || posted.findIndex((one) => isSamePart(one, mark)) < at)
        .map(nameMark),
      ...toldTwice(posted, known, wording),
    ],
    disordered: findDisordered(posted, owed).map(nameMark),
    stale: owed.filter((delivery) => isStale(delivery, posted, owed, wording)).map(nameOwed),
  }
}

const nameOwed = ({ id, kind, state, because }: Owed) =>
  `${kind} ${id} ${state}${because === null ? '' : `: ${because}`}`
const nameMark = ({ delivery, part, parts }: PostedMark) => `${delivery} ${part}/${parts}`
const isSamePart = (one: PostedMark, other: PostedMark) => one.delivery === other.delivery && one.part === other.part
const isChange = ({ about }: Owed) => about !== null

function isLost(delivery: Owed, posted: readonly PostedMark[], known: ReadonlyMap<string, Owed>): boolean {
  const { id, kind, state, because, about } = delivery
  if (state === 'skipped') return kind === 'digest' || !TOLD_BEFORE.test(because ?? '')
  const marks = posted.filter((mark) => mark.delivery === id)
  const parts = Array.from({ length: marks[0]?.parts ?? 1 }, (_, index) => index + 1)
  if (state !== 'sent' || parts.some((part) => !marks.some((mark) => mark.part === part))) return true
  // A note hangs from the first message of its digest.
  return about !== null && marks.some(({ place }) => place !== known.get(about)?.message)
}

function toldTwice(
  posted: readonly PostedMark[],
  known: ReadonlyMap<string, Owed>,
  { news, corrected }: Wording,
): readonly string[] {
  const kindOf = ({ delivery }: PostedMark) => known.get(delivery)?.kind
  const telling = (kind: string, sentence: string) =>
    posted.filter((mark) => kindOf(mark) === kind && mark.text.includes(sentence))
  const breaking = news.flatMap((sentence) => telling('breaking', sentence).slice(1))
  const notes = telling('correction', corrected)
  const again = notes.filter((note, at) => notes.findIndex(({ place }) => place === note.place) < at)
  return [...breaking, ...again].map((mark) => `${nameMark(mark)} tells it again`)
}

/** A retraction waits for nothing, and an edit may make a digest longer later: neither is out of order. */
function findDisordered(posted: readonly PostedMark[], owed: readonly Owed[]): readonly PostedMark[] {
  const changed = new Set(owed.filter(isChange).map(({ about }) => about))
  const overtaking = new Set(owed.filter(({ kind }) => kind === 'retraction').map(({ id }) => id))
  const inOrder = posted.filter(
    ({ delivery, part }) => !overtaking.has(delivery) && (part === 1 || !changed.has(delivery)),
  )
  const rank = ({ delivery, part }: PostedMark) => owed.findIndex(({ id }) => id === delivery) * 1_000 + part
  return inOrder.filter((mark, at) => {
    const before = inOrder[at - 1]
    return before !== undefined && rank(before) > rank(mark)
  })
}

function isStale(
  { id, kind }: Owed,
  posted: readonly PostedMark[],
  owed: readonly Owed[],
  { outdated, corrected }: Wording,
): boolean {
  if (kind !== 'digest') return false
  const text = posted.filter(({ delivery }) => delivery === id).map((mark) => mark.text)
  const retraction = owed.find(({ kind: change, about }) => change === 'retraction' && about === id)
  if (retraction !== undefined) return !text.join('').includes(retraction.reason ?? '')
  return text.some((each) => each.includes(outdated) && !each.includes(corrected))
}
