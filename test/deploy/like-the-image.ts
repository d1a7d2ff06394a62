// `node test/deploy/like-the-image.ts`: does in a temporary folder what config/deploy/Dockerfile does, from what is committed,
// then runs the program there: its help, the demo, the bot with its health check. It takes a minute or two, most of it npm's.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { copiedOf, readDockerfile, ROOT } from './read-dockerfile.ts'

const PORT = '9465'
const START_MAX_MS = 60_000
const folder = await mkdtemp(join(tmpdir(), 'standfirst-image-'))
try {
  const clone = join(folder, 'clone')
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${ROOT}`, clone])
  const app = join(folder, 'app')
  const instructions = await readDockerfile()
  for (const { from, to } of copiedOf(instructions)) {
    await mkdir(dirname(join(app, to)), { recursive: true })
    await cp(join(clone, from), join(app, to), { recursive: true })
  }
  const [install = ''] = instructions.filter(({ name }) => name === 'RUN').map(({ rest }) => rest.split(' && ')[0])
  const env = { PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, HOME: folder, NODE_ENV: 'production' }
  console.log(`$ ${install}`)
  const [npm = '', ...given] = install.split(' ')
  // The registry, and who vouches for it, are this machine's.
  execFileSync(npm, given, { cwd: app, env: { ...process.env, PATH: env.PATH }, stdio: 'inherit' })
  const [, start = ''] = JSON.parse(instructions.find(({ name }) => name === 'ENTRYPOINT')?.rest ?? '[]')
  for (const command of ['--help', 'demo']) {
    const printed = execFileSync(process.execPath, [start, command], { cwd: app, env, encoding: 'utf8' })
    console.log(`$ node ${start} ${command}: ${printed.split('\n').length} lines`)
  }
  const bot = spawn(process.execPath, [start, 'run'], {
    cwd: app,
    env: { ...env, STANDFIRST_HEALTH_PORT: PORT, STANDFIRST_FOLLOW: 'off' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [, check = ''] = /CMD (\[.*\])$/.exec(instructions.find(({ name }) => name === 'HEALTHCHECK')?.rest ?? '') ?? []
  const [, ...checking] = JSON.parse(check) as readonly string[]
  const isWell = () => {
    const look = spawn(process.execPath, checking, { cwd: app, env: { ...env, STANDFIRST_HEALTH_PORT: PORT } })
    return once(look, 'exit').then(([code]) => code === 0)
  }
  const end = performance.now() + START_MAX_MS
  while (!(await isWell())) {
    if (performance.now() > end) throw new Error('the health check never passed')
    await sleep(500)
  }
  console.log('the health check passes')
  bot.kill('SIGTERM')
  const began = performance.now()
  const [code] = await once(bot, 'exit')
  console.log(`stopped with ${code} after ${Math.round(performance.now() - began)} ms`)
  if (code !== 0) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
