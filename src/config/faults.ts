import type { z } from 'zod'
import { NewsError } from '../news/errors.ts'
import { keysAt } from './schema.ts'
import { nearestWord } from './suggest.ts'

/** One thing wrong with the configuration: what it is, and what would be right. */
export type Fault = { readonly file: string; readonly line: number | null; readonly text: string }

/** More than these are the consequences of a few: a reader mends the first ones and tries again. */
const FAULTS_SHOWN_MAX = 50
const VALUE_SHOWN_MAX = 60

/** What the schema says where nobody gave it words. */
const UNSAID = 'Invalid input'

const EXPECTED_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a set of keys',
}

/** All faults in one error, a line each: `FILE:LINE: what is wrong; what would be right`. */
export function configError(faults: readonly Fault[]): NewsError {
  const lines = faults
    .slice(0, FAULTS_SHOWN_MAX)
    .map(({ file, line, text }) => `${file}${line === null ? '' : `:${line}`}: ${text}`)
  if (faults.length > lines.length) lines.push(`… and ${faults.length - lines.length} more`)
  return new NewsError('config-invalid', lines.join('\n'))
}

/** A fault of a value against its schema, in words. `value` is the whole file's. */
export function describeIssue(issue: z.core.$ZodIssue, schema: z.core.$ZodType, value: unknown): string {
  const where = pathWords(issue.path)
  const found = valueAt(value, issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return describeUnknownKeys(issue.keys, keysAt(schema, issue.path), where)
    case 'invalid_type':
      // A field that has words of its own knows more than the kind of value that it wants.
      if (!issue.message.startsWith(UNSAID)) return `${where}${issue.message}`
      return describeType(where, found, EXPECTED_WORDS[issue.expected] ?? issue.expected)
    case 'invalid_value':
      return describeChoice(where, found, issue.values.map(String))
    case 'too_small':
      return `${where}${describeValue(found)} is too ${sizeWord(issue.origin, 'small')}; the least is ${String(issue.minimum)}`
    case 'too_big':
      return `${where}${describeValue(found)} is too ${sizeWord(issue.origin, 'large')}; the most is ${String(issue.maximum)}`
    default:
      return `${where}${issue.message}`
  }
}

/** The path of a fault that stands at a key, not at its value: an unknown key's own line. */
export function issuePaths(issue: z.core.$ZodIssue): readonly (readonly PropertyKey[])[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
}

function describeUnknownKeys(unknown: readonly string[], known: readonly string[], where: string): string {
  const nearest = unknown.length === 1 ? nearestWord(unknown[0] ?? '', known) : null
  const right = nearest === null ? `the keys here are ${known.join(', ')}` : `did you mean ${nearest}?`
  return `${where}there is no key ${unknown.map((key) => `"${key}"`).join(', ')}; ${right}`
}

function describeType(where: string, found: unknown, expected: string): string {
  if (found === undefined) return `${where}it is missing; write ${expected}`
  return `${where}${describeValue(found)} is not ${expected}; write ${expected}`
}

function describeChoice(where: string, found: unknown, choices: readonly string[]): string {
  const nearest = typeof found === 'string' ? nearestWord(found, choices) : null
  const right = nearest === null ? `write ${choices.join(' or ')}` : `did you mean ${nearest}?`
  return `${where}${describeValue(found)} is not allowed; ${right}`
}

function sizeWord(origin: string, word: 'small' | 'large'): string {
  if (origin !== 'string' && origin !== 'array') return word
  return word === 'small' ? 'short' : 'long'
}

/** A value as a fault shows it: short, on one line. */
function describeValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length <= VALUE_SHOWN_MAX ? text : `${text.slice(0, VALUE_SHOWN_MAX)}…`
}

function pathWords(path: readonly PropertyKey[]): string {
  const words = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return words === '' ? '' : `${words.replace(/^\./, '')}: `
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined
    current = Reflect.get(current, key)
  }
  return current
}
