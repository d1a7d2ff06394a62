import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readCommand } from '../../../src/commands/grammar/read-command.ts'
import type { GrammarContext } from '../../../src/commands/grammar/build-command.ts'
import { CONTEXT } from './command-sample.ts'

const ask = (text: string, context: GrammarContext = CONTEXT) => readCommand({ kind: 'words', text }, context)

/** What is read, in one line: the command with its values; `✗` and what may have been meant; `?` and the choices. */
function told(text: string, context: GrammarContext = CONTEXT): string {
  const read = ask(text, context)
  if (read.kind === 'misread') return ['✗', ...read.suggestions.map(({ words }) => words)].join(' | ')
  if (read.kind === 'which-story') return ['?', ...read.choices.map(({ words }) => words)].join(' | ')
  const { kind, ...values } = read.command
  return [kind, ...Object.values(values).map(show)].filter((part) => part !== '').join(' ')
}

function show(value: unknown): string {
  if (value instanceof Temporal.Instant) return value.toZonedDateTimeISO(CONTEXT.zone).toString().slice(0, 16)
  if (Array.isArray(value)) return value.join(',')
  if (value === null || typeof value !== 'object') return String(value)
  const { kind, ...rest } = { kind: '', ...value }
  return [kind, ...Object.values(rest).map(show)].filter((part) => part !== '').join(' ')
}

const cases = [
  // typed as commands
  ['brief', 'brief river-flood'],
  ['/brief port-strike', 'brief port-strike'],
  ['/standfirst brief port-strike', 'brief port-strike'],
  ['RESUMEN', 'brief river-flood'],
  ['sources port-strike', 'sources port-strike'],
  ['fuentes', 'sources river-flood'],
  ['differ', 'differ river-flood'],
  ['cronologia port-strike', 'timeline port-strike'],
  ['timeline story:port-strike', 'timeline port-strike'],
  ['stories', 'stories'],
  ['whatchanged', 'whatchanged river-flood null'],
  ['whatchanged port-strike 2h', 'whatchanged port-strike time 2026-01-08T16:00'],
  ['whatchanged 2h port-strike', 'whatchanged port-strike time 2026-01-08T16:00'],
  ['whatchanged story:port-strike since:2h', 'whatchanged port-strike time 2026-01-08T16:00'],
  ['whatchanged —since 2h', 'whatchanged river-flood time 2026-01-08T16:00'],
  ['whatchanged last digest', 'whatchanged river-flood last'],
  ['whatchanged port-strike 2026-01-07 14:00', 'whatchanged port-strike time 2026-01-07T14:00'],
  ['novedades port-strike desde ayer', 'whatchanged port-strike time 2026-01-07T00:00'],
  ['unfollow', 'unfollow river-flood'],
  ['digest now', 'digest now river-flood'],
  ['boletín vista previa', 'digest preview river-flood'],
  ['mute', 'mutes'],
  ['mute The “Daily” Post', 'mute The “Daily” Post'],
  ['mute «Diario del Puerto»', 'mute Diario del Puerto'],
  ['mute "Daily Post" off', 'unmute Daily Post'],
  ['mute Daily Post off', 'unmute Daily Post'],
  ['mute "Off"', 'mute Off'],
  ['unmute Daily Post', 'unmute Daily Post'],
  ['forget-me', 'forget-me'],
  ['standfirst status', 'status'],
  ['standfirst olvidarme', 'forget-me'],
  ['', 'help'],
  ['  \u200b ', 'help'],
  ['standfirst', 'help'],

  // said in a sentence
  ['what changed since monday?', 'whatchanged river-flood time 2026-01-05T00:00'],
  ['What’s changed in Port–strike at Arden since monday?', 'whatchanged port-strike time 2026-01-05T00:00'],
  ['can you tell me what changed in river flood since last digest please', 'whatchanged river-flood last'],
  ['what’s new in the last 2 hours?', 'whatchanged river-flood time 2026-01-08T16:00'],
  ['any news about the port strike since 8am?', 'whatchanged port-strike time 2026-01-08T08:00'],
  ['what changed this week', 'whatchanged river-flood time 2026-01-05T00:00'],
  ['¿qué hay de nuevo?', 'whatchanged river-flood null'],
  ['¿Qué cambió en port-strike desde ayer?', 'whatchanged port-strike time 2026-01-07T00:00'],
  ['¿qué ha cambiado en la huelga desde el lunes?', '✗ | stories'],
  ['dime las fuentes de port-strike', 'sources port-strike'],
  ['¿En qué discrepan las fuentes?', 'differ river-flood'],
  ['where do sources differ on the harbour talks?', 'differ harbour-talks'],
  ['tell me about the harbour', 'brief harbour-talks'],
  ['¿qué pasa con port-strike?', 'brief port-strike'],
  ['harbour talks', 'brief harbour-talks'],
  ['harbour talks since yesterday', 'whatchanged harbour-talks time 2026-01-07T00:00'],
  ['since yesterday', 'whatchanged river-flood time 2026-01-07T00:00'],
  ['¿y desde el lunes?', 'whatchanged river-flood time 2026-01-05T00:00'],
  ['2h', 'whatchanged river-flood time 2026-01-08T16:00'],
  ['mute list', 'mutes'],
  ['what is this?', 'help'],
  ['hola', 'help'],
  ['olvídame', 'forget-me'],

  // what is wrong, and what may have been meant
  ['surces port-strike', '✗ | sources port-strike | help'],
  ['sources prt-strike', '✗ | sources port-strike | stories'],
  ['whatchanged yesteday', '✗ | whatchanged yesterday'],
  ['whatchanged harbour mondya', '✗ | whatchanged harbour monday'],
  ['whatchanged banana', '✗ | stories'],
  ['whatchanged since banana', '✗'],
  ['brief port-strike yesterday', '✗ | brief port-strike'],
  ['digest', '✗ | digest now | digest preview | digest pause | digest resume | digest retract'],
  ['who are you', '✗ | help'],
  ['share brief port-strike', '✗'],
  ['share share brief port-strike @mk4abcde', '✗'],
  ['share stories @mk4abcde', '✗'],
  ['x'.repeat(3_001), '✗'],
] as const
for (const [text, expected] of cases) {
  test(`"${text.slice(0, 80)}" asks ${expected}`, () => equal(told(text), expected))
}

