import { DiscordAPIError, InteractionResponseType, MessageFlags, Routes } from 'discord.js'
import type { APIModalInteractionResponseCallbackData, REST } from 'discord.js'
import type { Choice, Reply } from '../../news/chat.ts'
import { isNewsError } from '../../news/errors.ts'
import type { ChatMessage } from '../../news/message.ts'
import { pause } from '../waiting.ts'
import type { DiscordCaller } from './discord-call.ts'
import { shortText } from './components.ts'
import { renderDiscord } from './render.ts'
import type { DiscordPart } from './render.ts'

type Audience = Reply['audience']

/** What answers one interaction. None of its functions throws; false: Discord takes no more, and nothing more is to be shown. */
export type Answering = {
  /** Shows a message in place of the one shown before. */
  show(message: ChatMessage, audience: Audience): Promise<boolean>
  /** Opens a form: only as the first answer. */
  openForm(form: APIModalInteractionResponseCallbackData): Promise<boolean>
  /** Shows how a value may go on: only as the first answer. */
  suggest(choices: readonly Choice[]): Promise<boolean>
}

export type AnsweringParts = {
  readonly caller: DiscordCaller
  readonly interaction: { readonly id: string; readonly token: string; readonly application: string }
  /** Tells what kept an answer from being shown. Gets no secret. */
  readonly note: (level: 'info' | 'warn', text: string) => void
}

/** "A response must be sent within three seconds": an answer that is lost is sent again while that lasts. */
const FIRST_TRY_MS = 1_200
/** Discord's limit for one value that completes. */
const CHOICE_MAX = 100
const CHOICES_MAX = 25
/** "Unknown interaction", "Unknown webhook", "Unknown message", "Invalid webhook token": too late, or taken away by a person. */
const OVER: ReadonlySet<number> = new Set([10062, 10015, 10008, 50027])
/** "Interaction has already been acknowledged." */
const ACKNOWLEDGED = 40060
/** Several follow-ups in a row meet Discord's limit; a longer pause than this is not worth waiting for. */
const PAUSE_MAX_MS = 10_000
const PAUSES_MAX = 5

const TOO_LATE = 'Discord: an answer came later than three seconds after it was asked for, and could not be shown.'

type Outcome = 'taken' | 'acknowledged' | 'over'
/** A message as it stands: the first answer is addressed by a name, others by their id. */
type Shown = { readonly audience: Audience; readonly ids: readonly string[] }
type Body = DiscordPart & { readonly allowed_mentions: { readonly parse: readonly [] }; readonly flags?: number }

const ORIGINAL = '@original'

/** Answers an interaction: at first by its callback, then by the webhook that it opens for 15 minutes. */
export function createAnswering(parts: AnsweringParts, signal: AbortSignal): Answering {
  const { application, token } = parts.interaction
  let shown: Shown | null = null

  /** Posts a part behind the others; its id, or null where Discord takes no more. */
  async function follow(body: Body): Promise<string | null> {
    const answer = await patiently(parts, signal, (rest, limit) =>
      rest.post(Routes.webhook(application, token), { body, query: WAIT, auth: false, signal: limit }),
    )
    const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : null
    return typeof id === 'string' ? id : null
  }

  async function change(id: string, { content, embeds, components, allowed_mentions }: Body): Promise<boolean> {
    const body = { content, embeds, components, allowed_mentions }
    const route = Routes.webhookMessage(application, token, id)
    const request = (rest: REST, limit: AbortSignal) => rest.patch(route, { body, auth: false, signal: limit })
    // To change a message twice does no harm.
    const changed = await patiently(parts, signal, request).catch((error: unknown) => {
      if (signal.aborted || !isNewsError(error, 'unconfirmed')) throw error
      return patiently(parts, signal, request)
    })
    return changed !== null
  }

  /** What stands too long is a blemish: the answer itself is there. */
  async function remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const route = Routes.webhookMessage(application, token, id)
      const request = (rest: REST, limit: AbortSignal) => rest.delete(route, { auth: false, signal: limit })
      await patiently(parts, signal, request).catch(() => null)
    }
  }

  async function showParts(wanted: readonly Body[], audience: Audience): Promise<boolean> {
    // Whether one reader or all see a message is settled when it is posted: for others it is posted anew.
    const old: readonly string[] = shown?.audience === audience ? shown.ids : []
    const outdated = shown?.audience === audience ? shown.ids.slice(wanted.length) : (shown?.ids ?? [])
    const ids: string[] = []
    for (const [index, body] of wanted.entries()) {
      const there = old[index]
      if (there === undefined) {
        const id = shown === null && index === 0 ? await begin(body) : await follow(body)
        if (id === null) return false
        ids.push(id)
      } else {
        if (!(await change(there, body))) return false
        ids.push(there)
      }
    }
    await remove(outdated)
    shown = { audience, ids }
    return true
  }

  async function begin(body: Body): Promise<string | null> {
    const { ChannelMessageWithSource: type } = InteractionResponseType
    return (await respond(parts, { type, data: body }, signal)) ? ORIGINAL : null
  }

  return {
    show: (message, audience) => guarded(parts, () => showParts(bodiesOf(message, audience), audience)),
    openForm: (data) => guarded(parts, () => respond(parts, { type: InteractionResponseType.Modal, data }, signal)),
    suggest: (choices) => {
      const { ApplicationCommandAutocompleteResult: type } = InteractionResponseType
      return guarded(parts, () =>
        respond(parts, { type, data: { choices: choices.flatMap(asChoice).slice(0, CHOICES_MAX) } }, signal),
      )
    },
  }
}

