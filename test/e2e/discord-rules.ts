import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { APIEmbed } from 'discord.js'

const SPEC = join(import.meta.dirname, '../../../shared/specs/discord-openapi.json')

/** Why requests are not checked against Discord's specification here, or null where they are. */
export const discordSpecMissing = existsSync(SPEC) ? null : `${SPEC} is absent: messages are checked for limits only`

export type MessageBody = {
  readonly content?: string
  readonly embeds?: readonly APIEmbed[]
  readonly allowed_mentions?: { readonly parse?: readonly string[] }
  readonly nonce?: string
  readonly enforce_nonce?: boolean
}
export type BodySchema = 'MessageCreateRequest' | 'MessageEditRequestPartial'

let ajv: Ajv2020 | null = null

/** Loads and compiles the specification, which takes a while: not to be done while a request waits. */
export function prepareDiscordSpec(): void {
  schemaFaults('MessageCreateRequest', {})
  schemaFaults('MessageEditRequestPartial', {})
}

function schemaFaults(schema: BodySchema, body: unknown): readonly string[] {
  if (discordSpecMissing !== null) return []
  ajv ??= loadSpec()
  const check = ajv.getSchema(`discord#/components/schemas/${schema}`)
  if (check === undefined) return [`${schema} is not in the specification`]
  return check(body) === true ? [] : [`${schema}: ${ajv.errorsText(check.errors)}`]
}

function loadSpec(): Ajv2020 {
  const spec = JSON.parse(readFileSync(SPEC, 'utf8')) as Record<string, unknown>
  closeObjects(spec)
  const loaded = new Ajv2020({ strict: false })
  for (const format of ['int32', 'int64', 'double', 'nonce', 'snowflake']) loaded.addFormat(format, true)
  loaded.addFormat('uri', (text: string) => URL.canParse(text))
  loaded.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)))
  loaded.addSchema({ $id: 'discord', components: spec['components'] })
  return loaded
}

/** A key that Discord does not know would be dropped without a word. */
function closeObjects(schema: unknown): void {
  if (typeof schema !== 'object' || schema === null) return
  const node = schema as Record<string, unknown>
  if (node['type'] === 'object' && 'properties' in node && !('allOf' in node)) node['additionalProperties'] ??= false
  for (const value of Object.values(node)) closeObjects(value)
}

/** What the specification, Discord's documents or its clients hold against a message's body. */
export function bodyFaults(schema: BodySchema, body: MessageBody): readonly string[] {
  const { content = '', embeds = [] } = body
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0)
  return [
    ...schemaFaults(schema, body),
    ...(content.length > 2_000 ? ['content length'] : []),
    ...(content === '' && embeds.length === 0 ? ['an empty message'] : []),
    ...(embeds.length > 10 ? ['embed count'] : []),
    ...(total > 6_000 ? [`${total} characters of embeds`] : []),
    ...(JSON.stringify(body.allowed_mentions) === '{"parse":[]}' ? [] : ['mentions are allowed']),
    ...readMarkdown(content).faults,
    ...embeds.flatMap(embedFaults),
  ]
}

function embedLength(embed: APIEmbed): number {
  const { title = '', description = '', fields = [], footer } = embed
  const inFields = fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
  return title.length + description.length + inFields + (footer?.text.length ?? 0)
}

function embedFaults({ title, description, fields = [], footer }: APIEmbed): readonly string[] {
  const limited: readonly (readonly [string, string | undefined, number])[] = [
    ['title', title, 256],
    ['description', description, 4_096],
    ['footer', footer?.text, 2_048],
    ...fields.flatMap(
      ({ name, value }) =>
        [
          ['field name', name, 256],
          ['field value', value, 1_024],
        ] as const,
    ),
  ]
  return [
    ...(title === undefined && description === undefined && fields.length === 0 ? ['an empty embed'] : []),
    ...(fields.length > 25 ? ['field count'] : []),
    ...limited.flatMap(([name, text, max]) => {
      if (text === undefined) return []
      const length = text.trim() === '' || text.length > max ? [`${name}: ${text.length} characters`] : []
      return name === 'footer' ? length : [...length, ...readMarkdown(text).faults]
    }),
  ]
}

/** Places where Discord would act: our own links and emphasis, an escaped sign, then everything that must not occur bare. */
const TOKENS =
  /\\(?<escaped>[^0-9A-Za-z\s])|\[\[(?<n>-?\d+)\]\]\((?<url>https?:\/\/[^\s()<>\\]+)\)|(?<emphasis>\*{1,2})|(?<bare>https?:\/\/|discord\.gg\/|:[\w+-]+:|(?<=^|\n)(?:#|>|[-+] |\d+[.)] )|[\\_~|`[\]<@])/gu

/** Markdown as a Discord client shows it, and what in it would do more than show text. */
export function readMarkdown(markdown: string): {
  readonly text: string
  readonly links: readonly string[]
  readonly faults: readonly string[]
} {
  const links: string[] = []
  const faults: string[] = []
  let emphasis = 0
  const text = markdown.replaceAll(TOKENS, (...match: unknown[]) => {
    const groups = match.at(-1) as Record<string, string | undefined>
    if (groups['escaped'] !== undefined) return groups['escaped']
    if (groups['url'] !== undefined) {
      links.push(groups['url'])
      return `[${groups['n']}]`
    }
    if (groups['emphasis'] !== undefined) {
      emphasis += 1
      return ''
    }
    faults.push(`${JSON.stringify(groups['bare'])} is bare in ${JSON.stringify(markdown)}`)
    return groups['bare'] ?? ''
  })
  if (emphasis % 2 === 1) faults.push(`emphasis is left open in ${JSON.stringify(markdown)}`)
  return { text, links, faults }
}

/** An embed's text as a reader sees it, a line for each row; the footer left out. */
export function readEmbeds(embeds: readonly APIEmbed[]): string {
  return readMarkdown(embedTexts(embeds).join('\n')).text
}

export function linksOfEmbeds(embeds: readonly APIEmbed[]): readonly string[] {
  return embedTexts(embeds).flatMap((text) => readMarkdown(text).links)
}

function embedTexts(embeds: readonly APIEmbed[]): readonly string[] {
  return embeds.flatMap(({ title, description, fields = [] }) =>
    [title, description, ...fields.flatMap(({ name, value }) => [name, value])].filter((text) => text !== undefined),
  )
}
