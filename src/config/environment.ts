import { z } from 'zod'
import type { Fault } from './faults.ts'
import { makeSecret } from './secret.ts'
import type { Secret } from './secret.ts'
import { nearestWord } from './suggest.ts'

/** What the environment is: names and texts, as the operating system gives them. */
export type Environment = Readonly<Record<string, string | undefined>>

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

const DEFAULT_STORE = 'data/standfirst.db'
const DEFAULT_FOLDER = 'config'
/** Names that begin so are ours: one that is not read is a slip of the hand. */
const OUR_PREFIX = 'STANDFIRST_'

const apiUrl = z.string().refine(isApiUrl, {
  error: 'it is not an address a token may be sent to; write one that begins https://, or http:// on this machine',
})

/** Every variable that is read, and no other. `.env.example` lists the same. */
export const environmentSchema = z.object({
  STANDFIRST_CONFIG: z.string().optional(),
  STANDFIRST_DB: z.string().default(DEFAULT_STORE),
  STANDFIRST_LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `it is not a log level; write ${LOG_LEVELS.join(', ')}` })
    .default('info'),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-[A-Za-z0-9-]+$/, { error: 'it is not a bot token; copy the one that begins xoxb- and nothing else' })
    .optional(),
  SLACK_API_URL: apiUrl.optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+$/, { error: 'it is not a bot token; copy it without the word Bot and without spaces' })
    .optional(),
  DISCORD_API_URL: apiUrl.optional(),
})

type PlatformAccess = { readonly token: Secret; readonly apiUrl: string | null }

/** What the environment says. */
export type EnvironmentSettings = {
  /** The path or address of the store. */
  readonly store: string
  readonly logLevel: LogLevel
  /** Null without a token: nothing is posted there. */
  readonly slack: PlatformAccess | null
  readonly discord: PlatformAccess | null
}

/** The configuration folder: the option of the command line, else STANDFIRST_CONFIG, else `config`. */
export function chooseConfigFolder(option: string | undefined, environment: Environment): string {
  return option ?? cleanVariables(environment)['STANDFIRST_CONFIG'] ?? DEFAULT_FOLDER
}

/** Reads the variables. A faulty one adds to `faults`, without its value: it may be a secret. */
export function readEnvironment(
  environment: Environment,
  faults: Fault[],
  warnings: string[],
): EnvironmentSettings | null {
  const variables = cleanVariables(environment)
  const known = Object.keys(environmentSchema.shape)
  for (const written of Object.keys(variables)) {
    if (!written.startsWith(OUR_PREFIX) || known.includes(written)) continue
    const nearest = nearestWord(written, known)
    warnings.push(`environment: ${written} is not read${nearest === null ? '.' : `; did you mean ${nearest}?`}`)
  }
  const parsed = environmentSchema.safeParse(variables)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      faults.push({ file: 'environment', line: null, text: `${issue.path.join('.')}: ${issue.message}` })
    }
    return null
  }
  const values = parsed.data
  if (values.SLACK_API_URL !== undefined && values.SLACK_BOT_TOKEN === undefined) {
    warnings.push('environment: SLACK_API_URL is set without SLACK_BOT_TOKEN; nothing is posted to Slack.')
  }
  if (values.DISCORD_API_URL !== undefined && values.DISCORD_TOKEN === undefined) {
    warnings.push('environment: DISCORD_API_URL is set without DISCORD_TOKEN; nothing is posted to Discord.')
  }
  return {
    store: values.STANDFIRST_DB,
    logLevel: values.STANDFIRST_LOG_LEVEL,
    slack: makeAccess(values.SLACK_BOT_TOKEN, values.SLACK_API_URL),
    discord: makeAccess(values.DISCORD_TOKEN, values.DISCORD_API_URL),
  }
}

function makeAccess(token: string | undefined, url: string | undefined): PlatformAccess | null {
  return token === undefined ? null : { token: makeSecret(token), apiUrl: url ?? null }
}

// A line `NAME=` of a copied .env.example means: not set.
function cleanVariables(environment: Environment): Record<string, string> {
  const cleaned: Record<string, string> = {}
  for (const [key, value] of Object.entries(environment)) {
    const text = value?.trim() ?? ''
    if (text !== '') cleaned[key] = text
  }
  return cleaned
}

function isApiUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}
