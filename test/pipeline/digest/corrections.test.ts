import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { isNewsError } from '../../../src/news/errors.ts'
import { faultyPoster } from '../../fakes/poster.ts'
import type { EditFault, FindFault, PostFault } from '../../fakes/poster.ts'
import { FOLLOWER, openChannels, textOf } from '../channel-world.ts'
import { ownReport, ownReportCorrected, piece, wireOriginal } from '../dam-story.ts'

const QUIET = { ...FOLLOWER, breaking: null }

/** A channel whose second digest tells what its outlet corrects an hour later. */
async function corrected(postFaults: PostFault[] = [], findFaults: FindFault[] = [], editFaults: EditFault[] = []) {
  const world = await openChannels(QUIET)
  const { poster, edited, calls } = faultyPoster(['none', 'none', ...postFaults], findFaults, editFaults)
  let bot = world.boot(poster)
  await world.arrive(wireOriginal)
  world.to('08:00')
  await bot.tick()
  world.to('09:00')
  await world.arrive(ownReport)
  world.to('18:00')
  await bot.tick()
  world.to('19:00')
  await world.arrive(ownReportCorrected)
  await bot.tick()
  /** A new process at that time. */
  const ticks = async (time: string, day = 8) => {
    world.to(time, day)
    bot = world.boot(poster)
    await bot.tick()
  }
  return { ...world, ticks, edited, calls }
}

