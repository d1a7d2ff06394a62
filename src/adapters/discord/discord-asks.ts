import type { Ask, AskText, Form } from '../../news/chat.ts'
import { isNewsError } from '../../news/errors.ts'
import type { ChatMessage, Lang } from '../../news/message.ts'
import type { Clock } from '../../ops/clock.ts'
import { answerInTime } from '../answer-in-time.ts'
import type { Conversation } from '../conversation.ts'
import { within } from '../waiting.ts'
import type { EventClaims } from '../event-claims.ts'
import { createSeenIds, isOurs } from '../seen-ids.ts'
import type { DiscordCaller } from './discord-call.ts'
import { createDiscordForms } from './discord-forms.ts'
import { readInteraction } from './read-interaction.ts'
import type { Interaction } from './read-interaction.ts'
import { createAnswering } from './show-reply.ts'
import type { Answering } from './show-reply.ts'
import { WORDS } from './words.ts'

export type DiscordAsksParts = {
  readonly conversation: Conversation
  /** Roles whose holders may manage every channel. */
  readonly managerRoles: readonly string[]
  readonly caller: DiscordCaller
  readonly clock: Clock
  /** Where several processes hear the same; null where this one hears alone. */
  readonly claims?: EventClaims | null
  readonly note: (level: 'info' | 'warn', text: string) => void
}

/** Hears what people do on Discord, and answers. */
export type DiscordAsks = {
  /** Returns at once and never throws. */
  hear(interaction: unknown, signal: AbortSignal): void
  /** Resolves when everything that was heard is answered, or given up. */
  settled(): Promise<void>
}

/** A form must be the first answer, and Discord waits three seconds for that. */
const FORM_MAX_MS = 1_500
/** As in every conversation; the time that was taken to look for a form counts. */
const WORKING_AFTER_MS = 800
/** So do people who type, and what comes later is of no use to them. */
const COMPLETE_MAX_MS = 2_000
/** Answers under way; a person alone asks less than one a second. */
const RUNNING_MAX = 500
/** With so many under way nobody is shown how words go on: every letter that somebody types asks for it anew. */
const COMPLETING_MAX = 100

/** Turns interactions into asks of the conversation, each once, and shows what it answers. */
export function createDiscordAsks(parts: DiscordAsksParts): DiscordAsks {
  const { conversation, clock, claims = null, note } = parts
  const seen = createSeenIds(clock)
  const forms = createDiscordForms(clock)
  const running = new Set<Promise<void>>()

  async function answer(interaction: Interaction, signal: AbortSignal): Promise<void> {
    const answering = createAnswering({ caller: parts.caller, interaction, note }, signal)
    const { said, asker } = interaction
    if (said.kind === 'typing')
      return running.size < COMPLETING_MAX ? complete(interaction, said, answering) : undefined
    const isBusy = running.size >= RUNNING_MAX
    if (!(await isOurs([interaction.id], { platform: 'discord', claims }))) return
    if (isBusy) return void (await answering.show(notice(asker.lang, WORDS[asker.lang].busy), 'asker'))
    const text = said.kind === 'asked' ? said.text : forms.read(said.key, said.fields)
    if (text === null) {
      return void (await answering.show(notice(asker.lang, WORDS[asker.lang].formForgotten), 'asker'))
    }
    const ask = askOf(interaction, text)
    const start = performance.now()
    // Discord opens no form in answer to one.
    const form = said.kind === 'asked' ? await formFor(conversation, ask) : null
    if (form !== null && form.fields.length > 0) return void (await answering.openForm(forms.open(form)))
    const asked =
      form === null ? ask : askOf(interaction, { kind: 'named', command: form.command, values: form.values })
    await answerInTime(
      {
        answer: (limit) => conversation.answer(asked, limit),
        working: () => conversation.working(asked),
        show: (message, audience) => answering.show(message, audience),
        workingAfterMs: Math.max(WORKING_AFTER_MS - (performance.now() - start), 0),
      },
      signal,
    )
  }

  async function complete(
    { asker, channel }: Interaction,
    { command, option, typed }: Extract<Interaction['said'], { kind: 'typing' }>,
    answering: Answering,
  ): Promise<void> {
    const choices = conversation.complete({ asker, channel, command, option, typed }).catch(() => [])
    await answering.suggest(await within(COMPLETE_MAX_MS, choices, () => []))
  }

  return {
    hear: (data, signal) => {
      const interaction = readInteraction(data, parts.managerRoles)
      if (interaction === null || signal.aborted || !seen.isNew(interaction.id)) return
      const task: Promise<void> = answer(interaction, signal)
        .catch((error: unknown) => note('warn', `Discord: an interaction was not answered: ${describe(error)}`))
        .finally(() => running.delete(task))
      running.add(task)
    },
    settled: async () => void (await Promise.allSettled(running)),
  }
}

function askOf({ id, asker, channel, right, lack }: Interaction, text: AskText): Ask {
  return { id, asker, channel, text, mayManage: async () => right, lacks: async () => lack }
}

function formFor(conversation: Conversation, ask: Ask): Promise<Form | null> {
  return within(FORM_MAX_MS, conversation.formFor(ask), () => null)
}

function notice(lang: Lang, text: string): ChatMessage {
  return { lang, title: 'Standfirst', notification: text, context: [text], sections: [] }
}

function describe(error: unknown): string {
  return isNewsError(error) ? error.message : error instanceof Error ? error.name : 'unknown fault'
}
