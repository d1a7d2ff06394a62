import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { faultsOf, folderWith, OUTLETS, SETTINGS, STORY } from '../fakes/config-folder.ts'
import { loadConfig } from '../../src/config/load-config.ts'

const subscription = (...lines: string[]) =>
  ['subscriptions:', '  - story: dam-break', '    channel: terminal', "    at: ['08:00']", ...lines, ''].join('\n')

const cases: readonly (readonly [string, string, string, RegExp])[] = [
  // what is wrong, where, the file, the one fault
  [
    'a wrong key',
    'standfirst.yaml',
    'lang: en\nlanguag: en\n',
    /^standfirst\.yaml:2: there is no key "languag"; the keys here are zone, lang, /,
  ],
  [
    'a key with a slip',
    'standfirst.yaml',
    'lang: en\n\nzoen: UTC\n',
    /^standfirst\.yaml:3: there is no key "zoen"; did you mean zone\?$/,
  ],
  [
    'a key inside another',
    'standfirst.yaml',
    'limits:\n  words: 100\n  line: 3\n',
    /:3: limits: there is no key "line"; did you mean lines\?$/,
  ],
  [
    'a key inside a list',
    'standfirst.yaml',
    subscription('    quite: 22:00-07:00'),
    /:5: subscriptions\[0\]: .*"quite"; did you mean quiet\?$/,
  ],
  [
    'a wrong type',
    'standfirst.yaml',
    'limits:\n  words: many\n',
    /:2: limits\.words: "many" is not a number; write a number$/,
  ],
  ['a broken number', 'standfirst.yaml', 'limits: { words: 99.5 }\n', /:1: limits\.words: 99\.5 is not a whole number/],
  [
    'a number too small',
    'standfirst.yaml',
    'limits: { words: 3 }\n',
    /:1: limits\.words: 3 is too small; the least is 30$/,
  ],
  [
    'a number too large',
    'standfirst.yaml',
    'limits: { lines: 999 }\n',
    /:1: limits\.lines: 999 is too large; the most is 40$/,
  ],
  [
    'text for a list',
    'standfirst.yaml',
    "subscriptions:\n  - { story: dam-break, channel: terminal, at: '08:00' }\n",
    /:2: subscriptions\[0\]\.at: "08:00" is not a list; write a list$/,
  ],
  [
    'an empty list',
    'standfirst.yaml',
    'subscriptions:\n  - { story: dam-break, channel: terminal, at: [] }\n',
    /\.at: \[\] is too short; the least is 1$/,
  ],
  [
    'a key left out',
    'standfirst.yaml',
    "subscriptions:\n  - channel: terminal\n    at: ['08:00']\n",
    /:2: subscriptions\[0\]\.story: it is missing; write text$/,
  ],
  [
    'a time that is none',
    'standfirst.yaml',
    "subscriptions:\n  - story: dam-break\n    channel: terminal\n    at:\n      - '08:00'\n      - '25:00'\n",
    /:6: subscriptions\[0\]\.at\[1\]: "25:00" is not a time of day; .* as in 08:00$/,
  ],
  [
    'a time without its nought',
    'standfirst.yaml',
    'subscriptions:\n  - { story: dam-break, channel: terminal, at: [8:00] }\n',
    /:2: .*"8:00" is not a time of day/,
  ],
  [
    'a zone with a slip',
    'standfirst.yaml',
    'zone: America/Bogata\n',
    /:1: zone: "America\/Bogata" is not a time zone; did you mean America\/Bogota\?$/,
  ],
  [
    'a zone that is none',
    'standfirst.yaml',
    subscription('    zone: Mars/Olympus'),
    /:5: .*zone: "Mars\/Olympus" is not a time zone; write an IANA name/,
  ],
  ['an offset for a zone', 'standfirst.yaml', "zone: '+02:00'\n", /"\+02:00" is not a time zone; write an IANA name/],
  [
    'a language we do not speak',
    'standfirst.yaml',
    'lang: fr\n',
    /:1: lang: "fr" is not a language Standfirst speaks; write en or es$/,
  ],
  [
    'days that are none',
    'standfirst.yaml',
    subscription('    days: mon-fry'),
    /:5: .*days: "mon-fry" is not a set of days; write mon-fri/,
  ],
  [
    'quiet hours that are none',
    'standfirst.yaml',
    subscription('    quiet: 22:00'),
    /:5: .*"22:00" is not a span of quiet hours; .*22:00-07:00$/,
  ],
  [
    'quiet hours without length',
    'standfirst.yaml',
    subscription('    quiet: 22:00-22:00'),
    /write two different times/,
  ],
  [
    'quiet hours over every slot',
    'standfirst.yaml',
    subscription('    quiet: 22:00-09:00'),
    /:5: quiet: every time of "at" is inside 22:00-09:00, so nothing would ever be posted; move one/,
  ],
  [
    'a choice with a slip',
    'standfirst.yaml',
    subscription('    whenQuiet: skpi'),
    /:5: .*whenQuiet: "skpi" is not allowed; did you mean skip\?$/,
  ],
  [
    'a choice that is none',
    'standfirst.yaml',
    subscription('    whenQuiet: whisper'),
    /"whisper" is not allowed; write post or skip$/,
  ],
  [
    'a duration that is none',
    'standfirst.yaml',
    'dormantAfter: two weeks\n',
    /:1: dormantAfter: "two weeks" is not a duration from 1h to 3650d; .*90d or 30m$/,
  ],
  [
    'a duration out of range',
    'standfirst.yaml',
    subscription('    grace: 30d'),
    /:5: .*"30d" is not a duration from 1m to 7d/,
  ],
  [
    'a size that is none',
    'standfirst.yaml',
    'limits: { fileSize: 10 }\n',
    /limits\.fileSize: 10 is not a size; .*10MB$/,
  ],
  [
    'a duration without its unit',
    'standfirst.yaml',
    'keep: 90\n',
    /:1: keep: 90 is not a duration from 1d to 3650d; .*90d or 30m$/,
  ],
  [
    'a channel that is none',
    'standfirst.yaml',
    "subscriptions:\n  - { story: dam-break, channel: 'slack:#news', at: ['08:00'] }\n",
    /:2: .*"slack:#news" is not a channel; write terminal, slack: and the id/,
  ],
  [
    'a story that does not exist',
    'standfirst.yaml',
    "subscriptions:\n  - story: dam-brake\n    channel: terminal\n    at: ['08:00']\n",
    /:2: story: there is no story in stories\/ named "dam-brake"; did you mean dam-break\?$/,
  ],
  [
    'a subscription said twice',
    'standfirst.yaml',
    `${SETTINGS}  - { story: dam-break, channel: terminal, at: ['09:00'] }\n`,
    /:5: terminal follows dam-break twice \(line 2\); put all times into one/,
  ],
  [
    'a time said twice',
    'standfirst.yaml',
    "subscriptions:\n  - { story: dam-break, channel: terminal, at: ['08:00', '08:00'] }\n",
    /at: 08:00 stands here twice/,
  ],
  ['a file that is a list', 'standfirst.yaml', '- lang\n- en\n', /:1: \["lang","en"\] is not a set of keys/],
  [
    'a key twice',
    'standfirst.yaml',
    'lang: en\nlang: es\n',
    /^standfirst\.yaml:2: the key .* again; keep one of them$/,
  ],
  [
    'broken YAML',
    'standfirst.yaml',
    'lang: en\nzone: "UTC\n',
    /^standfirst\.yaml:[23]: this is not YAML .*; check quotes, colons and indentation here$/,
  ],
  [
    'a tab',
    'standfirst.yaml',
    'limits:\n\twords: 100\n',
    /^standfirst\.yaml:2: a tab indents the line; YAML wants spaces$/,
  ],
  [
    'an alias',
    'standfirst.yaml',
    'lang: &l en\nsubscriptions:\n  - story: *l\n',
    /^standfirst\.yaml:3: an alias \(\*name\) stands for a value elsewhere; write the value out$/,
  ],
  ['two documents', 'standfirst.yaml', 'lang: en\n---\nlang: es\n', /:2: this is not YAML/],
  [
    'a window that ends before it begins',
    'stories/dam-break.yaml',
    `${STORY}window:\n  from: 2026-02-01\n  to: 2026-01-01\n`,
    /^stories\/dam-break\.yaml:6: window: it ends \(2026-01-01\) before it begins \(2026-02-01\); swap/,
  ],
  [
    'a day that does not exist',
    'stories/dam-break.yaml',
    `${STORY}window: { from: 2026-02-30 }\n`,
    /:6: window\.from: "2026-02-30" is not a date; write a day that exists/,
  ],
  [
    'a language of articles that is none',
    'stories/dam-break.yaml',
    `${STORY}langs: [en, xz]\n`,
    /:6: langs\[1\]: "xz" is not a language code; .*ISO 639-1/,
  ],
  [
    'a story under another name',
    'stories/dam.yaml',
    STORY.replace('dam-break', 'dam-brk'),
    /^stories\/dam\.yaml:1: id: "dam-brk" is not the name of the file; write dam,/,
  ],
  [
    'a feed address that is none',
    'stories/dam-break.yaml',
    STORY.replace('https:', 'file:'),
    /:5: feeds\[0\]\.url: "file:.* is not a web address; write it whole/,
  ],
  [
    'a feed twice',
    'stories/dam-break.yaml',
    `${STORY}${STORY.split('\n')[4]}\n`,
    /:6: feeds\[1\]\.url: .* stands here twice/,
  ],
  [
    'a feed of an unknown outlet',
    'stories/dam-break.yaml',
    STORY.replace('The Harbour', 'The Harbor'),
    /:5: feeds\[0\]\.outlet: there is no outlet of outlets\.yaml named "The Harbor Post"; did you mean The Harbour Post\?$/,
  ],
  [
    'a check that is no day',
    'stories/dam-break.yaml',
    STORY.replace('Post }', 'Post, checked: soon }'),
    /:5: feeds\[0\]\.checked: "soon" is not the day of a check; write unchecked, or a day/,
  ],
  [
    'an outlet twice',
    'outlets.yaml',
    `${OUTLETS}  - { name: Harbour Post }\n`,
    /^outlets\.yaml:4: Harbour Post: "Harbour Post" is that of The Harbour Post \(line 3\) too; keep it at one$/,
  ],
  [
    'a domain twice',
    'outlets.yaml',
    `${OUTLETS}  - { name: Other, domains: [post.example] }\n`,
    /:4: Other: "post\.example" is that of The Harbour Post \(line 3\) too/,
  ],
  [
    'a domain that is an address',
    'outlets.yaml',
    `${OUTLETS}  - { name: Other, domains: ['https://a.example/'] }\n`,
    /:4: outlets\[2\]\.domains\[0\]: .* is not a host; write the name alone/,
  ],
]
for (const [name, file, text, expected] of cases) {
  test(`${name} is a fault with its line and what would be right`, async () => {
    const faults = await faultsOf({ [file]: text })
    equal(faults.length, 1, faults.join('\n'))
    match(faults[0]!, expected)
  })
}

