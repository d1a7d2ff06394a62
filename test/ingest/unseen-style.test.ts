import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { readBytes } from '../../src/ingest/read-bytes.ts'

const styles: readonly (readonly [string, boolean])[] = [
  ['display:none', true],
  ['visibility: hidden', true],
  ['font-size:0', true],
  ['opacity: 0', true],
  ['position:absolute; left:-9999px', true],
  ['color:#ffffff;background-color:#fff', true],
  ['color: transparent', true],
  ['opacity: 0.9', false],
  ['font-size:0.9em', false],
  ['color:#fff;background:#123', false],
  ['margin-left:-20px', false],
]
const report = (at: number) =>
  `<p>Report ${at}: the board closed ${at + 2} of its gates on Tuesday after a night of rain in the valley.</p>`
for (const [style, isUnseen] of styles) {
  test(`text that is ${isUnseen ? 'not seen is not read' : 'seen is read'}: ${style}`, () => {
    const hidden = `<p style="${style}">The lake stood four metres below its mark when the watch was changed at dawn on Wednesday.</p>`
    const html = `<html lang="en"><body><article><h1>Gates closed</h1>${[0, 1, 2].map(report).join('')}${hidden}${[3, 4].map(report).join('')}</article></body></html>`
    const source = { input: 'a.html', url: 'https://a.example/1', outlets: [], itemsMax: 1 }
    const [outcome] = readBytes(new TextEncoder().encode(html), source)
    equal(outcome?.kind === 'read' && outcome.reading.text.includes('four metres below'), !isUnseen)
  })
}
