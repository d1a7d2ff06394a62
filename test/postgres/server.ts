import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, readdirSync } from 'node:fs'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'

/** A server takes about a second; on a machine that is very busy, some more. */
const START_MAX_MS = 30_000
/** Where Debian keeps the programs, one folder for each version. */
const DEBIAN_FOLDER = '/usr/lib/postgresql'
/** Who runs a server where we are root, which Postgres refuses to be. */
const USERS = ['postgres', 'nobody']
const OWNER = 'tester'

/** Why a test that needs a server is skipped. */
export const NO_POSTGRES = 'no Postgres server is installed here (Debian: apt-get install postgresql)'

export type TestServer = {
  readonly port: number
  /** A new, empty database; its address. */
  database(): Promise<string>
  /** The address of a database of this name, whether it is there or not; of another user, where one is given. */
  address(name: string, user?: string): string
  /** Does statements in the database `postgres`, as the server's owner. */
  run(sql: string): Promise<Record<string, unknown>[]>
  /** `fast`: sessions are ended. `crash`: as at a power cut; what was not written to disk is gone. */
  halt(how: 'fast' | 'crash'): Promise<void>
  /** Starts it again on its data and port. */
  resume(): Promise<void>
  /** Ends the server, and removes what it kept. */
  stop(): Promise<void>
}

/**
 * Starts a Postgres server of its own on the loopback interface, in a temporary folder; null where none is installed. `durable`: it
 * waits for the disk, for tests that kill it. The caller stops it.
 */
export async function startPostgres({
  durable = false,
  settings = [] as readonly string[],
} = {}): Promise<TestServer | null> {
  const programs = findPrograms()
  const user = userToRun()
  if (programs === null || user === null) return null
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-postgres-'))
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid)
  const data = join(folder, 'data')
  const initdb = ['-D', data, '-U', OWNER, '--encoding=UTF8', '--locale=C', '--auth=trust', '--no-sync']
  execFileSync(join(programs, 'initdb'), initdb, { ...user, cwd: folder, stdio: 'pipe' })
  const port = await freePort()
  await appendFile(join(data, 'postgresql.conf'), configuration(folder, port, durable, settings))
  // One user needs a password: for tests of a wrong one.
  await writeFile(
    join(data, 'pg_hba.conf'),
    'host all locked 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n',
  )
  const state = { child: await boot(join(programs, 'postgres'), data, user) }
  let made = 0

  const address = (name: string, as = OWNER) => `postgres://${as}@127.0.0.1:${port}/${name}`
  const run = async (sql: string) => {
    const client = new Client({ connectionString: address('postgres') })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }
  const halt = async (how: 'fast' | 'crash') => {
    if (state.child.exitCode !== null || state.child.signalCode !== null) return
    state.child.ref()
    const gone = once(state.child, 'exit')
    state.child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await gone
  }
  return {
    port,
    address,
    run,
    halt,
    async database() {
      made += 1
      await run(`create database t${made} template template0`)
      return address(`t${made}`)
    },
    async resume() {
      state.child = await boot(join(programs, 'postgres'), data, user)
    },
    async stop() {
      await halt('crash')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function configuration(folder: string, port: number, durable: boolean, settings: readonly string[]): string {
  return [
    '',
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    `unix_socket_directories = '${folder}'`,
    'shared_buffers = 64MB',
    ...(durable ? [] : ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off']),
    ...settings,
    '',
  ].join('\n')
}

/** Resolves when the server lets others in. It goes when this process does, however that ends. */
async function boot(program: string, data: string, user: User): Promise<ChildProcess> {
  const [command, args] = existsSync('/usr/bin/setpriv')
    ? ['/usr/bin/setpriv', ['--pdeathsig', 'QUIT', program, '-D', data]]
    : [program, ['-D', data]]
  const child = spawn(command, args, { ...user, cwd: data, stdio: ['ignore', 'ignore', 'pipe'] })
  process.once('exit', () => child.kill('SIGQUIT'))
  const said: string[] = []
  const late = setTimeout(() => child.kill('SIGQUIT'), START_MAX_MS)
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line)
    if (!line.includes('ready to accept connections')) continue
    clearTimeout(late)
    // Unread, it would fill the pipe and stand still.
    child.stderr.resume()
    child.unref()
    return child
  }
  throw new Error(`Postgres did not start:\n${said.join('\n')}`)
}

function findPrograms(): string | null {
  const debian = existsSync(DEBIAN_FOLDER)
    ? readdirSync(DEBIAN_FOLDER)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN_FOLDER, version, 'bin'))
    : []
  const folders = [...debian, ...(process.env['PATH'] ?? '').split(delimiter)]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
}

type User = { readonly uid?: number; readonly gid?: number }

/** Nobody else, unless we are root; null where root finds nobody to be. */
function userToRun(): User | null {
  if (process.getuid?.() !== 0) return {}
  for (const name of USERS) {
    try {
      const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, name], { stdio: 'pipe' })))
      if (uid !== undefined && gid !== undefined) return { uid, gid }
    } catch {
      // There is no such user.
    }
  }
  return null
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
