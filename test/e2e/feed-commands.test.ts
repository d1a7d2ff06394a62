import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, test, type TestContext } from 'node:test'
import { makeDeskFolder, STORY, type DeskFolder } from './desk-folder.ts'
import * as shapes from './json-shapes.ts'
import { articlePage, feedOf, LOOPBACK_FETCH, startOutlet, type LoopbackOutlet } from './loopback-outlet.ts'

const TALKS = { path: '/news/leaders-speak-by-telephone', title: 'Leaders speak by telephone' }
const VISIT = { path: '/news/visit-is-prepared', title: 'Visit is prepared' }
const TEXT = [
  'President Donald Trump and Gustavo Petro spoke by telephone on Wednesday, officials of both governments said.',
  'The two presidents talked for about an hour, and both called it a good conversation, the White House said.',
  'A visit is being prepared for the first week of February, an aide of the foreign minister told reporters.',
  'The embassy will publish the details of the programme when both sides have agreed on them, the aide said.',
]
const CONSENT = `<!doctype html><html lang="en"><head><title>Before you continue</title></head><body>
  <h1>We value your privacy</h1><p>We and our 120 partners use cookies. Accept all cookies to continue to the site.</p>
  <button>Accept all</button><button>Reject all</button></body></html>`
const HOME = `<!doctype html><html lang="en"><head><title>The Harbour Post</title>
  <link rel="alternate" type="application/rss+xml" title="All news" href="/feed.xml">
  <link rel="alternate" type="application/rss+xml" title="Sport" href="/sport.xml"></head><body><p>News</p></body></html>`

type Place = { readonly desk: DeskFolder; readonly outlet: LoopbackOutlet }

/** A desk that may ask one outlet of this machine: its front page names a feed of two articles. */
async function open(context: TestContext): Promise<Place> {
  const outlet = await startOutlet()
  context.after(() => outlet.close())
  outlet.put('/', { body: HOME })
  outlet.put('/feed.xml', { body: feedOf(outlet.origin, [TALKS, VISIT]), etag: '"1"' })
  outlet.put(TALKS.path, { body: articlePage(TALKS.title, TEXT) })
  outlet.put(VISIT.path, { body: CONSENT })
  return { outlet, desk: await makeDeskFolder({ settings: `zone: America/Bogota\n${LOOPBACK_FETCH}` }) }
}

const listed = async (desk: DeskFolder) =>
  shapes.feeds.parse(JSON.parse((await desk.ask(['feeds', '--json'])).out)).feeds

