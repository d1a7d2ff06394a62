import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { joinArticles, type Candidate, type KeyClaim } from '../../src/store/join-articles.ts'

/** `a@x`, at x/a, seen in the order in which they stand; `a@-` without address. */
const candidates = (text: string): readonly Candidate[] =>
  text.split(' ').map((word, firstSeen) => {
    const [id = '', site = ''] = word.split('@')
    const isPlaced = site !== '-'
    return { id, url: isPlaced ? `address ${site}/${id}` : null, site: isPlaced ? site : null, firstSeen }
  })

/** `item 1: a=Storm in the north; b`: who claims a key, and under which title. */
const claims = (text: string): readonly KeyClaim[] =>
  text.split('\n').flatMap((line) => {
    const [key = '', claimants = ''] = line.trim().split(': ')
    const kind = key.startsWith('address') ? 'address' : key.startsWith('item') ? 'item' : 'title'
    return claimants.split('; ').map((claimant) => {
      const [article = '', title = ''] = claimant.split('=')
      return { key, kind, article, title }
    })
  })

/** Who are there, what they claim, and whom each turns out to be. */
const CASES = [
  ['nothing in common', 'a@x b@x', 'item 1: a; item 2: b', 'a b'],
  ['the address of one that led to the other', 'a@x b@x', 'address x/a: b', 'a a'],
  ['the same under unlike titles', 'a@x b@x', 'address x/a: a=Fish market; b=Storm south', 'a a'],
  ['the address of one that led to another site', 'a@x b@y c@x', 'address x/a: b; c', 'a b a'],
  ['an address that led to both', 'a@x b@x', 'address x/new: b=Storm north; a=Storm south', 'a a'],
  ['an address that led to whatever was newest', 'a@x b@x', 'address x/new: a=Fish market; b=Storm south', 'a b'],
  ['an address that led to two sites', 'a@x b@y', 'address x/new: a; b', 'a b'],
  ['the one seen first gives its name', 'b@x a@x', 'address x/1: a; b', 'b b'],
  ['an item, untitled', 'a@x b@x', 'item 1: a; b', 'a a'],
  ['an item under titles of which some are alike', 'a@x b@x', 'item 1: a=Fish; a=Storm north; b=Storm south', 'a a'],
  ['an item under unlike titles', 'a@x b@x', 'item 1: a=Fish market; b=Storm south', 'a b'],
  [
    'unlike titles of what one address leads to',
    'a@x b@x',
    'item 1: a=Fish market; b=Storm south\n address x/a: b',
    'a a',
  ],
  ['an item that five claim', 'a@x b@x c@x d@x e@x', 'item 1: a; b; c; d; e', 'a b c d e'],
  ['a title that two pages claim', 'a@x b@x', 'title t: a; b', 'a b'],
  ['one without address, by its title', 'a@x b@-', 'title t: a; b', 'a a'],
  ['one without address gives its name to no page', 'a@- b@x', 'title t: a; b', 'b b'],
  ['one without address that fits two pages', 'a@x b@x c@-', 'title t: a; b; c', 'a b c'],
  ['one without address joins no two pages', 'a@x b@x c@-', 'title t: a; c\n item 1: b; c', 'a b b'],
  ['two without address, led to one page by either', 'a@- b@- c@x', 'item 1: a; b\n title t: b; c', 'c c c'],
] as const

for (const [name, who, what, whom] of CASES) {
  test(`articles joined: ${name}`, () => {
    const all = candidates(who)
    for (const order of [claims(what), claims(what).toReversed()]) {
      const heads = joinArticles(all, order)
      equal(all.map(({ id }) => heads.get(id)).join(' '), whom)
    }
  })
}