test('all faults of all files are told at once', async () => {
  const faults = await faultsOf(
    {
      'standfirst.yaml': 'lang: fr\nzone: X/Y\n',
      'outlets.yaml': 'outlets: 3\n',
      'stories/dam-break.yaml': 'id: dam-break\n',
    },
    { STANDFIRST_LOG_LEVEL: 'loud' },
  )
  deepEqual(
    faults.map((line) => line.split(': ').slice(0, 2).join(': ')),
    [
      'environment: STANDFIRST_LOG_LEVEL',
      'standfirst.yaml:2: zone',
      'standfirst.yaml:1: lang',
      'outlets.yaml:1: outlets',
      'stories/dam-break.yaml:1: title',
      'stories/dam-break.yaml:1: query',
    ],
  )
})

test('a folder that is missing names what is missing', async () => {
  const faults = await faultsOf({ 'standfirst.yaml': null, 'outlets.yaml': null, 'stories/dam-break.yaml': null })
  match(faults[0]!, /^standfirst\.yaml: the file is missing; put it there, or name another folder with --config$/)
  match(faults[1]!, /^outlets\.yaml: the file is missing/)
  match(faults[2]!, /stories: the folder of stories cannot be read \(ENOENT\)/)
})

test(
  'a file that may not be read says so',
  { skip: process.getuid?.() === 0 && 'root may read anything' },
  async () => {
    const folder = await folderWith()
    await chmod(join(folder, 'outlets.yaml'), 0)
    await rejects(loadConfig(folder, {}), /the file may not be read; give this user the right/)
  },
)

