import { keepNewest } from '../../ops/keep-newest.ts'

/** Hosts counted in a day; beyond, the one read longest ago is forgotten. */
const HOSTS_MAX = 10_000

/** How many pages of each host were read today (UTC), in this process. */
export type HostDays = {
  count(url: string, now: Temporal.Instant): number
  add(url: string, now: Temporal.Instant): void
}

export function createHostDays(): HostDays {
  let day = ''
  const counts = new Map<string, number>()
  const today = (now: Temporal.Instant) => {
    const date = now.toString().slice(0, 'yyyy-mm-dd'.length)
    if (date !== day) counts.clear()
    day = date
    return counts
  }
  const hostOf = (url: string) => URL.parse(url)?.host ?? url
  return {
    count: (url, now) => today(now).get(hostOf(url)) ?? 0,
    add: (url, now) => {
      const [host, read] = [hostOf(url), today(now)]
      const before = read.get(host) ?? 0
      keepNewest(read, host, before + 1, HOSTS_MAX)
    },
  }
}
