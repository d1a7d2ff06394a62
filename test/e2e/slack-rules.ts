import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import type { types } from '@slack/bolt'

const SCHEMA = join(import.meta.dirname, '../../../shared/specs/slack-blocks.schema.json')

/** Why requests are not checked against Slack's schema here, or null where they are. */
export const slackSchemaMissing = existsSync(SCHEMA) ? null : `${SCHEMA} is absent: blocks are checked for limits only`

let validate: ((blocks: unknown) => readonly string[]) | null = null

export function schemaFaults(blocks: unknown): readonly string[] {
  if (slackSchemaMissing !== null) return []
  if (validate === null) {
    const ajv = new Ajv({ strict: false, allErrors: false, discriminator: false })
    const check = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')))
    validate = (value) => (check(value) ? [] : [`not a list of blocks: ${ajv.errorsText(check.errors)}`])
  }
  return validate(blocks)
}

/** What Slack, or our own rules for text that others wrote, hold against the fields of a message. */
export function contentFaults(fields: Readonly<Record<string, string>>, blocks: readonly types.KnownBlock[]): string[] {
  const { text = '', parse, link_names, metadata = '{}' } = fields
  return [
    ...blockFaults(blocks),
    ...(text === '' || text.length > 40_000 ? ['text length'] : []),
    ...(/[<>]|&(?!amp;|lt;|gt;)/.test(text) ? [`unescaped text: ${text}`] : []),
    ...(parse === 'none' && link_names === 'false' ? [] : ['names would become mentions']),
    ...(Buffer.byteLength(metadata) > 16_000 ? ['metadata_too_large'] : []),
  ]
}

type AnyElement = types.RichTextElement

/** What Slack's documents or its servers forbid in a message's blocks, beyond the schema. */
export function blockFaults(blocks: readonly types.KnownBlock[]): readonly string[] {
  const faults: string[] = [...schemaFaults(blocks)]
  const bytes = Buffer.byteLength(JSON.stringify(blocks))
  if (blocks.length === 0 || blocks.length > 50) faults.push(`${blocks.length} blocks`)
  if (bytes > 13_200) faults.push(`msg_blocks_too_long: ${bytes} bytes`)
  if (blocks.filter((block) => block.type === 'table').length > 1) faults.push('more than one table')
  return [...faults, ...blockShapeFaults(blocks), ...blocks.flatMap(oneBlockFaults)]
}

/** Ids that must differ. */
export function blockShapeFaults(blocks: readonly types.KnownBlock[]): readonly string[] {
  const faults: string[] = []
  const ids = blocks.flatMap((block) => block.block_id ?? [])
  if (new Set(ids).size !== ids.length) faults.push('a block_id twice')
  const actions = blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((each) => ('action_id' in each ? (each.action_id ?? []) : []))
      : [],
  )
  if (new Set(actions).size !== actions.length) faults.push('an action_id twice')
  return faults
}

export function oneBlockFaults(block: types.KnownBlock): readonly string[] {
  switch (block.type) {
    case 'header':
      return block.text.text.length < 1 || block.text.text.length > 150 ? ['header text length'] : []
    case 'context':
      return [
        ...(block.elements.length < 1 || block.elements.length > 10 ? ['context element count'] : []),
        ...block.elements.flatMap((element) => {
          if (element.type !== 'plain_text') return [`${element.type} in a context`]
          return element.text.length < 1 || element.text.length > 3_000 ? ['context text length'] : []
        }),
      ]
    case 'table':
      return tableFaults(block)
    case 'rich_text':
      return richTextFaults(block)
    case 'divider':
      return []
    case 'actions':
      return [
        ...(block.elements.length < 1 || block.elements.length > 25 ? ['action count'] : []),
        ...block.elements.flatMap(actionFaults),
      ]
    default:
      return [`a ${block.type} block is none we use`]
  }
}

function actionFaults(element: types.ActionsBlockElement): readonly string[] {
  const id = 'action_id' in element ? (element.action_id ?? '') : ''
  const long = id.length > 255 ? ['action_id length'] : []
  if (element.type === 'static_select') return [...long, ...optionFaults(element)]
  if (element.type !== 'button') return [`a ${element.type} is none we use`]
  const { text, value = '', url = '' } = element
  return [
    ...long,
    ...(text.text.length < 1 || text.text.length > 75 ? ['button text length'] : []),
    ...(value.length > 2_000 ? ['button value length'] : []),
    ...(url.length > 3_000 ? ['button url length'] : []),
    ...(text.emoji === true ? ['a button with emoji'] : []),
  ]
}

