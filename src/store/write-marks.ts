import type { Statement } from './postgres-client.ts'

/**
 * Each writing store object has one row in the table `write_marks`, and each of its transactions leaves a new number there: whether one
 * whose commit was never answered was written can be read from it. (The number that Postgres itself gives to a transaction does not tell:
 * after a crash another one may have it.)
 */

/** What nobody has written for so long is of a program that was killed. */
const FORGOTTEN_AFTER = '2 days'

/** `writer` is a UUID: it needs no quoting. */
export function markWrite(writer: string, mark: number): string {
  return `insert into write_marks (writer, mark) values ('${writer}', ${mark})
    on conflict (writer) do update set mark = excluded.mark, written_at = now()`
}

export function selectMark(writer: string): Statement {
  return { text: 'select mark::text as mark from write_marks where writer = $1', values: [writer] }
}

export const FORGET_WRITE_MARKS = `delete from write_marks where written_at < now() - interval '${FORGOTTEN_AFTER}'`
