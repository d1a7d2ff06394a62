import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { NewsError } from '../../../src/news/errors.ts'
import { channelOf, inChat, openChat, read, wordsOf, type By, type Chat } from './chat-world.ts'
import { DAM, wireOriginal } from '../dam-story.ts'

const SECRET = 'xoxb-not-to-be-shown'
const unaborted = new AbortController().signal

/** A chat whose store fails when stories are listed. */
async function inBrokenChat(error: Error, task: (chat: Chat) => Promise<void>): Promise<void> {
  const whole = await openChat()
  const listStories = async () => {
    throw error
  }
  const broken = await openChat({ store: { ...whole.store, stories: { ...whole.store.stories, listStories } } })
  try {
    await task(broken)
  } finally {
    await broken.close()
    await whole.close()
  }
}

test('who may not manage the channel changes nothing there, and is told who can', async () => {
  const changing = [
    'follow calder-dam',
    'unfollow calder-dam',
    'settings calder-dam',
    'digest now calder-dam',
    'digest preview calder-dam',
    'digest pause calder-dam',
    'digest resume calder-dam',
    'digest retract calder-dam because x',
    'mute Northline',
    'unmute Northline',
    'story add Port strike',
    'story remove calder-dam',
    'add https://northline.example/crack-in-the-wall to calder-dam',
  ]
  const refusals: readonly (readonly [By, RegExp])[] = [
    [{ right: 'may-not' }, /an admin or owner of the workspace, .* made the channel, or a member of @desk/],
    [{ right: 'may-not', lang: 'es' }, /un administrador o propietario .* miembro de @desk/],
    [{ right: 'may-not', platform: 'discord' }, /Manage Channels/],
    [{ right: 'unknown' }, /Slack did not say/],
    [{ right: 'unknown', platform: 'discord', lang: 'es' }, /Discord no respondió/],
  ]
  await inChat(async (chat) => {
    await chat.arrive(wireOriginal)
    await chat.matcher.matchAll(unaborted)
    await chat.say('follow calder-dam')
    const state = async () =>
      JSON.stringify([
        await chat.subscriptions(),
        await chat.store.stories.listStories(),
        await chat.store.reader.listMutes(channelOf('C1')),
        await chat.list((await chat.subscriptions())[0]?.id),
      ])
    const before = await state()
    for (const [by, expected] of refusals) {
      for (const text of changing) {
        const told = await chat.told(text, { ...by, user: text, channel: by.platform === 'discord' ? '1' : 'C1' })
        match(told, expected, text)
        match(told, /^(Nothing was changed|No se cambió nada)/)
        chat.clock.set(chat.clock.now().add({ seconds: 2 }))
      }
    }
    equal(await state(), before)
    equal(chat.woken(), 1)
  })
})

test('who may not manage the channel asks all else', async () => {
  await inChat(async (chat) => {
    await chat.arrive(wireOriginal)
    await chat.matcher.matchAll(unaborted)
    for (const text of [
      'brief',
      'whatchanged',
      'sources',
      'differ',
      'timeline',
      'stories',
      'help',
      'status',
      'forget me',
    ])
      ok(!/Nothing was changed|did not work/.test(await chat.told(text, { right: 'may-not' })), text)
  })
})

test('what is not understood is answered with what may be meant, in the language of the asker', async () => {
  await inChat(async (chat) => {
    const { message } = await chat.say('whatchnaged')
    match(read(message), /Did you mean whatchanged\?/)
    ok((message.buttons ?? []).some(({ words }) => words.startsWith('whatchanged')))
    match(await chat.told('fuentse', { lang: 'es' }), /¿Quiso decir/)
    match(await chat.told('brief caldre-dam'), /calder-dam/i)
    match(await chat.told(''), /\/brief/)
  })
})

test('a fault of ours is told under a number that stands in the log; no secret and no word of the asker does', async () => {
  for (const [lang, expected] of [
    ['en', /^That did not work\n.*Nothing was changed[^]*this number: /],
    ['es', /^No ha funcionado\n/],
  ] as const) {
    await inBrokenChat(new Error('the disk broke'), async (chat) => {
      const reply = await chat.say('brief of my private matter', { lang })
      const told = read(reply.message)
      match(told, expected)
      ok(!told.includes('disk'))
      equal(reply.accepted, null)
      const id = /(?:number|número)[^:]*: ?(\w+)|número a quienes[^:]*: (\w+)|([0-9a-f]{8,})/.exec(told)
      const line = chat.logged.find((each) => each.includes('an answer failed')) ?? ''
      ok(id !== null && [id[1], id[2], id[3]].some((each) => each !== undefined && line.includes(each)), told)
      match(line, /the disk broke/)
      ok(!chat.logged.join('').includes('private matter'))
      equal(wordsOf(reply.message, lang === 'en' ? 'Try again' : 'Intentar de nuevo'), 'brief of my private matter')
    })
  }
  await inBrokenChat(new NewsError('store-busy', `locked ${SECRET}`), async (chat) => {
    ok(!(await chat.told('follow calder-dam')).includes(SECRET))
    match(await chat.told('status'), /did not work|does not answer/)
    const home = await chat.conversation.home({
      platform: 'slack',
      workspace: 'T1',
      user: 'U1',
      lang: 'en',
      zone: null,
    })
    ok(read(home).length > 20)
    deepEqual(await chat.conversation.complete({ ...completion, typed: 'cal' }), [])
    equal(await chat.form('story add'), null)
  })
})