const follows = [
  ['follow port-strike', {}],
  [
    'follow port-strike at 08:00,17:30 days mon-fri zone America/Bogota quiet 22:00-07:00 when-quiet skip lang es breaking 2',
    {
      times: ['08:00', '17:30'],
      days: [1, 2, 3, 4, 5],
      zone: 'America/Bogota',
      quiet: { from: '22:00', to: '07:00' },
      whenQuiet: 'skip',
      lang: 'es',
      breaking: { origins: 2 },
    },
  ],
  ['follow days mon-fri at: 8 port strike', { times: ['08:00'], days: [1, 2, 3, 4, 5] }],
  ['follow port-strike mon-fri 17.30', { times: ['17:30'], days: [1, 2, 3, 4, 5] }],
  ['sigue port-strike a las ocho y media', { times: ['08:30'] }],
  ['follow port-strike at eight and 5 in the afternoon', { times: ['08:00', '17:00'] }],
  ['follow port-strike at 8am, 5:30pm and noon', { times: ['08:00', '12:00', '17:30'] }],
  ['follow port-strike 8am weekdays please', { times: ['08:00'], days: [1, 2, 3, 4, 5] }],
  ['follow port-strike --at 8 —zone bogotá', { times: ['08:00'], zone: 'America/Bogota' }],
  ['follow port-strike zone new york', { zone: 'America/New_York' }],
  ['follow port-strike quiet 22:00–07:00', { quiet: { from: '22:00', to: '07:00' } }],
  ['follow port-strike quiet off breaking off', { quiet: null, breaking: null }],
  ['follow port-strike breaking', { breaking: { origins: 2 } }],
  ['sigue port-strike a las 8 y a las 17:30 de lunes a viernes', { times: ['08:00', '17:30'], days: [1, 2, 3, 4, 5] }],
  ['follow the port strike in Spanish at 8', { times: ['08:00'], lang: 'es' }],
  ['sigue port-strike a las 5 de la tarde', { times: ['17:00'] }],
  ['seguir port-strike todos los días a las 8', { times: ['08:00'], days: [1, 2, 3, 4, 5, 6, 7] }],
  ['seguir port-strike cada día a las 8', { times: ['08:00'], days: [1, 2, 3, 4, 5, 6, 7] }],
  [
    'seguir port-strike horas: 8 días: lun-vie zona=Madrid silencio de 22:00 a las 7:00 idioma español sin-novedades omitir',
    {
      times: ['08:00'],
      days: [1, 2, 3, 4, 5],
      zone: 'Europe/Madrid',
      quiet: { from: '22:00', to: '07:00' },
      lang: 'es',
      whenQuiet: 'skip',
    },
  ],
] as const
for (const [text, wish] of follows) {
  test(`"${text}" wishes ${JSON.stringify(wish)}`, () => {
    const read = ask(text)
    ok(read.kind === 'command' && read.command.kind === 'follow')
    equal(read.command.story, 'port-strike')
    const sorted = (value: object) => Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b))
    deepEqual(sorted(read.command.wish), sorted(wish))
  })
}

