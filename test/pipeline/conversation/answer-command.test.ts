import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { inChat, read, wordsOf, type Chat } from './chat-world.ts'
import { confirmation, DAM, ownReport, wireOriginal } from '../dam-story.ts'

/** The wire's report at seven, the courier's at eight; it is nine, in Bogotá four in the morning. */
async function fill({ arrive, to, matcher }: Chat): Promise<void> {
  await arrive(wireOriginal)
  to('08:00')
  await arrive(ownReport)
  await matcher.matchAll(new AbortController().signal)
  to('09:00')
}

const NEW = /added: /
const NONE = /nothing new/i

test('every question is answered, as it is typed in English and Spanish, and as values by name', async () => {
  const cases = [
    ['brief', 'resumen', /The story|La historia/],
    ['what changed since yesterday', 'qué cambió desde ayer', NEW],
    ['sources calder-dam', 'fuentes presa calder', /Northline/],
    ['where do sources differ', 'discrepancias', /do not contradict each other|no se contradicen/],
    ['timeline', 'cronología', /1961/],
    ['stories', 'historias', /Calder dam/],
  ] as const
  await inChat(async (chat) => {
    await fill(chat)
    for (const [english, spanish, expected] of cases) {
      match(await chat.told(english, { user: english }), expected)
      match(await chat.told(spanish, { lang: 'es', user: english }), expected)
    }
    for (const command of ['brief', 'sources', 'differ', 'timeline']) {
      equal(await chat.named(command, { story: DAM.id }), await chat.told(`${command} ${DAM.id}`, { user: 'U2' }))
    }
    equal(
      await chat.named('whatchanged', { story: DAM.id, since: '2h' }),
      await chat.told('what changed in the last 2h', { user: 'U2' }),
    )
  })
})

test('why a line stands there is told for a line of the brief; of one that is gone, that it is', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    const { lines } = await chat.parts.fresh.briefOf({ story: DAM.id, lang: 'en' }, null, new AbortController().signal)
    match(await chat.told(`why ${DAM.id} ${lines[0]?.id}`), /Calder dam/)
    equal(
      await chat.told(`why ${DAM.id} c0123456789`),
      'Not found\nThat line is no longer in the story. As it stands now: /brief.',
    )
    match(
      await chat.told(`why ${DAM.id} c0123456789`, { lang: 'es', platform: 'discord' }),
      /No encontrado\n.*\/resumen/,
    )
    ok(!chat.logged.join('').includes('an answer failed'))
  })
})

test('what changed is told since this person last looked, and only what was shown counts as seen', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    const first = await chat.told('whatchanged')
    match(first, NEW)
    match(first, /first time, so compared with a day ago/)
    // It was never shown: the next look tells it again.
    match(await chat.look('whatchanged'), NEW)
    chat.to('09:10')
    match(await chat.look('whatchanged'), NONE)
    // Another person, and the same one in another workspace, looked never.
    for (const by of [{ user: 'U2' }, { workspace: 'T2' }, { platform: 'discord', workspace: null } as const])
      match(await chat.told('whatchanged', by), NEW)
    chat.to('09:20')
    await chat.arrive(confirmation)
    await chat.matcher.matchAll(new AbortController().signal)
    const later = await chat.look('whatchanged')
    match(later, /you last looked: .*4:10/)
    match(later, /Norwick slept/)
    ok(!later.includes('4,000 people'))
    chat.to('09:30')
    match(await chat.look('whatchanged'), NONE)
  })
})

test('a mark stands for one story and one person, moves forward alone, and is erased on wish', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    const early = await chat.say('whatchanged')
    chat.to('09:30')
    await chat.look('whatchanged')
    await early.accepted?.()
    const mark = () => chat.store.reader.findReadMark('slack:T1:U1', DAM.id)
    equal(String(await mark()), '2026-01-08T09:30:00Z')
    await chat.look('whatchanged', { user: 'U2' })
    match(await chat.told('forget me'), /Erased: 1 mark/)
    match(await chat.named('standfirst forget-me'), /Nothing was kept/)
    match(await chat.told('olvídame', { lang: 'es' }), /No se guardaba nada/)
    equal(await mark(), null)
    ok((await chat.store.reader.findReadMark('slack:T1:U2', DAM.id)) !== null)
    match(await chat.told('whatchanged'), /first time/)
  })
})

