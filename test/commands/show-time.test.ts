import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { showAsOf, showDate, showMoment, showSince, showStated, zoneCity } from '../../src/commands/show-time.ts'
import { BOGOTA, instant, SIX_PM } from './sample.ts'

const en = { lang: 'en', zone: BOGOTA } as const
const es = { lang: 'es', zone: BOGOTA } as const

test('a moment of a message names day, time and city', () => {
  equal(showAsOf(SIX_PM, en), 'as of Thu 8 Jan, 18:00 Bogotá')
  equal(showAsOf(SIX_PM, es), 'al jue 8 ene, 18:00 Bogotá')
  equal(showAsOf(SIX_PM, { lang: 'en', zone: 'UTC' }), 'as of Thu 8 Jan, 23:00 UTC')
  equal(showAsOf(SIX_PM, { lang: 'en', zone: 'Asia/Tokyo' }), 'as of Fri 9 Jan, 08:00 Tokyo')
})

const sinceCases = [
  ['2026-01-08T13:00:00Z', 'since 08:00', 'desde las 08:00'],
  ['2026-01-08T06:30:00Z', 'since 01:30', 'desde la 01:30'],
  ['2026-01-07T23:00:00Z', 'since Wed 7 Jan, 18:00', 'desde el mié 7 ene, 18:00'],
  ['2026-01-08T04:59:00Z', 'since Wed 7 Jan, 23:59', 'desde el mié 7 ene, 23:59'], // the day before, in Bogotá
  ['2025-12-31T23:00:00Z', 'since Wed 31 Dec 2025, 18:00', 'desde el mié 31 dic 2025, 18:00'],
] as const
for (const [at, english, spanish] of sinceCases) {
  test(`${at} is shown as "${english}"`, () => {
    equal(showSince(instant(at), en, SIX_PM), english)
    equal(showSince(instant(at), es, SIX_PM), spanish)
  })
}

test('a moment of the same day shows its time only', () => {
  equal(showMoment(instant('2026-01-08T22:20:00Z'), en, SIX_PM), '17:20')
  equal(showMoment(instant('2026-01-07T22:20:00Z'), en, SIX_PM), 'Wed 7 Jan, 17:20')
})

const statedCases = [
  ['2026-01-07T23:10:00Z', '7 Jan 18:10'],
  ['2026-01-07', '7 Jan'], // no time was stated, none is shown
  ['2025-09-26', '26 Sep 2025'],
  ['2026-02-30', null],
  ['some day', null],
  ['', null],
] as const
for (const [stated, shown] of statedCases) {
  test(`a page that states "${stated}" shows ${shown}`, () => equal(showStated(stated, en, SIX_PM), shown))
}

const dateCases = [
  ['2026-01-07', 'day', '7 Jan 2026', '7 ene 2026'],
  ['2025-09', 'month', 'Sep 2025', 'sep 2025'],
  ['2025', 'year', '2025', '2025'],
  ['2025-13', 'month', null, null],
  ['2025-01', 'day', null, null],
  ['<b>', 'day', null, null],
] as const
for (const [date, precision, english, spanish] of dateCases) {
  test(`a ${precision} "${date}" is shown as ${english}`, () => {
    equal(showDate(date, precision, 'en'), english)
    equal(showDate(date, precision, 'es'), spanish)
  })
}

const cityCases = [
  ['America/Bogota', 'Bogotá', 'Bogotá'],
  ['America/New_York', 'New York', 'Nueva York'],
  ['America/Sao_Paulo', 'São Paulo', 'São Paulo'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires', 'Buenos Aires'],
  ['Europe/Madrid', 'Madrid', 'Madrid'],
  ['Etc/UTC', 'UTC', 'UTC'],
  ['+05:30', 'UTC+05:30', 'UTC+05:30'],
] as const
for (const [zone, english, spanish] of cityCases) {
  test(`the zone ${zone} is called ${english}`, () => {
    equal(zoneCity(zone, 'en'), english)
    equal(zoneCity(zone, 'es'), spanish)
  })
}
