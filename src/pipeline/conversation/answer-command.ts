import type { Command, Shareable } from '../../commands/grammar/command.ts'
import { changedMessage } from '../../commands/changed-message.ts'
import type { SinceReason } from '../../commands/chat/chat-words.ts'
import { differMessage } from '../../commands/differ-message.ts'
import { digestMessage } from '../../commands/digest-message.ts'
import type { AnswerStyle } from '../../commands/source-rows.ts'
import { sourcesMessage } from '../../commands/sources-message.ts'
import { timelineMessage } from '../../commands/timeline-message.ts'
import { whyMessage } from '../../commands/why-message.ts'
import { withoutMuted } from '../../commands/chat/without-muted.ts'
import type { Asker, Reply } from '../../news/chat.ts'
import type { ArticleId, StoryId } from '../../news/ids.ts'
import type { ChatMessage } from '../../news/message.ts'
import { isRetracted } from '../digest/compose-change.ts'
import type { Asked, ChatParts } from './chat-parts.ts'
import { namedInDifferences, namedInTimeline, namedInUpdate, namedInWhy } from './named-articles.ts'
import type { ReadingWish } from '../reading/fresh-briefs.ts'
import { tellBrief, tellChanges } from '../writing/draft-for.ts'
import type { Told } from '../writing/wording.ts'

/** Who never looked, in a channel that was never told, is told what changed in a day. */
const FIRST_LOOK_HOURS = 24
/** Clocks of machines are set right by less, as a rule. */
const CLOCK_SLIP_MAX_MINUTES = 5

/** What is asked of a story. */
export type Reading =
  | Extract<Command, { readonly kind: 'brief' | 'sources' | 'differ' | 'timeline' | 'why' }>
  | { readonly kind: 'whatchanged'; readonly story: StoryId; readonly since: SinceMoment }

/** What was answered: it can be shown again to everybody in the same words. */
export type Answered = {
  readonly message: ChatMessage
  readonly shareable: Shareable
  readonly asOf: Temporal.Instant
  /** The same in better words, where a model was late: null where nothing better came. Never rejects. */
  readonly better: Promise<Answered | null> | null
}

type ReadParts = Pick<ChatParts, 'store' | 'fresh' | 'clock' | 'wording'>

/** Since when an answer tells what changed, and why since then. */
export type SinceMoment = { readonly at: Temporal.Instant; readonly because: SinceReason }

/** The name of a person's marks: one person is another reader in another workspace. */
export function readerOf({ platform, workspace, user }: Asker): string {
  return `${platform}:${workspace ?? '@me'}:${user}`
}

type AskedOf = { readonly asOf?: Temporal.Instant; readonly signal: AbortSignal }

/** Answers a question about a story, as of now or of an earlier moment. Throws NewsError 'story-unknown', 'claim-unknown'. */
export async function answerReading(
  command: Reading,
  asked: Asked,
  when: AskedOf,
  parts: ReadParts,
): Promise<Answered> {
  const answered = await answerWhole(command, asked, when, parts)
  const muted = asked.channel === null ? [] : await parts.store.reader.listMutes(asked.channel)
  const without = ({ message, better, ...rest }: Answered): Answered => ({
    ...rest,
    message: withoutMuted(message, muted),
    better: better?.then((found) => (found === null ? null : without(found))) ?? null,
  })
  return without(answered)
}

/** What is told, and what may take its place, as answers. */
async function answeredOf<Value>(
  { told, better }: Told<Value>,
  show: (value: Value) => Promise<Omit<Answered, 'better'>>,
): Promise<Answered> {
  // Where better words cannot be shown, the answer stands as it is.
  const later = better?.then((found) => (found === null ? null : answeredOf(found, show))).catch(() => null) ?? null
  return { ...(await show(told)), better: later }
}

/** No model words it. */
const PLAIN = { better: null } as const

