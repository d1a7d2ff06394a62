/** Reasoning that some models write before the answer; where the prompt opens it, only its end is in the answer. */
const THOUGHT = /^[\s\S]*<\/think(?:ing)?>/
/** Places where JSON may begin that are tried: an answer with more is none. */
const TRIED_MAX = 40

/**
 * The JSON of an answer, or undefined where it has none. Models that nothing holds to a schema put thoughts, code
 * fences or a sentence around it, or a draft before it: then the last object or list that stands on its own is read.
 */
export function readJson(answer: string): unknown {
  const whole = parse(answer)
  if (whole !== undefined) return whole
  const text = answer.replace(THOUGHT, '')
  let [found, from]: [unknown, number] = [undefined, 0]
  for (let tried = 0; tried < TRIED_MAX; tried++) {
    const start = text.slice(from).search(/[{[]/)
    if (start < 0) break
    const end = endOf(text, from + start)
    const value = end === null ? undefined : parse(text.slice(from + start, end))
    if (value !== undefined) found = value
    from = value === undefined || end === null ? from + start + 1 : end
  }
  return found
}

/** Where what opens at `start` is closed again, brackets in strings not counted; null where it never is. */
function endOf(text: string, start: number): number | null {
  let depth = 0
  let isString = false
  for (let at = start; at < text.length; at++) {
    const letter = text[at]
    if (letter === '\\' && isString) at++
    else if (letter === '"') isString = !isString
    else if (isString) continue
    else if (letter === '{' || letter === '[') depth++
    else if ((letter === '}' || letter === ']') && --depth === 0) return at + 1
  }
  return null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
