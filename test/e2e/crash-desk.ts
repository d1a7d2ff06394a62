import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { subscriptionId } from '../../src/news/ids.ts'
import type { ArticleReading } from '../../src/news/article.ts'
import { deliveryIdOf } from '../../src/schedule/outbox.ts'
import { openStore } from '../../src/store/open-store.ts'
import {
  BOOK,
  confirmation,
  DAM,
  noSource,
  ownReport,
  ownReportCorrected,
  piece,
  rewrite,
  spanish,
  wireOriginal,
  wireReprint,
} from '../pipeline/dam-story.ts'
import { makeDeskFolder, STORY } from './desk-folder.ts'
import type { DeskFolder } from './desk-folder.ts'

export const CHAT_PLATFORMS = ['slack', 'discord'] as const
export type ChatPlatform = (typeof CHAT_PLATFORMS)[number]

/** A subscribed channel of a crash run. */
export type CrashChannel = {
  readonly id: string
  readonly platform: ChatPlatform
  readonly subscription: string
  /** Whether it gets digests at its slots alone. */
  readonly digestsOnly: boolean
}

/** The folder with which each run begins, and the channels that are subscribed there. */
export type CrashDesk = { readonly begun: DeskFolder; readonly channels: readonly CrashChannel[] }

/** The longest digests there can be: several parts, in a thread. */
const SETTINGS = 'zone: UTC\ndormantAfter: 3650d\nlimits: { words: 1000, lines: 40, extractWords: 400 }\n'
/** The channels of each platform: what each wishes to hear between its digests. */
const WISHES = [null, null, { origins: 1 }, { origins: 2 }] as const
const GRACE_MS = 86_400_000

const residents = piece('western-bank', 'Norwick Evening Mail', {
  text: [
    'Goats and two tractors stood on the school field of Norwick on Thursday morning.',
    'Elena Marsh, the minister of public works, said that residents below the Calder dam would be allowed to return on Friday, the Norwick Evening Mail heard.',
    'The butcher Hugo Lindqvist opened his cold store to the neighbours and counted 60 crates of milk.',
  ].join('\n\n'),
})

/** A long report: with it a digest takes several messages. */
const chronicle = piece('hour-by-hour', 'The Upland Review', {
  text: [
    'The first siren below the Calder dam was heard at 6 in the morning, and a baker on Mill Street left his bread in the oven.',
    'Two nurses carried the patients’ records of the Norwick clinic to the upper town in laundry baskets.',
    'A goods train with 31 wagons of gravel was stopped at Harrow Junction and sent back to the quarry.',
    'The mayor of Norwick, Ines Valdez, slept on a bench in the town hall and answered the telephone herself.',
    'Divers of the navy arrived in three lorries and asked for a map that the water board could not find.',
    'The bishop opened the crypt of the cathedral to families with small children.',
    'A ferry that had been laid up since spring took 210 people across the lake in four crossings.',
    'The power station at Calder Bridge was switched off by hand because its remote control did not answer.',
    'Shepherds drove some 900 sheep over the pass during the night, and lost eleven of them in the fog.',
    'The chief of police, Marta Oyelaran, said that nobody had been found in the houses that were searched twice.',
    'Schools in the county stay shut until Monday, and their kitchens cook for the camps instead.',
    'A cellist of the city orchestra played in the waiting room of the bus station until the last bus had gone.',
    'The insurers of the valley asked the court to keep the papers of the engineering firm Dunmore & Pike.',
    'Dunmore & Pike said in a letter that its last visit to the gates was paid for but never ordered.',
    'Lorries brought 14,000 litres of drinking water from Elmstead, and people queued for it in the rain.',
    'The museum of the valley moved its only painting by Joan Hartwell to a bank’s vault.',
    'A pilot who flew over the reservoir before dusk counted seven damp patches on the wall’s outer face.',
    'The union of the water workers said that half of the night shift had been cut two years ago.',
    'Fishermen found the outflow of the eastern tunnel blocked by timber, and the army cleared it with cranes.',
    'The opposition leader, Samuel Brandt, called for the minister to answer questions in parliament on Tuesday.',
    'Hotels on the coast offered 640 beds, most of them without heating at this time of year.',
    'A dog that had been left on a roof was brought down by a fire crew on their way home.',
    'The radio station of Norwick read out the names of those who were missed, and 38 of them called in.',
    'Seismologists at the university recorded no earthquake in the valley during the past month.',
  ].join('\n\n'),
})

