import { bitsOf, PERMISSION_NAMES as NAMES } from './discord-permissions.ts'
import type { PermissionName } from './discord-permissions.ts'
import { callable } from './discord-commands.ts'
import type { MessageBody } from './discord-rules.ts'
import * as world from './discord-world.ts'
import type { DiscordWorld } from './discord-world.ts'

/** What a person does. */
export type Doing =
  /** A slash command, as `digest retract`, with its options as typed. */
  | { readonly command: string; readonly values?: Readonly<Record<string, unknown>> }
  /** A half-typed option of a command. */
  | { readonly typing: string; readonly option: string; readonly typed: string }
  /** A button, by its custom id. */
  | { readonly press: string }
  /** An entry of a menu, by its value. */
  | { readonly choose: string }
  /** The form that an interaction opened, with what was written or chosen; other fields stay as they were shown. */
  | { readonly send: DiscordInteraction; readonly fields?: Readonly<Record<string, string>> }
  /** "Add to story" of a message of somebody. */
  | { readonly shortcut: { readonly content?: string; readonly embeds?: readonly unknown[] } }
  /** Whatever else: `type` and `data` of the interaction. */
  | { readonly type: number; readonly data: unknown }

/** Who does it, and where; a person of the server who may do nothing special where nothing is said. */
export type Person = {
  readonly user?: string
  readonly locale?: string
  readonly roles?: readonly string[]
  readonly permissions?: readonly PermissionName[]
  /** A direct message has none. */
  readonly guild?: string | null
  readonly channel?: string
  /** Takes the place of fields of the payload. */
  readonly raw?: object
}

export type ModalForm = {
  readonly custom_id: string
  readonly title: string
  readonly components: readonly { readonly label?: string; readonly component?: ModalInput }[]
}
/** A text input, or a list to choose one of. */
type ModalInput = {
  readonly type: number
  readonly custom_id: string
  readonly required?: boolean
  readonly value?: string
  readonly max_length?: number
  readonly options?: readonly { readonly value: string; readonly default?: boolean }[]
}

/** A message in answer to an interaction. */
export type Answer = {
  readonly id: string
  readonly isOriginal: boolean
  readonly isEphemeral: boolean
  body: MessageBody
  edits: number
  isDeleted: boolean
}

export type DiscordInteraction = {
  readonly id: string
  readonly token: string
  readonly kind: 'command' | 'typing' | 'component' | 'form'
  readonly channel: string
  /** When it was sent. */
  readonly at: number
  readonly payload: unknown
  /** The type of the first answer; null until there is one. */
  answered: number | null
  readonly answers: Answer[]
  form: ModalForm | null
  choices: readonly { readonly name: string; readonly value: string }[] | null
}

export const DISCORD_READER = '700000000000000020'
const [COMMAND, COMPONENT, TYPING, FORM] = [2, 3, 4, 5]
const KINDS = { 2: 'command', 3: 'component', 4: 'typing', 5: 'form' } as const
const [BUTTON, SELECT, LABEL] = [2, 3, 18]
const [SUBCOMMAND, STRING] = [1, 3]

/** The interaction of something that a person does, kept until it is answered. */
export function beginInteraction(
  state: DiscordWorld,
  nowMs: number,
  {
    doing,
    by,
    guild,
    channel,
  }: { readonly doing: Doing; readonly by: Person; readonly guild: string; readonly channel: string },
): DiscordInteraction {
  const id = state.nextId()
  const token = Buffer.from(`interaction:${id}:${'x'.repeat(40)}`).toString('base64url')
  const { type, data } = dataOf(state, doing)
  const payload = { ...envelope(state, by, { guild, channel }), id, token, type, data, ...by.raw }
  const interaction: DiscordInteraction = {
    id,
    token,
    kind: KINDS[type as keyof typeof KINDS] ?? 'command',
    channel: by.channel ?? channel,
    at: nowMs,
    payload,
    answered: null,
    answers: [],
    form: null,
    choices: null,
  }
  state.interactions.set(token, interaction)
  return interaction
}

