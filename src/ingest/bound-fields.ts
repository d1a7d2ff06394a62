import type { ArticleReading } from '../news/article.ts'
import { isDisguised } from '../text/disguise.ts'
import { readsAsOrder } from '../text/orders.ts'
import { isForPrograms } from '../text/program-text.ts'

/** The longest headlines of newspapers have some 250 characters. What is longer would fill a channel by itself. */
const TITLE_LENGTH_MAX = 400
/** A dek is a paragraph at most; a byline names a team at most. */
const DEK_LENGTH_MAX = 1_500
const BYLINE_LENGTH_MAX = 400
/** What is longer is no newsroom's name. */
const NAME_LENGTH_MAX = 120

/**
 * The reading with its facts no longer than facts are: a brief shows them whole. A title, byline or name that gives orders,
 * or is written for programs, is none. The text is not touched.
 */
export function boundFields(reading: ArticleReading): ArticleReading {
  return {
    ...reading,
    title: boundTitle(reading.title),
    dek: clip(told(reading.dek), DEK_LENGTH_MAX),
    byline: clip(told(reading.byline), BYLINE_LENGTH_MAX),
    outlet: isNameLong(reading.outlet) ? null : told(reading.outlet),
    wire: isNameLong(reading.wire) ? null : told(reading.wire),
  }
}

export function boundTitle(title: string | null): string | null {
  return clip(told(title), TITLE_LENGTH_MAX)
}

/** Null for what is written for whoever reads it on. */
const told = (fact: string | null): string | null =>
  fact !== null && (readsAsOrder(fact) || isForPrograms(fact) || isDisguised(fact)) ? null : fact

const isNameLong = (name: string | null) => name !== null && name.length > NAME_LENGTH_MAX

function clip(fact: string | null, lengthMax: number): string | null {
  if (fact === null || fact.length <= lengthMax) return fact
  const head = fact.slice(0, lengthMax - 1)
  const blank = head.lastIndexOf(' ')
  const cut = blank > lengthMax / 2 ? blank : head.length - (head.isWellFormed() ? 0 : 1)
  return `${head.slice(0, cut)}…`
}