/** What is known of the dam when a run begins, and what comes in later: reports of others, and a correction. */
const KNOWN = [wireOriginal, wireReprint, ownReport, spanish, rewrite, noSource, chronicle]
export const ARRIVALS = { reports: [confirmation, residents], correction: [ownReportCorrected] } as const
/** Words of these articles, by which their news is known on a platform. */
export const WORDING = {
  news: ['1,900 camp beds', 'Petra Lund'],
  outdated: '$14 million',
  corrected: '$19 million',
} as const

/** Makes the folder; its store is closed. */
export async function makeCrashDesk(): Promise<CrashDesk> {
  const begun = await makeDeskFolder({ settings: SETTINGS })
  await begun.write('config/outlets.yaml', JSON.stringify({ outlets: BOOK }))
  // A bot that need not look at another story starts sooner.
  await rm(join(begun.config, 'stories', `${STORY}.yaml`))
  const { id, title, query, aliases, langs } = DAM
  await begun.write(`config/stories/${id}.yaml`, JSON.stringify({ id, title, query, aliases, langs }))
  await bring(begun, KNOWN)
  const store = await openStore(begun.db)
  const now = Temporal.Now.instant().round('second')
  // The next slot of the schedule itself is hours away.
  const later = now.add({ hours: 6 }).toZonedDateTimeISO('UTC').toPlainTime().toString({ smallestUnit: 'minute' })
  const channels: CrashChannel[] = []
  for (const platform of CHAT_PLATFORMS) {
    for (const [index, breaking] of WISHES.entries()) {
      const subscription = subscriptionId(`crash-${platform}-${index + 1}`)
      const channel = channelId(platform, index + 1)
      await store.deliveries.saveSubscription({
        id: subscription,
        story: DAM.id,
        channel: { platform, id: channel },
        times: [later],
        days: [1, 2, 3, 4, 5, 6, 7],
        zone: 'UTC',
        quiet: null,
        whenQuiet: 'post',
        lang: 'en',
        breaking,
        graceMs: GRACE_MS,
        pausedBecause: null,
        createdAt: now.subtract({ minutes: 50 }),
      })
      channels.push({ id: channel, platform, subscription, digestsOnly: breaking === null })
    }
  }
  await store.close()
  return { begun, channels }
}

/** A copy of the folder for one run. */
export async function copyCrashDesk({ begun }: CrashDesk): Promise<DeskFolder> {
  const folder = await makeDeskFolder({ from: begun.db, settings: SETTINGS })
  await rm(folder.config, { recursive: true })
  await cp(begun.config, folder.config, { recursive: true })
  return folder
}

/** Articles that come in now. */
export async function bring(folder: DeskFolder, readings: readonly ArticleReading[]): Promise<void> {
  const now = String(Temporal.Now.instant())
  const lines = readings.map(({ url, title, lang, text }) => JSON.stringify({ url, title, lang, text, seenAt: now }))
  const { code, err } = await folder.ask(['ingest', await folder.write('rows.jsonl', lines.join('\n'))])
  if (code !== 0) throw new Error(`the articles were not stored: ${err}`)
}

/** Each of these channels is owed one digest more for each of `minutes`, so many minutes ago. */
export async function owe(
  folder: DeskFolder,
  channels: readonly CrashChannel[],
  minutes: readonly number[],
): Promise<void> {
  const store = await openStore(folder.db)
  const now = Temporal.Now.instant()
  for (const { subscription } of channels) {
    for (const ago of minutes) {
      const [slot, id] = [now.subtract({ minutes: ago }), subscriptionId(subscription)]
      const plan = { id: deliveryIdOf(id, slot), subscription: id, kind: 'digest', about: null, slot, at: now } as const
      await store.deliveries.planDelivery(plan)
    }
  }
  await store.close()
}

function channelId(platform: ChatPlatform, number: number): string {
  return platform === 'slack' ? `C0CRASH0${number}` : `90000000000000010${number}`
}