const WAIT = new URLSearchParams({ wait: 'true' })

function asChoice({ value, label }: Choice) {
  return value === '' || value.length > CHOICE_MAX ? [] : [{ name: shortText(label, CHOICE_MAX), value }]
}

/** Only who asked sees an answer to him; nobody is notified of it, so it needs no sentence for that. */
function bodiesOf(message: ChatMessage, audience: Audience): readonly Body[] {
  return renderDiscord(message, null).map((part) => bodyOf(part, audience))
}

/** No mention works, whatever the text holds. Links stand in embeds, where Discord unfurls none. */
function bodyOf({ content, embeds, components }: DiscordPart, audience: Audience): Body {
  const said = { embeds, components, allowed_mentions: { parse: [] } } as const
  return audience === 'asker' ? { ...said, content: '', flags: MessageFlags.Ephemeral } : { ...said, content }
}

/** The first answer. It is sent twice where it got lost: that Discord has it already is then our own doing. */
async function respond(parts: AnsweringParts, body: unknown, signal: AbortSignal): Promise<boolean> {
  const { id, token } = parts.interaction
  const send = (limit: AbortSignal) =>
    outcomeOf(parts, 'Answering an interaction', limit, (rest, until) =>
      rest.post(Routes.interactionCallback(id, token), { body, auth: false, signal: until }),
    )
  let { outcome } = await send(AbortSignal.any([signal, AbortSignal.timeout(FIRST_TRY_MS)])).catch((error: unknown) => {
    if (signal.aborted || !isNewsError(error, 'unconfirmed')) throw error
    return { outcome: 'lost' as const }
  })
  if (outcome === 'lost') {
    outcome = (await send(signal)).outcome
    if (outcome === 'acknowledged') return true
  }
  if (outcome === 'over') parts.note('warn', TOO_LATE)
  return outcome === 'taken'
}

/** What Discord answered, or null where it takes no more. Waits out a short limit. */
async function patiently(
  parts: AnsweringParts,
  signal: AbortSignal,
  request: (rest: REST, limit: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  for (let pauses = 0; ; pauses += 1) {
    try {
      const { outcome, answer } = await outcomeOf(parts, 'Showing an answer', signal, request)
      return outcome === 'taken' ? answer : null
    } catch (error) {
      const pauseMs = isNewsError(error, 'rate-limited') ? (error.retryAfterMs ?? PAUSE_MAX_MS) : null
      if (pauseMs === null || pauseMs > PAUSE_MAX_MS || pauses === PAUSES_MAX) throw error
      await pause(pauseMs, signal)
    }
  }
}

async function outcomeOf(
  { caller }: AnsweringParts,
  doing: string,
  signal: AbortSignal,
  request: (rest: REST, limit: AbortSignal) => Promise<unknown>,
): Promise<{ readonly outcome: Outcome; readonly answer: unknown }> {
  let outcome: Outcome = 'taken'
  const answer = await caller.call(doing, signal, async (rest, limit) => {
    try {
      return await request(rest, limit)
    } catch (error) {
      const code = error instanceof DiscordAPIError ? Number(error.code) : 0
      if (code === ACKNOWLEDGED) outcome = 'acknowledged'
      else if (OVER.has(code)) outcome = 'over'
      else throw error
      return null
    }
  })
  return { outcome, answer: answer ?? {} }
}

async function guarded({ note }: AnsweringParts, task: () => Promise<boolean>): Promise<boolean> {
  try {
    return await task()
  } catch (error) {
    if (!isNewsError(error, 'interrupted')) note('warn', `Discord: an answer could not be shown. ${describe(error)}`)
    return false
  }
}

function describe(error: unknown): string {
  return isNewsError(error) ? error.message : 'The fault is unknown.'
}
