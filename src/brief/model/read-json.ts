/** Reasoning that some models write before the answer. */
const THOUGHT = /^\s*<think>[\s\S]*?<\/think>/

/**
 * The JSON of an answer, or undefined where it has none. Models that nothing holds to a schema put thoughts, code
 * fences or a sentence around it: then what stands between the first and the last brace is read.
 */
export function readJson(answer: string): unknown {
  const text = answer.replace(THOUGHT, '')
  const whole = parse(text)
  if (whole !== undefined) return whole
  const [first, last] = [text.indexOf('{'), text.lastIndexOf('}')]
  return first < 0 || last < first ? undefined : parse(text.slice(first, last + 1))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
