import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { COMMANDS } from '../../src/commands/grammar/command-table.ts'
import { createMetrics } from '../../src/assembly/metrics.ts'
import type { CommandDefinition } from '../../src/news/chat.ts'
import type { EvalRow } from '../eval/eval-row.ts'
import { figuresOf, resultsShape } from '../bench/figures.ts'
import { readHelp, type Help, type HelpOption } from './help.ts'
import { ROOT, type World } from './world.ts'

export const README = join(ROOT, 'README.md')

/** `<!-- output -->`, or with what to keep: `<!-- output: from "The story" before "Sources differ" -->`. */
const OUTPUT =
  /(<!-- output(?:: (?:from "(?<from>[^"]*)")? ?(?:before "(?<before>[^"]*)")?)? -->\n+```console\n)(?<body>[\s\S]*?)(\n```)/g
const GENERATED = /(<!-- (?<what>commands|options|figures|measured|chat|metrics) -->\n)[\s\S]*?(<!-- end -->)/g

/** What a platform is sent, as it reads: a golden file, which a test compares with what the renderers make. */
const SHOWN = /(<!-- shown: ([\w./-]+) -->\n+```text\n)[\s\S]*?(\n```)/g

/**
 * README.md as it should stand: under each `$ COMMAND` of a block marked as output what the command prints now, the tables
 * of commands and options as `--help` tells them, what people type in chat, messages as the platforms show them, and the figures of the last recorded `npm run eval`
 * and `npm run bench`.
 */
export async function renderReadme(text: string, world: World): Promise<string> {
  const help = await readHelp()
  let rendered = ''
  let at = 0
  for (const match of text.matchAll(OUTPUT)) {
    const [whole, head = '', , , , tail = ''] = match
    const { body = '', from, before } = match.groups ?? {}
    rendered += text.slice(at, match.index) + head + (await renderOutput(body, world, { from, before })) + tail
    at = match.index + whole.length
  }
  rendered += text.slice(at)
  rendered = rendered.replaceAll(GENERATED, (_all, head: string, what: string, end: string) => {
    const tables = {
      commands: () => commandTable(help),
      options: () => optionTables(help),
      chat: chatTable,
      figures: figureTable,
      measured: measuredTable,
      metrics: metricTable,
    }
    return `${head}\n${tables[what as keyof typeof tables]()}\n\n${end}`
  })
  rendered = rendered.replaceAll(SHOWN, (_all, head: string, file: string, tail: string) => {
    return head + readFileSync(join(ROOT, 'test', 'golden', file), 'utf8').trim() + tail
  })
  return format(rendered, { ...(await resolveConfig(README)), filepath: README })
}

type Cut = { readonly from: string | undefined; readonly before: string | undefined }

async function renderOutput(body: string, world: World, cut: Cut): Promise<string> {
  const parts: string[] = []
  for (const line of body.split('\n').filter((each) => each.startsWith('$ '))) {
    const printed = cutLines(steady(await world.run(line.slice(2))), cut)
    parts.push(printed === '' ? line : `${line}\n${printed}`)
  }
  return parts.join('\n\n')
}

/** Without what differs from one machine or day to the next: durations, versions of Node, counts of our own book. */
function steady(printed: string): string {
  return printed
    .replaceAll(/\b\d+(?:\.\d+)? ?ms\b/g, 'N ms')
    .replaceAll(/\b\d+ outlets\b/g, 'N outlets')
    .replaceAll(/v\d+\.\d+\.\d+/g, 'vN.N.N')
}

function cutLines(printed: string, { from, before }: Cut): string {
  const lines = printed.split('\n')
  const start = from === undefined ? 0 : find(lines, from, 0)
  const end = before === undefined ? lines.length : find(lines, before, start + 1)
  return lines
    .slice(start, end)
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/^\n+|\n+$/g, '')
}

function find(lines: readonly string[], mark: string, after: number): number {
  const at = lines.findIndex((line, index) => index >= after && line.includes(mark))
  if (at < 0) throw new Error(`README.md cuts an output at "${mark}", which is not printed:\n${lines.join('\n')}`)
  return at
}

function commandTable(help: readonly Help[]): string {
  const rows = help.flatMap(({ name, usage, summary, example }) =>
    name === '' ? [] : [[code(usage), cell(summary), example === null ? '' : code(example)]],
  )
  return table(['command', 'does', 'example'], rows)
}