async function answerWhole(
  command: Reading,
  asked: Asked,
  { asOf, signal }: AskedOf,
  parts: ReadParts,
): Promise<Answered> {
  const { fresh } = parts
  const { channel, lang, zone } = asked
  const wish: ReadingWish = { story: command.story, lang, channel, ...(asOf === undefined ? {} : { asOf }) }
  const style = (named: ReadonlySet<ArticleId>) => styleOf(wish, named, asked, parts)
  switch (command.kind) {
    case 'brief': {
      return answeredOf(await tellBrief(wish, parts, signal), async (brief) => ({
        message: digestMessage(brief, { lang, zone, previousAt: null }),
        shareable: command,
        asOf: brief.asOf,
      }))
    }
    case 'whatchanged': {
      const { since } = command
      return answeredOf(await tellChanges(wish, since.at, parts, signal), async (update) => ({
        message: changedMessage(update, { ...(await style(namedInUpdate(update))), sinceBecause: since.because }),
        shareable: { ...command, since: since.at },
        asOf: update.asOf,
      }))
    }
    case 'sources': {
      const answer = await fresh.sourcesOf(wish)
      const message = sourcesMessage(answer, { ...(await plainStyleOf(wish, asked, parts)), sources: answer.sources })
      return { ...PLAIN, message, shareable: command, asOf: answer.asOf }
    }
    case 'differ': {
      const answer = await fresh.differencesOf(wish)
      const message = differMessage(answer, await style(namedInDifferences(answer)))
      return { ...PLAIN, message, shareable: command, asOf: answer.asOf }
    }
    case 'timeline': {
      const answer = await fresh.timelineOf(wish)
      const message = timelineMessage(answer, await style(namedInTimeline(answer)))
      return { ...PLAIN, message, shareable: command, asOf: answer.asOf }
    }
    case 'why': {
      const at = asOf ?? fresh.knownAt()
      const answer = await fresh.whyOf(wish, command.line)
      const message = whyMessage(answer, { ...(await style(namedInWhy(answer))), asOf: at })
      return { ...PLAIN, message, shareable: command, asOf: at }
    }
  }
}

/** Of a long story's sources only the named ones are asked for: unpacking all would hold up whoever else asks. */
async function styleOf(
  wish: ReadingWish,
  named: ReadonlySet<ArticleId>,
  asked: Asked,
  parts: ReadParts,
): Promise<AnswerStyle> {
  const [plain, sources] = await Promise.all([
    plainStyleOf(wish, asked, parts),
    parts.fresh.namedSourcesOf(wish, named),
  ])
  return { ...plain, ...sources }
}

async function plainStyleOf(wish: ReadingWish, { lang, zone }: Asked, { fresh }: ReadParts): Promise<AnswerStyle> {
  const { story } = await fresh.storyOf(wish.story)
  return { lang, zone, title: story.title }
}

/** Moves the asker's mark to what was answered: to be called when the platform has taken the answer. */
export function moveMark(
  { story, asOf }: { readonly story: StoryId; readonly asOf: Temporal.Instant },
  asker: Asker,
  { store, log }: Pick<ChatParts, 'store' | 'log'>,
): NonNullable<Reply['accepted']> {
  return async () => {
    try {
      await store.reader.saveReadMark(readerOf(asker), story, asOf)
    } catch (error) {
      // The next answer tells some of this again: better than telling some of it never.
      log.warn({ err: error, story }, 'a mark could not be moved')
    }
  }
}

/**
 * A moment that was asked for; else since this person last looked, since the channel's last digest, since a day ago. Null where
 * the last digest was asked for and there is none.
 */
export async function findSince(
  { story, since }: Extract<Command, { kind: 'whatchanged' }>,
  { ask, followed }: Asked,
  { store, fresh, clock }: ReadParts,
): Promise<SinceMoment | null> {
  if (since?.kind === 'time') return { at: since.at, because: 'asked' }
  const digest = async (): Promise<SinceMoment | null> => {
    const subscription = followed.find((each) => each.story === story)
    if (subscription === undefined) return null
    const last = await store.deliveries.findLatestDelivery(subscription.id, ['sent'], ['digest'])
    // What was withdrawn nobody can read any more.
    if (last === null || (await isRetracted(last, { store }))) return null
    const edition = await fresh.editionOf(last.edition)
    return edition === null ? null : { at: edition.asOf, because: 'digest' }
  }
  if (since?.kind === 'last') {
    const edition = async () => await store.editions.findLatestEdition(story, clock.now())
    return (await digest()) ?? toSince(await edition())
  }
  const mark = await store.reader.findReadMark(readerOf(ask.asker), story)
  const now = clock.now()
  // A clock that had been wrong set it far ahead: until that moment nothing would be new.
  const isAhead = mark !== null && mark.since(now).total('minutes') > CLOCK_SLIP_MAX_MINUTES
  if (mark !== null && !isAhead) return { at: mark, because: 'looked' }
  return (await digest()) ?? { at: now.subtract({ hours: FIRST_LOOK_HOURS }), because: 'day' }
}

function toSince(edition: { readonly asOf: Temporal.Instant } | null): SinceMoment | null {
  return edition === null ? null : { at: edition.asOf, because: 'edition' }
}
