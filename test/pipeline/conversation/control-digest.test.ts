import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { inChat, read, wordsOf, type Chat } from './chat-world.ts'
import { DAM, ownReport, wireOriginal } from '../dam-story.ts'

/** The channel follows the dam and has its first digest; it is twenty past seven. */
async function begin(chat: Chat): Promise<void> {
  await chat.arrive(wireOriginal)
  await chat.say('follow calder-dam at 08:00 zone UTC', { user: 'U0' })
  await chat.tick()
  chat.to('07:20')
}

test('a digest comes when it is asked for, once, in English and in Spanish', async () => {
  await inChat(async (chat) => {
    await begin(chat)
    match(await chat.told('digest now'), /A digest comes now/)
    match(await chat.told('digest now'), /under way already/)
    equal(chat.woken(), 2)
    await chat.tick()
    deepEqual(chat.how(), ['post C1', 'post C1'])
    match(await chat.named('digest now', { story: DAM.id }, { lang: 'es' }), /Ya hay un boletín|Llega un boletín/)
  })
})

test('what the next digest would say is shown to the asker alone: nothing is posted, kept or told', async () => {
  await inChat(async (chat) => {
    await begin(chat)
    await chat.arrive(ownReport)
    await chat.matcher.matchAll(new AbortController().signal)
    chat.to('07:30')
    const newest = async () => JSON.stringify(await chat.store.editions.findLatestEdition(DAM.id, chat.clock.now()))
    const before = await newest()
    for (const text of ['digest preview', 'boletín vista-previa']) {
      const reply = await chat.say(text)
      equal(reply.audience, 'asker')
      match(read(reply.message), /Preview, seen by you alone[^]*inquiry/)
    }
    equal(await newest(), before)
    await chat.tick()
    deepEqual(chat.how(), ['post C1'])
    chat.to('08:00')
    await chat.tick()
    match(read(chat.posted[1]!.message), /added: .*inquiry/)
  })
})

test('a channel that wished no post without news is told so by the preview', async () => {
  await inChat(async (chat) => {
    await begin(chat)
    await chat.say('follow calder-dam when-quiet skip')
    match(await chat.told('digest preview'), /Nothing would be posted now/)
  })
})

test('a paused digest posts nothing, says how it goes on, and goes on', async () => {
  await inChat(async (chat) => {
    await begin(chat)
    match(await chat.told('digest pause'), /are paused[^]*\/digest resume/)
    match(await chat.told('digest now'), /are paused/)
    chat.to('08:00')
    await chat.tick()
    deepEqual(chat.how(), ['post C1'])
    match(await chat.told('boletín reanudar', { lang: 'es' }), /continúan/)
    await chat.tick()
    deepEqual(chat.how(), ['post C1', 'post C1'])
  })
})

test('in quiet hours nothing is posted for the asking, and the asker is told until when', async () => {
  await inChat(async (chat) => {
    await begin(chat)
    await chat.say('follow calder-dam quiet 07:00-07:45')
    match(await chat.told('digest now'), /quiet here until 07:45/)
    await chat.tick()
    deepEqual(chat.how(), ['post C1'])
  })
})

test('a digest is taken back with a reason: its place says so, and its thread', async () => {
  await inChat(async (chat) => {
    await begin(chat)
    const form = await chat.form('digest retract')
    equal(form?.command, 'digest retract')
    match(await chat.told('digest retract'), /Say why/)
    match(await chat.told(`digest retract because ${'a'.repeat(501)}`), /500 characters at most/)
    match(await chat.named('digest retract', { ...form?.values, because: 'It mixed up two dams.' }), /being withdrawn/)
    await chat.tick()
    deepEqual(chat.how(), ['post C1', 'edit m1', 'note m1'])
    match(read(chat.posted[1]!.message), /It mixed up two dams/)
    match(await chat.told(`digest retract ${chat.posted[0]?.delivery} because again`), /withdrawn before/)
    match(
      await chat.told('boletín retirar motivo otra vez', { lang: 'es' }),
      /No hay|Ningún boletín|ya se había retirado/,
    )
    match(await chat.told('digest retract calder-dam because x', { channel: 'C2' }), /does not follow/)
  })
})

test('what is no digest that stands in the channel cannot be taken back', async () => {
  await inChat(async (chat) => {
    await begin(chat)
    await chat.say('digest retract because wrong')
    await chat.tick()
    const note = chat.posted.find(({ how }) => how.startsWith('note'))?.delivery
    match(await chat.told(`digest retract ${note} because x`), /cannot be withdrawn: only a digest that stands/)
    match(
      await chat.told(`digest retract ${note} because x`, { lang: 'es' }),
      /no se puede retirar: solo un boletín que esté en el canal/,
    )
    match(await chat.told('digest retract d0000000000000000 because x'), /no longer understood/)
  })
})

test('before the first digest there is none to take back', async () => {
  await inChat(async (chat) => {
    await chat.say('follow calder-dam')
    match(await chat.told('digest retract because x'), /No digest of it stands/)
  })
})

test('under a digest: why each line, a report, and for who may, to take it back', async () => {
  await inChat(async (chat) => {
    await begin(chat)
    const words = `more ${chat.posted[0]?.delivery}`
    const { message } = await chat.say(words)
    ok((message.menu?.entries ?? []).length > 3)
    match(await chat.told(message.menu?.entries[0]?.words ?? ''), /Calder dam/)
    ok(wordsOf(message, 'Retract…').includes('retract'))
    const { message: plain } = await chat.say(words, { right: 'may-not' })
    ok(!(plain.buttons ?? []).some(({ label }) => label === 'Retract…'))
    match(await chat.told(words, { channel: 'C2' }), /no longer understood/)
  })
})

test('under a digest of a story without articles: nothing to explain, a report, and for who may, to take it back', async () => {
  await inChat(async (chat) => {
    await chat.say('follow calder-dam')
    await chat.tick()
    const { message } = await chat.say(`more ${chat.posted[0]?.delivery}`)
    match(JSON.stringify(message), /Calder dam: More about this digest.*no line to explain/)
    deepEqual(
      (message.buttons ?? []).map(({ label }) => label),
      ['Report a problem', 'Retract…'],
    )
  })
})
