import { readFooter } from '../../src/adapters/discord/footer.ts'
import type { FakeDiscord } from './fake-discord.ts'
import type { FakeSlack } from './fake-slack.ts'

/** One part of a delivery as it stands on a platform. `place` is the channel, or the thread under a post. */
export type PostedMark = {
  readonly delivery: string
  readonly part: number
  readonly parts: number
  readonly place: string
}

/** What our app posted in a channel, in the order it was posted; a message without a mark counts as delivery `none`. */
export function postedOnSlack(slack: FakeSlack, channel: string): readonly PostedMark[] {
  return slack
    .messages(channel)
    .filter(({ app }) => app === 'ours')
    .map(({ metadata, thread }) => {
      const payload = (metadata as { readonly event_payload?: Partial<PostedMark> } | null)?.event_payload ?? {}
      const { delivery = 'none', part = 1, parts = 1 } = payload
      return { delivery, part, parts, place: thread ?? channel }
    })
}

export function postedOnDiscord(discord: FakeDiscord, channel: string): readonly PostedMark[] {
  return discord
    .messages(channel)
    .filter(({ author }) => author === 'ours')
    .map((message) => {
      const mark = readFooter(message.embeds?.at(-1)?.footer?.text)
      const { delivery = 'none', part = 1, parts = 1 } = mark ?? {}
      return { delivery, part, parts, place: message.channel }
    })
}

export type Reckoning = {
  /** Deliveries of which a part is missing. */
  readonly lost: readonly string[]
  /** Parts that stand there twice, and messages of no delivery. */
  readonly double: readonly string[]
  /** Parts that stand before an earlier one, or before an earlier delivery. */
  readonly disordered: readonly string[]
}

/** Compares what stands in one channel with the deliveries it is owed, in order. */
export function reckon(posted: readonly PostedMark[], owed: readonly string[]): Reckoning {
  const nameOf = ({ delivery, part }: PostedMark) => `${delivery} ${part}`
  const names = posted.map(nameOf)
  const partsOf = (delivery: string) => posted.filter((mark) => mark.delivery === delivery)
  const rank = (mark: PostedMark) => owed.indexOf(mark.delivery) * 1_000 + mark.part
  return {
    lost: owed.filter((delivery) => {
      const marks = partsOf(delivery)
      const parts = marks[0]?.parts ?? 1
      return Array.from({ length: parts }, (_, index) => index + 1).some(
        (part) => !marks.some((mark) => mark.part === part),
      )
    }),
    double: posted.flatMap((mark, index) =>
      !owed.includes(mark.delivery) || names.indexOf(nameOf(mark)) < index ? [nameOf(mark)] : [],
    ),
    disordered: posted.flatMap((mark, index) => {
      const before = posted[index - 1]
      return before !== undefined && rank(before) > rank(mark) ? [nameOf(mark)] : []
    }),
  }
}