/** Options of all commands and of all that read are told once; the others with their command. */
function optionTables(help: readonly Help[]): string {
  const of = (name: string) => help.find((each) => each.name === name)?.options ?? []
  const isHelp = ({ flags }: HelpOption) => flags.includes('--help')
  const everywhere = of('demo').filter((option) => !isHelp(option))
  const reading = of('differ').filter((option) => !isHelp(option) && !has(everywhere, option))
  const own = help.flatMap(({ name, options }) =>
    options
      .filter((option) => !isHelp(option) && !has(everywhere, option) && !(has(reading, option) && name !== ''))
      .map((option) => [name === '' ? '' : code(name), code(option.flags), cell(option.meaning)]),
  )
  return table(
    ['command', 'option', 'meaning'],
    [
      ...everywhere.map(({ flags, meaning }) => ['every command', code(flags), cell(meaning)]),
      ...reading.map(({ flags, meaning }) => ['commands that read', code(flags), cell(meaning)]),
      ...own,
    ],
  )
}

/** What people type in a channel, in English and in Spanish. */
function chatTable(): string {
  const rows = COMMANDS.flatMap((command) =>
    command.parts.length === 0 ? [chatRow([command])] : command.parts.map((part) => chatRow([command, part])),
  )
  return table(['type', 'in Spanish', 'it', 'who'], rows)
}

function chatRow(path: readonly CommandDefinition[]): readonly string[] {
  const last = path.at(-1)
  if (last === undefined) return []
  const named = (lang: 'en' | 'es') => {
    const values = last.options.map(({ names, need }) => (need === 'required' ? names[lang] : `[${names[lang]}]`))
    return code(`/${[...path.map(({ names }) => names[lang]), ...values].join(' ')}`)
  }
  const who = last.right === 'manager' ? 'who manages the channel' : 'everybody'
  return [named('en'), named('es'), cell(last.about.en), who]
}

/** What /metrics tells of the bot's own work; what any process of Node tells is told in words. */
function metricTable(): string {
  const rows = createMetrics()
    .registry.getMetricsAsArray()
    .filter(({ name }) => !/^standfirst_(?:process|nodejs)_/.test(name))
    .map((metric) => {
      const labels = 'labelNames' in metric && Array.isArray(metric.labelNames) ? metric.labelNames : []
      return [code(metric.name), KINDS[String(metric.type)] ?? '', labels.map(code).join(', '), cell(metric.help)]
    })
  return table(['metric', 'kind', 'labels', 'tells'], rows)
}

const KINDS: Readonly<Record<string, string>> = { counter: 'counter', gauge: 'gauge', histogram: 'histogram' }

const RECORD = join(ROOT, 'test', 'eval', 'results.json')

/** What has a bar or a peer; what is only watched is in the record. */
function figureTable(): string {
  const { parts }: { parts: Record<string, { rows: readonly EvalRow[] }> } = JSON.parse(readFileSync(RECORD, 'utf8'))
  const rows = Object.entries(parts).flatMap(([part, { rows: figures }]) =>
    figures
      .filter(({ bar, peers }) => bar !== undefined || Object.keys(peers).length > 0)
      .map(({ name, ours, bar, better, peers }) => [
        part,
        cell(name),
        round(ours),
        bar === undefined ? '' : `${better === 'lower' ? '≤' : '≥'} ${round(bar)}`,
        Object.entries(peers)
          .map(([peer, figure]) => `${cell(peer)} ${round(figure)}`)
          .join(', '),
      ]),
  )
  return table(['part', 'figure', 'ours', 'our bar', 'others, on the same data'], rows)
}

const BENCHED = join(ROOT, 'test', 'bench', 'results.json')

/** What was timed and counted, where and when. */
function measuredTable(): string {
  const results = resultsShape.parse(JSON.parse(readFileSync(BENCHED, 'utf8')))
  const rows = figuresOf(results, new Set()).map((figure) => {
    const { part, what, ours, peers, floor, ratio, bar, machine, when } = figure
    return [part, what, ours, bar, [peers, floor].filter((text) => text !== '').join('; '), ratio, machine, when]
  })
  const head = ['part', 'what', 'ours', 'our bar', 'others, and the floor', 'ours takes', 'machine', 'when']
  return table(
    head,
    rows.map((row) => row.map(cell)),
  )
}

const round = (figure: number) => String(Number(figure.toFixed(3)))

function has(options: readonly HelpOption[], { flags, meaning }: HelpOption): boolean {
  return options.some((option) => option.flags === flags && option.meaning === meaning)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``

/** Plain text in a table: nothing in it is markup. */
function cell(text: string): string {
  return text.replaceAll(/[|<>*]/g, (mark) => `\\${mark}`)
}
