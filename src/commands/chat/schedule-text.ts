import type { Lang } from '../../news/message.ts'
import type { Subscription, Weekday } from '../../news/subscription.ts'
import { CHAT_WORDS } from './chat-words.ts'
import { zoneCity } from '../show-time.ts'
import { joinList, WEEKDAYS } from '../words.ts'

/** `Mon–Fri`, `Sat, Sun`, `Every day`: as people read days, and as they may type them. */
export function showDays(days: readonly Weekday[], lang: Lang): string {
  if (days.length === 7) return CHAT_WORDS.everyDay[lang]
  const names = days.map((day) => WEEKDAYS[lang][day - 1] ?? '')
  const [first = 1] = days
  const last = days.at(-1) ?? first
  if (days.length > 2 && last - first === days.length - 1) return `${names[0]}–${names.at(-1)}`
  return names.join(', ')
}

/** `Mon–Fri at 08:00 and 17:30 (Bogotá)`. */
export function showSchedule({ days, times, zone }: Subscription, lang: Lang): string {
  return CHAT_WORDS.schedule[lang](showDays(days, lang), joinList(lang, times), zoneCity(zone, lang))
}

/** What else a channel wished, in a few words: `quiet from 22:00 to 07:00 · one line when nothing is new · in English`. */
export function showManner(subscription: Subscription, lang: Lang): string {
  const { quiet, whenQuiet, breaking } = subscription
  return [
    ...(quiet === null ? [] : [CHAT_WORDS.quietHours[lang](quiet.from, quiet.to)]),
    (whenQuiet === 'skip' ? CHAT_WORDS.skips : CHAT_WORDS.posts)[lang],
    ...(breaking === null ? [] : [CHAT_WORDS.breakingOf[lang](breaking.origins)]),
    (subscription.lang === 'en' ? CHAT_WORDS.inEnglish : CHAT_WORDS.inSpanish)[lang],
  ].join(' · ')
}
