import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readCommand } from '../../../src/commands/grammar/read-command.ts'
import { readMomentCode, writeCommand, writeDays, writeMoment } from '../../../src/commands/grammar/write-command.ts'
import { storyId } from '../../../src/news/ids.ts'
import { anyCommand, buttonCommand, CONTEXT, moment, storiesOf } from './command-sample.ts'
import { EIGHT_AM, SIX_PM } from '../sample.ts'

const port = storyId('port-strike')
const cases = [
  [{ kind: 'brief', story: port }, 'brief port-strike'],
  [{ kind: 'whatchanged', story: port, since: null }, 'changed port-strike'],
  [{ kind: 'whatchanged', story: port, since: { kind: 'last' } }, 'changed port-strike since last'],
  [{ kind: 'whatchanged', story: port, since: { kind: 'time', at: EIGHT_AM } }, 'changed port-strike @mk5gfts0'],
  [
    { kind: 'share', of: { kind: 'whatchanged', story: port, since: EIGHT_AM }, asOf: SIX_PM },
    'share changed port-strike @mk5gfts0 @mk61vfk0',
  ],
  [{ kind: 'mute', outlet: 'The "Daily" Post' }, 'mute "The \\"Daily\\" Post"'],
] as const
for (const [command, words] of cases) {
  test(`${command.kind} is written ${words}`, () => equal(writeCommand(command), words))
}

test('what is written is read as the same command', () => {
  fc.assert(
    fc.property(anyCommand, (command) => {
      const context = { ...CONTEXT, stories: [...storiesOf(command), ...CONTEXT.stories] }
      const read = readCommand({ kind: 'words', text: writeCommand(command) }, context)
      equal(JSON.stringify(sorted(read)), JSON.stringify(sorted({ kind: 'command', command })))
    }),
    { numRuns: 1_500 },
  )
})

test('the words of a button are at most 100 characters', () => {
  fc.assert(fc.property(buttonCommand, (command) => ok(writeCommand(command).length <= 100, writeCommand(command))))
})

test('a moment is written in ten characters at most until 2059, and read again', () => {
  fc.assert(
    fc.property(moment, (at) => {
      ok(writeMoment(at).length <= 9)
      equal(String(readMomentCode(writeMoment(at))), String(at))
    }),
  )
})

for (const [days, words] of [
  [[1, 2, 3, 4, 5], 'mon-fri'],
  [[1, 2, 3, 4, 5, 6, 7], 'daily'],
  [[6, 7], 'sat,sun'],
  [[1, 3, 5], 'mon,wed,fri'],
  [[7], 'sun'],
] as const) {
  test(`the days ${days} are written ${words}`, () => equal(writeDays(days), words))
}

/** With the names of every object in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value instanceof Temporal.Instant) return String(value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, each]) => [name, sorted(each)]),
  )
}

for (const word of ['@here', '@channel', '@everyone']) {
  test(`${word} addresses people, and is no moment`, () => {
    equal(readMomentCode(word), null)
  })
}

for (const typed of [
  'story add f ““i',
  'story add "N" ""e',
  'story add lang pt',
  'story add N query',
  'story add alias "a, b"',
  'story add a query ““b',
]) {
  test(`what is read of ${typed} is read again when it is written`, () => {
    const read = readCommand({ kind: 'words', text: typed }, CONTEXT)
    ok(read.kind === 'command')
    deepEqual(readCommand({ kind: 'words', text: writeCommand(read.command) }, CONTEXT), read)
  })
}
