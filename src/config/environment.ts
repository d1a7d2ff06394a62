import { z } from 'zod'
import type { Fault } from './faults.ts'
import { PORT_MAX } from './fields.ts'
import { makeSecret } from './secret.ts'
import type { Secret } from './secret.ts'
import { nearestWord } from './suggest.ts'

/** What the environment is: names and texts, as the operating system gives them. */
export type Environment = Readonly<Record<string, string | undefined>>

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

const DEFAULT_STORE = 'data/standfirst.db'
const DEFAULT_FOLDER = 'config'
/** Whoever wants the port open to others says so: a proxy with TLS stands before it as a rule. */
const DEFAULT_HOST = '127.0.0.1'
const DEFAULT_PORT = '3000'
/** In place of a port: none is opened. */
const OFF = 'off'
/** Names that begin so are ours: one that is not read is a slip of the hand. */
const OUR_PREFIX = 'STANDFIRST_'

const apiUrl = z.string().refine(isApiUrl, {
  error: 'it is not an address a token may be sent to; write one that begins https://, or http:// on this machine',
})

/** Every variable that is read, and no other. `.env.example` lists the same. */
export const environmentSchema = z.object({
  STANDFIRST_CONFIG: z.string().optional(),
  STANDFIRST_DB: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/i, {
      error:
        'it is not the address of a database; write postgres://USER:PASSWORD@HOST:PORT/DATABASE, and %XX for what is no ' +
        'letter or digit in the password',
    })
    .optional(),
  STANDFIRST_LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `it is not a log level; write ${LOG_LEVELS.join(', ')}` })
    .default('info'),
  STANDFIRST_FOLLOW: z.enum(['on', 'off'], { error: 'it is neither on nor off' }).default('on'),
  STANDFIRST_HEALTH_PORT: z.coerce
    .string()
    .refine((port) => port === OFF || isPort(port), {
      error: `it is no port; write a number from 0 to ${PORT_MAX}, or ${OFF}`,
    })
    .optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-[A-Za-z0-9-]+$/, { error: 'it is not a bot token; copy the one that begins xoxb- and nothing else' })
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-[A-Za-z0-9-]+$/, { error: 'it is not an app-level token; copy the one that begins xapp-' })
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^\S{8,200}$/, {
      error: 'it is not a signing secret; copy it from "Basic Information" of the app',
    })
    .optional(),
  SLACK_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, { error: 'it is not the name or address of this machine; write 127.0.0.1, or 0.0.0.0' })
    .default(DEFAULT_HOST),
  SLACK_PORT: z.coerce
    .string()
    .refine(isPort, {
      error: `it is not a port; write a number from 0 to ${PORT_MAX}`,
    })
    .default(DEFAULT_PORT),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^[A-Za-z0-9.]+$/, { error: 'it is not a client id; copy it from "Basic Information" of the app' })
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(/^\S{8,200}$/, { error: 'it is not a client secret; copy it from "Basic Information" of the app' })
    .optional(),
  STANDFIRST_SECRET_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/_-]{43}=?$/, { error: 'it is not 32 bytes in base64; make one with: openssl rand -base64 32' })
    .optional(),
  SLACK_API_URL: apiUrl.optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+$/, { error: 'it is not a bot token; copy it without the word Bot and without spaces' })
    .optional(),
  DISCORD_API_URL: apiUrl.optional(),
  OPENAI_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,500}$/, { error: 'it is not a key; copy it whole, without spaces' })
    .optional(),
  OPENAI_BASE_URL: z
    .string()
    .refine(isModelUrl, {
      error:
        'it is not the address of a server; write one that begins https:// or http://, as in http://127.0.0.1:11434/v1',
    })
    .optional(),
})

type PlatformAccess = { readonly token: Secret; readonly apiUrl: string | null }

/** How several workspaces install the app. */
type SlackInstall = { readonly clientId: string; readonly clientSecret: Secret; readonly secretKey: Secret }

/** How Slack is reached, and how it reaches us. */
type SlackAccess = {
  /** Of the one workspace of the environment; null where every workspace installs the app. */
  readonly token: Secret | null
  readonly apiUrl: string | null
  /** Set: events come over a WebSocket. */
  readonly appToken: Secret | null
  /** Set, and no app token: events come over HTTP. */
  readonly signingSecret: Secret | null
  readonly install: SlackInstall | null
  readonly host: string
  readonly port: number
}

/** The server of the model: OpenAI's own without an address, one that needs no key without a key. */
type ModelAccess = { readonly apiKey: Secret | null; readonly baseUrl: string | null }

