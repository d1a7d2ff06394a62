import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TextRelationKind } from '../../src/news/story.ts'
import { inspectGroups } from '../../src/pipeline/inspect/inspect-files.ts'
import { readLooseFiles } from '../../src/pipeline/loose-files.ts'
import { makeCases, type CopyCase } from './copies.ts'
import { readMaterial } from './copies-material.ts'
import type { EvalRow } from './eval-row.ts'
import { alikeByMinHash, alikeByTfIdf, groupAlike, type AlikePair } from './peers/duplicates.ts'

/** What `inspect groups` was tuned on: these topics with these seeds. */
export const TUNED_ON = { topics: ['mj', 'ecb-odd'], from: 1, count: 60 } as const
/** What is reported: other topics, other seeds. */
export const HELD_APART = { topics: ['ecb-even', 'egypt', 'haiti', 'finan'], from: 30_001, count: 100 } as const

export type CaseSet = { readonly topics: readonly string[]; readonly from: number; readonly count: number }

/** Cases of a set; null where the data is not here. */
export function casesOf({ topics, from, count }: CaseSet): readonly CopyCase[] | null {
  const material = topics.flatMap((topic) => {
    const articles = readMaterial(topic)
    return articles === null ? [] : [articles]
  })
  return material.length === topics.length ? makeCases(material, from, count) : null
}

export type Answer = Awaited<ReturnType<typeof answer>>

/** What `inspect groups` answers for the texts, read from files as the command reads them; paths are their names. */
export async function answer(texts: CopyCase['texts']) {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-groups-'))
  try {
    const inner = join(folder, 'case')
    await mkdir(inner)
    for (const { name, text } of texts) await writeFile(join(inner, name), text)
    const files = await readLooseFiles([inner], [], new AbortController().signal)
    const bare = files.map((file) => ({ ...file, path: file.path.split('/').at(-1) ?? file.path }))
    return inspectGroups(bare, [])
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Adjusted Rand index of two partitions of the same things (Hubert, Arabie 1985); 1 where both are the same. */
export function adjustedRand(one: readonly (readonly string[])[], other: readonly (readonly string[])[]): number {
  const placeIn = new Map(other.flatMap((group, at) => group.map((name): [string, number] => [name, at])))
  let both = 0
  for (const group of one) {
    const counts = Map.groupBy(group, (name) => placeIn.get(name) ?? -1)
    for (const members of counts.values()) both += pairsOf(members.length)
  }
  const inOne = one.reduce((sum, group) => sum + pairsOf(group.length), 0)
  const inOther = other.reduce((sum, group) => sum + pairsOf(group.length), 0)
  const all = pairsOf(one.reduce((sum, group) => sum + group.length, 0))
  const expected = all === 0 ? 0 : (inOne * inOther) / all
  const most = (inOne + inOther) / 2
  return most === expected ? 1 : (both - expected) / (most - expected)
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2
}

const KINDS: readonly TextRelationKind[] = ['copy', 'rewrite', 'shared-wire', 'independent']

/** Precision and recall of pairs in one, with the figures they come of. */
export function pairF1(truth: readonly (readonly string[])[], groups: readonly (readonly string[])[]): number {
  const placeIn = new Map(groups.flatMap((group, at) => group.map((name): [string, number] => [name, at])))
  const inTruth = truth.reduce((sum, group) => sum + pairsOf(group.length), 0)
  const inGroups = groups.reduce((sum, group) => sum + pairsOf(group.length), 0)
  const both = truth.reduce(
    (sum, group) =>
      sum +
      [...Map.groupBy(group, (name) => placeIn.get(name)).values()].reduce(
        (all, { length }) => all + pairsOf(length),
        0,
      ),
    0,
  )
  return inTruth + inGroups === 0 ? 1 : (2 * both) / (inTruth + inGroups)
}

export type Measured = {
  readonly ari: number
  readonly counted: number
  readonly kindsRight: number
  /** By how a pair was made: how many pairs were answered as which kind. */
  readonly confusion: ReadonlyMap<string, Readonly<Record<string, number>>>
}

/** How the answers to cases agree with how they were made. */
export async function measure(
  cases: readonly CopyCase[],
  onWrong: (made: CopyCase, got: Answer) => void,
): Promise<Measured> {
  const confusion = new Map<string, Record<string, number>>()
  let ari = 0
  let counted = 0
  let right = 0
  let pairs = 0
  for (const made of cases) {
    const got = await answer(made.texts)
    const agreement = adjustedRand(made.groups, got.groups)
    ari += agreement / cases.length
    counted += (made.groups.length === got.groups.length ? 1 : 0) / cases.length
    if (agreement < 1) onWrong(made, got)
    for (const { a, b, kind, how } of made.pairs) {
      const found = got.relations.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a))
      const answered = found?.kind ?? 'independent'
      const row = `${kind} · ${how}`
      const counts = confusion.get(row) ?? Object.fromEntries(KINDS.map((each) => [each, 0]))
      counts[answered] = (counts[answered] ?? 0) + 1
      confusion.set(row, counts)
      pairs += 1
      if (answered === kind) right += 1
    }
  }
  return { ari, counted, kindsRight: right / Math.max(1, pairs), confusion }
}

