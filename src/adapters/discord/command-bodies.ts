import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js'
import { ApplicationIntegrationType, InteractionContextType } from 'discord.js'
import type { APIApplicationCommandOptionChoice, APIApplicationCommandStringOption } from 'discord.js'
import type { RESTPutAPIApplicationCommandsJSONBody } from 'discord.js'
import type { CommandDefinition, CommandOption } from '../../news/chat.ts'
import type { Lang } from '../../news/message.ts'
import { shortText } from './components.ts'
import { WORDS } from './words.ts'

type CommandBody = RESTPutAPIApplicationCommandsJSONBody[number]
type Names = Readonly<Record<Lang, string>>

const TEXT_MAX = 100
const CHOICES_MAX = 25
/** The locales of Discord that are Spanish. */
const SPANISH = ['es-ES', 'es-419'] as const

/**
 * The commands as Discord registers them: in servers and in the bot's direct messages, for everybody. Who may not change a channel
 * is told so by the answer: hidden, a command would be hidden from the roles of the configuration too.
 */
export function commandBodies(definitions: readonly CommandDefinition[]): readonly CommandBody[] {
  const places = {
    integration_types: [ApplicationIntegrationType.GuildInstall],
    default_member_permissions: null,
  }
  const commands = definitions.map((definition) => ({
    type: ApplicationCommandType.ChatInput as const,
    ...named(definition),
    ...places,
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    options:
      definition.parts.length > 0 ? definition.parts.map(partOf) : definition.options.toSorted(byNeed).map(optionOf),
  }))
  const shortcut = {
    type: ApplicationCommandType.Message as const,
    name: WORDS.en.addToStory,
    name_localizations: spanish(WORDS.es.addToStory),
    ...places,
    contexts: [InteractionContextType.Guild],
  }
  return [...commands, shortcut]
}

function partOf(part: CommandDefinition) {
  const options = part.options.toSorted(byNeed).map(optionOf)
  return { type: ApplicationCommandOptionType.Subcommand as const, ...named(part), options }
}

/** Discord wants what is required first. */
function byNeed(a: CommandOption, b: CommandOption): number {
  return Number(a.need === 'optional') - Number(b.need === 'optional')
}

function optionOf(option: CommandOption): APIApplicationCommandStringOption {
  const type = ApplicationCommandOptionType.String as const
  const base = { type, ...named(option), required: option.need === 'required' }
  if (option.kind === 'story' || option.kind === 'outlet') return { ...base, autocomplete: true }
  if (option.kind === 'text') return base
  return { ...base, choices: (option.choices ?? []).slice(0, CHOICES_MAX).map(choiceOf) }
}

function choiceOf({ value, names }: { readonly value: string; readonly names: Names }) {
  const choice: APIApplicationCommandOptionChoice<string> = { name: shortText(names.en, TEXT_MAX), value }
  return { ...choice, name_localizations: spanish(shortText(names.es, TEXT_MAX)) }
}

function named({ name, names, about }: { readonly name: string; readonly names: Names; readonly about: Names }) {
  return {
    name,
    name_localizations: spanish(names.es),
    description: shortText(about.en, TEXT_MAX),
    description_localizations: spanish(shortText(about.es, TEXT_MAX)),
  }
}

function spanish(text: string): Record<(typeof SPANISH)[number], string> {
  return { 'es-ES': text, 'es-419': text }
}
