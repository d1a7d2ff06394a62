import * as fc from 'fast-check'
import type { Command, Shareable, Wish } from '../../../src/commands/grammar/command.ts'
import type { KnownStory } from '../../../src/commands/grammar/find-story.ts'
import type { GrammarContext } from '../../../src/commands/grammar/build-command.ts'
import { cleanText } from '../../../src/commands/grammar/tokens.ts'
import { claimId, deliveryId, storyId, subscriptionId } from '../../../src/news/ids.ts'
import type { Weekday } from '../../../src/news/subscription.ts'
import { BOGOTA, SIX_PM } from '../sample.ts'

export const story = (id: string, title: string, aliases: readonly string[] = [], query = title): KnownStory => ({
  id: storyId(id),
  title,
  query,
  aliases,
})

export const RIVER = story('river-flood', 'River flood', ['Lower valley'])
export const PORT = story('port-strike', 'Port–strike at Arden', ['dockers Arden'])
export const TALKS = story('harbour-talks', 'Harbour talks')

/** Three stories, of which the channel follows one, on Thursday 8 January 2026 at 18:00 in Bogotá. */
export const CONTEXT: GrammarContext = {
  stories: [RIVER, PORT, TALKS],
  followed: [RIVER.id],
  now: SIX_PM,
  zone: BOGOTA,
  lang: 'en',
}

const HEX = [...'0123456789abcdef']
const hexId = (letter: string, digits: number) =>
  fc.array(fc.constantFrom(...HEX), { minLength: digits, maxLength: digits }).map((hex) => `${letter}${hex.join('')}`)
const delivery = hexId('d', 16).map(deliveryId)
const line = hexId('c', 10).map(claimId)
const subscription = hexId('s', 16).map(subscriptionId)

/** Any text on one line, not empty. */
export const lineOfText = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength }),
      fc
        .array(
          fc.constantFrom(
            'text',
            'because',
            '"',
            '“',
            '”',
            '\\',
            'story',
            'since',
            'at:',
            ',',
            'off',
            'd0123456789abcdef',
            '@a',
            '?',
          ),
          {
            maxLength: 8,
          },
        )
        .map((words) => words.join(' ')),
    )
    .map((text) => cleanText(text).slice(0, maxLength).toWellFormed().trim())
    .filter((text) => text !== '' && cleanText(text) === text)

/** Moments the bot has seen, in whole milliseconds. */
export const moment = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: SIX_PM.epochMilliseconds })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))

