import type { StoryConfig, SubscriptionPlan } from './config.ts'
import type { Fault } from './faults.ts'
import { nearestWord } from './suggest.ts'
import type { YamlFile } from './yaml-file.ts'
import type { Outlet } from '../news/outlet.ts'

/** A value with the place it was written at, so that a fault can name it. */
export type Written<Value> = { readonly value: Value; readonly file: YamlFile; readonly path: readonly PropertyKey[] }

type Add = (written: Written<unknown>, key: PropertyKey | null, text: string) => void

/** What no single value shows: names that point nowhere, things said twice, pairs that contradict each other. */
export function crossCheck(
  stories: readonly Written<StoryConfig>[],
  outlets: readonly Written<Outlet>[],
  subscriptions: readonly Written<SubscriptionPlan>[],
  faults: Fault[],
): void {
  const add: Add = (written, key, text) => {
    const path = key === null ? written.path : [...written.path, key]
    faults.push({ file: written.file.file, line: written.file.lineOf(path), text })
  }
  checkStories(stories, add)
  checkOutlets(outlets, add)
  checkFeeds(stories, outlets, add)
  checkSubscriptions(subscriptions, stories, add)
}

function checkStories(stories: readonly Written<StoryConfig>[], add: Add): void {
  for (const written of stories) {
    const { id, window } = written.value.definition
    const expected = written.file.file.replace(/^.*[/\\]/, '').replace(/\.ya?ml$/, '')
    if (id !== expected)
      add(written, 'id', `id: "${id}" is not the name of the file; write ${expected}, or rename the file`)
    if (window.from === null || window.to === null) continue
    if (startOf(window.from) <= startOf(window.to)) continue
    add(written, 'window', `window: it ends (${window.to}) before it begins (${window.from}); swap from and to`)
  }
}

function startOf(stated: string): number {
  const instant = stated.includes('T') ? stated : `${stated}T00:00Z`
  return Temporal.Instant.from(instant).epochMilliseconds
}

function checkOutlets(outlets: readonly Written<Outlet>[], add: Add): void {
  const names = new Map<string, Written<Outlet>>()
  const domains = new Map<string, Written<Outlet>>()
  for (const written of outlets) {
    const { name, aliases } = written.value
    for (const spelling of [name, ...aliases]) claimOnce(names, spelling.toLowerCase(), spelling, written, add)
    for (const domain of written.value.domains) claimOnce(domains, domain, domain, written, add)
  }
}

function claimOnce(
  taken: Map<string, Written<Outlet>>,
  key: string,
  shown: string,
  written: Written<Outlet>,
  add: Add,
): void {
  const first = taken.get(key)
  taken.set(key, first ?? written)
  if (first === undefined) return
  const line = first.file.lineOf(first.path)
  add(
    written,
    null,
    `${written.value.name}: "${shown}" is that of ${first.value.name} (line ${line}) too; keep it at one`,
  )
}

function checkFeeds(stories: readonly Written<StoryConfig>[], outlets: readonly Written<Outlet>[], add: Add): void {
  const names = new Set(outlets.map(({ value }) => value.name))
  for (const written of stories) {
    const seen = new Set<string>()
    for (const [index, feed] of written.value.feeds.entries()) {
      const place = { ...written, path: [...written.path, 'feeds', index] }
      if (seen.has(feed.url)) add(place, 'url', `feeds[${index}].url: ${feed.url} stands here twice; keep one`)
      seen.add(feed.url)
      if (!names.has(feed.outlet)) {
        add(place, 'outlet', `feeds[${index}].outlet: ${unknownName(feed.outlet, 'outlet of outlets.yaml', names)}`)
      }
    }
  }
}

function checkSubscriptions(
  subscriptions: readonly Written<SubscriptionPlan>[],
  stories: readonly Written<StoryConfig>[],
  add: Add,
): void {
  const ids = stories.map(({ value }) => value.definition.id)
  const seen = new Map<string, Written<SubscriptionPlan>>()
  for (const written of subscriptions) {
    const { id, story, channel, times, quiet } = written.value
    if (!ids.includes(story)) add(written, 'story', `story: ${unknownName(story, 'story in stories/', ids)}`)
    const first = seen.get(id)
    seen.set(id, first ?? written)
    if (first !== undefined) {
      const line = first.file.lineOf(first.path)
      add(
        written,
        null,
        `${channel.platform} follows ${story} twice (line ${line}); put all times into one subscription`,
      )
    }
    for (const time of new Set(times.filter((each, index) => times.indexOf(each) !== index))) {
      add(written, 'at', `at: ${time} stands here twice; keep one`)
    }
    if (quiet !== null && times.every((time) => isQuiet(time, quiet))) {
      const hours = `${quiet.from}-${quiet.to}`
      add(
        written,
        'quiet',
        `quiet: every time of "at" is inside ${hours}, so nothing would ever be posted; move one of them`,
      )
    }
  }
}

/** True where `time` is in the quiet hours: from the first minute up to, not with, the last; they may pass midnight. */
export function isQuiet(time: string, quiet: { readonly from: string; readonly to: string }): boolean {
  if (quiet.from < quiet.to) return time >= quiet.from && time < quiet.to
  return time >= quiet.from || time < quiet.to
}

function unknownName(written: string, kind: string, known: Iterable<string>): string {
  const names = [...known]
  const nearest = nearestWord(written, names)
  const right = nearest === null ? 'write one that is there, add it, or take this out' : `did you mean ${nearest}?`
  return `there is no ${kind} named "${written}"; ${right}`
}
