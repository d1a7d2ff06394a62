import { z } from 'zod'
import { durationField } from './fields.ts'

const NAME_LENGTH_MAX = 200
/** In units of the currency, and what money is counted in. */
const MONEY_MAX = 1_000_000
const MICROS = 1_000_000
/** A lower cosine tells nothing with any model. */
const SAME_FROM_MIN = 0.1
/**
 * What the makers of sentence-transformers take for near where nothing else is said (`community_detection`). No model was at
 * hand to choose it on: `npm run eval -- embeddings` tells, with yours, which figure fits English against Spanish.
 */
const SAME_FROM = 0.75

/** `embeddings:` of config/standfirst.yaml: a model that tells which sentences mean the same. */
export const embeddingsSchema = z
  .strictObject({
    /** As the server knows it; null: none is used. */
    model: z.string().trim().min(1).max(NAME_LENGTH_MAX).nullable().default(null),
    /** The cosine from which on two sentences may state the same. */
    sameFrom: z.number().min(SAME_FROM_MIN).max(1).default(SAME_FROM),
    /** What one call may take. */
    timeout: durationField('1s', '10m').prefault('30s'),
    /** What a million tokens cost, in the currency of `model.prices`; they count to the day of `model.budget`. */
    price: z.number().min(0).max(MONEY_MAX).default(0),
  })
  .prefault({})

type EmbeddingValues = z.output<typeof embeddingsSchema>

/** How vectors are made and used; money in millionths of a unit. */
export type EmbeddingSettings = {
  readonly model: string
  readonly sameFrom: number
  readonly timeoutMs: number
  readonly priceMicros: number
}

/** The settings as the program takes them; null: none are used. */
export function toEmbeddingSettings({ model, sameFrom, timeout, price }: EmbeddingValues): EmbeddingSettings | null {
  if (model === null) return null
  return { model, sameFrom, timeoutMs: timeout, priceMicros: Math.round(price * MICROS) }
}
