import { z } from 'zod'
import { flagList } from './revisions.ts'
import { textList } from './columns.ts'

const word = z.string().nullable()

/** A stored reading, checked. */
export const readingShape = z
  .object({
    input: z.string(),
    url: word,
    outlet: word,
    title: word,
    dek: word,
    byline: word,
    publishedAt: word,
    lang: word,
    wire: word,
    text: z.string(),
    furniture: textList,
    flags: flagList,
    deleted: z.boolean(),
    keys: z.object({ addresses: textList, items: textList, titles: textList }).readonly().exactOptional(),
  })
  .readonly()
