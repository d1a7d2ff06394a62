import type { z } from 'zod'
import type { Written } from './cross-checks.ts'
import { describeIssue, issuePaths, type Fault } from './faults.ts'
import { readYamlFile } from './yaml-file.ts'

/** A YAML file that fits `schema`, or null: `faults` then says, by line, what does not and what would. */
export async function readChecked<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  faults: Fault[],
): Promise<Written<z.output<Schema>> | null> {
  const file = await readYamlFile(path, faults)
  if (file === null) return null
  const parsed = schema.safeParse(file.value ?? {})
  if (parsed.success) return { value: parsed.data, file, path: [] }
  for (const issue of parsed.error.issues) {
    const text = describeIssue(issue, schema, file.value)
    for (const place of issuePaths(issue).slice(0, 1)) faults.push({ file: path, line: file.lineOf(place), text })
  }
  return null
}
