import type { Ask } from '../../news/chat.ts'
import { isNewsError } from '../../news/errors.ts'
import type { Lang } from '../../news/message.ts'
import type { Clock } from '../../ops/clock.ts'
import { answerInTime } from '../answer-in-time.ts'
import type { Conversation } from '../conversation.ts'
import type { EventClaims } from '../event-claims.ts'
import { createSeenIds, isOurs } from '../seen-ids.ts'
import { formView } from './forms.ts'
import { askLack } from './lacks.ts'
import type { Place } from './place.ts'
import { readAsking, type Asked, type Heard } from './read-asking.ts'
import { openResponseUrl } from './response-url.ts'
import { showReply } from './show-reply.ts'
import { homeView } from './slack-home.ts'
import { createSlackPeople, type SlackPeople } from './slack-people.ts'

export type SlackConversationOptions = {
  readonly conversation: Conversation
  /** The ids of user groups whose members may manage every channel. */
  readonly managers: readonly string[]
  /** Spoken to those of whom Slack tells no language. */
  readonly lang: Lang
  readonly tokenFor: (workspace: string | null) => Promise<string | null>
  /** Whether a user of a workspace is the bot, where an event does not say. */
  readonly isBot: (workspace: string, user: string) => Promise<boolean>
  readonly apiUrl?: string
  readonly clock: Clock
  /** Where several processes have a socket; null where this one has alone. */
  readonly claims?: EventClaims | null
  readonly note: (level: 'info' | 'warn', text: string) => void
  /** Ends what is under way. */
  readonly signal: AbortSignal
}

