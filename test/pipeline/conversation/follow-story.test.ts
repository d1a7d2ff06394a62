import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId, subscriptionId } from '../../../src/news/ids.ts'
import { channelOf, inChat, read, wordsOf } from './chat-world.ts'
import { DAM, ownReport, wireOriginal } from '../dam-story.ts'
import { FOLLOWER } from '../channel-world.ts'

test('a channel that follows a story gets its first digest at once, and is told what comes next', async () => {
  await inChat(async (chat) => {
    await chat.arrive(wireOriginal)
    const told = await chat.told('follow calder-dam at 08:00,17:30 days mon-fri zone Europe/Madrid quiet 22:00-07:00')
    match(told, /follows it now[^]*Mon–Fri at 08:00 and 17:30 \(Madrid\) · quiet from 22:00[^]*first digest comes now/)
    equal(chat.woken(), 1)
    await chat.tick()
    await chat.tick()
    deepEqual(chat.how(), ['post C1'])
    match(read(chat.posted[0]!.message), /Calder dam[^]*4,000 people/)
    const [made, ...others] = await chat.subscriptions()
    deepEqual(others, [])
    const { times, days, zone, quiet, lang, whenQuiet } = made!
    deepEqual(
      [times, days, zone, lang, whenQuiet],
      [['08:00', '17:30'], [1, 2, 3, 4, 5], 'Europe/Madrid', 'en', 'post'],
    )
    deepEqual(quiet, { from: '22:00', to: '07:00' })
  })
})

test('what is not said of a digest is the asker’s own, else the configuration’s', async () => {
  const cases = [
    [{ lang: 'es', zone: 'Europe/Lisbon' }, 'es', 'Europe/Lisbon'],
    [{}, 'en', 'America/Bogota'],
  ] as const
  for (const [by, lang, zone] of cases) {
    await inChat(async (chat) => {
      await chat.named('follow', { story: DAM.id }, by)
      const [made] = await chat.subscriptions()
      deepEqual([made?.lang, made?.zone, made?.times, made?.days.length], [lang, zone, ['08:00', '17:30'], 7])
    })
  }
})

test('following again changes what is said and keeps the rest; nothing is posted for it', async () => {
  await inChat(async (chat) => {
    await chat.arrive(wireOriginal)
    await chat.say('follow calder-dam at 08:00 zone UTC quiet 22:00-07:00 breaking 2')
    await chat.tick()
    match(await chat.told('seguir calder-dam horas 9:30 silencio no', { lang: 'es' }), /han cambiado[^]*09:30/)
    const [made] = await chat.subscriptions()
    deepEqual(
      [made?.times, made?.quiet, made?.zone, made?.breaking, made?.lang],
      [['09:30'], null, 'UTC', { origins: 2 }, 'en'],
    )
    await chat.tick()
    deepEqual(chat.how(), ['post C1'])
  })
})

test('a form shows what stands, and sent changes what it says; words alone show it too', async () => {
  await inChat(async (chat) => {
    const { message } = await chat.say('follow calder-dam at 08:00 zone UTC')
    const words = wordsOf(message, 'Change…')
    const form = await chat.form(words)
    const field = (name: string) => form?.fields.find((each) => each.name === name)?.value
    equal(field('at'), '08:00')
    const values = { ...form?.values, at: '10:15', 'when-quiet': 'skip' }
    match(await chat.named(form?.command ?? '', values), /Its digests here are changed[^]*10:15/)
    match(await chat.told(words), /This channel follows it\.[^]*10:15/)
    await chat.say('digest pause')
    match(await chat.told(words), /are paused/)
    equal(await chat.form('settings s0000000000000000'), null)
    match(await chat.told('settings s0000000000000000'), /Nothing was changed/)
  })
})

