import { deepEqual, equal, ok } from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readText } from '../../src/ingest/read-text.ts'
import type { Outlet } from '../../src/news/outlet.ts'

const FOLDER = new URL('../../../shared/seeds/', import.meta.url)
const skip = existsSync(FOLDER) ? false : 'the seed articles are not on this machine'

const BOOK: readonly Outlet[] = [
  { name: 'Reuters', family: null, kind: 'wire', domains: [], aliases: [], creditLines: ['REUTERS'] },
]

// seed  paragraphs  furniture  title starts     dek    byline            outlet                  wire       flags
const seeds = [
  ['000', 24, 7, null, false, null, null, null, []],
  ['001', 13, 0, 'Trump Invites', false, null, null, null, []],
  ['002', 12, 6, 'Trump Invites', false, null, null, 'Reuters', []],
  ['003', 18, 1, 'Trump, Petro', false, null, 'Straight Arrow News', null, []],
  ['004', 7, 11, 'Trump Invites', true, 'James Thompson', null, null, ['machine-made']],
] as const

for (const [seed, paragraphs, furniture, title, dek, byline, outlet, wire, flags] of seeds) {
  test(`seed ${seed}: body whole, furniture gone, only what it states`, { skip }, () => {
    const name = readdirSync(FOLDER).find((each) => each.startsWith(seed))
    const reading = readText(readFileSync(new URL(name ?? '', FOLDER), 'utf8'), {
      input: seed,
      url: null,
      outlets: BOOK,
    })
    equal(reading.text.split('\n\n').length, paragraphs)
    equal(reading.furniture.length, furniture)
    if (title === null) equal(reading.title, null)
    else ok(reading.title?.startsWith(title))
    equal(reading.dek !== null, dek)
    deepEqual([reading.byline, reading.outlet, reading.wire, reading.publishedAt], [byline, outlet, wire, null])
    equal(reading.lang, 'en')
    deepEqual(reading.flags, flags)
  })
}
