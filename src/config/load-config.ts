import { promises } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { subscriptionIdOf } from './config.ts'
import type { Config, StoryConfig, SubscriptionPlan } from './config.ts'
import { crossCheck, isQuiet } from './cross-checks.ts'
import type { Written } from './cross-checks.ts'
import { readEnvironment } from './environment.ts'
import type { Environment, EnvironmentSettings } from './environment.ts'
import { configError } from './faults.ts'
import type { Fault } from './faults.ts'
import { readChecked } from './read-checked.ts'
import { toEmbeddingSettings } from './embeddings-schema.ts'
import { toModelSettings, warnOfModel } from './model-schema.ts'
import { outletsSchema, settingsSchema, storySchema } from './schema.ts'
import { makeSecret, type Secret } from './secret.ts'
import type { YamlFile } from './yaml-file.ts'
import { storyId } from '../news/ids.ts'
import type { Outlet } from '../news/outlet.ts'

/** A folder with more stories than these is not one that people keep by hand. */
const STORIES_MAX = 1_000

type Settings = z.output<typeof settingsSchema>

/**
 * Reads and checks the whole configuration once: `standfirst.yaml`, `outlets.yaml` and `stories/*.yaml` of `folder`, and
 * the environment. Throws one NewsError 'config-invalid' that lists every fault as `FILE:LINE: what is wrong; what would
 * be right`.
 */
export async function loadConfig(folder: string, environment: Environment): Promise<Config> {
  const faults: Fault[] = []
  const warnings: string[] = []
  const access = readEnvironment(environment, faults, warnings)
  const settings = await readChecked(join(folder, 'standfirst.yaml'), settingsSchema, faults)
  const catalogue = await readChecked(join(folder, 'outlets.yaml'), outletsSchema, faults)
  const stories = await readStories(join(folder, 'stories'), faults)
  const outlets = (catalogue?.value.outlets ?? []).map((value, index): Written<Outlet> => ({
    value,
    file: fileOf(catalogue),
    path: ['outlets', index],
  }))
  const subscriptions = settings === null ? [] : planSubscriptions(settings)
  // A file with faults of its own would only make names look unknown.
  if (faults.length === 0) crossCheck(stories, outlets, subscriptions, faults)
  if (settings !== null) checkFetch(settings, faults)
  if (faults.length > 0 || settings === null || access === null) throw configError(faults)
  warnings.push(...warnOfSubscriptions(subscriptions, access))
  const { zone, lang, dormantAfter, keep, limits, managers, reports, model } = settings.value
  for (const { path, text } of warnOfModel(model, access.openai)) {
    warnings.push(`${settings.file.file}:${settings.file.lineOf(path)}: ${text}`)
  }
  if (settings.value.embeddings.model !== null && access.openai === null) {
    const place = `${settings.file.file}:${settings.file.lineOf(['embeddings', 'model'])}`
    warnings.push(`${place}: neither OPENAI_API_KEY nor OPENAI_BASE_URL is set; no vectors are fetched.`)
  }
  const { healthPort, ...accessed } = access
  const { fileSize, storeBusy, matchEvery, ...counts } = limits
  const { timeout, connect, bodySize, headerSize, hostEvery, ...fetching } = settings.value.fetch
  return {
    ...accessed,
    folder,
    zone,
    lang,
    dormantAfterMs: dormantAfter,
    keepMs: keep,
    limits: { ...counts, fileBytes: fileSize, storeBusyMs: storeBusy, matchEveryMs: matchEvery },
    fetch: {
      ...fetching,
      timeoutMs: timeout,
      connectMs: connect,
      bodyBytes: bodySize,
      headerBytes: headerSize,
      hostEveryMs: hostEvery,
    },
    stories: stories.map(({ value }) => value),
    outlets: outlets.map(({ value }) => value),
    subscriptions: subscriptions.map(({ value }) => value),
    managers,
    health: healthOf(settings.value.health, healthPort),
    reports,
    model: toModelSettings(model),
    embeddings: toEmbeddingSettings(settings.value.embeddings),
    secrets: secretsOf(access),
    warnings,
  }
}

/** The environment goes before the file: a machine that runs two bots gives each its port. */
function healthOf(
  { host, port }: Settings['health'],
  ofEnvironment: EnvironmentSettings['healthPort'],
): Config['health'] {
  const chosen = ofEnvironment ?? port
  return chosen === 'off' ? null : { host, port: chosen }
}

