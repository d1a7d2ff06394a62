import { equal, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ERROR_CODES, isNewsError, NewsError } from '../../src/news/errors.ts'

const SRC = join(import.meta.dirname, '..', '..', 'src')
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('news/errors.ts'))
  .map((path) => readFileSync(join(SRC, path), 'utf8'))

for (const code of ERROR_CODES) {
  test(`${code} is thrown or answered somewhere: the list holds no dead code`, () => {
    ok(sources.some((source) => source.includes(`'${code}'`)))
  })
}

test('codes are listed once, in order', () => {
  equal([...new Set(ERROR_CODES)].toSorted().join(), ERROR_CODES.join())
})

test('a fault keeps its code, its cause and how long to wait', () => {
  const cause = new Error('socket closed')
  const fault = new NewsError('rate-limited', 'slack asks for patience.', { cause, retryAfterMs: 30_000 })
  equal(fault.cause, cause)
  equal(fault.retryAfterMs, 30_000)
  ok(isNewsError(fault) && isNewsError(fault, 'rate-limited') && !isNewsError(fault, 'usage') && !isNewsError(cause))
})
