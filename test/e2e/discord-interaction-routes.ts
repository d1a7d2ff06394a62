import { done, refuse, refused } from './discord-call.ts'
import type { DiscordCall } from './discord-call.ts'
import type { Answer, DiscordInteraction, ModalForm } from './discord-interactions.ts'
import { answerFaults, formFaults } from './discord-rules.ts'
import type { MessageBody } from './discord-rules.ts'
import * as world from './discord-world.ts'
import type { Reply } from './fake-http.ts'

/** "You must send an initial response within 3 seconds of receiving the event." */
export const RESPOND_MAX_MS = 3_000
/** "The token lasts for 15 minutes." */
export const TOKEN_MAX_MS = 15 * 60_000

const EPHEMERAL = 64
const SUPPRESS_EMBEDS = 4
const [MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, COMPLETION, FORM] = [4, 5, 6, 7, 8, 9]
/** What may answer what: a form opens no form, and only what is half typed is completed. */
const TYPES: Readonly<Record<DiscordInteraction['kind'], readonly number[]>> = {
  command: [MESSAGE, DEFERRED, FORM],
  component: [MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, FORM],
  typing: [COMPLETION],
  form: [MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE],
}
type First = { readonly type: number; readonly data?: unknown }
type Flagged = MessageBody & { readonly flags?: number }

/** Answers to interactions; the token in the path is what allows them. */
export const INTERACTION_ROUTES: Readonly<Record<string, (call: DiscordCall) => Reply>> = {
  'POST /interactions/{interaction_id}/{interaction_token}/callback': (call) => {
    const interaction = call.world.interactions.get(call.path['interaction_token'] ?? '')
    if (interaction === undefined || interaction.id !== call.path['interaction_id']) return unknownInteraction()
    if (call.nowMs - interaction.at > RESPOND_MAX_MS) return unknownInteraction()
    if (interaction.answered !== null) return refuse(400, 40060, 'Interaction has already been acknowledged.')
    return respond(call, interaction, call.body as First)
  },
  'POST /webhooks/{webhook_id}/{webhook_token}': (call) =>
    onInteraction(call, (interaction) => {
      const body = call.body as Flagged
      const faults = flagFaults(body, answerFaults(body))
      if (faults.length > 0) return refused(call, faults)
      return done(showAnswer(call, interaction, addAnswer(call, interaction, body, 'follow-up')))
    }),
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original': (call) => onAnswer(call, '@original', edit),
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': (call) =>
    onAnswer(call, call.path['message_id'] ?? '', edit),
  'DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original': (call) => onAnswer(call, '@original', remove),
  'DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': (call) =>
    onAnswer(call, call.path['message_id'] ?? '', remove),
}

const unknownInteraction = () => refuse(404, 10062, 'Unknown interaction')

function respond(call: DiscordCall, interaction: DiscordInteraction, { type, data }: First): Reply {
  if (!TYPES[interaction.kind].includes(type)) return refused(call, [`type ${type} answers no ${interaction.kind}`])
  const body = (data ?? {}) as Flagged
  const faults =
    type === FORM
      ? formFaults(data)
      : type === COMPLETION
        ? choiceFaults(data)
        : type === MESSAGE
          ? answerFaults(body)
          : []
  const all = flagFaults(body, faults)
  if (all.length > 0) return refused(call, all)
  interaction.answered = type
  if (type === FORM) interaction.form = data as ModalForm
  else if (type === COMPLETION) interaction.choices = (data as { choices: DiscordInteraction['choices'] }).choices
  else if (type === MESSAGE || type === DEFERRED) addAnswer(call, interaction, body, 'original')
  return { status: 204, body: undefined }
}

