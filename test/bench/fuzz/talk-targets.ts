import { deepEqual, equal, ok } from 'node:assert/strict'
import * as fc from 'fast-check'
import { renderDiscord } from '../../../src/adapters/discord/render.ts'
import { renderSlack } from '../../../src/adapters/slack/render.ts'
import { displayWidth } from '../../../src/adapters/terminal/display-width.ts'
import { renderTerminal } from '../../../src/adapters/terminal/render.ts'
import { OPTION_NAMES } from '../../../src/commands/grammar/option-words.ts'
import { readDays, readTimes, readZone } from '../../../src/commands/grammar/read-schedule.ts'
import { readCommand } from '../../../src/commands/grammar/read-command.ts'
import { writeCommand } from '../../../src/commands/grammar/write-command.ts'
import { deliveryId } from '../../../src/news/ids.ts'
import type { ChatMessage } from '../../../src/news/message.ts'
import { addressesOf, anyMessage, sameAddress } from '../../adapters/any-message.ts'
import { anyCommand, CONTEXT, storiesOf } from '../../commands/grammar/command-sample.ts'
import { bodyFaults, linksOfEmbeds } from '../../e2e/discord-rules.ts'
import { blockFaults, linksOf } from '../../e2e/slack-rules.ts'
import type { Random } from '../../eval/mutations.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { mutate } from './mutate.ts'
import { below, nastyProse, oneOf } from './nasty-text.ts'

const DELIVERY = deliveryId('d1a2b3c4d5')
const SLACK_TEXT_BYTES = 4_000
const WIDTHS = [40, 60, 80, 140] as const
/** A reason for a person: no wall of text. */
const REASON_CHARS_MAX = 1_000
const WORDS_MAX = 100

const sampled = <Value>(arbitrary: fc.Arbitrary<Value>, random: Random): Value | undefined =>
  fc.sample(arbitrary, { numRuns: 1, seed: below(random, 2 ** 31) })[0]

function linksBelong(links: readonly string[], addresses: ReadonlySet<string>): void {
  for (const link of links)
    ok(/^https?:\/\//.test(link) && addresses.has(sameAddress(link)), `${link} is not in the message`)
}

function checkSlack(message: ChatMessage): void {
  const addresses = addressesOf(message)
  for (const { blocks, text } of renderSlack(message)) {
    deepEqual(blockFaults(blocks), [])
    ok(text !== '' && Buffer.byteLength(text) <= SLACK_TEXT_BYTES && !/[<>]|&(?!amp;|lt;|gt;)/.test(text), text)
    linksBelong(linksOf(blocks), addresses)
  }
}

function checkDiscord(message: ChatMessage): void {
  const addresses = addressesOf(message)
  for (const part of renderDiscord(message, DELIVERY)) {
    deepEqual(bodyFaults('MessageCreateRequest', { ...part, allowed_mentions: { parse: [] } }), [])
    linksBelong(linksOfEmbeds(part.embeds), addresses)
  }
}

function checkTerminal(message: ChatMessage, width: number): void {
  const shown = renderTerminal(message, { width })
  const isAddress = (line: string) => /^ *https?:\/\/\S+$/.test(line)
  for (const line of shown.split('\n')) ok(displayWidth(line) <= width || isAddress(line), JSON.stringify(line))
  ok(!/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B]/u.test(shown.replaceAll('\n', '')), 'a sign that is not seen')
}

/** With the names of every object in one order, and moments as texts. */
function sorted(value: unknown): unknown {
  if (value instanceof Temporal.Instant) return String(value)
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b))
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]))
}

/** What is read is written, and read again as the same; what cannot be read says why, and what is offered can be read. */
function checkWords(text: string): void {
  for (const lang of ['en', 'es'] as const) {
    const context = { ...CONTEXT, lang }
    const read = readCommand({ kind: 'words', text }, context)
    if (read.kind === 'command') {
      const known = { ...context, stories: [...storiesOf(read.command), ...CONTEXT.stories] }
      const again = readCommand({ kind: 'words', text: writeCommand(read.command) }, known)
      equal(JSON.stringify(sorted(again)), JSON.stringify(sorted(read)), writeCommand(read.command))
    } else if (read.kind === 'misread') {
      ok(read.reason !== '' && read.reason.length <= REASON_CHARS_MAX, `a reason of ${read.reason.length} characters`)
      for (const { words, label } of read.suggestions) ok(words.length <= WORDS_MAX && label.length <= WORDS_MAX, words)
    } else ok(read.choices.length > 1, 'no choice')
  }
}

