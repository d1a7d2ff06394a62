import type { APIEmbed } from 'discord.js'
import { discordSpecMissing, schemaFaults } from './discord-spec.ts'

export { discordSpecMissing }

export type MessageBody = {
  readonly content?: string
  readonly embeds?: readonly APIEmbed[]
  readonly allowed_mentions?: { readonly parse?: readonly string[] }
  readonly components?: readonly unknown[]
  readonly nonce?: string
  readonly enforce_nonce?: boolean
}
export type BodySchema = 'MessageCreateRequest' | 'MessageEditRequestPartial'

/** Loads and compiles the specification, which takes a while: not to be done while a request waits. */
export function prepareDiscordSpec(): void {
  schemaFaults('MessageCreateRequest', {})
  schemaFaults('MessageEditRequestPartial', {})
}

/** What the specification, Discord's documents or its clients hold against a message's body. */
export function bodyFaults(schema: BodySchema, body: MessageBody): readonly string[] {
  return [...schemaFaults(schema, body), ...answerFaults(body)]
}

/** The same of a message whose schema is looked at elsewhere, as that of an answer to an interaction. */
export function answerFaults(body: MessageBody): readonly string[] {
  const { content = '', embeds = [] } = body
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0)
  return [
    ...componentFaults(body.components ?? []),
    ...(content.length > 2_000 ? ['content length'] : []),
    ...(content === '' && embeds.length === 0 ? ['an empty message'] : []),
    ...(embeds.length > 10 ? ['embed count'] : []),
    ...(total > 6_000 ? [`${total} characters of embeds`] : []),
    ...(JSON.stringify(body.allowed_mentions) === '{"parse":[]}' ? [] : ['mentions are allowed']),
    ...readMarkdown(content).faults,
    ...embeds.flatMap(embedFaults),
  ]
}

/** Five rows of five; a button says what it does or where it leads; no id twice. */
function componentFaults(rows: readonly unknown[]): readonly string[] {
  const inside = rows.map((row) => (isRecord(row) && Array.isArray(row['components']) ? row['components'] : []))
  const parts = inside.flat().filter(isRecord)
  const ids = parts.flatMap((part) => (typeof part['custom_id'] === 'string' ? [part['custom_id']] : []))
  return [
    ...(rows.length > 5 ? ['row count'] : []),
    ...(inside.some((row) => row.length < 1 || row.length > 5) ? ['components in a row'] : []),
    ...(parts.some((part) => part['type'] === 2 && part['custom_id'] === undefined && part['url'] === undefined)
      ? ['a button without custom_id or url']
      : []),
    ...(ids.some((id) => id.length < 1 || id.length > 100) ? ['custom_id length'] : []),
    ...(new Set(ids).size < ids.length ? ['a custom_id twice'] : []),
    ...parts.filter((part) => part['type'] === 2).flatMap((part) => labelFaults('button label', part['label'], 80)),
    ...parts.filter((part) => part['type'] === 3).flatMap(selectFaults),
    ...(inside.some((row) => row.length > 1 && row.some((part) => isRecord(part) && part['type'] === 3))
      ? ['a menu beside something else']
      : []),
  ]
}

/** A label is shown as it stands: no client reads markup in it. */
function labelFaults(name: string, text: unknown, lengthMax: number): readonly string[] {
  if (text === undefined) return []
  if (typeof text !== 'string' || text.trim() === '' || text.length > lengthMax)
    return [`${name}: ${JSON.stringify(text)}`]
  return /[\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u.test(text) ? [`${name} has unseen characters`] : []
}

function selectFaults(select: Readonly<Record<string, unknown>>): readonly string[] {
  const options = Array.isArray(select['options']) ? select['options'].filter(isRecord) : []
  const values = options.map((option) => option['value'])
  return [
    ...(options.length < 1 || options.length > 25 ? ['option count'] : []),
    ...(new Set(values).size < values.length ? ['an option twice'] : []),
    ...labelFaults('placeholder', select['placeholder'], 150),
    ...options.flatMap((option) => [
      ...labelFaults('option label', option['label'], 100),
      ...labelFaults('option description', option['description'], 100),
    ]),
    ...(options.filter((option) => option['default'] === true).length > 1 ? ['two defaults'] : []),
    ...(select['required'] === true && select['min_values'] === 0 ? ['required, but none will do'] : []),
  ]
}

/** A form: at most five labels, each with one input. */
export function formFaults(data: unknown): readonly string[] {
  const { title, components } = data as { readonly title?: unknown; readonly components?: unknown }
  const labels = Array.isArray(components) ? components.filter(isRecord) : []
  const inputs = labels.map((label) => label['component']).filter(isRecord)
  const ids = inputs.map((input) => input['custom_id'])
  return [
    ...labelFaults('form title', title, 45),
    ...(labels.length < 1 || labels.length > 5 ? ['field count'] : []),
    ...(inputs.length < labels.length ? ['a label without an input'] : []),
    ...(new Set(ids).size < ids.length ? ['a field twice'] : []),
    ...labels.flatMap((label) => [
      ...labelFaults('field label', label['label'], 45),
      ...labelFaults('field description', label['description'], 100),
    ]),
    ...inputs.flatMap((input) => {
      if (input['type'] === 3) return selectFaults(input)
      const { value = '', max_length: max = 4_000, min_length: min = 0 } = input
      const [long, short] = [String(value).length > Number(max), value !== '' && String(value).length < Number(min)]
      return [
        ...(input['label'] === undefined ? [] : ['an input in a label has a label of its own']),
        ...(long || short ? [`a field holds ${String(value).length} of ${String(max)} characters`] : []),
        ...(input['style'] === 1 && String(value).includes('\n') ? ['two lines in one'] : []),
      ]
    }),
  ]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function embedLength(embed: APIEmbed): number {
  const { title = '', description = '', fields = [], footer } = embed
  const inFields = fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
  return title.length + description.length + inFields + (footer?.text.length ?? 0)
}

function embedFaults({ title, description, url, fields = [], footer }: APIEmbed): readonly string[] {
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
    ...(url !== undefined && !/^https?:\/\//.test(url) ? ['embed url'] : []),
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