test('on Discord a person is forgotten in every server and in direct messages', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    const by = { platform: 'discord', user: '7' } as const
    for (const workspace of ['1', '2', null]) await chat.look('whatchanged calder-dam', { ...by, workspace })
    await chat.look('whatchanged calder-dam', { ...by, user: '17', workspace: '1' })
    match(await chat.told('forget-me', { ...by, workspace: '1' }), /Erased: 3 marks/)
    ok((await chat.store.reader.findReadMark('discord:1:17', DAM.id)) !== null)
  })
})

test('a mark that cannot be kept spoils no answer', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    const reply = await chat.say('whatchanged')
    await chat.store.stories.removeStory(DAM.id)
    await reply.accepted?.()
    match(chat.logged.join(''), /a mark could not be moved/)
  })
})

test('who never looked is told since the last digest here; anyone can ask for that', async () => {
  await inChat(async (chat) => {
    await chat.arrive(wireOriginal)
    equal(
      await chat.told('what changed since the last digest'),
      'Not found\nNo digest of this story exists yet to compare with. Say since when: /whatchanged since yesterday.',
    )
    match(await chat.told('novedades último boletín', { lang: 'es' }), /No encontrado\nAún no hay ningún boletín/)
    await chat.say('follow calder-dam at 08:00 zone UTC')
    await chat.tick()
    deepEqual(chat.how(), ['post C1'])
    chat.to('07:30')
    await chat.arrive(ownReport)
    await chat.matcher.matchAll(new AbortController().signal)
    for (const text of ['whatchanged', 'what changed since last digest']) {
      const told = await chat.told(text, { user: text })
      match(told, /the last digest here: .*07:00/)
      match(told, /inquiry/)
      ok(!told.includes('4,000 people'))
    }
    // In a channel without a digest: the last edition of the story.
    match(await chat.told('whatchanged last digest', { channel: 'C2' }), /last edition of the story/)
  })
})

test('times are those of the asker, else of the channel’s digest, else of the configuration', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    const since = async (by: Parameters<Chat['told']>[1]) =>
      /Since [^\n]*|since [^\n]*/.exec(await chat.told('what changed since 04:30', by))?.[0]
    match(String(await since({ user: 'U1' })), /0?4:30/)
    ok((await chat.told('what changed since 03:30', { user: 'U2' })).match(NONE))
    match(await chat.told('what changed since 08:30', { zone: 'UTC', user: 'U3' }), NONE)
    match(await chat.told('what changed since 07:30', { zone: 'UTC', user: 'U3' }), NEW)
    await chat.say('follow calder-dam zone Europe/Madrid')
    match(await chat.told('what changed since 09:30', { user: 'U4' }), NONE)
    match(await chat.told('what changed since 08:30', { user: 'U4' }), NEW)
  })
})

test('what is shared is what its asker read, of the same moments, whatever came in since', async () => {
  await inChat(async (chat) => {
    await fill(chat)
    for (const text of ['brief', 'whatchanged', 'sources', 'differ', 'timeline']) {
      chat.to('09:00')
      const own = await chat.say(text, { user: text })
      equal(own.audience, 'asker')
      chat.to('10:00')
      const shared = await chat.say(wordsOf(own.message, 'Share'), { user: `${text} 2`, right: 'may-not' })
      equal(shared.audience, 'channel')
      equal(shared.accepted, null)
      const plain = (message: typeof own.message) =>
        read(message).replace(/\(you look here[^)]*\)|you look here[^\n]*/, '')
      deepEqual(
        plain(shared.message)
          .split('\n')
          .filter((line) => NEW.test(line)),
        plain(own.message)
          .split('\n')
          .filter((line) => NEW.test(line)),
      )
      if (text !== 'whatchanged') equal(read(shared.message), read(own.message))
      ok(!(shared.message.buttons ?? []).some(({ words }) => words.startsWith('share')))
    }
    // What came in later is in no share of before.
    chat.to('09:00')
    const own = await chat.say('sources', { user: 'U8' })
    chat.to('10:00')
    await chat.arrive(confirmation)
    await chat.matcher.matchAll(new AbortController().signal)
    match(await chat.told('sources', { user: 'U9' }), /Upland Review/)
    ok(!(await chat.told(wordsOf(own.message, 'Share'), { user: 'U9' })).includes('Upland Review'))
  })
})

test('a digest that was withdrawn is nothing to compare with', async () => {
  await inChat(async (chat) => {
    await chat.arrive(wireOriginal)
    await chat.say('follow calder-dam at 08:00 zone UTC')
    await chat.tick()
    await chat.say('digest retract calder-dam because it was wrong')
    match(await chat.told('whatchanged', { user: 'U7' }), /compared with a day ago/)
  })
})
