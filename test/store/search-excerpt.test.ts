import { equal, ok } from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import fc from 'fast-check'
import { excerptOf } from '../../src/store/search-excerpt.ts'
import { toPhrases } from '../../src/store/search-words.ts'

const WORDS_SHOWN = 6
const RUNS = 1_500
/** A text that says one word over and over: FTS5 itself takes a minute for a tenth of it. */
const MENTIONS = 100_000
const CPU_MS_MAX = 4_000

const phrasesOf = (words: readonly string[]) => toPhrases(words, 64)

test('an excerpt is the one that FTS5 would choose, also where a word is asked for twice', () => {
  const database = new DatabaseSync(':memory:')
  database.exec('create virtual table found using fts5(title, text)')
  const insert = database.prepare('insert into found (rowid, title, text) values (1, ?, ?)')
  const select = database.prepare(
    `select snippet(found, -1, '', '', '…', ${WORDS_SHOWN}) as excerpt from found where found match ?`,
  )
  const word = fc.constantFrom('crane', 'harbour', 'of', 'the', 'stands', 'Élan', 'half-time')
  const between = fc.constantFrom(' ', ' ', ' ', '. ', ': ', '\n\n', ', ')
  const text = (maxLength: number) =>
    fc.array(fc.tuple(word, between), { maxLength }).map((parts) => parts.flat().join(''))
  const asked = fc.array(fc.constantFrom('crane', 'harbour', 'half-time', 'half', 'time', 'Elan', 'the-crane'), {
    minLength: 1,
    maxLength: 4,
  })
  let found = 0
  fc.assert(
    fc.property(text(8), text(60), asked, (title, body, words) => {
      database.exec('delete from found')
      insert.run(title, body)
      const row = select.get(words.map((each) => `"${each}"`).join(' '))
      if (row === undefined) return
      found += 1
      equal(excerptOf([title, body], phrasesOf(words), WORDS_SHOWN), row['excerpt'])
    }),
    { numRuns: RUNS },
  )
  ok(found > RUNS / 5, `${found} texts held the words`)
})

test('a text that says one word over and over costs no more than reading it', () => {
  const words = Array.from({ length: 32 }, () => 'crane')
  const before = process.cpuUsage()
  const excerpt = excerptOf(['', 'crane '.repeat(MENTIONS)], phrasesOf(words), WORDS_SHOWN)
  const { user, system } = process.cpuUsage(before)
  equal(excerpt, `${'crane '.repeat(WORDS_SHOWN).trim()}…`)
  ok((user + system) / 1_000 < CPU_MS_MAX, `${(user + system) / 1_000} ms`)
})
