import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { subscriptionId } from '../../../src/news/ids.ts'
import type { Subscription } from '../../../src/news/subscription.ts'
import { weightyOf } from '../../../src/pipeline/digest/compose-breaking.ts'
import { brief } from '../../contract/store-samples.ts'
import { FOLLOWER, marksOf, openChannels, textOf } from '../channel-world.ts'
import { at, confirmation, ownReport, ownReportCorrected, piece, rewrite, wireOriginal } from '../dam-story.ts'

const INQUIRY = 'ordered an inquiry'
/** Bears out what the own report alone told of the residents. */
const residents = piece('western-bank', 'Norwick Evening Mail', {
  text: [
    'Goats and two tractors stood on the school field of Norwick on Thursday morning.',
    'Elena Marsh, the minister of public works, said that residents below the Calder dam would be allowed to return on Friday, the Norwick Evening Mail heard.',
    'The butcher Hugo Lindqvist opened his cold store to the neighbours and counted 60 crates of milk.',
    'The road to the coast will be closed to lorries until Sunday, the county said.',
  ].join('\n\n'),
})

const other = (changes: Partial<Subscription>): Subscription => ({
  ...FOLLOWER,
  id: subscriptionId('s0000000002'),
  channel: { platform: 'slack', id: 'C2' },
  ...changes,
})

/** A channel that had its first digest at 08:00, then a report of one origin at 09:00 and one that bears it out at 09:40. */
async function brokenStory(...subscriptions: readonly Subscription[]) {
  const world = await openChannels(...subscriptions)
  const bot = world.boot()
  await world.arrive(wireOriginal)
  world.to('08:00')
  await bot.tick()
  world.to('09:00')
  await world.arrive(ownReport)
  await bot.tick()
  const afterOne = world.said.length
  world.to('09:40')
  await world.arrive(confirmation)
  await bot.tick()
  return { ...world, bot, afterOne }
}

test('what one origin tells waits for the slot; when a second one tells it, it is posted, once', async () => {
  const { said, afterOne, bot, to, ledger, close } = await brokenStory(FOLLOWER)
  equal(afterOne, 1)
  equal(said.length, 2)
  deepEqual(marksOf(said[1]!.message), ['added', 'corroborated'])
  ok(textOf(said[1]!.message).includes(INQUIRY))
  for (const time of ['09:41', '10:20', '11:00']) {
    to(time)
    await bot.tick()
  }
  deepEqual(await ledger(), ['digest sent', 'breaking sent'])
  await close()
})

test('the digest after it tells the rest, not that again; a channel without such posts is told all', async () => {
  const { said, bot, to, close } = await brokenStory(FOLLOWER, other({ breaking: null }))
  to('18:00')
  await bot.tick()
  const changed = (channel: string) => {
    const message = said.findLast(({ how }) => how === `post ${channel}`)!.message
    return JSON.stringify(message.sections.find(({ heading }) => heading.startsWith('What changed')))
  }
  ok(!changed('C1').includes(INQUIRY) && changed('C1').includes('18 metres'))
  ok(changed('C2').includes(INQUIRY) && changed('C2').includes('18 metres'))
  equal(said.filter(({ how }) => how === 'post C2').length, 2)
  await close()
})

test('what another process stored and matched since the last matching is told after the next one', async () => {
  const world = await openChannels(FOLLOWER)
  let matched = '07:30'
  const bot = world.boot(undefined, () => at(`${matched}:00`))
  await world.arrive(wireOriginal)
  world.to('08:00')
  await bot.tick()
  world.to('09:40')
  await world.arrive(ownReport)
  await world.arrive(confirmation)
  await bot.tick()
  equal(world.said.length, 1)
  world.to('09:41')
  matched = '09:41'
  await bot.tick()
  deepEqual(await world.ledger(), ['digest sent', 'breaking sent'])
  ok(textOf(world.said[1]!.message).includes(INQUIRY))
  await world.close()
})

test('a copy of what was told is no news', async () => {
  const { said, bot, to, arrive, close } = await brokenStory(FOLLOWER)
  to('11:00')
  await arrive(rewrite)
  await bot.tick()
  equal(said.length, 2)
  await close()
})

test('within half an hour of a post the next one waits, and tells then all that came', async () => {
  const { said, bot, to, arrive, close } = await brokenStory(FOLLOWER)
  to('09:50')
  await arrive(residents)
  await bot.tick()
  equal(said.length, 2)
  to('10:10')
  await bot.tick()
  deepEqual(
    said.slice(2).map(({ how }) => how),
    ['post C1'],
  )
  ok(!textOf(said[2]!.message).includes(INQUIRY) && textOf(said[2]!.message).includes('return on Friday'))
  await close()
})

