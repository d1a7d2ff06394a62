import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import {
  helloMessage,
  failedMessage,
  forgottenMessage,
  mutedMessage,
  mutesMessage,
  reportedMessage,
  reportNeededMessage,
  storyAddedMessage,
  storyRemovedMessage,
  urlAddedMessage,
  workingMessage,
} from '../../../src/commands/chat/channel-messages.ts'
import { answerButtons, digestButtons, sharedButtons } from '../../../src/commands/chat/chat-buttons.ts'
import { addUrlForm, reportForm, retractForm, settingsForm, storyForm } from '../../../src/commands/chat/chat-forms.ts'
import {
  digestNowMessage,
  followedMessage,
  nonePostedMessage,
  previewMessage,
  reasonNeededMessage,
  retractingMessage,
  unfollowedMessage,
} from '../../../src/commands/chat/follow-messages.ts'
import { misreadMessage, whichStoryMessage } from '../../../src/commands/chat/grammar-messages.ts'
import { helpMessage } from '../../../src/commands/chat/help-message.ts'
import { moreMessage } from '../../../src/commands/chat/more-message.ts'
import {
  needsChannelMessage,
  notAllowedMessage,
  notFollowedMessage,
  othersFollowMessage,
  refusedMessage,
  tooManyMessage,
} from '../../../src/commands/chat/refusal-messages.ts'
import type { ChatStyle } from '../../../src/commands/chat/notice.ts'
import { REFUSAL_WORDS } from '../../../src/commands/chat/refusal-words.ts'
import { readCommand } from '../../../src/commands/grammar/read-command.ts'
import { homeMessage, statusMessage } from '../../../src/commands/chat/status-message.ts'
import { storiesHereMessage } from '../../../src/commands/chat/stories-here-message.ts'
import type { Form } from '../../../src/news/chat.ts'
import { claimId, deliveryId, subscriptionId } from '../../../src/news/ids.ts'
import { LANGS } from '../../../src/news/message.ts'
import type { ChatMessage, Lang, Platform } from '../../../src/news/message.ts'
import type { Delivery, Subscription } from '../../../src/news/subscription.ts'
import { CONTEXT, PORT, RIVER, TALKS } from '../grammar/command-sample.ts'
import { BOGOTA, EIGHT_AM, instant, line, SIX_PM } from '../sample.ts'

const delivery = deliveryId('d0123456789abcdef')
const subscription: Subscription = {
  id: subscriptionId('s0123456789abcdef'),
  story: PORT.id,
  channel: { platform: 'slack', id: 'C0123ABCD' },
  times: ['08:00', '17:30'],
  days: [1, 2, 3, 4, 5],
  zone: BOGOTA,
  quiet: { from: '22:00', to: '07:00' },
  whenQuiet: 'skip',
  lang: 'es',
  breaking: { origins: 2 },
  graceMs: 7_200_000,
  pausedBecause: null,
  createdAt: EIGHT_AM,
}
const paused = { ...subscription, id: subscriptionId('s9876543210abcdef'), pausedBecause: 'the channel is archived' }
const next = instant('2026-01-09T13:00:00Z')
const failed: Delivery = {
  id: delivery,
  subscription: subscription.id,
  kind: 'digest',
  about: null,
  reason: null,
  slot: EIGHT_AM,
  state: 'failed',
  edition: null,
  posted: null,
  attempts: 3,
  because: 'the platform refused it',
  changedAt: EIGHT_AM,
}
const status = {
  startedAt: instant('2026-01-07T10:00:00Z'),
  storeFault: null,
  lastMatchedAt: EIGHT_AM,
  stories: { live: 2, dormant: 1 },
  followed: [
    { subscription, title: PORT.title, where: null, next },
    { subscription: paused, title: RIVER.title, where: '#desk', next: null },
  ],
  troubled: [{ delivery: failed, title: PORT.title, where: '#desk' }],
}
const counts = { articles: 5, texts: 4, origins: 3, unattributed: 1 }
const stories = [RIVER, PORT, TALKS].map(({ id, title }, index) => ({
  id,
  title,
  state: index === 2 ? ('dormant' as const) : ('live' as const),
  counts,
  lastChangeAt: EIGHT_AM,
}))
const news = { subscription, title: PORT.title, next, now: SIX_PM }
const nothing = { ...status, followed: [], troubled: [], lastMatchedAt: null }