/** Of flags only these may be set; with embeds suppressed a message that is made of them is empty. */
function flagFaults({ flags = 0, embeds = [] }: Flagged, faults: readonly string[]): readonly string[] {
  return [
    ...faults,
    ...((flags & ~(EPHEMERAL | SUPPRESS_EMBEDS)) === 0 ? [] : [`flags ${flags}`]),
    ...((flags & SUPPRESS_EMBEDS) !== 0 && embeds.length > 0 ? ['its own embeds are suppressed'] : []),
  ]
}

function choiceFaults(data: unknown): readonly string[] {
  const { choices } = data as { readonly choices: readonly { readonly name: string; readonly value: string }[] }
  return [
    ...(choices.length > 25 ? ['choice count'] : []),
    ...(choices.some(({ name }) => name.trim() === '' || name.length > 100) ? ['choice name'] : []),
    ...(choices.some(({ value }) => value.length < 1 || value.length > 100) ? ['choice value'] : []),
  ]
}

function onInteraction(call: DiscordCall, act: (interaction: DiscordInteraction) => Reply): Reply {
  const interaction = call.world.interactions.get(call.path['webhook_token'] ?? '')
  if (interaction === undefined || call.path['webhook_id'] !== world.DISCORD_APP_ID || interaction.answered === null) {
    return refuse(404, 10015, 'Unknown Webhook')
  }
  if (call.nowMs - interaction.at > TOKEN_MAX_MS) return refuse(401, 50027, 'Invalid Webhook Token')
  return act(interaction)
}

function onAnswer(
  call: DiscordCall,
  id: string,
  act: (call: DiscordCall, interaction: DiscordInteraction, answer: Answer) => Reply,
): Reply {
  return onInteraction(call, (interaction) => {
    const answer = interaction.answers.find((each) => (id === '@original' ? each.isOriginal : each.id === id))
    if (answer === undefined || answer.isDeleted) return refuse(404, 10008, 'Unknown Message')
    return act(call, interaction, answer)
  })
}

/** What everybody sees stands in the channel as any other message. */
function addAnswer(
  call: DiscordCall,
  interaction: DiscordInteraction,
  { flags = 0, ...body }: Flagged,
  place: 'original' | 'follow-up',
): Answer {
  const isEphemeral = (flags & EPHEMERAL) !== 0
  const answer = {
    id: call.world.nextId(),
    isOriginal: place === 'original',
    isEphemeral,
    body,
    edits: 0,
    isDeleted: false,
  }
  interaction.answers.push(answer)
  if (!isEphemeral) call.world.messages.push(messageOf(interaction, answer))
  return answer
}

function messageOf({ channel }: DiscordInteraction, { id, body, edits }: Answer): world.DiscordMessage {
  return { ...body, id, channel, author: 'ours', edited: edits > 0, type: 0 }
}

function edit(call: DiscordCall, interaction: DiscordInteraction, answer: Answer): Reply {
  const { flags = 0, ...body } = call.body as Flagged
  const whole = { ...answer.body, ...body }
  // Whether one person or all see a message is settled when it is posted.
  const moved = (flags & EPHEMERAL) === 0 ? [] : ['an edit changes who sees it']
  const faults = flagFaults(whole, [...answerFaults(whole), ...moved])
  if (faults.length > 0) return refused(call, faults)
  answer.body = whole
  answer.edits += 1
  const index = call.world.messages.findIndex(({ id }) => id === answer.id)
  if (index !== -1) call.world.messages[index] = messageOf(interaction, answer)
  return done(showAnswer(call, interaction, answer))
}

function remove(call: DiscordCall, _: DiscordInteraction, answer: Answer): Reply {
  answer.isDeleted = true
  const index = call.world.messages.findIndex(({ id }) => id === answer.id)
  if (index !== -1) call.world.messages.splice(index, 1)
  return { status: 204, body: undefined }
}

function showAnswer(call: DiscordCall, interaction: DiscordInteraction, answer: Answer): unknown {
  return { ...world.showMessage(call.world, messageOf(interaction, answer)), flags: answer.isEphemeral ? EPHEMERAL : 0 }
}
