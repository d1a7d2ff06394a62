import type { types } from '@slack/bolt'
import { ComponentType } from 'discord.js'
import type { APIEmbed } from 'discord.js'
import type { DiscordPart } from '../../src/adapters/discord/render.ts'
import type { DiscordRow } from '../../src/adapters/discord/components.ts'
import type { SlackPart } from '../../src/adapters/slack/render.ts'
import { readMarkdown } from '../e2e/discord-rules.ts'
import { readBlocks } from '../e2e/slack-rules.ts'

// What both platforms' payloads say, as plain text: as a screen reader reads them, and as a person checks a golden file.

/** Slack's posts, top to bottom; the first line is what a phone's notification shows. */
export function readSlackAloud(parts: readonly SlackPart[]): string {
  return joinPosts(parts.map(({ text, blocks }) => [`Notification: ${unescape(text)}`, ...blocks.flatMap(slackLines)]))
}

/** Discord's posts, top to bottom; the line above an embed stands in the message itself and in the notification. */
export function readDiscordAloud(parts: readonly DiscordPart[]): string {
  return joinPosts(
    parts.map(({ content, embeds, components }) => [
      ...(content === '' ? [] : [`Content: ${readMarkdown(content).text}`]),
      ...embeds.flatMap(embedLines),
      ...components.flatMap(rowLines),
    ]),
  )
}

function joinPosts(posts: readonly (readonly string[])[]): string {
  return `${posts.map((lines) => lines.join('\n')).join('\n\n--- next post\n\n')}\n`
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function slackLines(block: types.KnownBlock): readonly string[] {
  switch (block.type) {
    case 'header':
      return [`# ${readBlocks([block])}`]
    case 'rich_text':
      return block.elements.flatMap((element) => {
        const isList = element.type === 'rich_text_list'
        const inner = isList ? element.elements : [element]
        return inner.map((section) => {
          const text = readBlocks([{ type: 'rich_text', elements: [section] }])
          return isList ? `• ${text}` : isHeading(section) ? `\n## ${text}` : text
        })
      })
    case 'table':
      return readBlocks([block])
        .split('\n')
        .map((row) => `| ${row} |`)
    case 'actions':
      return block.elements.flatMap((element) => {
        if (element.type === 'button') return [`[${element.text.text}]`]
        if (element.type !== 'static_select') return []
        const options = (element.options ?? []).map(({ text, description }) => entry(text.text, description?.text))
        return [`[${element.placeholder?.text ?? ''} ▾]`, ...options]
      })
    default:
      return [readBlocks([block])]
  }
}

/** A section of one bold text, and nothing else. */
function isHeading({ elements }: types.RichTextBlockElement): boolean {
  const [first, ...others] = elements
  return others.length === 0 && first?.type === 'text' && first.style?.bold === true
}

function embedLines({ title, description, fields = [] }: APIEmbed): readonly string[] {
  return [
    ...(title === undefined ? [] : [`\n## ${readMarkdown(title).text}`]),
    ...(description === undefined ? [] : [readMarkdown(description).text]),
    ...fields.flatMap(({ name, value }) => [`### ${readMarkdown(name).text}`, readMarkdown(value).text]),
  ]
}

function rowLines({ components }: DiscordRow): readonly string[] {
  return components.flatMap((each) => {
    if (each.type === ComponentType.Button) return [`[${'label' in each ? (each.label ?? '') : ''}]`]
    return [`[${each.placeholder ?? ''} ▾]`, ...each.options.map(({ label, description }) => entry(label, description))]
  })
}

function entry(label: string, note: string | undefined): string {
  return note === undefined ? `  ${label}` : `  ${label} – ${note}`
}
