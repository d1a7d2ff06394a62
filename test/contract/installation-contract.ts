import { deepEqual, equal } from 'node:assert/strict'
import { deliveryId, subscriptionId } from '../../src/news/ids.ts'
import type { ChannelRef } from '../../src/news/message.ts'
import type { Ports, StoreTest } from './store-contract.ts'
import { at, daily, equalFacts, HARBOUR, harbour } from './store-samples.ts'

export function installationContract(testStore: StoreTest): void {
  testStore('an installation comes back as it was saved, the newest of a workspace, by platform', async (store) => {
    const { installations } = store
    await installations.saveInstallation({ platform: 'slack', workspace: 'T2', sealed: 'two', at: at('11:00') })
    await installations.saveInstallation({ platform: 'slack', workspace: 'T1', sealed: 'one', at: at('10:00') })
    await installations.saveInstallation({ platform: 'slack', workspace: 'T2', sealed: 'new', at: at('09:00') })
    equal(await installations.findInstallation('slack', 'T2'), 'new')
    equal(await installations.findInstallation('discord', 'T2'), null)
    equalFacts(await installations.listInstallations('slack'), [
      { workspace: 'T2', at: at('09:00') },
      { workspace: 'T1', at: at('10:00') },
    ])
    deepEqual(await installations.listInstallations('discord'), [])
  })

  const leavings = [
    ['a workspace takes what names it', { workspace: 'T1', channels: [], unnamed: false }, ['home', 'T2', 'guild']],
    ['the home takes what names none', { workspace: 'T0', channels: [], unnamed: true }, ['T1', 'T2', 'guild']],
    ['listed channels go with it', { workspace: 'T0', channels: ['Chome'], unnamed: false }, ['T1', 'T2', 'guild']],
    ['what names another stays', { workspace: 'T0', channels: ['CT2'], unnamed: false }, ['home', 'T1', 'T2', 'guild']],
  ] as const
  for (const [name, leaving, expected] of leavings) {
    testStore(`of what a workspace had nothing stays: ${name}`, async (store) => {
      await fill(store)
      const gone = await store.installations.eraseWorkspace('slack', {
        ...leaving,
        at: at('12:00'),
        because: 'removed',
      })
      const left = (await store.deliveries.listSubscriptions()).map(({ id }) => id.slice(1))
      deepEqual(left.toSorted(), expected.toSorted())
      equal(gone, WHERE.length - expected.length)
      for (const [key, channel] of WHERE) {
        const stays = left.includes(key)
        equal((await store.reader.listMutes(channel)).length, Number(stays))
        equal((await store.deliveries.findDelivery(deliveryId(`dp${key}`))) !== null, stays)
        const [posted, unsure] = [
          await store.deliveries.findDelivery(deliveryId(`ds${key}`)),
          await store.deliveries.findDelivery(deliveryId(`du${key}`)),
        ]
        equal(posted?.state, 'sent')
        equal(unsure?.state, stays ? 'unconfirmed' : 'failed')
        equal(unsure?.because ?? null, stays ? null : 'removed')
      }
      equal(await store.installations.findInstallation('slack', leaving.workspace), null)
    })
  }

  testStore('marks of a workspace go by name; those of the platform with its last workspace', async (store) => {
    const { stories, reader, installations } = store
    await stories.addStory(harbour)
    const readers = ['slack:T1:U1', 'slack:T10:U1', 'slack:T2:U1', 'slacker:T1:U1', 'discord:T1:U1', 'terminal']
    for (const name of readers) await reader.saveReadMark(name, HARBOUR, at('10:00'))
    await installations.saveInstallation({ platform: 'slack', workspace: 'T2', sealed: '-', at: at('10:00') })
    const left = async () => {
      const marks = await Promise.all(readers.map((name) => reader.findReadMark(name, HARBOUR)))
      return readers.filter((_, index) => marks[index] !== null)
    }
    const leaving = { channels: [], unnamed: false, at: at('12:00'), because: 'removed' }
    await installations.eraseWorkspace('slack', { ...leaving, workspace: 'T1' })
    deepEqual(await left(), readers.slice(1))
    await installations.eraseWorkspace('slack', { ...leaving, workspace: 'T2' })
    deepEqual(await left(), readers.slice(3))
  })

  testStore('where others remain, their marks stay, and those of people alone with the bot', async (store) => {
    const { stories, reader, installations } = store
    await stories.addStory(harbour)
    const readers = ['discord:1:U1', 'discord:2:U1', 'discord:@me:U1']
    for (const name of readers) await reader.saveReadMark(name, HARBOUR, at('10:00'))
    const leaving = { workspace: '1', channels: [], unnamed: false, at: at('12:00'), because: 'removed' }
    await installations.eraseWorkspace('discord', { ...leaving, others: 'remain' })
    const marks = await Promise.all(readers.map((name) => reader.findReadMark(name, HARBOUR)))
    deepEqual(
      marks.map((mark) => mark !== null),
      [false, true, true],
    )
  })

  testStore('workspaces are those that subscriptions, installations or marks name', async (store) => {
    const { reader, installations } = store
    deepEqual(await installations.listWorkspaces('slack'), [])
    await fill(store)
    const readers = [
      'slack:T1:U1',
      'slack:T10:U1',
      'slack:T10:U2',
      'slack:T3:U1',
      'slacker:T9:U1',
      'discord:@me:7',
      'terminal',
    ]
    for (const name of readers) await reader.saveReadMark(name, HARBOUR, at('10:00'))
    await installations.saveInstallation({ platform: 'slack', workspace: 'T4', sealed: '-', at: at('10:00') })
    deepEqual(await installations.listWorkspaces('slack'), ['T1', 'T10', 'T2', 'T3', 'T4'])
    deepEqual(await installations.listWorkspaces('discord'), ['T1'])
  })

  testStore('a channel is paused once: the first reason stays', async (store) => {
    await fill(store)
    const channel: ChannelRef = { platform: 'slack', id: 'CT1' }
    equal(await store.installations.pauseChannel({ ...channel, workspace: 'T2' }, 'left'), 0)
    equal(await store.installations.pauseChannel({ ...channel, workspace: 'T1' }, 'archived'), 1)
    equal(await store.installations.pauseChannel(channel, 'deleted'), 0)
    equal(await store.installations.pauseChannel({ platform: 'discord', id: 'CT1' }, 'deleted'), 0)
    const reasons = (await store.deliveries.listSubscriptions()).flatMap(({ pausedBecause }) => pausedBecause ?? [])
    deepEqual(reasons, ['archived'])
  })
}