function envelope(state: DiscordWorld, by: Person, place: { readonly guild: string; readonly channel: string }) {
  const { user = DISCORD_READER, locale = 'en-US', roles = [], permissions = [], channel = place.channel } = by
  const guild = by.guild === undefined ? place.guild : by.guild
  const person = { ...world.showUser(), id: user, username: 'reader', global_name: 'Reader @everyone', bot: false }
  const where = state.channels.get(channel)
  const shown = where === undefined ? { id: channel, type: 1 } : world.showChannel(state, where)
  const base = {
    application_id: world.DISCORD_APP_ID,
    version: 1,
    channel_id: channel,
    channel: shown,
    locale,
    app_permissions: bitsOf(...NAMES.filter(where === undefined ? () => true : world.botMay(state, where))),
    entitlements: [],
    authorizing_integration_owners: { 0: guild ?? '0' },
    context: guild === null ? 1 : 0,
    attachment_size_limit: 10_485_760,
  }
  if (guild === null) return { ...base, user: person }
  const member = {
    user: person,
    roles,
    permissions: bitsOf(...permissions),
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    deaf: false,
    mute: false,
    flags: 0,
    nick: null,
    avatar: null,
    pending: false,
  }
  return {
    ...base,
    guild_id: guild,
    guild: { id: guild, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    member,
  }
}

function dataOf(state: DiscordWorld, doing: Doing): { readonly type: number; readonly data: unknown } {
  if ('command' in doing) {
    const options = Object.entries(doing.values ?? {}).map(([name, value]) => ({ name, type: STRING, value }))
    return { type: COMMAND, data: commandData(state, doing.command, options) }
  }
  if ('typing' in doing) {
    const options = [{ name: doing.option, type: STRING, value: doing.typed, focused: true }]
    return { type: TYPING, data: commandData(state, doing.typing, options) }
  }
  if ('press' in doing) return { type: COMPONENT, data: { component_type: BUTTON, custom_id: doing.press } }
  if ('choose' in doing) {
    return { type: COMPONENT, data: { component_type: SELECT, custom_id: '#menu', values: [doing.choose] } }
  }
  if ('send' in doing) {
    const { form } = doing.send
    if (form === null) throw new Error('no form is open')
    return { type: FORM, data: { custom_id: form.custom_id, components: sentFields(form, doing.fields ?? {}) } }
  }
  if ('shortcut' in doing) {
    const target = state.nextId()
    const message = { id: target, content: '', embeds: [], ...doing.shortcut }
    const name = registered(state).find(({ type }) => type === 3)?.name
    if (name === undefined) throw new Error('no shortcut of messages is registered')
    return {
      type: COMMAND,
      data: { id: state.nextId(), type: 3, name, target_id: target, resolved: { messages: { [target]: message } } },
    }
  }
  return doing
}

/** As Discord folds parts of a command into each other. It offers only what is registered. */
function commandData(state: DiscordWorld, path: string, options: readonly { readonly name: string }[]): unknown {
  const known = callable(registered(state)).get(path)
  if (known === undefined) throw new Error(`/${path} is not registered`)
  const strange = options.find(({ name }) => !known.some((option) => option.name === name))
  if (strange !== undefined) throw new Error(`/${path} has no option ${strange.name}`)
  const [name, part] = path.split(' ')
  const inner = part === undefined ? options : [{ name: part, type: SUBCOMMAND, options }]
  return { id: state.nextId(), type: 1, name, options: inner }
}

function registered(state: DiscordWorld) {
  return state.commands.get('global') ?? []
}

/** As a client sends them: it lets nobody leave out what is required, write too much or choose what is not offered. */
function sentFields({ components }: ModalForm, fields: Readonly<Record<string, string>>): unknown {
  const inputs = components.flatMap(({ component }) => (component === undefined ? [] : [component]))
  // A field may carry more in its id than its name.
  const nameOf = (id: string) => id.split('?')[0] ?? ''
  const strange = Object.keys(fields).find((name) => !inputs.some(({ custom_id }) => nameOf(custom_id) === name))
  if (strange !== undefined) throw new Error(`the form has no field ${strange}`)
  return inputs.map(({ type, custom_id, required = true, value = '', max_length = 4_000, options = [] }, index) => {
    const shown = type === SELECT ? options.find((option) => option.default === true)?.value : value
    const given = fields[nameOf(custom_id)] ?? shown ?? ''
    const isOffered = type !== SELECT || given === '' || options.some((option) => option.value === given)
    if ((required && given === '') || given.length > max_length || !isOffered) throw new Error(`field ${custom_id}`)
    const held = type === SELECT ? { values: given === '' ? [] : [given] } : { value: given }
    return { type: LABEL, id: index * 2 + 1, component: { type, id: index * 2 + 2, custom_id, ...held } }
  })
}