describe('feeds', () => {
  test('without any, says how to follow one', async (context) => {
    const { desk } = await open(context)
    const { code, out } = await desk.ask(['feeds'])
    equal(code, 0)
    match(out, /none: standfirst feeds add URL/)
  })

  test('add: of a page the best feed is added and the others are named; an address twice is told', async (context) => {
    const { desk, outlet } = await open(context)
    const added = await desk.ask(['feeds', 'add', `${outlet.origin}/`, '--outlet', 'Harbour Post'])
    equal(added.code, 0, added.err)
    ok(added.out.startsWith(`Added: ${outlet.origin}/feed.xml (The Harbour Post, 2 items)\n`), added.out)
    ok(added.out.includes(`The page also names: ${outlet.origin}/sport.xml  Sport`))
    match((await desk.ask(['feeds', 'add', `${outlet.origin}/feed.xml`])).out, /is followed already/)
    deepEqual(
      (await listed(desk)).map(({ url, outlet: name, state, articles }) => [url, name, state, articles]),
      [[`${outlet.origin}/feed.xml`, 'Harbour Post', 'unchecked', 0]],
    )
  })

  for (const [what, path, told] of [
    ['a page that is not there', '/nowhere', /\/nowhere: the server knows no such page; check the address \(404\)/],
    ['a page that names no feed', VISIT.path, /this is a page that names no feed/],
  ] as const) {
    test(`add: ${what} is a fault, and nothing is added but with --unchecked`, async (context) => {
      const { desk, outlet } = await open(context)
      outlet.put('/feed.xml', { status: 404 })
      const address = `${outlet.origin}${path}`
      const { code, err } = await desk.ask(['feeds', 'add', address])
      equal(code, 1)
      match(err, told)
      equal((await listed(desk)).length, 0)
      equal((await desk.ask(['feeds', 'add', address, '--unchecked'])).code, 0)
      equal((await listed(desk))[0]?.url, address)
    })
  }

  test('add: where a page names none, the places are tried where feeds mostly are', async (context) => {
    const { desk, outlet } = await open(context)
    match((await desk.ask(['feeds', 'add', `${outlet.origin}${VISIT.path}`])).out, /^Added: http:\S+\/feed\.xml /)
  })

  test('add: what is no address is a wrong command line', async (context) => {
    const { desk } = await open(context)
    for (const text of ['ftp://post.example/feed', 'feed', 'https://']) {
      equal((await desk.ask(['feeds', 'add', text])).code, 2, text)
    }
  })

  test('check: asks now, reads the pages, tells what came, and ends with 1 where a feed fails', async (context) => {
    const { desk, outlet } = await open(context)
    const gone = `${outlet.origin}/old.xml`
    await desk.ask(['feeds', 'add', `${outlet.origin}/feed.xml`])
    const well = await desk.ask(['feeds', 'check'])
    equal(well.code, 0, well.err)
    match(well.out, /2 new items/)
    match(well.out, /2 pages read; new or changed: 1/)
    match(well.out, /Pages that were not read\s+\S+\/news\/visit-is-prepared\s+\S+/)
    equal((await listed(desk))[0]?.articles, 1)
    match((await desk.ask(['brief', STORY])).out, /1 article/)

    await desk.ask(['feeds', 'add', gone, '--unchecked'])
    const { code, out, err } = await desk.ask(['feeds', 'check', '--json'])
    equal(code, 1)
    match(err, /1 of 2 feeds brought nothing/)
    const told = JSON.parse(out)
    deepEqual(
      told.feeds.map((feed: { newItems: number; failed: boolean; state: string }) => [
        feed.newItems,
        feed.failed,
        feed.state,
      ]),
      [
        [0, false, 'ok'],
        [0, true, 'failing'],
      ],
    )
    const doctor = await desk.ask(['doctor'])
    equal(doctor.code, 1)
    match(doctor.out, /ok +feeds: 2 followed; well: 1; failing: 1/)
    match(doctor.out, /FAULT +feed http:\S+old\.xml: failing since \d\d:\d\d: \S+ knows no such page \(404\)/)
  })

  test('ingest of a page that is gone for good withdraws what was stored of it; of another it is a fault', async (context) => {
    const { desk, outlet } = await open(context)
    const address = `${outlet.origin}${TALKS.path}`
    equal((await desk.ask(['ingest', address])).code, 0)
    outlet.put(TALKS.path, { status: 410 })
    outlet.put('/news/never-stored', { status: 410 })
    const down = await desk.ask(['ingest', address, '--json'])
    equal(down.code, 0, down.err)
    deepEqual(
      JSON.parse(down.out).articles.map(({ kind }: { kind: string }) => kind),
      ['deleted'],
    )
    match((await desk.ask(['brief', STORY])).out, /0 articles/)
    const never = await desk.ask(['ingest', `${outlet.origin}/news/never-stored`])
    equal(never.code, 1)
    match(never.err, /taken down for good \(410\)/)
  })

  test('check of one feed asks no other; remove lets it go, and what it brought stays', async (context) => {
    const { desk, outlet } = await open(context)
    const [one, other] = [`${outlet.origin}/feed.xml`, `${outlet.origin}/other.xml`]
    await desk.ask(['feeds', 'add', one, other, '--unchecked'])
    equal((await desk.ask(['feeds', 'check', one])).code, 0)
    equal(outlet.asked.includes('/other.xml'), false)
    equal((await desk.ask(['feeds', 'remove', other, one])).code, 0)
    equal((await listed(desk)).length, 0)
    match((await desk.ask(['brief', STORY])).out, /1 article/)
    equal((await desk.ask(['feeds', 'remove', one])).code, 1)
    equal((await desk.ask(['feeds', 'check', one])).code, 1)
  })

  test('export and import: the list of one store is that of another', async (context) => {
    const { desk, outlet } = await open(context)
    await desk.ask(['feeds', 'add', `${outlet.origin}/feed.xml`, '--outlet', 'Harbour & Post'])
    const { out } = await desk.ask(['feeds', 'export'])
    const file = await desk.write('feeds.opml', out)
    match((await desk.ask(['feeds', 'import', file])).out, /0 added, 1 followed already/)
    const empty = await makeDeskFolder()
    match((await empty.ask(['feeds', 'import', file])).out, /1 added\./)
    deepEqual(
      (await listed(empty)).map(({ url, outlet: name }) => [url, name]),
      [[`${outlet.origin}/feed.xml`, 'Harbour & Post']],
    )
    equal((await empty.ask(['feeds', 'import', await empty.write('page.opml', HOME)])).code, 1)
  })

  test('check: when it is stopped, the feed is free again', async (context) => {
    const { desk, outlet } = await open(context)
    outlet.put('/slow.xml', 'hang')
    await desk.ask(['feeds', 'add', `${outlet.origin}/slow.xml`, '--unchecked'])
    const check = desk.start(['feeds', 'check'])
    while (!outlet.asked.includes('/slow.xml')) await new Promise((resolve) => setTimeout(resolve, 20))
    const began = performance.now()
    check.child.kill('SIGINT')
    const { code, err } = await check.ended
    equal(code, 1, err)
    ok(performance.now() - began < 5_000)
    match(err, /Stopped by SIGINT/)
    outlet.put('/slow.xml', { body: feedOf(outlet.origin, [TALKS]) })
    match((await desk.ask(['feeds', 'check'])).out, /1 new item/)
  })
})

