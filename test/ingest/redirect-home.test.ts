import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { isRedirectHome } from '../../src/ingest/redirect-home.ts'

const A = 'https://www.a.example/world/2026/01/07/ferry-crews-end-strike'
const cases: readonly (readonly [from: string, to: string, isHome: boolean])[] = [
  [A, 'https://www.a.example/', true],
  [A, 'https://www.a.example/index.html', true],
  [A, 'https://www.a.example/?utm_source=gone', true],
  [A, 'https://www.a.example/es/', true],
  [A, 'https://www.a.example/world', true],
  [A, 'https://www.a.example/world/europe/', true],
  [A, 'https://www.a.example/world/2026/01/07/', true],
  [A, 'https://www.a.example/2026/01', true],
  [A, 'https://www.a.example/ultimas-noticias', true],
  [A, 'https://www.a.example/404', true],
  [A, 'https://www.a.example/404.html', true],
  [A, 'https://www.a.example/error/page-not-found', true],
  [A, 'https://www.a.example/search?q=ferry', true],
  [A, 'https://www.a.example/login?next=/world', true],
  [A, 'https://consent.a.example/collect?continue=x', true],
  [A, 'https://login.a.example/authorize-this-reader-now', true],
  [A, 'https://b.example/', true],
  [A, 'nonsense', true],
  ['https://www.a.example/', 'https://www.a.example/', true],
  [A, `${A}/`, false],
  [A, A.replace('http:', 'https:'), false],
  [A, 'https://www.a.example/world/ferry-crews-end-strike-after-talks', false],
  [A, 'https://www.a.example/ferry-crews-end-strike', false],
  [A, 'https://www.b.example/world/2026/01/07/ferry-crews-end-strike', false],
  [A, 'https://www.a.example/news/48213907', false],
  [A, 'https://www.a.example/?p=4821', false],
  [A, 'https://www.a.example/nota.php?id=4821', false],
  [A, 'https://www.a.example/#!/news/4821', false],
  ['https://a.example/wiki/Ferry', 'https://en.a.example/wiki/Ferry', false],
  ['https://a.example/?p=4821', A, false],
  [`${A}/page/2`, A, false],
  ['https://a.example/r4', 'https://a.example/a4', false],
  ['https://a.example/r4', 'https://a.example/', true],
  ['https://a.example/r4', 'https://a.example/login', true],
  ['https://a.example/news/r4', 'https://a.example/news', true],
]
for (const [from, to, isHome] of cases) {
  test(`from ${from} to ${to}: ${isHome ? 'no article' : 'an article'}`, () => equal(isRedirectHome(from, to), isHome))
}
