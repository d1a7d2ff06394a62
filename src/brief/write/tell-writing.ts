import type { ModelOutcome, Unavailable } from '../model/model.ts'
import type { WritingReport } from '../writer.ts'

/** What a log line and `doctor` say of a model's fault: what happened, and what to do or what is done now. */
const UNAVAILABLE: Readonly<Record<Unavailable, string>> = {
  key: 'the server refused the key: set a valid OPENAI_API_KEY',
  model: 'the server has no such model: set model.name to one that it lists',
  address: 'the server has no such API at this address: check OPENAI_BASE_URL, which ends in /v1 as a rule',
  limit: 'the server’s limit is reached, or the account has no money left: fewer briefs, or a higher limit there',
  long: 'the request is longer than the model reads at once: give it a longer context at its server, or take another model',
  server: 'the server had a fault of its own: it is tried again with the next brief',
  time: 'the answer did not come in time: a smaller model, or a longer model.timeout',
  broken: 'the server was not reached, broke off, or did not take the request: check OPENAI_BASE_URL',
  paused: 'it failed often and is left alone for a while; then it is tried again by itself',
  busy: 'too many briefs wait for it: raise model.concurrency, or let fewer digests fall on one minute',
  budget: 'the budget of the brief or the day is spent: raise it in model.budget, or wait for the next day (UTC)',
  stopped: 'the asker did not wait',
}

/**
 * The fault in one sentence, or null where the model answered. It holds no text of an article and no secret. `wrote`: lines of
 * the model's there are all the same.
 */
export function faultSentence(fault: WritingReport['fault'], wrote = 0): string | null {
  if (fault === null) return null
  const what = whatHappened(fault)
  const status = fault.kind === 'unavailable' && fault.status !== null ? ` (${fault.status})` : ''
  const became =
    wrote === 0
      ? 'the model did not write this brief, its lines are extracts'
      : 'the model did not answer all it was asked'
  return `${became}${status}: ${what}`
}

/** What happened and, behind a colon, what mends it or is done now. */
export function whatHappened(fault: Exclude<ModelOutcome, { kind: 'answered' }>): string {
  switch (fault.kind) {
    case 'unavailable':
      return UNAVAILABLE[fault.reason]
    case 'cut':
      return fault.at === 'length'
        ? 'its answer was cut at the limit of tokens: a model that thinks less, or a shorter brief'
        : 'its answer broke off before it was finished'
    case 'refused':
      return fault.by === 'filter'
        ? 'the server’s content filter held the answer back'
        : 'the model refused to write it'
    case 'unreadable':
      return 'its answer was no JSON of the form asked for: a model that can be held to a schema'
  }
}

/** What may be logged of a piece of writing: counts and names, no word of an article or an answer. */
export function writingCounts(report: WritingReport) {
  const { passed, repaired, replaced, refused, usage, cached, made, fault } = report
  return {
    passed,
    repaired,
    replaced,
    refused: refused.length,
    ...usage,
    cached,
    model: made?.model ?? null,
    prompt: made?.prompt ?? null,
    fault: fault === null ? null : fault.kind === 'unavailable' ? fault.reason : fault.kind,
  }
}
