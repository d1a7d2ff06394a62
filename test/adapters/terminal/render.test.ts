import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { renderTerminal } from '../../../src/adapters/terminal/render.ts'
import { displayWidth } from '../../../src/adapters/terminal/display-width.ts'
import { matchesGolden } from '../../golden/golden.ts'
import { line, MESSAGES } from '../messages.ts'

for (const [name, message] of Object.entries(MESSAGES)) {
  test(`the terminal shows the ${name} message as its golden file does`, () => {
    matchesGolden(`terminal/${name}.txt`, renderTerminal(message, { width: 110 }))
  })

  for (const width of [24, 40, 80, 132]) {
    test(`the ${name} message keeps to ${width} columns, but for addresses`, () => {
      for (const shown of renderTerminal(message, { width }).split('\n')) {
        ok(displayWidth(shown) <= width || /^ *https?:\/\/\S+$/.test(shown), shown)
      }
    })
  }
}

test('without a width a message keeps to 80 columns, as its golden file does', () => {
  matchesGolden('terminal/short-80.txt', renderTerminal(MESSAGES.short))
})

test('a narrow terminal gets labels above what they label, as its golden file does', () => {
  matchesGolden('terminal/short-40.txt', renderTerminal(MESSAGES.short, { width: 40 }))
})

test('colour is asked for, and adds nothing but colour', () => {
  const colored = renderTerminal(MESSAGES.short, { width: 110, color: 'always' })
  const plain = renderTerminal(MESSAGES.short, { width: 110 })
  ok(!plain.includes('\u001b'))
  ok(colored.includes('\u001b[1m'))
  equal(stripVTControlCharacters(colored), plain)
})

test('wide characters count two columns when a line is wrapped', () => {
  const message = { ...MESSAGES.short, sections: [{ heading: 'H', rows: [line('外交部长将安排访问'.repeat(4))] }] }
  for (const shown of renderTerminal(message, { width: 30 }).split('\n')) ok(displayWidth(shown) <= 30, shown)
})

test('a section without rows is left out', () => {
  ok(
    !renderTerminal({
      ...MESSAGES.short,
      sections: [...MESSAGES.short.sections, { heading: 'Empty', rows: [] }],
    }).includes('Empty'),
  )
})