const WHERE: readonly (readonly [string, ChannelRef])[] = [
  ['home', { platform: 'slack', id: 'Chome' }],
  ['T1', { platform: 'slack', id: 'CT1', workspace: 'T1' }],
  ['T2', { platform: 'slack', id: 'CT2', workspace: 'T2' }],
  ['guild', { platform: 'discord', id: '900', workspace: 'T1' }],
]

/** A subscription in each place, each with a delivery planned, posted and unconfirmed, and a mute. */
async function fill({ stories, deliveries, reader, installations }: Ports): Promise<void> {
  await stories.addStory(harbour)
  for (const [key, channel] of WHERE) {
    const subscription = subscriptionId(`s${key}`)
    await deliveries.saveSubscription({ ...daily, id: subscription, channel, pausedBecause: null })
    await reader.saveMute(channel, 'Courier', 'muted')
    for (const [state, time] of [
      ['p', '08:00'],
      ['s', '09:00'],
      ['u', '10:00'],
    ] as const) {
      const id = deliveryId(`d${state}${key}`)
      await deliveries.planDelivery({ id, subscription, kind: 'digest', about: null, slot: at(time), at: at(time) })
      if (state === 'p') continue
      await deliveries.moveDelivery(id, ['planned'], state === 's' ? 'sent' : 'unconfirmed', { at: at(time) })
    }
  }
  await installations.saveInstallation({ platform: 'slack', workspace: 'T1', sealed: '-', at: at('10:00') })
}
