import { createHash } from 'node:crypto'
import type { CompiledQuery, QueryResult } from 'kysely'
import { storable } from './storable.ts'

/** A statement of more values is rarely said twice in the same words, and a server keeps each that is prepared. */
const PREPARED_VALUES_MAX = 24
/** Statements prepared on a connection: every query of the store. */
const PREPARED_MAX = 300

/** What the driver needs of the package `pg`: a test may put another database of the kind in its place. */
export type PostgresPool = {
  connect(): Promise<PostgresClient>
  end(): Promise<void>
}

export type PostgresClient = {
  query(statement: Statement): Promise<unknown>
  /** Keeps back what is asked from here on, until it is sent in one piece. */
  hold?(): void
  send?(): void
  /** Gives it back to the pool; one whose connection is lost is closed. */
  release(isLost?: boolean): void
}

/** Words alone, which may be several statements; or one statement with values, under a name where it is to be prepared. */
export type Statement = string | { text: string; values: unknown[]; name?: string }

type Answer = { readonly command: string; readonly rowCount: number | null; readonly rows: unknown[] }

/** The words of a query for the client; those said often have a name, and are read and planned once a connection. */
export function statementNames(): (query: CompiledQuery) => Statement {
  const names = new Map<string, string>()
  return ({ sql: text, parameters }) => {
    const values = parameters.map((value) => (typeof value === 'string' ? storable(value) : value))
    if (values.length > PREPARED_VALUES_MAX) return { text, values }
    if (!names.has(text) && names.size < PREPARED_MAX) names.set(text, nameOf(text))
    const name = names.get(text)
    return name === undefined ? { text, values } : { text, values, name }
  }
}

/** The same in every driver: several may ask over one connection, one after the other. */
function nameOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** The first row of an answer, of the last one where there are several. */
export function firstRow(answered: unknown): Readonly<Record<string, unknown>> {
  const last: unknown = Array.isArray(answered) ? answered.at(-1) : answered
  return Object(toAnswer(last).rows[0])
}

const CHANGING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/** An answer as Kysely takes it. */
export function toResult<Row>(answered: unknown): QueryResult<Row> {
  const { command, rowCount, rows } = toAnswer(answered)
  // The rows are what the query's type says: Kysely knows the tables.
  const found = rows as Row[]
  return CHANGING.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0), rows: found } : { rows: found }
}

function toAnswer(answered: unknown): Answer {
  const { command, rowCount, rows } = Object(answered)
  return { command: String(command), rowCount: typeof rowCount === 'number' ? rowCount : null, rows: rows ?? [] }
}