/** A menu: https://docs.slack.dev/reference/block-kit/composition-objects/option-object. */
export function optionFaults({ options = [], initial_option, placeholder }: types.StaticSelect): readonly string[] {
  const wrong = options.filter(({ text, value = '', description }) => {
    const texts = description === undefined ? [text] : [text, description]
    return texts.some(({ text: shown }) => shown.length < 1 || shown.length > 75) || value === '' || value.length > 150
  })
  const given = options.some(({ value }) => value === initial_option?.value)
  return [
    ...(options.length < 1 || options.length > 100 ? ['option count'] : []),
    ...(wrong.length > 0 ? ['an option too long or empty'] : []),
    ...((placeholder?.text.length ?? 1) > 150 ? ['placeholder length'] : []),
    ...(initial_option !== undefined && !given ? ['an initial option that is no option'] : []),
  ]
}

function tableFaults(table: types.TableBlock): readonly string[] {
  const widths = new Set(table.rows.map((row) => row.length))
  return [
    ...(table.rows.length < 1 || table.rows.length > 100 ? ['table row count'] : []),
    ...(widths.size !== 1 || Math.max(...widths) > 20 ? ['table column count'] : []),
    ...table.rows.flat().flatMap((cell) => {
      if (cell.type === 'raw_text') return cell.text === '' ? ['an empty cell'] : []
      return cell.type === 'rich_text' ? richTextFaults(cell) : []
    }),
  ]
}

function richTextFaults(block: types.RichTextBlock): readonly string[] {
  if (block.elements.length === 0) return ['an empty rich text']
  return block.elements.flatMap((element) => {
    const sections = element.type === 'rich_text_list' ? element.elements : [element]
    if (sections.length === 0) return ['an empty list']
    return sections.flatMap((section) => {
      const inner = section.elements as readonly AnyElement[]
      return inner.length === 0 ? ['an empty section'] : inner.flatMap(elementFaults)
    })
  })
}

function elementFaults(element: AnyElement): readonly string[] {
  if (element.type === 'text') return element.text === '' ? ['an empty text element'] : []
  if (element.type !== 'link') return [`a ${element.type} element is none we use`]
  return [
    ...(/^https?:\/\//.test(element.url) && URL.canParse(element.url) ? [] : [`a link to ${element.url}`]),
    ...(element.url.length > 3_000 ? ['link length'] : []),
    ...(element.text === '' ? ['an empty link'] : []),
  ]
}

/** The text of blocks as a reader sees it, a line for each row. */
export function readBlocks(blocks: readonly types.KnownBlock[]): string {
  return blocks.map(readBlock).join('\n')
}

function readBlock(block: types.KnownBlock): string {
  switch (block.type) {
    case 'header':
      return block.text.text
    case 'context':
      return block.elements.map((element) => ('text' in element ? element.text : '')).join('\n')
    case 'table':
      return block.rows.map((row) => row.map(readCell).join(' | ')).join('\n')
    case 'rich_text':
      return readRichText(block)
    default:
      return ''
  }
}

function readCell(cell: types.TableBlock['rows'][number][number]): string {
  return cell.type === 'rich_text' ? readRichText(cell) : cell.text
}

function readRichText(block: types.RichTextBlock): string {
  const sections = block.elements.flatMap((element) =>
    element.type === 'rich_text_list' ? element.elements : [element],
  )
  return sections
    .map(({ elements }) =>
      (elements as readonly AnyElement[]).map((element) => ('text' in element ? element.text : '')).join(''),
    )
    .join('\n')
}

/** What a reader can press or choose, in order: its label and its value. */
export function pressable(blocks: readonly types.KnownBlock[]): readonly (readonly [label: string, value: string])[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'actions') return []
    return block.elements.flatMap((element) => {
      if (element.type === 'button') return [[element.text.text, element.value ?? ''] as const]
      if (element.type !== 'static_select') return []
      return (element.options ?? []).map(({ text, value = '' }) => [text.text, value] as const)
    })
  })
}

/** Every address a reader could click. */
export function linksOf(blocks: readonly types.KnownBlock[]): readonly string[] {
  return [...JSON.stringify(blocks).matchAll(/"type":"link","url":("(?:[^"\\]|\\.)*")/g)].map(
    (match) => JSON.parse(match[1] ?? '""') as string,
  )
}