const wrongWishes = [
  ['follow port-strike at 25', '“25” is not a time of day.'],
  ['follow port-strike zone Amercia/Bogota', 'Did you mean America/Bogota?'],
  ['follow port-strike zone +02:00', '“+02:00” is not a time zone.'],
  ['follow port-strike days mondai', 'Did you mean monday?'],
  ['follow port-strike quiet 22:00-22:00', '“22:00-22:00” is not a span of quiet hours.'],
  ['follow port-strike when-quiet skp', 'Did you mean skip?'],
  ['follow port-strike lang fr', '“fr” is not a language I speak.'],
  ['follow port-strike breaking 21', '“21” is not a number of origins'],
] as const
for (const [text, reason] of wrongWishes) {
  test(`"${text}" is told: ${reason}`, () => {
    const read = ask(text)
    ok(read.kind === 'misread' && read.reason.includes(reason), JSON.stringify(read))
  })
}

const texts = [
  ['digest retract wrong figures in it', 'retract story river-flood wrong figures in it'],
  [
    'digest retract d0123456789abcdef because: wrong “figures” here',
    'retract delivery d0123456789abcdef wrong “figures” here',
  ],
  ['digest retract port-strike because wrong', 'retract story port-strike wrong'],
  ['boletín retirar port-strike porque es falso', 'retract story port-strike es falso'],
  ['digest retract', 'retract story river-flood null'],
  ['report the number is wrong', 'report null the number is wrong'],
  ['report', 'report null null'],
  ['report d0123456789abcdef', 'report delivery d0123456789abcdef null'],
  ['report port-strike c0123456789 text it “says” so', 'report line port-strike c0123456789 it “says” so'],
  ['story add River delta', 'story-add River delta River delta null'],
  ['story add “River delta” query delta river alias "a, b" lang es', 'story-add River delta delta river a,b es'],
  ['historia añadir El delta', 'story-add El delta El delta null'],
  ['story add', 'story-add null'],
  [
    'story add Last words in a language law',
    'story-add Last words in a language law Last words in a language law null',
  ],
  ['add River delta', '✗ | story add'],
  ['add https://a.example/x?y=1#z to port', 'add-url port-strike https://a.example/x?y=1#z'],
  ['añade <https://a.example/x> a la historia port', 'add-url port-strike https://a.example/x'],
  ['add ftp://a.example', '✗ | story add'],
  ['add https://user:secret@a.example/x port', '✗'],
  ['why port-strike c0123456789', 'why port-strike c0123456789'],
  ['more d0123456789abcdef', 'more d0123456789abcdef'],
  ['settings s0123456789abcdef', 'settings subscription s0123456789abcdef'],
  ['settings', 'settings story river-flood'],
] as const
for (const [text, expected] of texts) test(`"${text}" asks ${expected}`, () => equal(told(text), expected))

test('a story left out is asked for among those that it could be', () => {
  equal(told('follow'), '? | follow river-flood | follow port-strike | follow harbour-talks')
  const two = { ...CONTEXT, followed: CONTEXT.stories.slice(0, 2).map(({ id }) => id) }
  equal(told('brief', two), '? | brief river-flood | brief port-strike')
  equal(told('digest pause', two), '? | digest pause river-flood | digest pause port-strike')
  equal(told('whatchanged 2h', { ...two, followed: [] }).split(' | ').length, 4)
})

test('a page added by a message’s menu may be of any story', () => {
  const read = readCommand({ kind: 'named', command: 'add-url', values: { url: 'https://a.example/' } }, CONTEXT)
  equal(read.kind === 'which-story' ? read.choices.length : read.kind, 3)
  equal(told('add https://a.example/'), 'add-url river-flood https://a.example/')
})

test('a story left out is the only one there is, where the channel follows none', () => {
  const one = { ...CONTEXT, stories: CONTEXT.stories.slice(1, 2), followed: [] }
  equal(told('brief', one), 'brief port-strike')
  equal(told('follow', one), 'follow port-strike null')
})

test('where no story is, or none is followed, the answer says what to do', () => {
  const empty = { ...CONTEXT, stories: [], followed: [] }
  for (const text of ['brief', 'follow x', 'unfollow']) {
    const read = ask(text, empty)
    ok(read.kind === 'misread' && read.reason.includes('story add TITLE'), text)
  }
  const none = ask('unfollow', { ...CONTEXT, followed: [], lang: 'es' })
  ok(none.kind === 'misread' && none.reason.includes('seguir HISTORIA'))
})

