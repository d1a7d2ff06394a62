import { equal, rejects } from 'node:assert/strict'
import { isNewsError } from '../../src/news/errors.ts'
import { articleId, storyId, type ArticleId } from '../../src/news/ids.ts'
import type { StoredRevision } from '../../src/story/story-store.ts'
import type { Ports, StoreTest } from './store-contract.ts'
import { equalFacts, at, brief, daily, harbour, HARBOUR, keep } from './store-samples.ts'

const NOWHERE = storyId('nowhere')
const PLENTY = 100

export function storyContract(testStore: StoreTest): void {
  definitionContract(testStore)
  memberContract(testStore)
  matchingContract(testStore)
}

function definitionContract(testStore: StoreTest): void {
  testStore('a story comes back as it was added, and cannot be added twice', async ({ stories }) => {
    await stories.addStory(harbour)
    await rejects(stories.addStory(harbour), (error) => isNewsError(error, 'story-exists'))
    equalFacts(await stories.listStories(), [harbour])
  })

  testStore('seeding brings a story up to date and keeps its articles', async ({ articles, stories }) => {
    await stories.seedStory(harbour)
    const id = await keep(articles, 'cranes', 'A', '10:00')
    await stories.addToStory(HARBOUR, [{ article: id, because: 'all words in the title' }])
    const changed = { ...harbour, title: 'Docks', query: 'docks', aliases: [], window: { from: null, to: null } }
    await stories.seedStory(changed)
    equalFacts(await stories.listStories(), [changed])
    equalFacts(await stories.listMembers(HARBOUR), [id])
  })

  testStore('a removed story takes its ledger, editions, subscriptions and marks, not its articles', async (store) => {
    const { articles, stories, ledger, editions, deliveries, reader } = store
    await stories.addStory(harbour)
    const id = await keep(articles, 'cranes', 'A', '10:00')
    await stories.addToStory(HARBOUR, [{ article: id, because: 'because' }])
    await ledger.saveChange(HARBOUR, {
      engine: '1',
      basedOn: 0,
      through: at('10:00'),
      mode: 'replace',
      arrivals: (await ledger.findHead(HARBOUR)).arrivals,
      rows: [],
      relations: [],
      origins: [],
      traces: [],
    })
    await editions.saveEdition(brief('e1', '10:00'))
    await deliveries.saveSubscription(daily)
    await reader.saveReadMark('ann', HARBOUR, at('10:00'))

    equal(await stories.removeStory(HARBOUR), true)
    equal(await stories.removeStory(HARBOUR), false)
    equalFacts(await stories.listStories(), [])
    await stories.addStory(harbour)
    equalFacts(await stories.listMembers(HARBOUR), [])
    equal((await ledger.findHead(HARBOUR)).engine, '')
    equal(await editions.findLatestEdition(HARBOUR), null)
    equalFacts(await deliveries.listSubscriptions(), [])
    equal(await reader.findReadMark('ann', HARBOUR), null)
    equal((await articles.findArticle(id))?.latest.text, 'A')
  })

  testStore(
    'what belongs to an unknown story is refused',
    async ({ articles, stories, editions, deliveries, reader }) => {
      const id = await keep(articles, 'cranes', 'A', '10:00')
      await rejects(stories.addToStory(NOWHERE, [{ article: id, because: 'because' }]), storyUnknown)
      await rejects(editions.saveEdition(brief('e1', '10:00')), storyUnknown)
      await rejects(deliveries.saveSubscription(daily), storyUnknown)
      await rejects(reader.saveReadMark('ann', NOWHERE, at('10:00')), storyUnknown)
      await stories.addStory(harbour)
      await rejects(stories.addToStory(HARBOUR, [{ article: articleId('a0'), because: 'because' }]), (error) =>
        isNewsError(error, 'article-unknown'),
      )
    },
  )

  testStore('articles join a story all at once, or none of them does', async ({ articles, stories }) => {
    await stories.addStory(harbour)
    const [cranes, docks] = [await keep(articles, 'cranes', 'A', '10:00'), await keep(articles, 'docks', 'B', '11:00')]
    const joining = [cranes, docks].map((article) => ({ article, because: 'because' }))
    const unknown = { article: articleId('a0'), because: 'because' }
    await rejects(stories.addToStory(HARBOUR, [...joining, unknown]), (error) => isNewsError(error, 'article-unknown'))
    equalFacts(await stories.listMembers(HARBOUR), [])
    await stories.addToStory(HARBOUR, [])
    await stories.addToStory(HARBOUR, [...joining, ...joining])
    equalFacts(await stories.listMembers(HARBOUR), [cranes, docks])
  })
}

