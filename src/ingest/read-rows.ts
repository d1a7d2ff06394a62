import * as z from 'zod'
import type { ArticleFlag, ArticleReading } from '../news/article.ts'
import { NewsError } from '../news/errors.ts'
import type { Outlet } from '../news/outlet.ts'
import { canonicalUrl } from './canonical-url.ts'
import { languageOf } from './lang.ts'
import { outletName, outletOfUrl } from './outlet.ts'
import { parseStatedTime } from './find-dates-stated.ts'
import { readPage } from './read-page.ts'
import { readText } from './read-text.ts'

const stated = z
  .string()
  .nullish()
  .transform((value) => {
    const bare = value?.trim() ?? ''
    return bare === '' ? null : bare
  })

const FLAGS = ['machine-made', 'commentary', 'stub'] as const satisfies readonly ArticleFlag[]

const ROW = z
  .object({
    url: stated.refine((url) => url === null || canonicalUrl(url) !== null, 'must be an http or https address'),
    outlet: stated,
    title: stated,
    byline: stated,
    dek: stated,
    publishedAt: stated.refine(
      (time) => time === null || isDayOrInstant(time),
      'must be an ISO 8601 date or time with zone',
    ),
    seenAt: stated.refine((time) => time === null || instantOf(time) !== null, 'must be an ISO 8601 time with zone'),
    lang: stated.refine((lang) => lang === null || /^[a-z]{2,3}(?:[-_].*)?$/i.test(lang), 'must be an ISO 639-1 code'),
    text: z.string().nullish(),
    html: z.string().nullish(),
    deleted: z.boolean().nullish(),
    /** `export` writes it: the text is a body that was cleaned before, and `wire` and `flags` are what was found then. */
    stored: z.boolean().nullish(),
    wire: stated,
    flags: z.array(z.enum(FLAGS)).nullish(),
  })
  .refine(
    (row) => row.deleted === true || [row.text, row.html].some((body) => (body ?? '').trim() !== ''),
    'needs text or html',
  )
  .refine((row) => row.deleted !== true || row.url !== null, 'a deleted row needs the url of what was taken down')

export type RowOutcome =
  | { readonly kind: 'read'; readonly reading: ArticleReading; readonly seenAt: Temporal.Instant | null }
  | { readonly kind: 'fault'; readonly error: NewsError }

export type RowSource = { readonly input: string; readonly outlets: readonly Outlet[]; readonly rowsMax: number }

/** Rows of JSONL, in order: a reading each, or the fault with the file's and the line's name. Blank lines are passed over. */
export function* readRows(text: string, source: RowSource): Generator<RowOutcome> {
  let rows = 0
  let line = 0
  for (let at = 0; at <= text.length;) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 ? text.length : newline
    const raw = text.slice(at, end)
    at = end + 1
    line += 1
    if (raw.trim() === '') continue
    rows += 1
    if (rows > source.rowsMax) {
      yield fault(
        `${source.input}: line ${line}: more than ${source.rowsMax} rows; the rest was left out. Split the file.`,
      )
      return
    }
    yield readRow(raw, `${source.input}:${line}`, source)
  }
}

/** One row that is parsed already, as an element of a JSON list is. */
export function readRowValue(value: unknown, input: string, source: RowSource): RowOutcome {
  const parsed = ROW.safeParse(value)
  if (parsed.success) return { kind: 'read', ...rowReading(parsed.data, input, source.outlets) }
  const [issue] = parsed.error.issues
  const key = issue?.path.join('.') ?? ''
  return fault(
    `${input}: ${key === '' ? '' : `"${key}": `}${issue?.message ?? 'not a row'}. The row was left out; mend it and ingest again.`,
  )
}

function readRow(raw: string, input: string, source: RowSource): RowOutcome {
  let value: unknown
  try {
    value = JSON.parse(raw)
  } catch (cause) {
    return fault(
      `${input}: not a JSON object (${messageOf(cause)}). The row was left out; mend it and ingest again.`,
      cause,
    )
  }
  return readRowValue(value, input, source)
}

const messageOf = (cause: unknown) =>
  cause instanceof Error ? cause.message.replace(/\s+/g, ' ').slice(0, 120) : 'unknown fault'

function fault(message: string, cause?: unknown): RowOutcome {
  return { kind: 'fault', error: new NewsError('input-invalid', message, cause === undefined ? {} : { cause }) }
}

type Row = z.infer<typeof ROW>

function rowReading(
  row: Row,
  input: string,
  outlets: readonly Outlet[],
): { reading: ArticleReading; seenAt: Temporal.Instant | null } {
  const url = row.url === null ? null : canonicalUrl(row.url)
  const found = bodyReading(row, input, url, outlets)
  const reading: ArticleReading = {
    ...found,
    url,
    outlet: outletName(row.outlet, outlets) ?? outletOfUrl(url, outlets)?.name ?? found.outlet,
    title: row.title ?? found.title,
    dek: row.dek ?? found.dek,
    byline: row.byline ?? found.byline,
    publishedAt: row.publishedAt === null ? found.publishedAt : parseStatedTime(row.publishedAt),
    lang: row.lang === null ? found.lang : statedLang(row),
    wire: row.wire ?? found.wire,
    deleted: row.deleted ?? false,
  }
  return { reading, seenAt: row.seenAt === null ? null : instantOf(row.seenAt) }
}

const statedLang = ({ lang }: Row) => (lang === null ? null : languageOf(lang, ''))

function bodyReading(row: Row, input: string, url: string | null, outlets: readonly Outlet[]): ArticleReading {
  const { stored = false, wire, flags, text } = row
  if (stored === true) return { ...EMPTY, input, text: text ?? '', wire, flags: flags ?? [] }
  if ((row.text ?? '').trim() !== '') {
    return readText(row.text ?? '', { input, url, outlets, title: row.title, lang: statedLang(row) })
  }
  if ((row.html ?? '').trim() !== '') return readPage(row.html ?? '', { input, url, outlets })
  return { ...EMPTY, input }
}

const EMPTY: ArticleReading = {
  input: '', url: null, outlet: null, title: null, dek: null, byline: null, publishedAt: null, lang: null, wire: null, text: '',
  furniture: [], flags: [], deleted: false,
} // prettier-ignore

function isDayOrInstant(time: string): boolean {
  const parsed = parseStatedTime(time)
  return parsed !== null && parsed.length >= 'yyyy-mm-dd'.length
}

/** A full time with its zone, or a day, which counts from its first moment in UTC. */
function instantOf(time: string): Temporal.Instant | null {
  const parsed = parseStatedTime(time, 'utc')
  if (parsed === null || parsed.length < 'yyyy-mm-dd'.length) return null
  return Temporal.Instant.from(parsed.includes('T') ? parsed : `${parsed}T00:00:00Z`)
}
