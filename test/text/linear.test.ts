import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import { resolveDates } from '../../src/text/dates-resolve.ts'
import { findDates } from '../../src/text/dates.ts'
import { findNames } from '../../src/text/names.ts'
import { findQuantities } from '../../src/text/quantities.ts'
import { findQuotations } from '../../src/text/quotations.ts'
import { splitSentences } from '../../src/text/sentences.ts'
import { splitWords } from '../../src/text/words.ts'

// What reads a whole text costs in proportion to it. A text four times as long would take sixteen times as long if each
// date were looked for among all words; a busy machine, cold code and the collector make five of the four. What
// is over within QUICK_MS proves nothing: with the square, 200 kB took eight seconds.
const LENGTH = 50_000
const TIMES = 4
const RATIO_MAX = 6
const QUICK_MS = 1_000

const line = 'on Monday the board met on January 3 and 2 days ago '
const units = [line, 'Monday ']
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  splitWords,
  splitSentences: (text) => splitSentences(text, 'en'),
  findDates: (text) => findDates(text, 'en', '2026-01-08'),
  resolveDates: (text) => resolveDates(text, 'en', '2026-01-08'),
  findQuantities: (text) => findQuantities(text, 'en'),
  findNames: (text) => findNames(text, 'en'),
  findQuotations,
}

/** Milliseconds that this thread worked, the lesser of two: others may use the machine. */
function timeOf(read: (text: string) => unknown, text: string): number {
  const times = [1, 2].map(() => {
    const startedAt = process.threadCpuUsage()
    read(text)
    const { user, system } = process.threadCpuUsage(startedAt)
    return (user + system) / 1_000
  })
  return Math.min(...times)
}

for (const [name, read] of Object.entries(readers)) {
  for (const unit of units) {
    test(`${name} reads a line of ${JSON.stringify(unit)} in a time that grows with its length`, () => {
      const short = unit.repeat(LENGTH / unit.length)
      const long = unit.repeat((LENGTH * TIMES) / unit.length)
      const before = timeOf(read, short)
      const after = timeOf(read, long)
      ok(
        after < QUICK_MS || after < RATIO_MAX * Math.max(before, 1),
        `${before.toFixed(1)} ms, then ${after.toFixed(1)} ms`,
      )
    })
  }
}