/** What the environment says. */
export type EnvironmentSettings = {
  /** The path or address of the store; an address may hold a password. */
  readonly store: string
  readonly logLevel: LogLevel
  /** False: no feed is asked and no page is fetched; what is stored otherwise is read as ever. */
  readonly followsWeb: boolean
  /** Where health and metrics are told, in place of what the file says; `off`: nowhere. */
  readonly healthPort: number | 'off' | null
  /** Null without a token: nothing is posted there. */
  readonly slack: SlackAccess | null
  readonly discord: PlatformAccess | null
  /** Null with neither key nor address: every brief is extracts, and nothing is sent to any model. */
  readonly openai: ModelAccess | null
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
  warnings.push(...warnOfSlack(values))
  if (values.DISCORD_API_URL !== undefined && values.DISCORD_TOKEN === undefined) {
    warnings.push('environment: DISCORD_API_URL is set without DISCORD_TOKEN; nothing is posted to Discord.')
  }
  if (keyIsReadable(values)) {
    warnings.push('environment: OPENAI_BASE_URL is http:// on another machine; OPENAI_API_KEY can be read on its way.')
  }
  return {
    store: values.STANDFIRST_DB ?? values.DATABASE_URL ?? DEFAULT_STORE,
    logLevel: values.STANDFIRST_LOG_LEVEL,
    followsWeb: values.STANDFIRST_FOLLOW === 'on',
    healthPort: readHealthPort(values.STANDFIRST_HEALTH_PORT),
    slack: makeSlackAccess(values),
    discord: makeAccess(values.DISCORD_TOKEN, values.DISCORD_API_URL),
    openai: makeModelAccess(values),
  }
}

function makeAccess(token: string | undefined, url: string | undefined): PlatformAccess | null {
  return token === undefined ? null : { token: makeSecret(token), apiUrl: url ?? null }
}

type Values = z.output<typeof environmentSchema>

function makeSlackAccess(values: Values): SlackAccess | null {
  const { SLACK_BOT_TOKEN: token, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = values
  const secretKey = values.STANDFIRST_SECRET_KEY
  const install =
    clientId === undefined || clientSecret === undefined || secretKey === undefined
      ? null
      : { clientId, clientSecret: makeSecret(clientSecret), secretKey: makeSecret(secretKey) }
  if (token === undefined && install === null) return null
  return {
    token: optionalSecret(token),
    apiUrl: values.SLACK_API_URL ?? null,
    appToken: optionalSecret(values.SLACK_APP_TOKEN),
    signingSecret: optionalSecret(values.SLACK_SIGNING_SECRET),
    install,
    host: values.SLACK_HOST,
    port: Number(values.SLACK_PORT),
  }
}

function optionalSecret(value: string | undefined): Secret | null {
  return value === undefined ? null : makeSecret(value)
}

/** Settings that say one half of a thing. */
function warnOfSlack(values: Values): readonly string[] {
  const warnings: string[] = []
  const install = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'STANDFIRST_SECRET_KEY'] as const
  const missing = install.filter((name) => values[name] === undefined)
  const set = install.filter((name) => values[name] !== undefined)
  if (set.length > 0 && missing.length > 0) {
    warnings.push(`environment: ${set.join(', ')} without ${missing.join(', ')}; workspaces cannot install the app.`)
  }
  const others = ['SLACK_API_URL', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const
  if (values.SLACK_BOT_TOKEN === undefined && missing.length > 0) {
    for (const name of others) {
      if (values[name] === undefined) continue
      warnings.push(`environment: ${name} is set without SLACK_BOT_TOKEN; nothing is posted to Slack.`)
    }
  }
  if (values.SLACK_APP_TOKEN !== undefined && values.SLACK_SIGNING_SECRET !== undefined) {
    warnings.push('environment: SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set; events come by Socket Mode.')
  }
  return warnings
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

function readHealthPort(text: string | undefined): EnvironmentSettings['healthPort'] {
  if (text === undefined) return null
  return text === OFF ? OFF : Number(text)
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= PORT_MAX
}

function isApiUrl(text: string): boolean {
  return URL.canParse(text) && isSafeFor(new URL(text))
}

/** A token stays unread on its way. */
function isSafeFor({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}

/** A server of one's own may be in the same network without TLS. Its key has a variable of its own. */
function isModelUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return ['http:', 'https:'].includes(protocol) && username === '' && password === ''
}

const keyIsReadable = ({ OPENAI_API_KEY: key, OPENAI_BASE_URL: url }: Values): boolean =>
  key !== undefined && url !== undefined && !isSafeFor(new URL(url))

function makeModelAccess({ OPENAI_API_KEY: key, OPENAI_BASE_URL: url }: Values): ModelAccess | null {
  return key === undefined && url === undefined ? null : { apiKey: optionalSecret(key), baseUrl: url ?? null }
}
