import { z } from 'zod'
import { DATAMARK, visibleText } from './plain-line.ts'

/** What a line of an answer is for. `why`: why it matters, where a source says so. */
export const LINE_KINDS = ['headline', 'lede', 'line', 'why'] as const
export type LineKind = (typeof LINE_KINDS)[number]

/** A line as a model proposes it: numbers of the claims it names, and those that no claim has. */
export type Proposal = {
  readonly kind: LineKind
  readonly text: string
  readonly claims: readonly number[]
  readonly unknown: readonly number[]
}

/** Claims one line may rest on: two that merely stand near each other are two lines. */
const CLAIMS_PER_LINE_MAX = 3
/** Entries read for each claim that was given, and besides: a model that runs away is not followed. */
const ENTRIES_PER_CLAIM = 2
const ENTRIES_BESIDES = 4
/** Characters read of one line: more than any line may have, so that one too long is seen to be. */
const TEXT_READ_MAX = 2_000
/** Unknown numbers that are named to it. */
const UNKNOWN_MAX = 5

const ENTRY = z.object({
  text: z.string(),
  claims: z.array(z.unknown()).or(z.unknown().transform((one) => [one])),
  kind: z.enum(LINE_KINDS).catch('line'),
})
const REPLY = z.object({ lines: z.array(z.unknown()) }).or(z.array(z.unknown()).transform((lines) => ({ lines })))

/**
 * The JSON schema of an answer: lines that name claims by an enum of the numbers given. Every property is required and
 * none is added, as strict servers want it.
 */
export function replySchema(numbers: readonly number[], kinds: readonly LineKind[] = LINE_KINDS) {
  const claims = z
    .array(z.literal([...numbers]))
    .min(1)
    .max(CLAIMS_PER_LINE_MAX)
  const line = z.strictObject({ kind: z.enum(kinds), text: z.string(), claims })
  const { $schema: _, ...json } = z.toJSONSchema(z.strictObject({ lines: z.array(line) }))
  return json
}

/** The lines of an answer of any form: what is no line is left out and counted, and nothing throws. */
export function readReply(
  json: unknown,
  given: ReadonlySet<number>,
): { readonly proposals: readonly Proposal[]; readonly dropped: number } {
  const reply = REPLY.safeParse(json)
  if (!reply.success) return { proposals: [], dropped: 1 }
  const readMax = given.size * ENTRIES_PER_CLAIM + ENTRIES_BESIDES
  const seen = new Set<string>()
  const proposals = reply.data.lines.slice(0, readMax).flatMap((entry): readonly Proposal[] => {
    const parsed = ENTRY.safeParse(entry)
    if (!parsed.success) return []
    const text = tidyReply(parsed.data.text)
    const key = `${parsed.data.kind} ${text}`
    if (text === '' || seen.has(key)) return []
    seen.add(key)
    const numbers = [...new Set(parsed.data.claims.map(Number))]
    return [
      {
        kind: parsed.data.kind,
        text,
        claims: numbers.filter((n) => given.has(n)).slice(0, CLAIMS_PER_LINE_MAX),
        unknown: numbers.filter((n) => !given.has(n)).slice(0, UNKNOWN_MAX),
      },
    ]
  })
  return { proposals, dropped: reply.data.lines.length - proposals.length }
}

/** Marks of the request that a model copied along are no part of its line. */
function tidyReply(text: string): string {
  return visibleText(text.slice(0, TEXT_READ_MAX).replaceAll(DATAMARK, ' '))
}