const EDITS = new URL('../../../shared/data/edits/wikinews-dev.jsonl', import.meta.url)

/** Both versions of each edited article: near-duplicates of each other and of nothing else; null without the data. */
export function readVersions(): { texts: CopyCase['texts']; groups: readonly (readonly string[])[] } | null {
  if (!existsSync(EDITS)) return null
  const rows = readFileSync(EDITS, 'utf8').trim().split('\n')
  const versions = rows.flatMap((line, at) => {
    const { id, before, after } = JSON.parse(line) as { id: string; before: string; after: string }
    return [
      { id, name: `${at}-before.txt`, text: before },
      { id, name: `${at}-after.txt`, text: after },
    ]
  })
  // One article is there with two edits.
  const groups = Map.groupBy(versions, ({ id }) => id)
  return { texts: versions, groups: [...groups.values()].map((group) => group.map(({ name }) => name)) }
}

type Scored = { readonly ari: number; readonly counted: number }

const PEERS = { 'tf-idf': alikeByTfIdf, 'MinHash LSH': alikeByMinHash } as const
/** A peer's best threshold is looked for in these steps on the very data it is measured on: it gets the benefit. */
const THRESHOLDS = Array.from({ length: 19 }, (_, at) => (at + 1) * 0.05)

function bestOf(score: (min: number) => number): number {
  return Math.max(...THRESHOLDS.map(score))
}

/** Peers on the cases, each at the threshold best for the figure. */
function scorePeers(cases: readonly CopyCase[]): Readonly<Record<string, Scored>> {
  const mean = (score: (made: CopyCase, at: number) => number) =>
    cases.reduce((sum, made, at) => sum + score(made, at), 0) / cases.length
  return Object.fromEntries(
    Object.entries(PEERS).map(([name, findAlike]) => {
      const alike = cases.map(({ texts }) => findAlike(texts))
      const groupsOf = ({ texts }: CopyCase, at: number, min: number) => groupAlike(texts, alike[at] ?? [], min)
      const ari = bestOf((min) => mean((made, at) => adjustedRand(made.groups, groupsOf(made, at, min))))
      const counted = bestOf((min) =>
        mean((made, at) => (made.groups.length === groupsOf(made, at, min).length ? 1 : 0)),
      )
      return [name, { ari, counted }]
    }),
  )
}

function figures(peers: Readonly<Record<string, Scored>>, figure: keyof Scored): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(peers).map(([name, scored]) => [name, scored[figure]]))
}

/** Groups and counts of generated cases held apart, and versions of edited articles; null where the data is absent. */
export async function evalGroups(): Promise<readonly EvalRow[] | null> {
  const [cases, versions] = [casesOf(HELD_APART), readVersions()]
  if (cases === null || versions === null) return null
  const measured = await measure(cases, () => undefined)
  console.error(`relation kinds of ${cases.length} cases: made as, by how → answered as`)
  console.error(tableOf(measured.confusion))
  const peers = scorePeers(cases)
  const answered = await answer(versions.texts)
  const onVersions = (pairs: readonly AlikePair[]) =>
    bestOf((min) => pairF1(versions.groups, groupAlike(versions.texts, pairs, min)))
  return [
    { name: 'groups generated: mean ARI', ours: measured.ari, peers: figures(peers, 'ari'), bar: 0.95 },
    {
      name: 'groups generated: texts counted right',
      ours: measured.counted,
      peers: figures(peers, 'counted'),
      bar: 0.9,
    },
    { name: 'groups generated: relation kind right', ours: measured.kindsRight, peers: {} },
    {
      name: 'groups edits: pair F1',
      ours: pairF1(versions.groups, answered.groups),
      peers: Object.fromEntries(
        Object.entries(PEERS).map(([name, findAlike]) => [name, onVersions(findAlike(versions.texts))]),
      ),
      bar: 0.99,
    },
  ]
}

function tableOf(confusion: Measured['confusion']): string {
  const rows = [...confusion].toSorted(([one], [other]) => one.localeCompare(other))
  const line = (cells: readonly (string | number)[]) =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(36) : String(cell).padStart(12))).join('')
  return [
    line(['', ...KINDS]),
    ...rows.map(([made, counts]) => line([made, ...KINDS.map((kind) => counts[kind] ?? 0)])),
  ].join('\n')
}