const clock = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`)
const times = fc.uniqueArray(clock, { minLength: 1, maxLength: 24 }).map((list) => list.toSorted())
const days = fc
  .uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1, maxLength: 7 })
  .map((list) => list.toSorted())
const quiet = fc
  .tuple(clock, clock)
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from, to }))

const wish: fc.Arbitrary<Wish> = fc.record(
  {
    times,
    days,
    zone: fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone')),
    quiet: fc.option(quiet),
    whenQuiet: fc.constantFrom('post' as const, 'skip' as const),
    lang: fc.constantFrom('en' as const, 'es' as const),
    breaking: fc.option(fc.integer({ min: 1, max: 20 }).map((origins) => ({ origins }))),
  },
  { requiredKeys: [] },
)

/** Ids that people could have made up to vex a grammar, and plain ones of up to 60 letters. */
export const anyStoryId = fc
  .oneof(
    fc.constantFrom(
      ...'differ stop retract problem me a at since last on in of the share changed text because off daily mon-fri 8 8am 2h yesterday now digest add es c0123456789 d0123456789abcdef s0123456789abcdef'.split(
        ' ',
      ),
    ),
    fc.stringMatching(/^[a-z0-9]{1,20}(-[a-z0-9]{1,19}){0,2}$/).filter((id) => id.length <= 60),
  )
  .map(storyId)

const shareable: fc.Arbitrary<Shareable> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('brief' as const, 'sources' as const, 'differ' as const, 'timeline' as const),
    story: anyStoryId,
  }),
  fc.record({ kind: fc.constant('whatchanged' as const), story: anyStoryId, since: moment }),
  fc.record({ kind: fc.constant('why' as const), story: anyStoryId, line }),
)

/** Commands that buttons and menus carry: their words have a limit. */
export const buttonCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'brief' as const,
      'sources' as const,
      'differ' as const,
      'timeline' as const,
      'unfollow' as const,
      'story-remove' as const,
    ),
    story: anyStoryId,
  }),
  fc.record({
    kind: fc.constant('whatchanged' as const),
    story: anyStoryId,
    since: fc.oneof(
      fc.constant(null),
      fc.constant({ kind: 'last' as const }),
      moment.map((at) => ({ kind: 'time' as const, at })),
    ),
  }),
  fc.record({
    kind: fc.constantFrom(
      'stories' as const,
      'help' as const,
      'status' as const,
      'forget-me' as const,
      'mutes' as const,
    ),
  }),
  fc.record({
    kind: fc.constant('follow' as const),
    story: anyStoryId,
    wish: fc.constant({}),
    subscription: fc.option(subscription),
  }),
  fc.record({
    kind: fc.constant('settings' as const),
    of: fc.oneof(
      fc.record({ kind: fc.constant('subscription' as const), subscription }),
      fc.record({ kind: fc.constant('story' as const), story: anyStoryId }),
    ),
  }),
  fc.record({
    kind: fc.constant('digest' as const),
    act: fc.constantFrom('now' as const, 'preview' as const, 'pause' as const, 'resume' as const),
    story: anyStoryId,
  }),
  fc.record({
    kind: fc.constant('retract' as const),
    of: fc.oneof(
      fc.record({ kind: fc.constant('delivery' as const), delivery }),
      fc.record({ kind: fc.constant('story' as const), story: anyStoryId }),
    ),
    because: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('why' as const), story: anyStoryId, line }),
  fc.record({ kind: fc.constant('more' as const), delivery }),
  fc.record({
    kind: fc.constant('report' as const),
    about: fc.oneof(
      fc.constant(null),
      fc.record({ kind: fc.constant('delivery' as const), delivery }),
      fc.record({ kind: fc.constant('line' as const), story: anyStoryId, line }),
    ),
    text: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('share' as const), of: shareable, asOf: moment }),
)

const freeLang = fc.constantFrom(null, 'en', 'es', 'pt', 'fr')
const alias = lineOfText(40)
  .map((text) => cleanText(text.replaceAll(/[,;]/g, ' ')))
  .filter((text) => text !== '')

/** Any command, with whatever people can write into it. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  buttonCommand,
  fc.record({ kind: fc.constant('follow' as const), story: anyStoryId, wish, subscription: fc.option(subscription) }),
  fc.record({ kind: fc.constantFrom('mute' as const, 'unmute' as const), outlet: lineOfText(60) }),
  fc.record({
    kind: fc.constant('story-add' as const),
    title: lineOfText(60),
    query: lineOfText(60),
    aliases: fc.array(alias, { maxLength: 5 }),
    lang: freeLang,
  }),
  fc.record({
    kind: fc.constant('add-url' as const),
    story: anyStoryId,
    url: fc.webUrl({ withQueryParameters: true, withFragments: true }).map((url) => new URL(url).href),
  }),
  fc.record({
    kind: fc.constant('retract' as const),
    of: fc.oneof(
      fc.record({ kind: fc.constant('delivery' as const), delivery }),
      fc.record({ kind: fc.constant('story' as const), story: anyStoryId }),
    ),
    because: lineOfText(200),
  }),
  fc.record({
    kind: fc.constant('report' as const),
    about: fc.oneof(
      fc.constant(null),
      fc.record({ kind: fc.constant('delivery' as const), delivery }),
      fc.record({ kind: fc.constant('line' as const), story: anyStoryId, line }),
    ),
    text: lineOfText(200),
  }),
)

/** The stories a command speaks of. */
export function storiesOf(command: Command): readonly KnownStory[] {
  const ids = JSON.stringify(command).matchAll(/"story":"([^"]+)"/g)
  return [...ids].map(([, id = '']) => story(id, `Story ${id}`))
}
