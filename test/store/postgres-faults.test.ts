import { equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { isNewsError } from '../../src/news/errors.ts'
import { isLost, isPassing, postgresFault } from '../../src/store/postgres-faults.ts'

const PLACE = 'postgres://db.example:5432/news'

/** What Postgres or Node throws, the code it comes as, and whether the same may be tried again. */
const FAULTS = [
  ['57P01', 'terminating connection due to administrator command', 'store-busy', true],
  ['57P03', 'the database system is starting up', 'store-busy', true],
  ['53300', 'sorry, too many clients already', 'store-busy', true],
  ['08006', 'connection failure', 'store-busy', true],
  ['ECONNRESET', 'read ECONNRESET', 'store-busy', true],
  ['ETIMEDOUT', 'connect ETIMEDOUT', 'store-busy', true],
  [null, 'Connection terminated unexpectedly', 'store-busy', true],
  [null, 'Query read timeout', 'store-busy', true],
  ['40001', 'could not serialize access', 'store-busy', true],
  ['40P01', 'deadlock detected', 'store-busy', true],
  ['55P03', 'canceling statement due to lock timeout', 'store-busy', false],
  ['57014', 'canceling statement due to statement timeout', 'store-busy', false],
  ['28P01', 'password authentication failed for user "me"', 'store-unreadable', false],
  ['3D000', 'database "news" does not exist', 'store-unreadable', false],
  ['42501', 'permission denied for schema public', 'store-unreadable', false],
  ['25006', 'cannot execute INSERT in a read-only transaction', 'store-unreadable', false],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'store-unreadable', false],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the name is not in the certificate', 'store-unreadable', false],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', 'store-unreadable', false],
  [null, 'The server does not support SSL connections', 'store-unreadable', false],
  ['53100', 'could not extend file: No space left on device', 'store-full', false],
  ['XX001', 'invalid page in block 7', 'store-corrupt', false],
  ['42P07', 'relation "articles" already exists', 'store-corrupt', false],
  ['54000', 'index row size 3000 exceeds btree maximum 2704', 'input-too-large', false],
] as const

for (const [code, told, expected, passes] of FAULTS) {
  test(`${code ?? 'no code'}, “${told}”, is ${expected}${passes ? ' and may be tried again' : ''}`, () => {
    const thrown = Object.assign(new Error(told), code === null ? {} : { code })
    const fault = postgresFault(thrown, PLACE)
    ok(isNewsError(fault, expected))
    ok(fault.message.startsWith(`${PLACE}: `) && fault.message.includes(told))
    match(fault.message, /try again|Check|make room|must own|backup|written/)
    equal(isPassing(fault), passes)
  })
}

test('a fault of ours stays what it is', () => {
  for (const thrown of [
    Object.assign(new Error('syntax error'), { code: '42601' }),
    new Error('of another kind'),
    'text',
  ]) {
    equal(postgresFault(thrown, PLACE), thrown)
    equal(isPassing(thrown), false)
  }
})

test('where a name has several addresses, the first one’s fault is told', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED ::1:5432'), { code: 'ECONNREFUSED' })
  const fault = postgresFault(new AggregateError([refused]), PLACE)
  ok(isNewsError(fault, 'store-busy') && fault.message.includes('::1:5432'))
})

test('what a server tells as it falls costs the connection, and what it had been asked to write is in doubt', () => {
  const full = (severity: string) =>
    Object.assign(new Error('could not write to file "pg_wal/xlogtemp.7": No space left on device'), {
      code: '53100',
      severity,
    })
  for (const [severity, lost] of [
    ['ERROR', false],
    ['FATAL', true],
    ['PANIC', true],
  ] as const) {
    equal(isLost(full(severity)), lost, severity)
    ok(isNewsError(postgresFault(full(severity), PLACE), 'store-full'))
    equal(isPassing(full(severity)), false)
  }
})
