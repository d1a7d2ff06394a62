import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { nearestZone, readDays, readQuiet, readTimes, readZone } from '../../../src/commands/grammar/read-schedule.ts'
import { showDays } from '../../../src/commands/chat/schedule-text.ts'
import { writeDays } from '../../../src/commands/grammar/write-command.ts'
import { parseDays, parseZone } from '../../../src/config/fields.ts'
import { LANGS } from '../../../src/news/message.ts'
import type { Weekday } from '../../../src/news/subscription.ts'

const times = [
  ['8', ['08:00']],
  ['08:00', ['08:00']],
  ['0800', ['08:00']],
  ['8am', ['08:00']],
  ['8 a.m.', ['08:00']],
  ['12am', ['00:00']],
  ['12pm', ['12:00']],
  ['5:30 pm', ['17:30']],
  ['17.30', ['17:30']],
  ['17h30', ['17:30']],
  ['8h', ['08:00']],
  ['8 hrs', ['08:00']],
  ['noon', ['12:00']],
  ['medianoche', ['00:00']],
  ['17:30,08:00', ['08:00', '17:30']],
  ['8, 8:00 and 8am', ['08:00']],
  ['8 y 17:30', ['08:00', '17:30']],
  ['08:00 17:30', ['08:00', '17:30']],
  ['8 / 12 / 18', ['08:00', '12:00', '18:00']],
  ['ocho y media', ['08:30']],
  ['la una', ['01:00']],
  ['5 de la tarde', ['17:00']],
  ['8 in the morning', ['08:00']],
  ['9 de la noche', ['21:00']],
  ['', null],
  ['24:00', null],
  ['25', null],
  ['8:60', null],
  ['13pm', null],
  ['8 banana', null],
  ['-8', null],
  ['8:00-9:00', null],
  [Array.from({ length: 25 }, (_, hour) => `0${hour % 10}:${10 + hour}`).join(), null],
] as const
for (const [text, expected] of times) {
  test(`the times "${text.slice(0, 30)}" are ${expected}`, () => deepEqual(readTimes(text), expected))
}

const days = [
  ['mon-fri', [1, 2, 3, 4, 5]],
  ['Mon–Fri', [1, 2, 3, 4, 5]],
  ['lun-vie', [1, 2, 3, 4, 5]],
  ['lunes a viernes', [1, 2, 3, 4, 5]],
  ['de lunes a viernes', [1, 2, 3, 4, 5]],
  ['Monday to Friday', [1, 2, 3, 4, 5]],
  ['fri-mon', [1, 5, 6, 7]],
  ['sáb, dom', [6, 7]],
  ['mié y vie', [3, 5]],
  ['mondays and thursdays', [1, 4]],
  ['los sábados', [6]],
  ['weekdays', [1, 2, 3, 4, 5]],
  ['fin de semana', [6, 7]],
  ['daily', [1, 2, 3, 4, 5, 6, 7]],
  ['Every day', [1, 2, 3, 4, 5, 6, 7]],
  ['todos los días', [1, 2, 3, 4, 5, 6, 7]],
  ['mon-wed-fri', null],
  ['someday', null],
  ['', null],
] as const
for (const [text, expected] of days) {
  test(`the days "${text}" are ${expected}`, () => deepEqual(readDays(text), expected))
}

const zones = [
  ['America/Bogota', 'America/Bogota'],
  ['america/bogota', 'America/Bogota'],
  ['Bogotá', 'America/Bogota'],
  ['new york', 'America/New_York'],
  ['UTC', 'UTC'],
  ['utc', 'UTC'],
  ['+02:00', null],
  ['local', null],
  ['Atlantis', null],
  ['', null],
] as const
for (const [text, expected] of zones) test(`the zone "${text}" is ${expected}`, () => equal(readZone(text), expected))

test('a slip in a zone is found', () => {
  equal(nearestZone('Amercia/Bogota'), 'America/Bogota')
  equal(nearestZone('bogta'), 'America/Bogota')
  equal(nearestZone('nowhere at all'), null)
})

const quiet = [
  ['22:00-07:00', { from: '22:00', to: '07:00' }],
  ['22–7', { from: '22:00', to: '07:00' }],
  ['from 22 to 7', { from: '22:00', to: '07:00' }],
  ['de 22:00 a 7:00', { from: '22:00', to: '07:00' }],
  ['10pm - 7am', { from: '22:00', to: '07:00' }],
  ['off', 'off'],
  ['no', 'off'],
  ['22:00', null],
  ['22:00-22:00', null],
  ['8,9-10', null],
  ['a-b', null],
] as const
for (const [text, expected] of quiet) {
  test(`the quiet hours "${text}" are ${JSON.stringify(expected)}`, () => deepEqual(readQuiet(text), expected))
}

const someDays = fc
  .uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1, maxLength: 7 })
  .map((list) => list.toSorted())

test('days as we show or write them are read again', () => {
  fc.assert(
    fc.property(someDays, (list) => {
      for (const lang of LANGS) deepEqual(readDays(showDays(list, lang)), list)
      deepEqual(readDays(writeDays(list)), list)
    }),
  )
})

test('what the configuration reads means the same in a chat', () => {
  fc.assert(fc.property(someDays, (list) => deepEqual(readDays(writeDays(list)), parseDays(writeDays(list)))))
  for (const zone of Intl.supportedValuesOf('timeZone')) equal(readZone(zone), parseZone(zone))
})

test('any text is times, days, a zone and quiet hours or is not, and never takes long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
      readTimes(text)
      readDays(text)
      readZone(text)
      readQuiet(text)
      nearestZone(text)
    }),
  )
})
