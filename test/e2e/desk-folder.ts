import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after } from 'node:test'
import { parse } from 'yaml'
import { runCommandLine } from '../../src/cli.ts'
import { cliParts } from '../../src/main.ts'
import { madeOnce } from '../made-once.ts'
import { runCli, startCli, type CliOptions, type Ran, type Started } from './run-cli.ts'

export const ROOT = join(import.meta.dirname, '..', '..')
export const SAMPLES = join(ROOT, 'config', 'samples')
export const STORY = 'trump-petro'
const STORY_YAML = `id: ${STORY}
title: Trump–Petro
query: Trump Petro
aliases: [Petro Casa Blanca, Petro White House]
`
const folders: string[] = []
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

const SETTINGS = 'zone: America/Bogota\n'

/** A folder with a configuration and a store of its own; commands run in it. */
export type DeskFolder = {
  readonly folder: string
  readonly config: string
  readonly db: string
  path(name: string): string
  /** Writes a file in the folder; its path. */
  write(name: string, text: string | Uint8Array): Promise<string>
  /** Runs a command on this folder's store and configuration in this process: quick, but without its streams and signals. */
  ask(args: readonly string[], input?: readonly string[]): Promise<Ran>
  /** Runs it in a process of its own. */
  run(args: readonly string[], options?: CliOptions): Promise<Ran>
  start(args: readonly string[], options?: CliOptions): Started
}

/** Makes the folder; `from` is a closed store to begin with, `settings` the text of standfirst.yaml. */
export async function makeDeskFolder(
  given: { readonly from?: string; readonly settings?: string } = {},
): Promise<DeskFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-e2e-'))
  folders.push(folder)
  const path = (name: string) => join(folder, name)
  const [config, db] = [path('config'), path('news.db')]
  await mkdir(join(config, 'stories'), { recursive: true })
  await writeFile(join(config, 'standfirst.yaml'), given.settings ?? SETTINGS)
  await copyFile(join(SAMPLES, 'outlets.yaml'), join(config, 'outlets.yaml'))
  await writeFile(join(config, 'stories', `${STORY}.yaml`), STORY_YAML)
  if (given.from !== undefined) await copyFile(given.from, db)
  const withDefaults = (options: CliOptions = {}): CliOptions => ({
    cwd: folder,
    ...options,
    env: { STANDFIRST_CONFIG: config, STANDFIRST_DB: db, ...options.env },
  })
  return {
    folder,
    config,
    db,
    path,
    write: async (name, text) => {
      await writeFile(path(name), text)
      return path(name)
    },
    ask: (args, input = []) => askHere([...args, '--db', db, '--config', config], input),
    run: (args, options) => runCli(args, withDefaults(options)),
    start: (args, options) => startCli(args, withDefaults(options)),
  }
}

async function askHere(args: readonly string[], input: readonly string[]): Promise<Ran> {
  let [out, err] = ['', '']
  const code = await runCommandLine(args, {
    ...cliParts(new AbortController().signal),
    out: (text) => {
      out += text
    },
    tell: (text) => {
      err += text
    },
    lines: Readable.from(input),
  })
  return { code, out, err }
}

type Arrival = { readonly file: string; readonly as: string; readonly seenAt: string }

/** The bundled samples as rows of JSONL in the order they arrive, but for the feed. */
export async function sampleRows(): Promise<readonly string[]> {
  const arrivals: readonly Arrival[] = parse(await readFile(join(SAMPLES, 'arrivals.yaml'), 'utf8'))
  const rows: string[] = []
  for (const { file, as, seenAt } of arrivals) {
    if (file.endsWith('.xml')) continue
    const body = await readFile(join(SAMPLES, file), 'utf8')
    rows.push(JSON.stringify({ url: as, seenAt, ...(file.endsWith('.html') ? { html: body } : { text: body }) }))
  }
  return rows
}

/** A folder whose store, which is closed, holds all samples of the story. */
export async function fillSampleStore(): Promise<DeskFolder> {
  return makeDeskFolder({ from: await madeOnce('samples.db', storeSamples) })
}

async function storeSamples(path: string): Promise<void> {
  const desk = await makeDeskFolder()
  const rows = await desk.write('samples.jsonl', (await sampleRows()).join('\n'))
  const { code, err } = await desk.ask(['ingest', rows])
  if (code !== 0) throw new Error(`the samples were not stored: ${err}`)
  await copyFile(desk.db, path)
}

/** The rows of each table that ingesting fills, but for the log of when each article was read. */
export async function countRows(db: string): Promise<Readonly<Record<string, number>>> {
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(db, { readOnly: true })
  try {
    const tables = ['articles', 'revisions', 'sightings', 'story_articles', 'claim_spans', 'ledgers']
    return Object.fromEntries(
      tables.map((table) => [table, Number(database.prepare(`select count(*) as n from ${table}`).get()?.['n'])]),
    )
  } finally {
    database.close()
  }
}