test('a line that its outlet corrected is marked in the digest, with a note in its thread', async () => {
  const { said, ledger, ticks, close } = await corrected()
  deepEqual(
    said.slice(2).map(({ how }) => how),
    ['edit m2', 'note m2'],
  )
  for (const { message } of said.slice(2)) {
    match(textOf(message), /Corrected 19:00: [^"]*\$19 million[^"]*\(was: [^"]*\$14 million/)
  }
  match(textOf(said[2]!.message), /What changed since 08:00/)
  match(textOf(said[2]!.message), /lines? corrected after/)
  for (const time of ['19:01', '20:00']) await ticks(time)
  deepEqual(await ledger(), ['digest sent', 'digest sent', 'correction sent'])
  await close()
})

test('the next digest tells the change too, and no second note', async () => {
  const { said, ticks, close } = await corrected()
  await ticks('20:00')
  await ticks('08:00', 9)
  deepEqual(
    said.slice(4).map(({ how }) => how),
    ['post C1'],
  )
  match(textOf(said[4]!.message), /Revised|revised/)
  await close()
})

test('a second correction of the same digest keeps the first, and its time', async () => {
  const { said, arrive, to, ticks, close } = await corrected()
  to('20:00')
  await arrive({
    ...ownReportCorrected,
    text: ownReportCorrected.text.replace('Farmers on the western bank refused', 'Farmers on the eastern bank refused'),
  })
  await arrive({ ...ownReportCorrected, text: '', deleted: true })
  await ticks('20:01')
  const edit = textOf(said.findLast(({ how }) => how === 'edit m2')!.message)
  ok(edit.includes('Withdrawn by its source 20:01'), edit)
  await close()
})

test('another outlet with another figure corrects nothing', async () => {
  const { said, arrive, to, ticks, close } = await corrected()
  to('20:00')
  await arrive(
    piece('budget', 'The Upland Review', {
      text: 'The repair of the gates of the Calder dam was budgeted at $23 million, according to the records of the ministry that The Upland Review has seen.',
    }),
  )
  await ticks('20:01')
  equal(said.filter(({ how }) => how.startsWith('edit')).length, 1)
  await close()
})

const faults = [
  ['the edit breaks off', [], [], ['lost'], 1],
  ['the edit is accepted unseen', [], [], ['taken-silently'], 1],
  ['the edit is limited', [], [], ['rate-limited'], 1],
  ['the note breaks off', ['lost'], [], [], 1],
  ['the note is accepted unseen', ['taken-silently'], [], [], 0],
  ['the note is limited', ['rate-limited'], [], [], 1],
  ['the note is accepted unseen and cannot be looked for at first', ['taken-silently'], ['breaks'], [], 0],
] as const satisfies readonly (readonly [string, PostFault[], FindFault[], EditFault[], number])[]
for (const [name, post, find, edit, notes] of faults) {
  test(`${name}: the digest is corrected and noted once`, async () => {
    const { said, edited, ledger, ticks, close } = await corrected([...post], [...find], [...edit])
    for (const time of ['19:01', '19:02', '19:03', '19:04']) await ticks(time)
    deepEqual(await ledger(), ['digest sent', 'digest sent', 'correction sent'])
    equal(edited.size, 1)
    // A note that was accepted unseen is found, not heard here.
    equal(said.filter(({ how }) => how.startsWith('note')).length, notes)
    await close()
  })
}

test('a digest that a person deleted is not corrected, and nothing else happens', async () => {
  const { ledger, list, ticks, store, close } = await corrected([], [], ['gone', 'gone', 'gone'])
  for (const time of ['19:01', '20:00']) await ticks(time)
  deepEqual(await ledger(), ['digest sent', 'digest sent', 'correction failed'])
  match((await list()).at(-1)?.because ?? '', /the message is gone/)
  equal((await store.deliveries.listSubscriptions())[0]?.pausedBecause, null)
  await close()
})

test('a digest is taken back with the reason in its place and in its thread, once', async () => {
  const { said, list, retract, ticks, ledger, close } = await corrected()
  const [first] = await list()
  equal((await retract(first!.id, '  It mixed up\n two towns. ')).asked, 'now')
  equal((await retract(first!.id, 'Again.')).asked, 'before')
  for (const time of ['19:10', '19:11']) await ticks(time)
  deepEqual(
    said.slice(4).map(({ how }) => how),
    ['edit m1', 'note m1'],
  )
  ok(said.slice(4).every(({ message }) => textOf(message).includes('Withdrawn 19:00: It mixed up two towns.')))
  equal((await retract(first!.id, 'Again.')).asked, 'before')
  deepEqual(await ledger(), ['digest sent', 'digest sent', 'correction sent', 'retraction sent'])
  await close()
})

test('a digest that was taken back is corrected no more', async () => {
  const { said, list, retract, ticks, arrive, to, close } = await corrected()
  const second = (await list())[1]
  await retract(second!.id, 'It mixed up two towns.')
  await ticks('19:10')
  to('20:00')
  await arrive({ ...ownReportCorrected, text: '', deleted: true })
  await ticks('20:01')
  deepEqual(
    said.slice(2).map(({ how }) => how),
    ['edit m2', 'note m2', 'edit m2', 'note m2'],
  )
  await close()
})

test('quiet hours and a pause hold a correction, but nothing that a person takes back', async () => {
  const { said, list, retract, ticks, store, close } = await corrected()
  await store.deliveries.saveSubscription({
    ...QUIET,
    pausedBecause: 'a person wished it',
    quiet: { from: '19:00', to: '23:00' },
  })
  await retract((await list())[0]!.id, 'It mixed up two towns.')
  await ticks('19:10')
  deepEqual(
    said.slice(4).map(({ how }) => how),
    ['edit m1', 'note m1'],
  )
  await close()
})

test('what is not there, was not posted, or has no reason cannot be taken back', async () => {
  const { list, retract, close } = await corrected()
  const fails = (id: string, reason: string, code: 'delivery-unknown' | 'input-invalid') =>
    rejects(retract(id, reason), (error) => isNewsError(error, code))
  const deliveries = await list()
  await fails('d9999999999', 'Why not.', 'delivery-unknown')
  await fails(deliveries[0]!.id, '  ', 'input-invalid')
  await fails(deliveries[0]!.id, 'x'.repeat(501), 'input-invalid')
  await fails(deliveries[2]!.id, 'A correction.', 'input-invalid')
  await close()
})
