import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environmentSchema } from '../../src/config/environment.ts'
import { COMPILED } from '../compile-cache.ts'

export const ROOT = join(import.meta.dirname, '..', '..')
/** A command of README.md that takes longer hangs. */
const TIMEOUT_MS = 60_000
/** Where a newcomer's clone differs from the next one's, the outputs in README.md must not. */
const SETTINGS = `zone: America/Bogota
subscriptions:
  - story: trump-petro
    channel: terminal
    at: ['08:00', '17:30']
`

/** A folder that stands for a fresh clone: README.md's commands run in it one after the other and share its store. */
export type World = {
  /** What a command prints on both streams, 80 columns wide and without colour. */
  run(command: string): Promise<string>
  close(): Promise<void>
}

export async function makeWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-readme-'))
  await mkdir(join(folder, 'config', 'stories'), { recursive: true })
  await writeFile(join(folder, 'config', 'standfirst.yaml'), SETTINGS)
  for (const name of ['outlets.yaml', 'samples', 'stories/trump-petro.yaml']) {
    await cp(join(ROOT, 'config', name), join(folder, 'config', name), { recursive: true })
  }
  const scripts = await readScripts()
  const printed = new Map<string, Promise<string>>()
  return {
    // The demo is shown in two places and run once.
    run: (command) => {
      const known = printed.get(command) ?? runShell(toProgram(command, scripts), folder)
      printed.set(command, known)
      return known
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

async function readScripts(): Promise<Readonly<Record<string, string>>> {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  return scripts
}

/** npm's part is left out: `npm run -s demo` becomes what package.json says it is, with this very Node. */
function toProgram(command: string, scripts: Readonly<Record<string, string>>): string {
  const node = `"${process.execPath}"`
  return command
    .replace(/^npx node(?= )/, node)
    .replace(/(?<=^|\| )npm (?:run (?:-s )?)?(\S+)(?: --(?= ))?/, (_all, name: string) => {
      const script = scripts[name]
      if (script === undefined) throw new Error(`package.json has no script ${name}, but README.md runs it`)
      return script.replace('node src/', `${node} "${ROOT}/src/`).replace('.ts', '.ts"')
    })
}

function runShell(command: string, cwd: string): Promise<string> {
  // One pipe for both streams, so that their lines stay in the order in which they were written.
  const blank = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, '']))
  const env = { PATH: process.env['PATH'], TZ: 'America/Bogota', NO_COLOR: '1', NODE_COMPILE_CACHE: COMPILED, ...blank }
  const child = spawn('bash', ['-c', `exec 2>&1\n${command}`], {
    cwd,
    env,
    timeout: TIMEOUT_MS,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (more) => (text += more))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (signal === null) resolve(text)
      else reject(new Error(`${command}: ended by ${signal} (${code}):\n${text}`))
    })
  })
}