test('a paused digest that is followed again goes on; one that had ended begins anew', async () => {
  await inChat(async (chat) => {
    await chat.arrive(wireOriginal)
    await chat.say('follow calder-dam at 08:00 zone UTC')
    await chat.tick()
    await chat.say('digest pause')
    match(await chat.told('follow calder-dam'), /digests here go on/)
    equal((await chat.subscriptions())[0]?.pausedBecause, null)
    match(await chat.told('unfollow'), /have ended/)
    deepEqual(await chat.subscriptions(), [])
    chat.to('07:20')
    await chat.tick()
    deepEqual(chat.how(), ['post C1'])
    match(await chat.told('follow calder-dam'), /first digest comes now/)
    await chat.tick()
    deepEqual(chat.how(), ['post C1', 'post C1'])
    match(await chat.told('unfollow calder-dam'), /have ended/)
    match(await chat.told('unfollow calder-dam'), /does not follow “Calder dam”/)
    match(await chat.told('dejar calder-dam', { lang: 'es' }), /Este canal no sigue «Calder dam»/)
  })
})

test('a channel follows so many stories, and is told which words end one', async () => {
  await inChat(async (chat) => {
    for (let n = 0; n < 25; n += 1) {
      const story = { ...DAM, id: storyId(`dam-${n}`), title: `Dam number ${n}` }
      await chat.store.stories.addStory(story)
      await chat.say(`follow dam-${n}`, { user: `U${n}` })
    }
    equal((await chat.subscriptions()).length, 25)
    match(await chat.told('follow calder-dam', { user: 'U30' }), /follows 25 stories already.*\/unfollow STORY/)
    const spanish = await chat.told('follow calder-dam', { user: 'U30', lang: 'es', platform: 'slack' })
    match(spanish, /ya sigue 25 historias/)
    equal((await chat.subscriptions()).length, 25)
  })
})

test('nobody sees or changes what another channel or workspace follows, by whatever id', async () => {
  await inChat(
    async (chat) => {
      const where = { ...channelOf('C9'), workspace: 'T9' }
      const foreign = {
        ...FOLLOWER,
        id: subscriptionId('s0123456789abcdef'),
        channel: where,
        createdAt: chat.clock.now(),
      }
      await chat.store.deliveries.saveSubscription(foreign)
      await chat.arrive(wireOriginal)
      await chat.tick()
      deepEqual(chat.how(), ['post C9'])
      const delivery = chat.posted[0]?.delivery
      const before = JSON.stringify(await chat.subscriptions())
      const tries = [
        `follow calder-dam subscription:${foreign.id} at 03:00`,
        `settings ${foreign.id}`,
        `more ${delivery}`,
        `digest retract ${delivery} because I say so`,
        'unfollow calder-dam',
        'digest pause calder-dam',
        'digest now calder-dam',
      ]
      for (const text of tries) {
        for (const channel of ['C1', null]) {
          const told = await chat.told(text, { user: `${text} ${channel}`, channel })
          ok(!told.includes('C9') && !/paused|changed\.|08:00/.test(told), `${text}: ${told}`)
        }
        equal(await chat.form(text, { channel: null }), null)
      }
      for (const by of [{}, { channel: null }]) {
        const status = await chat.told('status', { ...by, user: 'U7' })
        ok(!status.includes('C9') && !status.includes('08:00'), status)
      }
      equal(JSON.stringify(await chat.subscriptions()), before)
      await chat.tick()
      deepEqual(chat.how(), ['post C9'])
      // Its own workspace changes it from the Home tab, where no channel is.
      const own = { workspace: 'T9', channel: null }
      ok((await chat.form(`settings ${foreign.id}`, own)) !== null)
      match(await chat.told(`follow calder-dam subscription:${foreign.id} at 03:00`, own), /are changed/)
    },
    { unnamedIs: () => 'nobodys' },
  )
})

test('from one channel a digest of another is not changed: nobody was asked who manages that one', async () => {
  await inChat(async (chat) => {
    await chat.say('follow calder-dam at 08:00', { channel: 'C2' })
    const [other] = await chat.subscriptions()
    match(await chat.told(`follow calder-dam subscription:${other?.id} at 03:00`), /does not follow/)
    deepEqual((await chat.subscriptions())[0]?.times, ['08:00'])
  })
})

test('quiet hours hold the first digest too', async () => {
  await inChat(async (chat) => {
    await chat.arrive(ownReport)
    await chat.say('follow calder-dam at 08:00 zone UTC quiet 06:00-07:30')
    await chat.tick()
    deepEqual(chat.how(), [])
    chat.to('07:31')
    await chat.tick()
    deepEqual(chat.how(), ['post C1'])
  })
})
