import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '../../../src/news/ids.ts'
import { channelOf, inChat, openChat, read, wordsOf, type Chat } from './chat-world.ts'
import { confirmation, DAM, offStory, ownReport, wireOriginal } from '../dam-story.ts'

const unaborted = new AbortController().signal

async function fill(chat: Chat): Promise<void> {
  await chat.arrive(wireOriginal)
  await chat.arrive(ownReport)
  await chat.arrive(offStory)
  await chat.matcher.matchAll(unaborted)
}

test('an outlet that a channel muted is in none of its answers and digests, until it is heard again', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    await chat.say('follow calder-dam at 08:00 zone UTC')
    match(await chat.told('mute the lakeside courier'), /The Lakeside Courier is left out/)
    const without = /without The Lakeside Courier, muted in this channel/
    const brief = await chat.told('brief')
    ok(!brief.includes('18 metres'))
    match(brief, without)
    match(await chat.told('fuentes', { lang: 'es' }), /sin The Lakeside Courier, en silencio en este canal/)
    match(await chat.told('brief', { channel: 'C2' }), /18 metres/)
    await chat.tick()
    const digest = read(chat.posted[0]!.message)
    match(digest, without)
    ok(!digest.replace(without, '').includes('Lakeside'))
    match(await chat.told('mute'), /Left out of .*: The Lakeside Courier/)
    match(await chat.told('silenciar', { lang: 'es' }), /The Lakeside Courier/)
    const { message } = await chat.say('mute')
    match(await chat.told(wordsOf(message, 'Hear The Lakeside Courier')), /heard in this channel again/)
    const whole = await chat.told('brief')
    match(whole, /18 metres/)
    ok(!whole.includes('muted'))
    deepEqual(await chat.store.reader.listMutes(channelOf('C1')), [])
  })
})

test('an outlet is found by its name in any case, an alias or its domain; of a slip the name is asked back', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    await chat.say('follow calder-dam')
    const mutes = () => chat.store.reader.listMutes(channelOf('C1'))
    const cases = [
      ['mute THE UPLAND REVIEW', 'The Upland Review'],
      ['mute upland review', 'The Upland Review'],
      ['mute norwickherald.example', 'Norwick Herald'],
      ['silenciar diario del lago', 'Diario del Lago'],
    ] as const
    for (const [text, name] of cases) {
      await chat.say(text)
      deepEqual(await mutes(), [name], text)
      await chat.named('mute', { outlet: name, state: 'off' })
      deepEqual(await mutes(), [])
    }
    const { message } = await chat.say('mute Norwick Heralt')
    match(read(message), /Did you mean Norwick Herald\?/)
    deepEqual(await mutes(), [])
    const [button] = message.buttons ?? []
    await chat.say(button?.words ?? '')
    deepEqual(await mutes(), ['Norwick Herald'])
    // Of one that is not known it is said so: its name may come.
    match(
      await chat.told('mute Quite Another Gazette'),
      /left out[^]*No article of “Quite Another Gazette” was seen yet/,
    )
    match(await chat.told('mute Norwick Herald', { channel: null }), /needs a channel/)
  })
})

test('a story is made from chat: at once that it is, then its first brief from what is stored', async () => {
  const feeds = [
    { url: 'https://norwickherald.example/feed', outlet: 'Norwick Herald' },
    { url: 'https://else.example/feed', outlet: 'Elsewhere' },
  ]
  await inChat(
    async (chat) => {
      await fill(chat)
      const reply = await chat.say('story add Council snowploughs query snowploughs')
      match(read(reply.message), /Council snowploughs \(council-snowploughs\)[^]*looking through what is stored/)
      const better = await reply.better
      ok(better !== null)
      const told = read(better.message)
      match(
        told,
        /1 stored article belongs[^]*Norwick Herald: https:\/\/norwickherald\.example\/feed[^]*four snowploughs/,
      )
      ok(!told.includes('else.example'))
      deepEqual([better.audience, (better.message.buttons ?? []).length <= 5, better.better], ['asker', true, null])
      match(await chat.told(wordsOf(better.message, 'Follow it here')), /Council snowploughs[^]*follows it now/)
      await chat.tick()
      match(read(chat.posted[0]!.message), /four snowploughs/)
    },
    { knownFeeds: feeds },
  )
})

test('a new story that the bot itself matched meanwhile has its articles counted', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    const meanwhile = {
      matchAll: async () => (await chat.matcher.matchAll(unaborted), chat.matcher.matchAll(unaborted)),
    }
    const other = await openChat({ store: chat.store, fresh: chat.parts.fresh, matcher: meanwhile })
    const reply = await other.say('story add Council snowploughs query snowploughs')
    match(read((await reply.better)?.message ?? reply.message), /1 stored article belongs/)
    await other.close()
  })
})

test('a story of which nothing is stored says so; in Spanish too', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    const english = await chat.named('story add', { title: 'Harbour fire', aliases: 'port blaze' })
    match(english, /Harbour fire/)
    const reply = await chat.say('añadir historia Incendio del puerto', { lang: 'es' })
    match(read((await reply.better)?.message ?? reply.message), /Aún no le corresponde ningún artículo/)
    match(await chat.told('brief harbour-fire'), /Harbour fire/)
  })
})