const named = [
  ['whatchanged', { story: 'port-strike', since: 'yesterday' }, 'whatchanged port-strike time 2026-01-07T00:00'],
  ['whatchanged', { since: 'ayer' }, 'whatchanged river-flood time 2026-01-07T00:00'],
  ['digest retract', { because: 'wrong', delivery: 'd0123456789abcdef' }, 'retract delivery d0123456789abcdef wrong'],
  ['standfirst help', {}, 'help'],
  ['standfirst report', { text: 'it is off' }, 'report null it is off'],
  ['mute', { outlet: 'Daily Post', state: 'off' }, 'unmute Daily Post'],
  [
    'story add',
    { title: 'River delta', query: '', aliases: 'a\nb', lang: '' },
    'story-add River delta River delta a,b null',
  ],
  ['add-url', { story: 'port-strike', url: 'https://a.example/' }, 'add-url port-strike https://a.example/'],
  ['add-url', {}, '✗'],
  ['constructor', {}, '✗'],
] as const
for (const [command, values, expected] of named) {
  test(`the values ${JSON.stringify(values)} of ${command} ask ${expected}`, () => {
    const read = readCommand({ kind: 'named', command, values }, CONTEXT)
    equal(
      read.kind === 'command'
        ? [
            read.command.kind,
            ...Object.entries(read.command)
              .filter(([name]) => name !== 'kind')
              .map(([, value]) => show(value)),
          ]
            .join(' ')
            .replaceAll('  ', ' ')
        : '✗',
      expected,
    )
  })
}

test('a slip in a value by name is corrected in words that can be pressed', () => {
  const read = readCommand(
    { kind: 'named', command: 'whatchanged', values: { story: 'port-strike', since: 'last mondya' } },
    CONTEXT,
  )
  ok(read.kind === 'misread')
  deepEqual(
    read.suggestions.map(({ words }) => words),
    ['whatchanged story:port-strike since:"last monday"'],
  )
  equal(told(read.suggestions[0]?.words ?? ''), 'whatchanged port-strike time 2026-01-05T00:00')
})

test('fields of a form that were emptied: no quiet hours, the rest as it was', () => {
  const values = { story: 'port-strike', at: '8', days: '', quiet: '' }
  const read = readCommand({ kind: 'named', command: 'follow', values }, CONTEXT)
  ok(read.kind === 'command' && read.command.kind === 'follow')
  deepEqual(read.command.wish, { times: ['08:00'], quiet: null })
})

const WORDS =
  'what changed since at a las days mon-fri zone quiet 22:00 - port strike “ ” " \\ because text share follow digest retract story add alias: @mk4abcde 2h , ; ? ¿ https://a.example c0123456789'.split(
    ' ',
  )
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(' ')),
)

test('any text has an answer, whose suggestions are words a button can hold', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const read = ask(text)
      if (read.kind !== 'misread') return
      ok(read.reason.length > 0)
      for (const { words, label } of read.suggestions) ok(words.length <= 100 && label.length <= 75 && label !== '')
    }),
    { numRuns: 2_000 },
  )
})

test('any values by name have an answer', () => {
  const values = fc.dictionary(
    fc.constantFrom('story', 'since', 'at', 'days', 'zone', 'quiet', 'text', 'url', 'title'),
    anyText,
  )
  const command = fc.constantFrom(
    'whatchanged',
    'follow',
    'digest retract',
    'story add',
    'add-url',
    'mute',
    '__proto__',
  )
  fc.assert(
    fc.property(command, values, (name, given) => {
      ok(readCommand({ kind: 'named', command: name, values: given }, CONTEXT).kind.length > 0)
    }),
    { numRuns: 500 },
  )
})

/** Long texts of one kind that would make a careless pattern slow. */
for (const piece of ['a ', '"', 'since ', '8 ', 'port ', 'at 8 ', ', ', '-', '¿', '\\"', 'lunes a ', '“x” ']) {
  test(`3,000 characters of "${piece}" are read at once`, () => {
    const text = `follow ${piece.repeat(1_000)}`.slice(0, 3_000)
    const changed = `what changed ${piece.repeat(1_000)}`.slice(0, 3_000)
    const before = process.cpuUsage()
    ask(text)
    ask(changed)
    // Time of this process: others may be busy beside it.
    const { user, system } = process.cpuUsage(before)
    ok(user + system < 1_000_000)
  })
}