/** Each reason why something cannot be, as a message. */
const refusals = (style: ChatStyle): Readonly<Record<string, ChatMessage>> =>
  Object.fromEntries(
    keysOf(REFUSAL_WORDS).map((because) => [because, refusedMessage({ because, limit: 25 }, style)] as const),
  )
const keysOf = <Key extends string>(words: Readonly<Record<Key, unknown>>) => Object.keys(words) as Key[]

/** Every message of a conversation, by what it is. */
function messages(lang: Lang, platform: Platform): Readonly<Record<string, ChatMessage>> {
  const style = { lang, platform }
  const at = { ...style, zone: BOGOTA, now: SIX_PM, here: subscription.channel }
  const misread = readCommand({ kind: 'words', text: 'surces port-strike' }, { ...CONTEXT, lang })
  const which = readCommand({ kind: 'words', text: 'follow' }, { ...CONTEXT, lang })
  ok(misread.kind === 'misread' && which.kind === 'which-story')
  return {
    help: helpMessage(style),
    misread: misreadMessage(misread, style),
    which: whichStoryMessage(which, style),
    notAllowed: notAllowedMessage({ right: 'may-not', managers: '@desk' }, style),
    rightUnknown: notAllowedMessage({ right: 'unknown', managers: null }, style),
    tooMany: tooManyMessage({ whose: 'person', retryAfterMs: 5_200 }, style),
    tooManyHere: tooManyMessage({ whose: 'channel', retryAfterMs: 1 }, style),
    needsChannel: needsChannelMessage(style),
    othersFollow: othersFollowMessage(PORT, style),
    notFollowed: notFollowedMessage(PORT, style),
    ...refusals(style),
    followed: followedMessage({ ...news, was: 'new' }, style),
    changed: followedMessage({ ...news, was: 'changed', next: null }, style),
    same: followedMessage({ ...news, was: 'same' }, style),
    resumed: followedMessage({ ...news, was: 'resumed' }, style),
    paused: followedMessage({ ...news, was: 'paused', subscription: paused }, style),
    unfollowed: unfollowedMessage(PORT, style),
    digestPlanned: digestNowMessage({ story: PORT, kind: 'planned', quietUntil: null }, style),
    digestPaused: digestNowMessage({ story: PORT, kind: 'paused', quietUntil: null }, style),
    digestQuiet: digestNowMessage({ story: PORT, kind: 'quiet', quietUntil: '07:00' }, style),
    digestUnderWay: digestNowMessage({ story: PORT, kind: 'under-way', quietUntil: null }, style),
    previewNothing: previewMessage(null, PORT, style),
    nonePosted: nonePostedMessage(PORT, style),
    retracting: retractingMessage('now', style),
    retractedBefore: retractingMessage('before', style),
    reasonNeeded: reasonNeededMessage(delivery, style),
    mutes: mutesMessage(['Daily Post', 'Morning “Star”'], style),
    noMutes: mutesMessage([], style),
    muted: mutedMessage({ outlet: 'Daily Post', state: 'muted', known: 'unknown' }, style),
    heard: mutedMessage({ outlet: 'Daily Post', state: 'heard', known: 'known' }, style),
    storyAdded: storyAddedMessage(
      { story: PORT, matched: 3, feeds: [{ outlet: 'Daily Post', url: 'https://post.example/feed' }] },
      style,
    ),
    storyMade: storyAddedMessage({ story: RIVER, matched: 'soon', feeds: [] }, style),
    storyLater: storyAddedMessage({ story: RIVER, matched: 'later', feeds: [] }, style),
    storyAddedEmpty: storyAddedMessage({ story: RIVER, matched: 0, feeds: [] }, style),
    storyRemoved: storyRemovedMessage(PORT, style),
    urlAdded: urlAddedMessage({ story: PORT, url: 'https://post.example/1', title: 'Docks reopen' }, style),
    reported: reportedMessage('r0123', style),
    reportNeeded: reportNeededMessage(style),
    forgotten: forgottenMessage(2, style),
    forgottenNothing: forgottenMessage(0, style),
    hello: helloMessage(style),
    working: workingMessage(PORT.title, style),
    failed: failedMessage({ id: 'f0123', again: 'sources port-strike' }, style),
    more: moreMessage(
      { story: PORT, delivery, lines: [line('c0123456789', 'The docks reopen.', ['one'])], manages: 'may' },
      style,
    ),
    moreEmpty: moreMessage({ story: PORT, delivery, lines: [], manages: 'may-not' }, style),
    status: statusMessage(status, at),
    statusEmpty: statusMessage(nothing, at),
    home: homeMessage(status, { ...at, here: null }),
    homeEmpty: homeMessage(nothing, { ...at, here: null }),
    stories: storiesHereMessage({ stories }, [{ subscription, next }], at),
    storiesNone: storiesHereMessage({ stories: [] }, [], at),
    storiesUnfollowed: storiesHereMessage({ stories }, [], at),
  }
}

