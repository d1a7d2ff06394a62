import type { DiscordWorld } from './discord-world.ts'
import { DISCORD_APP_ID } from './discord-world.ts'

/** Commands as an application registers them; https://docs.discord.com/developers/interactions/application-commands. */
type Named = {
  readonly name: string
  readonly name_localizations?: Readonly<Record<string, string>> | null
  readonly description?: string | null
  readonly description_localizations?: Readonly<Record<string, string>> | null
}
type Option = Named & {
  readonly type: number
  readonly required?: boolean | null
  readonly autocomplete?: boolean | null
  readonly choices?: readonly (Named & { readonly value: string })[] | null
  readonly options?: readonly Option[] | null
}
export type Command = Named & {
  readonly type?: number | null
  readonly options?: readonly Option[] | null
  readonly contexts?: readonly number[] | null
  readonly integration_types?: readonly number[] | null
  readonly default_member_permissions?: number | null
}
export type Registered = Command & { readonly id: string; readonly version: string }

const CHAT_INPUT = 1
const [SUBCOMMAND, SUBCOMMAND_GROUP] = [1, 2]
const LOCALES = new Set(
  (
    'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja ' +
    'zh-TW ko'
  ).split(' '),
)
/** "CHAT_INPUT command names and command option names must match", and be in small letters. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
/** Over names, descriptions and values of a command, in its longest language. */
const LENGTH_MAX = 8_000
const COMMANDS_MAX = 100
const SHORTCUTS_MAX = 15

/** What Discord holds against a list of commands beyond its specification. */
export function commandFaults(commands: readonly Command[]): readonly string[] {
  const [typed, shortcuts] = [commands.filter(isTyped), commands.filter((command) => !isTyped(command))]
  return [
    ...(typed.length > COMMANDS_MAX || shortcuts.length > SHORTCUTS_MAX ? ['command count'] : []),
    ...twice(typed, 'commands'),
    ...typed.flatMap((command) => [...nodeFaults(command), ...lengthFaults(command)]),
    ...shortcuts.flatMap(({ name, name_localizations, description = '', options }) => [
      ...[name, ...Object.values(name_localizations ?? {})].flatMap((each) =>
        each.trim() === '' || each.length > 32 ? [`shortcut name ${each}`] : [],
      ),
      ...(description !== '' ? [`shortcut ${name} has a description`] : []),
      ...(options === undefined ? [] : [`shortcut ${name} has options`]),
    ]),
  ]
}

/** Registers the list in place of what is there; a command that keeps its name keeps its id. */
export function putCommands(world: DiscordWorld, place: string, commands: readonly Command[]): readonly Registered[] {
  const old = world.commands.get(place) ?? []
  const registered = commands.map((command) => {
    const same = old.find(({ name, type }) => name === command.name && (type ?? 1) === (command.type ?? 1))
    return { ...command, id: same?.id ?? world.nextId(), version: world.nextId() }
  })
  world.commands.set(place, registered)
  return registered
}

/** A command as Discord tells it: with what it fills in, and without what is not set. */
export function showCommand(command: Registered, localized: boolean): unknown {
  const { id, version, contexts = null, integration_types = [0], default_member_permissions: bits = null } = command
  return {
    id,
    application_id: DISCORD_APP_ID,
    version,
    default_member_permissions: bits === null ? null : String(bits),
    type: command.type ?? CHAT_INPUT,
    ...showNamed(command, localized),
    description: command.description ?? '',
    dm_permission: true,
    contexts,
    integration_types,
    ...showOptions(command.options, localized),
    nsfw: false,
  }
}

/** The commands and their parts as they are called: `digest retract`, with the options of each. */
export function callable(commands: readonly Command[]): ReadonlyMap<string, readonly Option[]> {
  const paths = new Map<string, readonly Option[]>()
  for (const { name, options } of commands.filter(isTyped)) {
    const parts = (options ?? []).filter(({ type }) => type === SUBCOMMAND)
    if (parts.length === 0) paths.set(name, options ?? [])
    for (const part of parts) paths.set(`${name} ${part.name}`, part.options ?? [])
  }
  return paths
}