/** A form is a command whose values are all good, or says which is not. */
function checkForm(command: string, values: Readonly<Record<string, string>>): void {
  for (const lang of ['en', 'es'] as const) {
    const read = readCommand({ kind: 'named', command, values }, { ...CONTEXT, lang })
    if (read.kind === 'command') ok(writeCommand(read.command) !== '')
    else if (read.kind === 'misread')
      ok(read.reason !== '' && read.reason.length <= REASON_CHARS_MAX, `a reason of ${read.reason.length} characters`)
    else ok(read.choices.length > 1, 'no choice')
  }
}

const FORMS = 'brief|whatchanged|sources|differ|timeline|stories|follow|unfollow|settings|digest|digest now|digest preview|digest pause|digest resume|digest retract|mute|unmute|story|story add|story remove|add-url|standfirst|help|status|forget-me|why|more|report|share'.split('|') // prettier-ignore
const VERBS = 'brief whatchanged changed sources differ timeline stories follow unfollow settings digest now preview pause resume retract mute unmute mutes story add remove add why more report share help status forget-me standfirst cambios fuentes sigue resumen'.split(' ') // prettier-ignore
const VALUES = 'river-flood port-strike harbour-talks River flood since yesterday 8am 08:00 17:30 mon-fri weekdays daily zone Europe/Madrid quiet 22:00-07:00 lang es breaking 2 when-quiet skip because @mk5gfts0 d1a2b3c4d5 https://a.example/x "Daily Post" desde ayer a las 5 2h 3d'.split(' ') // prettier-ignore

const someValue = (random: Random): string =>
  random() < 0.3 ? nastyProse(random, 3_500) : Array.from({ length: below(random, 4) }, () => oneOf(random, VALUES, '8')).join(' ') // prettier-ignore

function someWords(random: Random): string {
  const words = [
    oneOf(random, VERBS, 'brief'),
    ...Array.from({ length: below(random, 9) }, () => oneOf(random, VALUES, '8')),
  ]
  const text = words.map((word) => (random() < 0.08 ? nastyProse(random, 20) : word)).join(oneOf(random, [' ', ' ', ':', '  '], ' ')) // prettier-ignore
  return random() < 0.3 ? mutate(text, random) : text
}

/** What people see and type: the three renderers, and the grammar. */
export function talkTargets(): readonly FuzzTarget[] {
  const message = (random: Random) => [JSON.stringify(sampled(anyMessage, random))]
  const shown = (check: (message: ChatMessage) => void) => (parts: readonly string[]) =>
    check(JSON.parse(parts[0] ?? '') as ChatMessage)
  return [
    { name: 'Slack renderer', share: 36, make: message, check: shown(checkSlack) },
    { name: 'Discord renderer', share: 36, make: message, check: shown(checkDiscord) },
    {
      name: 'terminal renderer',
      share: 36,
      make: (random) => [...message(random), String(oneOf(random, WIDTHS, 80))],
      check: ([given = '', width = '80']) => checkTerminal(JSON.parse(given) as ChatMessage, Number(width)),
    },
    {
      name: 'commands written',
      share: 42,
      make: (random) => {
        const command = sampled(anyCommand, random)
        const words = command === undefined ? '' : writeCommand(command)
        return [random() < 0.5 ? words : mutate(words, random)]
      },
      check: ([words = '']) => checkWords(words),
    },
    { name: 'commands typed', share: 80, make: (random) => [someWords(random)], check: ([words = '']) => checkWords(words) }, // prettier-ignore
    {
      name: 'commands of forms',
      share: 45,
      make: (random) => {
        const given = Array.from({ length: below(random, 7) }, () => [oneOf(random, OPTION_NAMES, 'story'), someValue(random)]) // prettier-ignore
        return [random() < 0.9 ? oneOf(random, FORMS, 'brief') : someWords(random), JSON.stringify(given)]
      },
      check: ([command = '', given = '']) => checkForm(command, Object.fromEntries(JSON.parse(given))),
    },
    {
      name: 'times and days',
      share: 30,
      make: (random) => [someWords(random)],
      check: ([words = '']) => {
        for (const time of readTimes(words) ?? []) ok(/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time), time)
        for (const day of readDays(words) ?? []) ok(day >= 1 && day <= 7)
        const zone = readZone(words)
        if (zone !== null) ok(Temporal.Now.zonedDateTimeISO(zone).timeZoneId !== '', zone)
      },
    },
  ]
}