function memberContract(testStore: StoreTest): void {
  testStore('members are listed oldest first, each once', async (store) => {
    const [young, old] = await twoMembers(store)
    await store.stories.addToStory(HARBOUR, [{ article: old, because: 'again' }])
    equalFacts(await store.stories.listMembers(HARBOUR), [old, young])
  })

  testStore(
    "a story's revisions as of a moment come in order, with their articles as they then stood",
    async (store) => {
      await twoMembers(store)
      await keep(store.articles, 'stranger', 'X', '09:30')
      await keep(store.articles, 'cranes', 'A2', '11:00')
      const shown = async (moment?: string) =>
        (await store.stories.listStoryRevisions(HARBOUR, moment === undefined ? undefined : at(moment))).map(
          ({ article, revision }) => `${revision.text} of ${article.latest.text}`,
        )
      equalFacts(await shown('08:59'), [])
      equalFacts(await shown('10:00'), ['B of B', 'A of A'])
      equalFacts(await shown(), ['B of B', 'A of A2', 'A2 of A2'])
    },
  )
}

function matchingContract(testStore: StoreTest): void {
  testStore('a revision waits for matching once a story, oldest first', async ({ articles, stories }) => {
    await keep(articles, 'cranes', 'A', '10:00')
    await stories.addStory(harbour)
    await stories.addStory({ ...harbour, id: NOWHERE })
    await keep(articles, 'docks', 'B', '09:00')
    await keep(articles, 'cranes', 'A2', '11:00')
    const first = await stories.listUnmatched(HARBOUR, 2)
    equalFacts(texts(first), ['B', 'A'])
    equal(first[1]?.article.latest.text, 'A2')
    await stories.markMatched(HARBOUR, first)
    await stories.markMatched(HARBOUR, first)
    equalFacts(texts(await stories.listUnmatched(HARBOUR, PLENTY)), ['A2'])
    equalFacts(texts(await stories.listUnmatched(NOWHERE, PLENTY)), ['B', 'A', 'A2'])
  })

  testStore('what arrives between listing and marking is found, however old', async ({ articles, stories }) => {
    await stories.addStory(harbour)
    await keep(articles, 'cranes', 'A', '10:00')
    const listed = await stories.listUnmatched(HARBOUR, PLENTY)
    await keep(articles, 'cranes', 'A0', '08:00')
    await keep(articles, 'docks', 'B', '09:00')
    await stories.markMatched(HARBOUR, listed)
    equalFacts(texts(await stories.listUnmatched(HARBOUR, PLENTY)), ['A0', 'B'])
  })

  testStore('a text found to be older than known is looked at again', async ({ articles, stories }) => {
    await stories.addStory(harbour)
    await keep(articles, 'cranes', 'A', '10:00')
    await stories.markMatched(HARBOUR, await stories.listUnmatched(HARBOUR, PLENTY))
    await keep(articles, 'cranes', 'A', '08:00')
    equalFacts(texts(await stories.listUnmatched(HARBOUR, PLENTY)), ['A'])
  })

  testStore(
    'a changed query looks at every revision again; a changed title does not',
    async ({ articles, stories }) => {
      await stories.seedStory(harbour)
      await keep(articles, 'cranes', 'A', '10:00')
      await stories.markMatched(HARBOUR, await stories.listUnmatched(HARBOUR, PLENTY))
      await stories.seedStory({ ...harbour, title: 'Docks' })
      equalFacts(await stories.listUnmatched(HARBOUR, PLENTY), [])
      await stories.seedStory({ ...harbour, query: 'docks' })
      equalFacts(texts(await stories.listUnmatched(HARBOUR, PLENTY)), ['A'])
    },
  )
}

function texts(revisions: readonly StoredRevision[]): readonly string[] {
  return revisions.map(({ revision }) => revision.text)
}

async function twoMembers({ articles, stories }: Ports): Promise<readonly [ArticleId, ArticleId]> {
  await stories.addStory(harbour)
  const young = await keep(articles, 'cranes', 'A', '10:00')
  const old = await keep(articles, 'docks', 'B', '09:00')
  for (const id of [young, old]) await stories.addToStory(HARBOUR, [{ article: id, because: 'because' }])
  return [young, old]
}

function storyUnknown(error: unknown): boolean {
  return isNewsError(error, 'story-unknown')
}
