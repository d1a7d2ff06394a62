import type { APIEmbed } from 'discord.js'
import type { DeliveryId } from '../../news/ids.ts'
import type { ChatMessage } from '../../news/message.ts'
import { packUnits } from '../pack-units.ts'
import { clipText, plainText } from '../plain-text.ts'
import { discordRows } from './components.ts'
import type { DiscordRow } from './components.ts'
import { footerText } from './footer.ts'
import { escapeMarkdown } from './markdown.ts'
import { discordUnits } from './units.ts'
import type { Unit } from './units.ts'
import { WORDS } from './words.ts'

/** One post; the others follow it in the channel. */
export type DiscordPart = {
  /** What a notification shows: the first part's alone, or a long digest would notify as often as it has parts. */
  readonly content: string
  readonly embeds: readonly APIEmbed[]
  /** Buttons and a menu, under the first part alone: they are those of the whole digest. */
  readonly components: readonly DiscordRow[]
}

const EMBEDS_MAX = 10
const DESCRIPTION_LENGTH_MAX = 4_096
const FIELDS_MAX = 25
/** Discord's limit over all embeds of a message is 6,000; the footer takes some 40 of it. */
const EMBEDS_LENGTH_MAX = 5_900
/** A phone shows some 150 characters. Escaped two-fold this stays below the 2,000 of a content. */
const NOTIFICATION_LENGTH_MAX = 500
/** A quiet blue, readable on the light and the dark theme. */
const COLOR = 0x3b6ea5

/**
 * The message as one post or, when it is long, as several in order: classic embeds, one a section, because they can be edited for
 * ever and every client shows them. The last embed of each post carries the delivery in its footer, by which the post is found; an
 * answer to somebody is none and has no footer.
 */
export function renderDiscord(message: ChatMessage, delivery: DeliveryId | null): readonly DiscordPart[] {
  const posts = packUnits(discordUnits(message), WORDS[message.lang].continued, fits)
  return posts.map((units, index) => {
    const embeds = buildEmbeds(units)
    const last = embeds.at(-1)
    if (last !== undefined && delivery !== null) {
      last.footer = { text: footerText({ delivery, part: index + 1, parts: posts.length }) }
    }
    const isFirst = index === 0
    const isTold = delivery === null && tellsAnyway(message)
    const content = isFirst && !isTold ? notification(message) : ''
    return { content, embeds, components: isFirst ? discordRows(message) : [] }
  })
}

/** Whether the sentence for notifications stands in the message besides: a short answer would say it twice. */
function tellsAnyway({ title, notification: sentence, context, sections }: ChatMessage): boolean {
  const [row] = sections[0]?.rows ?? []
  return [title, ...context, row !== undefined && 'text' in row ? row.text : ''].includes(sentence)
}

function notification(message: ChatMessage): string {
  const sentence = plainText(message.notification)
  return escapeMarkdown(clipText(sentence === '' ? plainText(message.title) : sentence, NOTIFICATION_LENGTH_MAX))
}

function fits(units: readonly Unit[]): boolean {
  const embeds = buildEmbeds(units)
  return embeds.length <= EMBEDS_MAX && embeds.reduce((sum, embed) => sum + embedLength(embed), 0) <= EMBEDS_LENGTH_MAX
}

function embedLength({ title = '', description = '', fields = [] }: APIEmbed): number {
  return fields.reduce((sum, { name, value }) => sum + name.length + value.length, title.length + description.length)
}

function buildEmbeds(units: readonly Unit[]): APIEmbed[] {
  const embeds: APIEmbed[] = []
  for (const unit of units) addUnit(embeds, unit)
  return embeds
}

function addUnit(embeds: APIEmbed[], unit: Unit): void {
  const last = embeds.at(-1)
  switch (unit.kind) {
    case 'title':
    case 'heading':
      embeds.push({ color: COLOR, ...(unit.text === '' ? {} : { title: unit.text }) })
      return
    case 'line': {
      const description =
        last?.description === undefined
          ? unit.text
          : `${last.description}${unit.apart === true ? '\n\n' : '\n'}${unit.text}`
      // Discord shows an embed's fields below its description, so a line after a field begins an embed.
      const room = last?.fields === undefined && description.length <= DESCRIPTION_LENGTH_MAX
      if (last !== undefined && room) last.description = description
      else embeds.push({ color: COLOR, description: unit.text })
      return
    }
    case 'field': {
      const field = { name: unit.name, value: unit.value, inline: false }
      const fields = last?.fields ?? []
      if (last !== undefined && fields.length < FIELDS_MAX) last.fields = [...fields, field]
      else embeds.push({ color: COLOR, fields: [field] })
    }
  }
}