const rowsOf = (message: ChatMessage) =>
  message.sections.flatMap(({ heading, rows }) => [...(heading === '' ? [] : [heading]), ...rows.map(textOf)])
const textOf = (row: ChatMessage['sections'][number]['rows'][number]) =>
  row.kind === 'note' || row.kind === 'line' ? row.text : ''

for (const platform of ['slack', 'discord'] as const) {
  for (const lang of LANGS) {
    for (const [name, message] of Object.entries(messages(lang, platform))) {
      test(`${name} on ${platform} in ${lang} says something, and its buttons are asked and read`, () => {
        equal(message.lang, lang)
        const texts = [message.title, message.notification, ...rowsOf(message)]
        for (const text of texts) ok(text.trim() !== '' && !/undefined|null|\[object|NaN/.test(text), text)
        ok(message.notification.length <= 250, message.notification)
        const pressed = [...(message.buttons ?? []), ...(message.menu?.entries ?? [])]
        ok((message.buttons ?? []).length <= 5)
        equal(new Set(pressed.map(({ words }) => words)).size, pressed.length)
        for (const { label, words } of pressed) {
          ok(label !== '' && words.length <= 100)
          const read = readCommand({ kind: 'words', text: words }, CONTEXT)
          ok(read.kind !== 'misread', `${words}: ${JSON.stringify(read)}`)
        }
      })
    }
  }
}

test('help fits one screen', () => {
  for (const platform of ['slack', 'discord'] as const) {
    for (const lang of LANGS) {
      const help = helpMessage({ lang, platform })
      ok(1 + rowsOf(help).length <= 15)
    }
  }
})

test('help shows names as they are typed there', () => {
  const told = (platform: Platform, lang: Lang) => rowsOf(helpMessage({ lang, platform })).join('\n')
  match(told('discord', 'es'), /\/novedades.*\/seguir historia horas/s)
  match(told('slack', 'es'), /\/whatchanged.*@Standfirst ¿qué cambió/s)
  match(told('discord', 'en'), /\/whatchanged.*complete as you type/s)
})

test('a command that Slack has itself is shown behind the name of the bot', () => {
  match(rowsOf(helpMessage({ lang: 'en', platform: 'slack' })).join('\n'), /\/standfirst mute outlet/)
  match(rowsOf(mutesMessage([], { lang: 'en', platform: 'slack' })).join('\n'), /: \/standfirst mute OUTLET\.$/)
  match(rowsOf(mutesMessage([], { lang: 'es', platform: 'discord' })).join('\n'), /: \/silenciar MEDIO\.$/)
})

test('what help shows to be typed can be typed', () => {
  for (const text of [
    'follow port-strike at 08:00,17:30 days mon-fri zone America/Bogota quiet 22:00-07:00',
    'seguir port-strike horas 08:00,17:30 días lun-vie zona America/Bogota silencio 22:00-07:00',
    'what changed since monday?',
    '¿qué cambió desde el lunes?',
    'novedades port-strike último boletín',
    'digest vista-previa',
    'digest retirar',
  ]) {
    equal(readCommand({ kind: 'words', text }, CONTEXT).kind, 'command', text)
  }
})

test('following tells when, how and what comes next', () => {
  const message = followedMessage({ ...news, was: 'new' }, { lang: 'en', platform: 'slack' })
  deepEqual(rowsOf(message), [
    'This channel follows it now.',
    'Mon–Fri at 08:00 and 17:30 (Bogotá) · quiet from 22:00 to 07:00 · no post when nothing is new · between digests what 2 origins tell · in Spanish',
    'The first digest comes now. Next digest: Fri 9 Jan, 08:00.',
    'To change it: /follow port-strike at 08:00,17:30 days mon-fri. To end it: /unfollow port-strike.',
  ])
  const spanish = followedMessage({ ...news, was: 'changed' }, { lang: 'es', platform: 'discord' })
  deepEqual(rowsOf(spanish), [
    'Sus boletines de este canal han cambiado.',
    'Lun–vie a las 08:00 y 17:30 (Bogotá) · en silencio de 22:00 a 07:00 · sin publicar si no hay novedades · entre boletines lo que 2 orígenes cuenten · en español',
    'Próximo boletín: vie 9 ene, 08:00.',
    'Para cambiarlo: /seguir port-strike horas 08:00,17:30 días lun-vie. Para terminar: /dejar port-strike.',
  ])
})

test('a refusal says why, and who can', () => {
  const told = (platform: Platform, right: 'may-not' | 'unknown', managers: string | null) =>
    notAllowedMessage({ right, managers }, { lang: 'en', platform }).notification
  equal(
    told('slack', 'may-not', '@desk'),
    'Only those who manage this channel can do that: an admin or owner of the workspace, the person who made the channel, or a member of @desk.',
  )
  equal(
    told('discord', 'may-not', null),
    'Only those who manage this channel can do that: whoever has the permission Manage Channels here.',
  )
  match(told('discord', 'unknown', null), /^Discord did not say .* Try again/)
})

test('status tells what is wrong and how to mend it', () => {
  const style = { lang: 'en', platform: 'slack', zone: BOGOTA, now: SIX_PM, here: subscription.channel } as const
  deepEqual(rowsOf(statusMessage({ ...status, storeFault: 'it is full' }, style)), [
    '3 things need a look.',
    'The bot',
    'Running since Wed 7 Jan, 05:00',
    'The store does not answer as it should: it is full',
    'Articles last looked through: 08:00',
    '2 live stories, 1 dormant',
    'What this workspace follows',
    'Port–strike at Arden, this channel: Mon–Fri at 08:00 and 17:30 (Bogotá); next Fri 9 Jan, 08:00',
    'River flood, this channel: Mon–Fri at 08:00 and 17:30 (Bogotá); paused: the channel is archived',
    'To mend a paused one: do what its reason says, then type /digest resume in that channel.',
    'Digests that did not arrive as they should',
    'Port–strike at Arden, #desk, 08:00: failed: the platform refused it',
    'Unconfirmed: look whether it stands in the channel; it is never posted twice blindly. Failed: the reason says what to mend.',
  ])
})

test('under a digest stand what changed, sources, differences, timeline and more', () => {
  deepEqual(
    digestButtons(PORT.id, delivery, 'en').map(({ label, words }) => `${label} = ${words}`),
    [
      'What changed = changed port-strike',
      'Sources = sources port-strike',
      'Sources differ = differ port-strike',
      'Timeline = timeline port-strike',
      'More… = more d0123456789abcdef',
    ],
  )
})

test('an answer can be shared as of its own moments', () => {
  const [share] = answerButtons({ kind: 'whatchanged', story: PORT.id, since: EIGHT_AM }, SIX_PM, 'es')
  const read = readCommand({ kind: 'words', text: share?.words ?? '' }, CONTEXT)
  equal(
    JSON.stringify(read),
    JSON.stringify({
      kind: 'command',
      command: { kind: 'share', of: { kind: 'whatchanged', story: PORT.id, since: EIGHT_AM }, asOf: SIX_PM },
    }),
  )
  for (const kind of ['brief', 'sources', 'differ', 'timeline'] as const) {
    const words = answerButtons({ kind, story: PORT.id }, SIX_PM, 'en').map((each) => each.words)
    equal(words.length, 5)
    ok(!words.slice(1).includes(`${kind} port-strike`))
  }
  const why = answerButtons({ kind: 'why', story: PORT.id, line: claimId('c0123456789') }, SIX_PM, 'en')
  deepEqual(
    why.map(({ label }) => label),
    ['Share', 'Report a problem', 'Brief'],
  )
  equal(sharedButtons({ kind: 'brief', story: PORT.id }, 'en').length, 4)
})

const forms: Readonly<Record<string, (lang: Lang) => Form>> = {
  settings: (lang) => settingsForm(subscription, lang),
  report: (lang) => reportForm({ kind: 'delivery', delivery }, lang),
  reportNothing: (lang) => reportForm(null, lang),
  retract: (lang) => retractForm({ kind: 'story', story: PORT.id }, lang),
  addUrl: (lang) => addUrlForm({ url: 'https://post.example/1', stories: [RIVER, PORT], chosen: PORT.id }, lang),
  addUrlTyped: (lang) => addUrlForm({ url: null, stories: [], chosen: null }, lang),
  story: (lang) => storyForm({}, lang),
  storyKnown: (lang) => storyForm({ title: 'River delta', aliases: ['a', 'b'], lang: 'en' }, lang),
}
for (const lang of LANGS) {
  for (const [name, make] of Object.entries(forms)) {
    test(`the form ${name} in ${lang} fits both platforms, and is read when sent`, () => {
      const form = make(lang)
      ok(form.title.length <= 24 && form.submit.length <= 24)
      ok(form.fields.length >= 1 && form.fields.length <= 5)
      const values: Record<string, string> = { ...form.values }
      for (const field of form.fields) {
        ok(field.label.length <= 45 && (field.hint ?? '').length <= 100, field.hint ?? field.label)
        if (field.input.kind !== 'choice') ok((field.value ?? '').length <= field.input.lengthMax)
        const typed = field.name === 'url' ? 'https://post.example/2' : field.name === 'story' ? 'port' : ''
        const chosen = field.value ?? (field.need === 'required' ? typed || 'some words' : null)
        if (chosen !== null) values[field.name] = chosen
      }
      const read = readCommand({ kind: 'named', command: form.command, values }, CONTEXT)
      equal(read.kind, 'command', JSON.stringify(read))
    })
  }

  test(`settings sent as they are in ${lang} change nothing, and emptied quiet hours are none`, () => {
    const form = settingsForm(subscription, lang)
    const values = Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? '']))
    const { times, days, zone, quiet, whenQuiet } = subscription
    const sent = (given: Readonly<Record<string, string>>) => {
      const read = readCommand({ kind: 'named', command: form.command, values: { ...form.values, ...given } }, CONTEXT)
      ok(read.kind === 'command' && read.command.kind === 'follow')
      equal(read.command.subscription, subscription.id)
      return read.command.wish
    }
    deepEqual(sent(values), { times, days, zone, quiet, whenQuiet })
    // Discord sends an emptied field, Slack leaves it out.
    const { quiet: _, ...others } = values
    deepEqual(sent(others), { times, days, zone, quiet: null, whenQuiet })
    deepEqual(sent({ ...values, quiet: '' }), { times, days, zone, quiet: null, whenQuiet })
  })
}