test('a hostile file is refused within bounds', async () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map((pair) => [...pair])) {
    bomb.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`)
  }
  const before = performance.now()
  match((await faultsOf({ 'standfirst.yaml': bomb.join('\n') }))[0]!, /^standfirst\.yaml:2: an alias/)
  match((await faultsOf({ 'standfirst.yaml': '['.repeat(200_000) }))[0]!, /^standfirst\.yaml.*; /)
  match((await faultsOf({ 'standfirst.yaml': `lang: ${'x'.repeat(2_000_000)}` }))[0]!, /larger than 1 MB/)
  match((await faultsOf({ 'standfirst.yaml': '__proto__: { lang: es }\n' }))[0]!, /there is no key "__proto__"/)
  equal(performance.now() - before < 60_000, true)
})

const variables: readonly (readonly [string, string, RegExp])[] = [
  ['SLACK_BOT_TOKEN', 'xoxp-1-hush', /it is not a bot token; copy the one that begins xoxb-/],
  ['DISCORD_TOKEN', 'Bot hush', /without the word Bot/],
  ['SLACK_API_URL', 'http://slack.example/hush', /it is not an address a token may be sent to; .*https:/],
  ['DISCORD_API_URL', 'hush', /it is not an address a token may be sent to/],
  ['STANDFIRST_LOG_LEVEL', 'hush', /it is not a log level; write debug, info/],
]
for (const [name, value, expected] of variables) {
  test(`a faulty ${name} is named, without its value`, async () => {
    const [fault] = await faultsOf({}, { [name]: value })
    match(fault!, expected)
    match(fault!, new RegExp(`^environment: ${name}: `))
    equal(fault!.includes('hush'), false)
  })
}
