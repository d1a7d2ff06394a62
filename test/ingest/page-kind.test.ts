import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { readPageAs } from '../../src/ingest/read-page.ts'
import { PAGE_SHAPES } from './page-shapes.ts'

const kindOf = (html: string, url: string | null) => readPageAs(html, { input: 'a.html', url, outlets: [] })

for (const { what, kind, html } of PAGE_SHAPES) {
  test(`${what}: ${kind}`, () => {
    const read = kindOf(html, 'https://www.a.example/world/ferry-crews-end-strike')
    equal(read.kind, kind)
    equal(read.reading.flags.includes('stub'), kind === 'stub')
  })
}
