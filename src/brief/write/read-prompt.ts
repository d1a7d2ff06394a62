import { NewsError } from '../../news/errors.ts'

/** A prompt of prompts/: sections of text with places for values. A brief records `version`: `brief.v2`. */
export type Prompt = {
  readonly version: string
  /** The section's text with its places filled; throws NewsError 'config-invalid' for a section or place that is not there. */
  readonly fill: (section: string, values: Readonly<Record<string, string | number>>) => string
}

const HEAD = /^---\r?\nid: ([a-z-]+)\r?\nversion: (\d+)\r?\n[\s\S]*?---\r?\n/
const SECTION = /<!-- section: ([a-z]+) -->/g
const PLACE = /\{\{(\w+)\}\}/g

/** Reads a prompt's text; `file` names it in faults. Throws NewsError 'config-invalid'. */
export function readPrompt(text: string, file: string): Prompt {
  const head = HEAD.exec(text)
  if (head === null) throw fault(file, 'it has no head with id and version')
  const sections = new Map<string, string>()
  const parts = text.slice(head[0].length).split(SECTION)
  // The text before the first section is a note to its readers; then names and texts alternate.
  for (let at = 1; at < parts.length; at += 2) sections.set(parts[at] ?? '', (parts[at + 1] ?? '').trim())
  const fill: Prompt['fill'] = (section, values) => {
    const template = sections.get(section)
    if (template === undefined) throw fault(file, `it has no section “${section}”`)
    return template.replaceAll(PLACE, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw fault(file, `nothing is known of {{${name}}} in its section “${section}”`)
      return String(value)
    })
  }
  return { version: `${head[1]}.v${head[2]}`, fill }
}

const fault = (file: string, what: string): NewsError =>
  new NewsError('config-invalid', `${file} is no prompt: ${what}. Take the file that came with the program.`)