function checkFetch({ value: { fetch }, file }: Written<Settings>, faults: Fault[]): void {
  const add = (key: string, text: string) =>
    faults.push({ file: file.file, line: file.lineOf(['fetch', key]), text: `fetch.${key}: ${text}` })
  if (fetch.connect > fetch.timeout) add('connect', 'longer than timeout, which holds it; write a shorter one')
  if (fetch.hostAtOnce > fetch.atOnce) add('hostAtOnce', 'more than atOnce, which is for all hosts; write fewer')
}

function secretsOf({ slack, discord, openai, store }: EnvironmentSettings): readonly Secret[] {
  const { install = null, token = null, appToken = null, signingSecret = null } = slack ?? {}
  const all = [
    token,
    appToken,
    signingSecret,
    install?.clientSecret,
    install?.secretKey,
    discord?.token,
    openai?.apiKey,
    ...passwordsOf(store),
  ]
  return all.filter((secret) => secret !== null && secret !== undefined)
}

/** The password in a database's address, as it stands there and as it is meant. */
function passwordsOf(store: string): readonly Secret[] {
  const written = URL.parse(store)?.password ?? ''
  return [...new Set([written, decoded(written)])].filter((password) => password !== '').map(makeSecret)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function fileOf(written: Written<unknown> | null): YamlFile {
  return written?.file ?? { file: '', value: null, lineOf: () => 1 }
}

async function readStories(folder: string, faults: Fault[]): Promise<readonly Written<StoryConfig>[]> {
  const stories: Written<StoryConfig>[] = []
  for (const name of await listYaml(folder, faults)) {
    const written = await readChecked(join(folder, name), storySchema, faults)
    if (written === null) continue
    const { id, feeds, ...rest } = written.value
    stories.push({ ...written, value: { definition: { id: storyId(id), ...rest }, feeds } })
  }
  return stories
}

async function listYaml(folder: string, faults: Fault[]): Promise<readonly string[]> {
  try {
    const names = (await promises.readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).toSorted()
    if (names.length > STORIES_MAX) {
      faults.push({ file: folder, line: null, text: `more than ${STORIES_MAX} stories; keep fewer in this folder` })
    }
    return names.slice(0, STORIES_MAX)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault'
    const text = `the folder of stories cannot be read (${code}); make it, or name another folder with --config`
    faults.push({ file: folder, line: null, text })
    return []
  }
}

function planSubscriptions(settings: Written<Settings>): readonly Written<SubscriptionPlan>[] {
  const { subscriptions, zone, lang } = settings.value
  return subscriptions.map((wish, index) => {
    const story = storyId(wish.story)
    const value: SubscriptionPlan = {
      id: subscriptionIdOf(wish.channel, story),
      story,
      channel: wish.channel,
      times: wish.at.toSorted(),
      days: wish.days,
      zone: wish.zone ?? zone,
      quiet: wish.quiet,
      whenQuiet: wish.whenQuiet,
      lang: wish.lang ?? lang,
      breaking: wish.breaking === null ? null : { origins: wish.breaking },
      graceMs: wish.grace,
    }
    return { value, file: settings.file, path: ['subscriptions', index] }
  })
}

function warnOfSubscriptions(
  subscriptions: readonly Written<SubscriptionPlan>[],
  access: EnvironmentSettings,
): readonly string[] {
  return subscriptions.flatMap(({ value, file, path }) => {
    const place = `${file.file}:${file.lineOf(path)}: `
    const warnings: string[] = []
    if (value.channel.platform === 'slack' && access.slack === null) {
      warnings.push(
        `${place}a Slack channel follows ${value.story}, but SLACK_BOT_TOKEN is not set; nothing is posted to it.`,
      )
    } else if (value.channel.platform === 'slack' && access.slack?.token === null && !('workspace' in value.channel)) {
      warnings.push(
        `${place}without SLACK_BOT_TOKEN a Slack channel needs its workspace, as in slack:T0123ABCD/C0123ABCD; nothing is posted to it.`,
      )
    }
    if (value.channel.platform === 'discord' && access.discord === null) {
      warnings.push(
        `${place}a Discord channel follows ${value.story}, but DISCORD_TOKEN is not set; nothing is posted to it.`,
      )
    }
    for (const time of value.times) {
      if (value.quiet === null || !isQuiet(time, value.quiet)) continue
      warnings.push(
        `${place}${time} is inside the quiet hours ${value.quiet.from}-${value.quiet.to}; it is never posted.`,
      )
    }
    return warnings
  })
}
