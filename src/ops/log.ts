import { pino, stdSerializers } from 'pino'

type LogFacts = Readonly<Record<string, unknown>>
type Say = (facts: LogFacts, message: string) => void

/** What the program says of its own work. A fault goes in as `err`. */
export type Log = { readonly debug: Say; readonly info: Say; readonly warn: Say; readonly error: Say }

export type LogOptions = {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Values that must never be written, whatever they stand in. */
  readonly secrets: readonly string[]
  /** `lines` for people at a terminal, `json` for everything else. */
  readonly style: 'lines' | 'json'
  /** Standard error: standard output belongs to what a command prints. */
  readonly write: (text: string) => void
}

const MASK = '[secret]'
/** Shorter values would mask ordinary words. */
const SECRET_LENGTH_MIN = 6
/** A longer line is cut: a log is no place for whole articles. */
const LINE_LENGTH_MAX = 16_384

const SECRET_KEYS = ['token', 'secret', 'password', 'authorization', 'cookie', 'apiKey', 'api_key', 'webhook']
/** What secrets of the platforms look like, for those nobody told us of. */
const SECRET_SHAPES: readonly RegExp[] = [
  /\bxox[a-z]?(?:[.-][A-Za-z0-9]+)+/g,
  /\bxapp-[A-Za-z0-9-]+/g,
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\b(?:Bot|Bearer|Basic) [A-Za-z0-9._~+/=-]{16,}/g,
  /\b[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}/g,
  /(?<=hooks\.slack\.com\/services\/)[A-Za-z0-9/]+/g,
  /(?<=\/api\/webhooks\/\d+\/)[A-Za-z0-9_-]+/g,
  /(?<=:\/\/[^\s/:@"]{1,200}:)[^\s/@"]+(?=@)/g,
]

/** Hides secrets in a text: known values, wherever they stand, and whatever looks like a token. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  let masked = text
  for (const secret of secrets) {
    if (secret.length < SECRET_LENGTH_MIN) continue
    masked = masked.replaceAll(secret, MASK)
    // In JSON a quote or backslash of the value is written with a backslash before it.
    masked = masked.replaceAll(JSON.stringify(secret).slice(1, -1), MASK)
  }
  for (const shape of SECRET_SHAPES) masked = masked.replaceAll(shape, MASK)
  return masked
}

/** Makes the log. Every line passes the mask last, so no key, message or stack can carry a secret out. */
export function createLog(options: LogOptions): Log {
  const stream = {
    write(line: string): void {
      const text = options.style === 'json' ? line.trimEnd() : describeLine(line)
      const masked = maskSecrets(text, options.secrets)
      options.write(`${masked.length > LINE_LENGTH_MAX ? cutLine(masked, options.style) : masked}\n`)
    },
  }
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: () => `,"time":"${Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })}"`,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: stdSerializers.errWithCause },
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: MASK },
    },
    stream,
  )
  return {
    debug: (facts, message) => logger.debug(facts, message),
    info: (facts, message) => logger.info(facts, message),
    warn: (facts, message) => logger.warn(facts, message),
    error: (facts, message) => logger.error(facts, message),
  }
}

/** One line for people: time, level, message, then the facts. Control characters cannot paint the terminal. */
function describeLine(line: string): string {
  const entry: unknown = JSON.parse(line)
  if (typeof entry !== 'object' || entry === null) return line.trimEnd()
  const { time, level, msg, err, ...facts } = entry as Record<string, unknown>
  const shown = Object.entries(facts).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const fault = typeof err === 'object' && err !== null && 'message' in err ? ` (${String(err.message)})` : ''
  const words = [String(time).slice(11, 19), String(level).padEnd(5), `${String(msg)}${fault}`, ...shown].join(' ')
  return words.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
}

// A cut JSON line would be no JSON: its start is kept as text.
function cutLine(line: string, style: LogOptions['style']): string {
  const start = line.slice(0, LINE_LENGTH_MAX / 2)
  return style === 'lines' ? `${start}…` : JSON.stringify({ level: 'warn', msg: 'a log line was too long', start })
}
