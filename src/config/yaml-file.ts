import { promises } from 'node:fs'
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import type { Document } from 'yaml'
import type { Fault } from './faults.ts'

/** A configuration is written by people: a larger file is something else. */
const FILE_BYTES_MAX = 1_048_576

/** One YAML file, with the line of everything in it. */
export type YamlFile = {
  readonly file: string
  readonly value: unknown
  /** The line, from 1, of what stands at `path`; where nothing does, of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number
}

/**
 * Reads a YAML file. Null when it cannot be read or is no YAML: `faults` then says why. Aliases are refused: a handful of
 * them can stand for gigabytes.
 */
export async function readYamlFile(file: string, faults: Fault[]): Promise<YamlFile | null> {
  const text = await readText(file, faults)
  return text === null ? null : parseYaml(file, text, faults)
}

async function readText(file: string, faults: Fault[]): Promise<string | null> {
  const add = (fault: string) => void faults.push({ file, line: null, text: fault })
  try {
    const facts = await promises.stat(file)
    if (!facts.isFile()) add('it is not a file; put the settings in a text file of this name')
    else if (facts.size > FILE_BYTES_MAX) add('it is larger than 1 MB; split it, or mend what wrote it')
    else return new TextDecoder('utf-8', { fatal: true }).decode(await promises.readFile(file))
  } catch (error) {
    add(describeReadError(error))
  }
  return null
}

function describeReadError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return 'the file is missing; put it there, or name another folder with --config'
  if (code === 'EACCES' || code === 'EPERM') return 'the file may not be read; give this user the right to read it'
  if (code.startsWith('ERR_ENCODING')) return 'the file is not UTF-8; save it as UTF-8'
  return `the file cannot be read (${code === '' ? 'unknown fault' : code}); look at the disk and its rights`
}

function parseYaml(file: string, text: string, faults: Fault[]): YamlFile | null {
  const lineCounter = new LineCounter()
  const lineAt = (offset: number) => Math.max(1, lineCounter.linePos(offset).line)
  try {
    // One document, no merge keys, no aliases, keys once.
    const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true })
    for (const error of document.errors) {
      faults.push({ file, line: lineAt(error.pos[0]), text: describeYamlError(error.code, error.message) })
    }
    if (document.errors.length > 0) return null
    const alias = findAlias(document)
    if (alias !== null) {
      const fault = 'an alias (*name) stands for a value elsewhere; write the value out'
      faults.push({ file, line: lineAt(alias), text: fault })
      return null
    }
    return { file, value: document.toJS(), lineOf: (path) => lineAt(offsetOf(document, path)) }
  } catch (error) {
    // Thousands of brackets inside each other run the parser out of stack.
    const why = error instanceof RangeError ? 'it nests too deeply' : 'it cannot be read as YAML'
    faults.push({ file, line: null, text: `${why}; write plain keys and lists` })
    return null
  }
}

function describeYamlError(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'the key above stands here again; keep one of them'
  if (code === 'TAB_AS_INDENT') return 'a tab indents the line; YAML wants spaces'
  return `this is not YAML (${message.replaceAll(/\s+/g, ' ')}); check quotes, colons and indentation here`
}

function findAlias(document: Document): number | null {
  let found: number | null = null
  visit(document, {
    Alias: (_, node) => {
      found = node.range?.[0] ?? 0
      return visit.BREAK
    },
  })
  return found
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
  for (const key of path) {
    let next: unknown = null
    if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(key))
      if (pair !== undefined && isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset
      next = pair?.value ?? null
    } else if (isSeq(node)) {
      next = node.items[Number(key)] ?? null
      if (isNode(next)) offset = next.range?.[0] ?? offset
    }
    if (!isNode(next) || isAlias(next)) return offset
    node = next
  }
  return offset
}
