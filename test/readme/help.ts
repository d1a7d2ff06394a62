import { runCommandLine } from '../../src/cli.ts'
import type { CliParts } from '../../src/cli/parts.ts'

export type HelpOption = { readonly flags: string; readonly meaning: string }

/** What `--help` says of one command. */
export type Help = {
  /** `stories add`; empty for the program itself. */
  readonly name: string
  /** Name and arguments: `stories add <id>`. */
  readonly usage: string
  readonly summary: string
  readonly options: readonly HelpOption[]
  /** What stands under "Example:", without the program's name. */
  readonly example: string | null
}

/** Commands inside commands inside commands: there are none deeper. */
const DEPTH_MAX = 2

/** The help of every command, in the order in which `--help` lists them, each followed by those inside it. */
export async function readHelp(path: readonly string[] = []): Promise<readonly Help[]> {
  const text = await printHelp(path)
  const help = parseHelp(path, text)
  if (path.length >= DEPTH_MAX) return [help]
  const inside: Help[] = []
  for (const [usage] of readList(text, 'Commands:')) {
    const name = usage.split(' ')[0] ?? ''
    if (name !== 'help') inside.push(...(await readHelp([...path, name])))
  }
  return [help, ...inside]
}

/** In this process: a program for each of some thirty commands would take half a minute. */
async function printHelp(path: readonly string[]): Promise<string> {
  let text = ''
  const refuse = (): never => {
    throw new Error('help needs no parts')
  }
  const parts: CliParts = {
    openDesk: refuse,
    loadOutlets: refuse,
    openFetching: refuse,
    migrate: refuse,
    copyStore: refuse,
    backUp: refuse,
    doubtOwed: refuse,
    runBot: refuse,
    checkUp: refuse,
    checkRunning: refuse,
    playDemo: refuse,
    show: refuse,
    out: (more) => void (text += more),
    tell: (more) => void (text += more),
    lines: { [Symbol.asyncIterator]: refuse },
    signal: new AbortController().signal,
    version: '0.0.0',
  }
  const code = await runCommandLine([...path, '--help'], parts)
  if (code !== 0) throw new Error(`${path.join(' ')} --help ends with ${code}: ${text}`)
  return text
}

function parseHelp(path: readonly string[], text: string): Help {
  const [, usage = ''] = /^Usage: standfirst ?(.*)$/m.exec(text) ?? []
  const [, summary = ''] = /^Usage:.*\n\n([\s\S]*?)\n\n/.exec(text) ?? []
  const [, example = null] = /\nExample:\n {2}standfirst (.*)/.exec(text) ?? []
  return {
    name: path.join(' '),
    usage: usage.replaceAll(/ ?\[(?:options|command)\]/g, ''),
    summary: summary.replaceAll(/\s+/g, ' '),
    options: readList(text, 'Options:').map(([flags, meaning]) => ({ flags, meaning })),
    example,
  }
}

/** The rows under a heading: what stands on the left, and on the right, with lines that were wrapped joined again. */
function readList(text: string, heading: string): readonly (readonly [string, string])[] {
  const [, after = ''] = text.split(`\n${heading}\n`)
  const [body = ''] = after.split('\n\n')
  const rows: [string, string][] = []
  for (const line of body.split('\n')) {
    const [, left, right] = /^ {2}(\S.*?)(?: {2,}(.*))?$/.exec(line) ?? []
    const last = rows.at(-1)
    if (left !== undefined) rows.push([left, right ?? ''])
    else if (last !== undefined) last[1] = `${last[1]} ${line.trim()}`.trim()
  }
  return rows
}
