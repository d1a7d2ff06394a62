import type { Reply } from '../news/chat.ts'
import type { ChatMessage } from '../news/message.ts'

/** A person who waits longer than a second wonders whether they were heard. */
const WORKING_AFTER_MS = 800
/** An answer comes within this, or is given up: Discord lets a reply be edited for 15 minutes, Slack for 30. */
const ANSWER_MAX_MS = 120_000
/** Improvements of one answer: there is the first, and one that a slower writer made. */
const BETTER_MAX = 3

export type AnswerParts = {
  /** Makes the answer. Never rejects. */
  readonly answer: (signal: AbortSignal) => Promise<Reply>
  readonly working: () => ChatMessage
  /**
   * Shows a message in place of the one shown before, if any. False where the platform no longer takes it, such as after a
   * token's 15 minutes: then nothing more is shown.
   */
  readonly show: (message: ChatMessage, audience: Reply['audience']) => Promise<boolean>
  readonly workingAfterMs?: number
}

/**
 * Shows an answer when it is ready, says before that that it is under way where this takes longer than a second, and puts better
 * answers in its place as they come. A reply counts as accepted when it was shown.
 */
export async function answerInTime(parts: AnswerParts, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MAX_MS)])
  const answer = parts.answer(limit)
  const { promise: late, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(() => resolve(null), parts.workingAfterMs ?? WORKING_AFTER_MS)
  const early = await Promise.race([answer, late])
  clearTimeout(timer)
  if (early === null && !(await parts.show(parts.working(), 'asker'))) return
  let reply: Reply | null = early ?? (await answer)
  for (let turn = 0; reply !== null && turn <= BETTER_MAX && !limit.aborted; turn += 1) {
    if (!(await parts.show(reply.message, reply.audience))) return
    await reply.accepted?.()
    reply = (await reply.better) ?? null
  }
}