export type SlackConversation = {
  /** Answers what Slack sent, which has been acknowledged; resolves when that is done, and never rejects. */
  hear(body: unknown): Promise<void>
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

type Parts = SlackConversationOptions & { readonly people: SlackPeople }

/** A person who waits longer than a second wonders whether they were heard. */
const WORKING_AFTER_MS = 800
/** Answers under way at once. More is a flood, of which nobody reads the answers. */
const UNDER_WAY_MAX = 500
/** Of one person: more than they may ask in a row, so that each is told so, and too few to leave no room for others. */
const OWN_UNDER_WAY_MAX = 50

/** Slack's side of the conversation: what people do there becomes an asking, and what is answered is shown where they did it. */
export function createSlackConversation(options: SlackConversationOptions): SlackConversation {
  const { clock, claims = null, note, signal } = options
  const parts = { ...options, people: createSlackPeople(options) }
  const seen = createSeenIds(clock)
  const underWay = new Set<Promise<void>>()
  const askers = new Map<string, number>()
  /** Told once for each flood. */
  let isFlooded = false

  async function heed(heard: Heard): Promise<void> {
    try {
      if (!(await isOurs(heard.ids, { platform: 'slack', claims }))) return
      if (heard.kind === 'asked') await answer(heard, parts)
      else if (heard.kind === 'joined') await greet(heard, parts)
      else await publishHome(heard.workspace, heard.user, parts)
    } catch (error) {
      note('warn', `Slack: what a person did was not answered. ${describe(error)}`)
    }
  }

  return {
    hear: async (body) => {
      const heard = readAsking(body)
      if (heard === null || signal.aborted) return
      // All are noted, whichever of them is known already.
      const news = heard.ids.map((id) => seen.isNew(id))
      if (news.includes(false)) return
      if (underWay.size < UNDER_WAY_MAX / 2) isFlooded = false
      const asker = heard.kind === 'joined' ? heard.channel : `${heard.workspace} ${heard.user}`
      const own = askers.get(asker) ?? 0
      if (underWay.size >= UNDER_WAY_MAX || own >= OWN_UNDER_WAY_MAX) {
        if (!isFlooded) note('warn', 'Slack: too much is asked at once; what comes now is not answered.')
        isFlooded = true
        return
      }
      const task = heed(heard)
      underWay.add(task)
      askers.set(asker, own + 1)
      await task
      underWay.delete(task)
      const left = (askers.get(asker) ?? 1) - 1
      if (left > 0) askers.set(asker, left)
      else askers.delete(asker)
    },
    settled: async () => void (await Promise.all(underWay)),
  }
}

async function answer(asked: Asked, parts: Parts): Promise<void> {
  const { conversation, people, note, signal } = parts
  const start = performance.now()
  const { place, user, workspace } = asked
  const respond = place.respond === null ? null : openResponseUrl(place.respond, parts)
  const ask = await askOf(asked, parts)
  const form = asked.trigger === null ? null : await conversation.formFor(ask)
  if (form !== null) {
    const here = respond === null ? place : { ...place, respond: respond.state() }
    if (await openForm(asked, formView(form, here, ask.asker.lang), parts)) return
  }
  const shown = showReply({ called: people.callerOf(workspace), place, user, respond, signal, note })
  await answerInTime(
    {
      answer: (limit) => conversation.answer(ask, limit),
      working: () => {
        shown.expectWorking()
        return conversation.working(ask)
      },
      show: (message, audience) => shown.show(message, audience),
      workingAfterMs: Math.max(0, WORKING_AFTER_MS - (performance.now() - start)),
    },
    signal,
  )
  // What was asked there may have changed what stands there.
  if (place.by === 'home') await publishHome(workspace, user, parts)
}

async function askOf({ ids, workspace, user, place, text }: Asked, { people, signal }: Parts): Promise<Ask> {
  const { channel } = place
  // A message to the bot itself, and the form it opened.
  const isOwnChannel = place.by === 'direct'
  const person = await people.asker(workspace, user, signal)
  return {
    id: ids[0],
    // In a channel may write whom Slack does not tell us of.
    asker: { sees: 'channel', ...person },
    channel: channel === null ? null : { platform: 'slack', id: channel, workspace },
    text,
    mayManage: (limit) => people.mayManage({ workspace, user, channel, isOwnChannel }, limit),
    lacks: async (limit) =>
      channel === null || isOwnChannel
        ? null
        : askLack(people.callerOf(workspace), { channel, lang: person.lang }, limit),
  }
}

/** False where Slack did not open it, as three seconds after the click: then the asking is answered in words. */
async function openForm(
  { workspace, trigger }: Asked,
  view: ReturnType<typeof formView>,
  { people, note, signal }: Parts,
): Promise<boolean> {
  if (trigger === null || view === null) return false
  try {
    const called = people.callerOf(workspace)
    await called('Opening a form', signal, (client) => client.views.open({ trigger_id: trigger, view }))
    return true
  } catch (error) {
    note('warn', `Slack: a form could not be opened. ${describe(error)}`)
    return false
  }
}

async function publishHome(workspace: string, user: string, { conversation, people, signal }: Parts): Promise<void> {
  const view = homeView(await conversation.home(await people.asker(workspace, user, signal)))
  const called = people.callerOf(workspace)
  await called('Showing the Home tab', signal, (client) => client.views.publish({ user_id: user, view }))
}

async function greet(joined: Extract<Heard, { kind: 'joined' }>, parts: Parts): Promise<void> {
  const { conversation, people, note, signal } = parts
  const { workspace, channel, user, inviter } = joined
  if (!(joined.isBot ?? (await parts.isBot(workspace, user)))) return
  const lang = inviter === null ? parts.lang : (await people.asker(workspace, inviter, signal)).lang
  const message = await conversation.greet({ platform: 'slack', id: channel, workspace }, lang)
  if (message === null) return
  const place: Place = { by: 'mention', channel, thread: null, respond: null }
  const called = people.callerOf(workspace)
  await showReply({ called, place, user, respond: null, signal, note }).show(message, 'channel')
}

function describe(error: unknown): string {
  return isNewsError(error) ? error.message : 'Its cause is not known.'
}
