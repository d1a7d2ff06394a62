import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import {
  outletName,
  outletOfPage,
  outletOfUrl,
  trailerOutlet,
  wireOfByline,
  wireOfCreditLine,
  wireOfDateline,
} from '../../src/ingest/outlet.ts'
import { BOOK } from './book.ts'

test('an outlet is found by its domain and subdomains, not by a name that ends alike', () => {
  equal(outletOfUrl('https://www.harbourpost.example/a', BOOK)?.name, 'Harbour Post')
  equal(outletOfUrl('https://notharbourpost.example/a', BOOK), null)
  equal(outletOfUrl(null, BOOK), null)
})

test('a stated name takes the book’s spelling, or stays as stated', () => {
  equal(outletName('the harbour post', BOOK), 'Harbour Post')
  equal(outletName('Valley Times', BOOK), 'Valley Times')
  equal(outletName(' ', BOOK), null)
})

const claims = [
  ['Harbour Post', 'https://www.harbourpost.example/a', 'Harbour Post'],
  ['harbour post', null, 'Harbour Post'],
  ['Harbour Post', 'https://harbourpost.example.evil.example/a', null],
  ['REUTERS', 'https://evil.example/a', null],
  ['Thomson Reuters', 'https://evil.example/a', null],
  ['Valley Times', 'https://evil.example/a', 'Valley Times'],
  [null, 'https://evil.example/a', null],
] as const
for (const [stated, url, name] of claims) {
  test(`a page at ${url} that calls itself ${stated} is by ${name}`, () => equal(outletOfPage(stated, url, BOOK), name))
}

const trailers = [
  ['The post Call ends: an invitation appeared first on Harbour Post.', 'Harbour Post'],
  ['La entrada Petro acepta se publicó primero en Correo del Puerto.', 'Correo del Puerto'],
  ['This article was originally published in Valley Times.', 'Valley Times'],
  ['The post office reopened on Friday.', null],
] as const
for (const [line, name] of trailers) test(`"${line}" names ${name}`, () => equal(trailerOutlet(line), name))

const credits = [
  ['REUTERS', 'Reuters'],
  ['(AP)', 'Associated Press'],
  ['– EFE', 'EFE'],
  ['Source: Reuters', 'Reuters'],
  ['By The Associated Press', 'Associated Press'],
  ['© 2026 Reuters', 'Reuters'],
  ['Reuters reported on Wednesday', null],
  ['Harbour Post', null],
] as const
for (const [line, wire] of credits)
  test(`the credit line "${line}" gives ${wire}`, () => equal(wireOfCreditLine(line, BOOK), wire))

const datelines = [
  ['WASHINGTON (AP) — The call lasted an hour.', 'Associated Press'],
  ['BOGOTA, Jan 7 (Reuters) - The call lasted an hour.', 'Reuters'],
  ['Bogotá (EFE).- La llamada duró una hora.', 'EFE'],
  ['Agents of the agency (AP) were there.', null],
  ['The ministry (MFA) — as it is known — agreed.', null],
] as const
for (const [line, wire] of datelines)
  test(`the dateline of "${line}" gives ${wire}`, () => equal(wireOfDateline(line, BOOK), wire))

test('a byline with an agency makes the text its copy', () => {
  equal(wireOfByline('Jane Roe, Associated Press', BOOK), 'Associated Press')
  equal(wireOfByline('Jane Roe and Juan Paz', BOOK), null)
})
