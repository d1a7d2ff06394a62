import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { parseChannel, parseDays, parseDuration, parseZone } from '../../src/config/fields.ts'
import { nearestWord } from '../../src/config/suggest.ts'

const durations = [
  ['90d', 7_776_000_000],
  ['2h', 7_200_000],
  ['30m', 1_800_000],
  ['5s', 5_000],
  ['250ms', 250],
  ['2 h', null],
  ['-2h', null],
  ['1.5h', null],
  ['h', null],
  ['2w', null],
  ['', null],
] as const
for (const [text, ms] of durations) test(`the duration "${text}" is ${ms}`, () => equal(parseDuration(text), ms))

const days = [
  ['mon-fri', [1, 2, 3, 4, 5]],
  ['daily', [1, 2, 3, 4, 5, 6, 7]],
  ['sat, sun', [6, 7]],
  ['sun', [7]],
  ['fri-mon', [1, 5, 6, 7]],
  ['mon-tue,tue-wed', [1, 2, 3]],
  ['mon-wed-fri', null],
  ['weekdays', null],
  ['', null],
] as const
for (const [text, expected] of days)
  test(`the days "${text}" are ${expected}`, () => deepEqual(parseDays(text), expected))

const channels = [
  ['terminal', { platform: 'terminal', id: 'out' }],
  ['slack:C0123ABCD', { platform: 'slack', id: 'C0123ABCD' }],
  ['discord:123456789012345678', { platform: 'discord', id: '123456789012345678' }],
  ['slack:T0123ABCD/C0123ABCD', { platform: 'slack', id: 'C0123ABCD', workspace: 'T0123ABCD' }],
  ['slack:C0123ABCD/T0123ABCD', null],
  ['slack:#general', null],
  ['slack:C0123ABCD:2', null],
  ['discord:general', null],
  ['teams:1', null],
  ['', null],
] as const
for (const [text, expected] of channels) {
  test(`the channel "${text}" is ${JSON.stringify(expected)}`, () => deepEqual(parseChannel(text), expected))
}

const zones = [
  ['Europe/Madrid', 'Europe/Madrid'],
  ['UTC', 'UTC'],
  ['local', Temporal.Now.timeZoneId()],
  ['+02:00', null],
  ['Madrid', null],
  ['', null],
] as const
for (const [text, expected] of zones) test(`the zone "${text}" is ${expected}`, () => equal(parseZone(text), expected))

const slips = [
  ['zoen', ['zone', 'lang'], 'zone'],
  ['America/Bogata', ['America/Boise', 'America/Bogota'], 'America/Bogota'],
  ['ZONE', ['zone'], 'zone'],
  ['colour', ['zone', 'lang'], null],
  ['at', ['of', 'in'], null],
  ['x'.repeat(10_000), ['zone'], null],
] as const
for (const [written, known, expected] of slips) {
  test(`"${written.slice(0, 20)}" was meant as ${expected}`, () => equal(nearestWord(written, known), expected))
}