describe('ingest of addresses', () => {
  test('a page is an article; the same again is unchanged; another text is a revision', async (context) => {
    const { desk, outlet } = await open(context)
    const address = `${outlet.origin}${TALKS.path}`
    const ingest = async () => JSON.parse((await desk.ask(['ingest', address, '--json'])).out)
    const first = await ingest()
    deepEqual(first, {
      articles: [{ kind: 'new', article: first.articles[0].article, revision: 1, input: address, url: address }],
      faults: [],
      stories: [{ story: STORY, matched: 1, entered: 1 }],
      later: [],
    })
    equal((await ingest()).articles[0].kind, 'unchanged')
    outlet.put(TALKS.path, {
      body: articlePage(
        TALKS.title,
        TEXT.map((text) => text.replace('an hour', 'two hours')),
      ),
    })
    deepEqual(
      [(await ingest()).articles].flat().map(({ kind, revision }) => [kind, revision]),
      [['revised', 2]],
    )
  })

  test('a feed brings what its pages say; a page that is none is told, and not kept', async (context) => {
    const { desk, outlet } = await open(context)
    const { code, out, err } = await desk.ask(['ingest', `${outlet.origin}/feed.xml`])
    equal(code, 0, err)
    match(out, /^1 article: 1 new; 1 for trump-petro; 1 page was not read\n$/)
    match(err, /2 of 2 pages read\n/)
    match(err, /visit-is-prepared: not read now: it asks for consent/)
  })

  test('a page that is no article is a fault, and everything else is stored', async (context) => {
    const { desk, outlet } = await open(context)
    const paths = [VISIT.path, '/nowhere', TALKS.path].map((path) => `${outlet.origin}${path}`)
    const { code, out, err } = await desk.ask(['ingest', ...paths])
    equal(code, 1)
    match(err, /visit-is-prepared: it asks for consent to cookies/)
    match(err, /nowhere: the server knows no such page/)
    match(out, /^1 article: 1 new/)
  })

  test('--story, --seen-at and --as mean what they mean for files', async (context) => {
    const { desk, outlet } = await open(context)
    const as = 'https://www.meridianwire.example/world/talks'
    outlet.put('/copy', {
      body: articlePage(
        'A meeting of the council',
        TEXT.map((text) => text.replace(/Trump|Petro/g, 'X')),
      ),
    })
    const { code, err } = await desk.ask([
      'ingest', `${outlet.origin}/copy`, '--as', as, '--seen-at', '2026-01-08T09:00:00Z', '--story', STORY,
    ]) // prettier-ignore
    equal(code, 0, err)
    const { sources } = shapes.sources.parse(JSON.parse((await desk.ask(['sources', STORY, '--json'])).out))
    deepEqual(
      sources.map(({ url, seenAt }) => [url, seenAt]),
      [[as, '2026-01-08T09:00:00Z']],
    )
    equal((await desk.ask(['ingest', `${outlet.origin}/feed.xml`, '--as', as])).code, 2)
  })
})

describe('inspect of addresses', () => {
  test('gives what it gives of the same file, and keeps nothing', async (context) => {
    const { desk, outlet } = await open(context)
    for (const [kind, path, name] of [
      ['page', TALKS.path, 'saved.html'],
      ['feed', '/feed.xml', 'saved.xml'],
    ] as const) {
      const live = JSON.parse((await desk.ask(['inspect', kind, `${outlet.origin}${path}`, '--json'])).out)
      const body = await (await fetch(`${outlet.origin}${path}`)).text()
      const saved = JSON.parse((await desk.ask(['inspect', kind, await desk.write(name, body), '--json'])).out)
      deepEqual(Object.keys(live), Object.keys(saved))
      equal(live.title, saved.title)
    }
    await readFile(desk.db).then(
      () => ok(false, 'a store was made'),
      () => undefined,
    )
    const { code, err } = await desk.ask(['inspect', 'page', `${outlet.origin}/nowhere`])
    equal(code, 1)
    match(err, /the server knows no such page/)
  })

  test('an address of this machine that the configuration does not allow is not asked', async (context) => {
    const { outlet } = await open(context)
    const desk = await makeDeskFolder()
    const { code } = await desk.ask(['inspect', 'page', `${outlet.origin}${TALKS.path}`])
    equal(code, 1)
    deepEqual(outlet.asked, [])
  })
})
