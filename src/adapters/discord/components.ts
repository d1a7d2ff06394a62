import { ButtonStyle, ComponentType } from 'discord.js'
import type { APIActionRowComponent, APIButtonComponent, APISelectMenuOption } from 'discord.js'
import type { APIStringSelectComponent } from 'discord.js'
import type { ChatButton, ChatMenu, ChatMessage } from '../../news/message.ts'
import { clipText, plainText } from '../plain-text.ts'

export type DiscordRow = APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>

/** Discord's limits. */
const BUTTONS_MAX = 5
const BUTTON_LABEL_MAX = 80
export const CUSTOM_ID_MAX = 100
const PLACEHOLDER_MAX = 150
const OPTIONS_MAX = 25
const OPTION_TEXT_MAX = 100
/** Of a menu: what is asked is the value of its entry. */
const MENU_ID = '#menu'
/** Discord refuses empty labels: what has none shows this. */
const NOTHING = '–'
const STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const

/**
 * The message's buttons and, below them, its menu. What each asks is its custom id, or the value of its entry. One that Discord would
 * not take is left out, so that the message is posted all the same: words of more than 100 characters, or the same words twice.
 */
export function discordRows({ buttons = [], menu }: ChatMessage): readonly DiscordRow[] {
  const pressed = askable(buttons).slice(0, BUTTONS_MAX)
  const rows: DiscordRow[] = []
  if (pressed.length > 0) rows.push({ type: ComponentType.ActionRow, components: pressed.map(buttonOf) })
  const select = menu === undefined ? null : selectOf(menu)
  if (select !== null) rows.push({ type: ComponentType.ActionRow, components: [select] })
  return rows
}

function buttonOf({ label, words, look }: ChatButton): APIButtonComponent {
  const style = look === undefined ? ButtonStyle.Secondary : STYLES[look]
  return { type: ComponentType.Button, style, label: shortText(label, BUTTON_LABEL_MAX), custom_id: words }
}

function selectOf({ placeholder, entries }: ChatMenu): APIStringSelectComponent | null {
  const options = askable(entries)
    .slice(0, OPTIONS_MAX)
    .map(({ label, note, words }): APISelectMenuOption => {
      const description = plainText(note ?? '')
      return {
        label: shortText(label, OPTION_TEXT_MAX),
        value: words,
        ...(description === '' ? {} : { description: clipText(description, OPTION_TEXT_MAX) }),
      }
    })
  if (options.length === 0) return null
  const type = ComponentType.StringSelect
  return { type, custom_id: MENU_ID, placeholder: shortText(placeholder, PLACEHOLDER_MAX), options }
}

/** Those whose words Discord takes as an id, each once. */
function askable<Entry extends { readonly words: string }>(entries: readonly Entry[]): readonly Entry[] {
  const seen = new Set<string>([MENU_ID])
  return entries.filter(({ words }) => {
    if (words.trim() === '' || words.length > CUSTOM_ID_MAX || seen.has(words)) return false
    seen.add(words)
    return true
  })
}

/** A text that Discord shows as it stands, as in labels: nothing in it is markup. */
export function shortText(text: string, lengthMax: number): string {
  return clipText(plainText(text), lengthMax) || NOTHING
}
