import type { APIError } from 'openai'

/** What a server is asked for beyond text: each of them some servers refuse. */
export type Dialect = {
  readonly form: 'json_schema' | 'json_object' | 'text'
  readonly limit: 'max_completion_tokens' | 'max_tokens'
  /** Temperature 0: the same claims give the same lines. Models that think refuse it. */
  readonly steady: boolean
  /** The other name of the limit was tried. */
  readonly renamed: boolean
}

/** OpenAI's newer models know the limit by its newer name alone; local servers often by the older. */
export function dialectsFrom(baseUrl: string | null): Dialect {
  const limit = baseUrl === null ? 'max_completion_tokens' : 'max_tokens'
  return { form: 'json_schema', limit, steady: true, renamed: false }
}

const BAD_REQUEST: ReadonlySet<number> = new Set([400, 422])

/** What to ask for after a server refused a request over one of its demands; null where it was something else. */
export function fewerDemands(dialect: Dialect, { status, message, param }: APIError): Dialect | null {
  if (status === undefined || !BAD_REQUEST.has(status)) return null
  const about = `${param ?? ''} ${message}`
  if (/max_(?:completion_)?tokens/.test(about) && !dialect.renamed) {
    const limit = dialect.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
    return { ...dialect, limit, renamed: true }
  }
  if (/temperature/.test(about) && dialect.steady) return { ...dialect, steady: false }
  if (!/response_format|json_schema|json_object|structured|schema|grammar/i.test(about)) return null
  if (dialect.form === 'text') return null
  return { ...dialect, form: dialect.form === 'json_schema' ? 'json_object' : 'text' }
}