test('quiet hours hold it; when they end it is sent, however short the grace', async () => {
  const night = { ...FOLLOWER, quiet: { from: '09:30', to: '13:00' }, graceMs: 60_000 }
  const { said, bot, to, ledger, close } = await brokenStory(night)
  deepEqual(await ledger(), ['digest sent', 'breaking planned'])
  to('12:59')
  await bot.tick()
  equal(said.length, 1)
  to('13:00')
  await bot.tick()
  deepEqual(await ledger(), ['digest sent', 'breaking sent'])
  ok(textOf(said[1]!.message).includes(INQUIRY))
  await close()
})

test('what is taken back while it is held is not posted', async () => {
  const night = { ...FOLLOWER, quiet: { from: '09:30', to: '13:00' } }
  const { said, bot, to, arrive, ledger, close } = await brokenStory(night)
  to('12:00')
  await arrive({ ...confirmation, text: '', deleted: true })
  await arrive({ ...ownReport, text: '', deleted: true })
  await bot.tick()
  to('13:00')
  await bot.tick()
  deepEqual(await ledger(), ['digest sent', 'breaking skipped'])
  equal(said.length, 1)
  await close()
})

test('shortly before a slot nothing is posted: the digest tells it', async () => {
  const { said, bot, to, arrive, ledger, close } = await brokenStory(FOLLOWER)
  to('17:51')
  await arrive(residents)
  await bot.tick()
  equal(said.length, 2)
  to('18:00')
  await bot.tick()
  to('18:31')
  await bot.tick()
  deepEqual(await ledger(), ['digest sent', 'breaking sent', 'digest sent'])
  await close()
})

test('what a post told and its outlet changed since is told as a change', async () => {
  const { said, bot, to, arrive, close } = await brokenStory({ ...FOLLOWER, breaking: { origins: 1 } })
  // One origin is enough here, so the report of 09:00 was posted whole.
  equal(said.length, 3)
  to('11:00')
  await arrive(ownReportCorrected)
  await bot.tick()
  const last = textOf(said.at(-1)!.message)
  ok(last.includes('$19 million') && last.includes('Before: '), last)
  await close()
})

test('who ends a subscription and follows again is told nothing twice', async () => {
  const { said, bot, to, store, close } = await brokenStory(FOLLOWER)
  await store.deliveries.removeSubscription(FOLLOWER.id)
  await store.deliveries.saveSubscription(FOLLOWER)
  to('11:00')
  await bot.tick()
  equal(said.length, 2)
  await close()
})

test('a channel that was never told anything hears nothing between slots, nor does a paused one', async () => {
  const world = await openChannels({ ...FOLLOWER, times: ['18:00'] }, other({ pausedBecause: 'is_archived' }))
  await world.arrive(wireOriginal)
  await world.arrive(ownReport)
  await world.arrive(confirmation)
  world.to('09:00')
  await world.boot().tick()
  deepEqual(world.said, [])
  await world.close()
})

const NOTHING_TOLD: ReadonlySet<string> = new Set()
const weights = [
  // origins of the line, threshold, what is told of added, revised, disputed, withdrawn
  [1, 2, [0, 0, 1, 0]],
  [2, 2, [1, 1, 1, 1]],
  [3, 2, [1, 1, 1, 1]],
] as const
for (const [origins, threshold, expected] of weights) {
  test(`a threshold of ${threshold} and a line of ${origins} origins`, () => {
    const { update } = brief('e1', '10:00')
    const withOrigins = <Line extends { readonly support: { readonly origins: number } }>(line: Line) => ({
      ...line,
      support: { ...line.support, origins },
    })
    const weighty = weightyOf(
      {
        ...update!,
        added: update!.added.map(withOrigins),
        revised: update!.revised.map(({ before, after }) => ({
          before: withOrigins(before),
          after: withOrigins(after),
        })),
        withdrawn: update!.withdrawn.map(withOrigins),
      },
      { origins: threshold },
      NOTHING_TOLD,
    )
    const { added, revised, disputed, withdrawn } = weighty
    deepEqual([added.length, revised.length, disputed.length, withdrawn.length], expected)
  })
}

test('a line that the channel knows is weighty when it is changed or taken back, whoever told it', () => {
  const { update } = brief('e1', '10:00')
  const known = weightyOf(update!, { origins: 5 }, new Set(['line:c0000000001']))
  deepEqual([known.added.length, known.revised.length, known.withdrawn.length], [0, 1, 1])
})