test('a story whose articles cannot be looked through now is made, and says when to ask', async () => {
  const matcher = { matchAll: () => Promise.reject(new Error('the thread died')) }
  await inChat(
    async (chat) => {
      const reply = await chat.say('story add Harbour fire')
      match(read((await reply.better)?.message ?? reply.message), /could not be looked through just now: ask/)
      equal((await chat.store.stories.listStories()).length, 2)
      ok(chat.logged.some((line) => line.includes('the thread died')))
    },
    { matcher },
  )
})

test('a story that cannot be made says why, and makes none', async () => {
  await inChat(async (chat) => {
    const cases = [
      [{ title: '—' }, /needs words that its articles hold.*\/story add/],
      [{ title: 'x'.repeat(120) }, /100|characters/],
    ] as const
    for (const [values, expected] of cases) match(await chat.named('story add', values), expected)
    equal((await chat.store.stories.listStories()).length, 1)
    const made = []
    for (let n = 0; n < 21; n += 1)
      made.push(
        await chat.named('story add', { title: 'Port strike' }, { user: `U${n}`, lang: n === 20 ? 'es' : 'en' }),
      )
    match(made[1] ?? '', /\(port-strike-2\)/)
    match(made[20] ?? '', /Ya hay 20 historias con ese nombre/)
  })
})

test('a store holds so many stories', async () => {
  await inChat(async (chat) => {
    for (let n = 0; n < 199; n += 1)
      await chat.store.stories.addStory({ ...DAM, id: storyId(`s-${n}`), title: `S ${n}`, query: `word${n}` })
    match(await chat.told('story add One more'), /200 stories are covered already.*\/story remove STORY/)
  })
})

test('a story is removed, but not while another channel follows it', async () => {
  await inChat(async (chat) => {
    await chat.say('follow calder-dam', { channel: 'C9', workspace: 'T9', user: 'U9' })
    match(await chat.told('story remove calder-dam'), /Others follow “Calder dam” too/)
    match(await chat.told('historia quitar calder-dam', { lang: 'es' }), /Otros también siguen/)
    equal((await chat.store.stories.listStories()).length, 1)
    await chat.say('unfollow calder-dam', { channel: 'C9', workspace: 'T9', user: 'U9' })
    await chat.say('follow calder-dam')
    match(await chat.told('story remove calder-dam'), /covered no longer/)
    deepEqual(await chat.store.stories.listStories(), [])
    deepEqual(await chat.subscriptions(), [])
    match(await chat.told('brief'), /No story is covered yet/)
  })
})

test('a page that is stored joins a story by its address, and counts from the next matching', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    const url = offStory.url
    match(
      await chat.told(`add ${url}?utm_source=x to calder-dam`),
      /Added to the story: “Council buys four snowploughs”/,
    )
    equal(chat.woken(), 1)
    await chat.tick()
    match(await chat.told('sources'), /Norwick Herald/)
    match(await chat.named('add-url', { url: ownReport.url ?? '', story: DAM.id }), /Added to the story/)
    match(await chat.told('add https://nowhere.example/page to calder-dam'), /has not been read yet/)
    match(
      await chat.told('añadir https://nowhere.example/page calder-dam', { lang: 'es' }),
      /No se cambió nada\nEsa página aún no se ha leído/,
    )
  })
})

test('a report reaches the log and the operators’ channel, and its sender is told its number', async () => {
  await inChat(async (chat) => {
    const told = await chat.told('standfirst report the second line is wrong', { right: 'may-not' })
    const id = /number: (\w+)/.exec(told)?.[1] ?? 'none'
    const line = chat.logged.find((each) => each.includes('a report')) ?? ''
    ok(line.includes(id) && line.includes('the second line is wrong'))
    equal(chat.reports.length, 1)
    match(read(chat.reports[0]!), /the second line is wrong/)
    ok(read(chat.reports[0]!).includes(id))
    match(
      await chat.named('standfirst report', { text: 'mal' }, { lang: 'es' }),
      /Quienes llevan el bot tienen su aviso/,
    )
    match(await chat.told('report'), /Say what is wrong/)
    equal(chat.reports.length, 2)
  })
})

test('a report that cannot be posted, or has no channel, is in the log all the same', async () => {
  for (const reportTo of [null, () => Promise.reject(new Error('no such channel'))]) {
    await inChat(
      async (chat) => {
        match(await chat.told('report it is wrong'), /have your report/)
        ok(chat.logged.some((line) => line.includes('it is wrong')))
        equal(
          chat.logged.some((line) => line.includes('could not be posted')),
          reportTo !== null,
        )
      },
      { reportTo },
    )
  }
})

test('what people ask is in no log', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    for (const text of [
      'brief zebra',
      'what changed since zebra',
      'mute Zebra Times',
      'zebra',
      'digest retract because zebra',
    ])
      await chat.say(text)
    await chat.arrive(confirmation)
    await chat.tick()
    ok(!chat.logged.join('').toLowerCase().includes('zebra'), chat.logged.join('\n'))
  })
})

test('where there is no channel, what needs one says so', async () => {
  await inChat(async (chat) => {
    for (const text of ['follow calder-dam', 'unfollow calder-dam', 'digest now calder-dam', 'mute'])
      match(await chat.told(text, { channel: null }), /needs a channel/, text)
    match(await chat.told('follow calder-dam', { channel: null, lang: 'es' }), /necesita un canal/)
  })
})

test('a story of the configuration is removed by nobody in chat', async () => {
  await inChat(async (chat) => {
    await chat.store.seeds.saveSeed('story', DAM.id, 'as the configuration said')
    match(await chat.told('story remove calder-dam'), /comes with the bot’s configuration/)
    equal((await chat.store.stories.listStories()).length, 1)
  })
})
