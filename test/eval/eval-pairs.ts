import { existsSync, readFileSync } from 'node:fs'
import { compareClaims } from '../../src/claim/same-claim.ts'
import { detectLanguage, toTextLang } from '../../src/text/language.ts'
import type { EvalRow } from './eval-row.ts'

const FOLDER = new URL('../../../shared/data/pairs/', import.meta.url)

type Pair = { readonly a: string; readonly b: string; readonly similarity?: number; readonly same?: boolean }

/** The best score that needs no training, measured on the same files. */
const PEERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'headlines-2013': { 'character tf-idf': 0.723, Jaccard: 0.666 },
  'headlines-2014': { 'character tf-idf': 0.69, Jaccard: 0.635 },
  'headlines-2015': { 'character tf-idf': 0.767, Jaccard: 0.699 },
  'spanish-dev': { 'character tf-idf': 0.744 },
  'english-spanish-dev': { 'character tf-idf': 0.412 },
  'mrpc-val': { 'token Jaccard accuracy': 0.736 },
}

/** Pearson of `inspect pairs` on graded pairs, accuracy of `same` on MRPC; null where the data is absent. */
export function evalPairs(): EvalRow[] | null {
  if (!existsSync(FOLDER)) return null
  return Object.entries(PEERS).map(([name, peers]) => {
    const pairs = readFileSync(new URL(`${name}.jsonl`, FOLDER), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Pair)
    const answers = pairs.map(({ a, b }) =>
      compareClaims(a, b, { a: toTextLang(detectLanguage(a)), b: toTextLang(detectLanguage(b)) }),
    )
    if (name.startsWith('mrpc')) {
      const right = answers.filter(({ same }, at) => same === pairs[at]?.same).length
      return { name: `pairs ${name}: accuracy of same`, ours: right / pairs.length, peers }
    }
    const gold = pairs.map(({ similarity }) => similarity ?? 0)
    return {
      name: `pairs ${name}: Pearson`,
      ours: pearson(
        answers.map(({ score }) => score),
        gold,
      ),
      peers,
    }
  })
}

/** Pearson's product-moment correlation of two lists of one length. */
function pearson(one: readonly number[], other: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  const [meanOne, meanOther] = [mean(one), mean(other)]
  let product = 0
  let squaresOne = 0
  let squaresOther = 0
  for (const [at, value] of one.entries()) {
    const [a, b] = [value - meanOne, (other[at] ?? 0) - meanOther]
    product += a * b
    squaresOne += a * a
    squaresOther += b * b
  }
  return product / Math.sqrt(squaresOne * squaresOther)
}