const completion = {
  asker: { platform: 'discord', workspace: '1', user: '2', lang: 'en', zone: null },
  channel: channelOf('1', 'discord'),
  command: 'brief',
  option: 'story',
} as const

test('a story that went away between two presses is told as gone', async () => {
  await inChat(async (chat) => {
    const fresh = { ...chat.parts.fresh, briefOf: () => Promise.reject(new NewsError('story-unknown', 'gone')) }
    const late = await openChat({ fresh })
    match(await late.told('brief'), /Not found\nThat story is covered no longer.*\/stories/)
    match(await late.told('brief', { lang: 'es' }), /Esa historia ya no se cubre/)
    await late.close()
  })
})

test('a person who asks a lot at once is asked to wait; others are answered, until the channel asked a lot', async () => {
  await inChat(async (chat) => {
    const ask = (by: By) => chat.told('help', by)
    for (let n = 0; n < 20; n += 1) ok(!(await ask({})).startsWith('One moment'))
    match(await ask({}), /^One moment\nYou asked a lot at once\. Ask again in 4 seconds/)
    match(await ask({ lang: 'es' }), /^Un momento\n/)
    for (let n = 0; n < 20; n += 1) ok(!(await ask({ user: `P${n}` })).startsWith('One moment'))
    match(await ask({ user: 'U3' }), /Much was asked in this channel/)
    ok(!(await ask({ user: 'U3', channel: 'C2' })).startsWith('One moment'))
    chat.clock.set(chat.clock.now().add({ seconds: 4 }))
    ok(!(await ask({})).startsWith('One moment'))
  })
})

test('a channel is greeted once, with what to press; again when the bot comes back later', async () => {
  await inChat(async (chat) => {
    const greet = (id = 'C1') => chat.conversation.greet(channelOf(id), 'en')
    const hello = await greet()
    ok(hello !== null && read(hello).length < 300)
    deepEqual(
      hello.buttons?.map(({ label }) => label),
      ['Follow a story', 'What is this?'],
    )
    equal(await greet(), null)
    ok((await greet('C2')) !== null)
    match(await chat.told(wordsOf(hello, 'What is this?')), /whatchanged/)
    match(await chat.told(wordsOf(hello, 'Follow a story')), /Calder dam/)
    chat.clock.set(chat.clock.now().add({ hours: 25 }))
    ok((await greet()) !== null)
  })
})

test('home shows what the workspace follows and when digests come, and nothing of others', async () => {
  await inChat(
    async (chat) => {
      await chat.arrive(wireOriginal)
      const mine = { ...channelOf('C1'), workspace: 'T1' }
      const ask = chat.askOf({ kind: 'words', text: 'follow calder-dam at 08:00 zone UTC' })
      await chat.conversation.answer({ ...ask, channel: mine }, unaborted)
      const homeOf = async (workspace: string) =>
        read(await chat.conversation.home({ platform: 'slack', workspace, user: 'U1', lang: 'en', zone: 'UTC' }))
      match(await homeOf('T1'), /Calder dam[^]*08:00/)
      ok(!(await homeOf('T2')).includes('08:00 '))
    },
    { unnamedIs: () => 'nobodys' },
  )
})

test('a form is offered where words leave something open, and nowhere else', async () => {
  await inChat(async (chat) => {
    await chat.say('follow calder-dam')
    const forms = [
      ['story add', 'story add'],
      ['standfirst report', 'report'],
      ['report', 'report'],
      ['digest retract', 'digest retract'],
      ['settings calder-dam', 'follow'],
    ] as const
    for (const [text, command] of forms) match((await chat.form(text))?.command ?? 'none', new RegExp(command))
    for (const text of ['brief', 'story add Port strike', 'digest retract because x', 'follow', 'nonsense'])
      equal(await chat.form(text), null, text)
    const shortcut = { kind: 'named', command: 'add-url', values: { url: 'https://northline.example/a' } } as const
    await chat.store.stories.addStory({
      ...DAM,
      id: DAM.id.replace('calder', 'other') as typeof DAM.id,
      title: 'Other',
    })
    const form = await chat.form(shortcut, { channel: 'C7' })
    ok(form?.fields.some(({ input }) => input.kind === 'choice' && input.choices.length === 2))
  })
})