function showNamed({ name, name_localizations, description_localizations }: Named, localized: boolean) {
  const localizations = { name_localizations: name_localizations ?? null }
  return {
    name,
    ...(localized ? { ...localizations, description_localizations: description_localizations ?? null } : {}),
  }
}

function showOptions(
  options: readonly Option[] | null | undefined,
  localized: boolean,
): { readonly options?: unknown } {
  if (options === undefined || options === null || options.length === 0) return {}
  return {
    options: options.map((option) => ({
      type: option.type,
      ...showNamed(option, localized),
      description: option.description,
      ...(option.required === true ? { required: true } : {}),
      ...(option.autocomplete === true ? { autocomplete: true } : {}),
      ...(option.choices === undefined || option.choices === null
        ? {}
        : {
            choices: option.choices.map(({ name, name_localizations, value }) => ({ name, name_localizations, value })),
          }),
      ...showOptions(option.options, localized),
    })),
  }
}

function isTyped({ type }: Command): boolean {
  return (type ?? CHAT_INPUT) === CHAT_INPUT
}

/** A command, a part of one or an option. */
function nodeFaults(node: Command | Option): readonly string[] {
  const options = node.options ?? []
  const names = [node.name, ...Object.values(node.name_localizations ?? {})]
  const texts = [node.description ?? '', ...Object.values(node.description_localizations ?? {})]
  const choices = 'choices' in node ? (node.choices ?? []) : []
  const inner = options.filter(({ type }) => type === SUBCOMMAND || type === SUBCOMMAND_GROUP)
  const firstOptional = options.findIndex(({ required }) => required !== true)
  return [
    ...names.flatMap((name) => (NAME.test(name) && name === name.toLowerCase() ? [] : [`name ${name}`])),
    ...texts.flatMap((text) => (text.length < 1 || text.length > 100 ? [`description of ${node.name}`] : [])),
    ...localeFaults(node),
    ...choices.flatMap(localeFaults),
    ...twice(options, `options of ${node.name}`),
    ...twice(choices, `choices of ${node.name}`),
    ...(choices.length > 25 || options.length > 25 ? [`${node.name} has more than 25`] : []),
    ...(choices.length > 0 && 'autocomplete' in node && node.autocomplete === true ? [`${node.name}: both`] : []),
    ...(inner.length > 0 && inner.length < options.length ? [`${node.name} mixes parts and options`] : []),
    ...(inner.length === 0 &&
    options.some(({ required }, index) => required === true && index > firstOptional && firstOptional !== -1)
      ? [`${node.name}: required options come first`]
      : []),
    ...options.flatMap(nodeFaults),
  ]
}

function localeFaults({ name, name_localizations, description_localizations }: Named): readonly string[] {
  const locales = [...Object.keys(name_localizations ?? {}), ...Object.keys(description_localizations ?? {})]
  return locales.flatMap((locale) => (LOCALES.has(locale) ? [] : [`${name}: no locale ${locale}`]))
}

/** No two may be called the same in any language. */
function twice(nodes: readonly Named[], what: string): readonly string[] {
  const locales = ['', ...new Set(nodes.flatMap((node) => Object.keys(node.name_localizations ?? {})))]
  return locales.flatMap((locale) => {
    const names = nodes.map((node) => node.name_localizations?.[locale] ?? node.name)
    return new Set(names).size === names.length
      ? []
      : [`two ${what} are called the same in ${locale || 'en'}: ${names.join()}`]
  })
}

function lengthFaults(command: Command): readonly string[] {
  const length = lengthOf(command)
  return length > LENGTH_MAX ? [`${command.name} has ${length} characters`] : []
}

function lengthOf(node: Command | Option): number {
  const longest = (text: string | null | undefined, others: Named['name_localizations']) =>
    Math.max(...[text ?? '', ...Object.values(others ?? {})].map((each) => each.length))
  const choices = 'choices' in node ? (node.choices ?? []) : []
  return (
    longest(node.name, node.name_localizations) +
    longest(node.description, node.description_localizations) +
    choices.reduce((sum, choice) => sum + longest(choice.name, choice.name_localizations) + choice.value.length, 0) +
    (node.options ?? []).reduce((sum, option) => sum + lengthOf(option), 0)
  )
}
