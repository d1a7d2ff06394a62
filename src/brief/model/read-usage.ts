import type { ModelUsage } from './model.ts'

/**
 * A server counts with its own tokeniser and puts words of its own around ours: what it counts lies below so many times
 * the estimate and so many tokens besides. No text has more tokens than bytes, about four times the estimate's.
 */
const INPUT_TIMES_MAX = 4
const INPUT_BESIDES_MAX = 2_000
/** No model answers longer, its thoughts included. */
const OUTPUT_MAX = 131_072

type ToldUsage = { readonly input: number | null | undefined; readonly output: number | null | undefined }

/**
 * Tokens as the server counts them, where that can be; else our estimate. One false count would use up a day's budget, and
 * one of nothing would never.
 */
export function readUsage({ input, output }: ToldUsage, estimated: ModelUsage): ModelUsage {
  const isInput = isWithin(
    input,
    Math.min(1, estimated.inputTokens),
    estimated.inputTokens * INPUT_TIMES_MAX + INPUT_BESIDES_MAX,
  )
  const isOutput = isWithin(output, Math.min(1, estimated.outputTokens), OUTPUT_MAX)
  return {
    inputTokens: isInput ? Math.ceil(input) : estimated.inputTokens,
    outputTokens: isOutput ? Math.ceil(output) : estimated.outputTokens,
  }
}

const isWithin = (told: number | null | undefined, min: number, max: number): told is number =>
  told !== null && told !== undefined && told >= min && told <= max
