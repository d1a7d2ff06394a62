// `node test/e2e/crash-bot.ts`: a bot in a process of its own, for a crash run.
import { enableCompileCache } from 'node:module'

enableCompileCache()
const [{ joinBot }, { runBot }] = await Promise.all([import('./join-bot.ts'), import('../../src/pipeline/run.ts')])
const { parts, close } = await joinBot(process.env, (text) => void process.stderr.write(text))
const controller = new AbortController()
process.once('SIGTERM', () => controller.abort())
await runBot(parts, controller.signal)
await close()
