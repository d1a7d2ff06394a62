import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'

const SPEC = join(import.meta.dirname, '../../../shared/specs/discord-openapi.json')

/** Why requests are not checked against Discord's specification here, or null where they are. */
export const discordSpecMissing = existsSync(SPEC) ? null : `${SPEC} is absent: messages are checked for limits only`

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: unknown }
type Operation = {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: {
    readonly required?: boolean
    readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>
  }
}
type Spec = {
  readonly components: unknown
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
type Loaded = { readonly ajv: Ajv2020; readonly spec: Spec }

let loaded: Loaded | null = null
const compiled = new Map<string, ValidateFunction>()

function load(): Loaded {
  if (loaded !== null) return loaded
  const spec = JSON.parse(readFileSync(SPEC, 'utf8')) as Spec
  closeObjects(spec)
  const ajv = new Ajv2020({ strict: false })
  for (const format of ['int32', 'int64', 'double']) ajv.addFormat(format, true)
  ajv.addFormat('snowflake', /^(?:0|[1-9]\d{0,19})$/)
  ajv.addFormat('nonce', (text: string) => text.length <= 25)
  ajv.addFormat('uri', (text: string) => URL.canParse(text))
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)))
  ajv.addSchema({ $id: 'discord', components: spec.components })
  loaded = { ajv, spec }
  return loaded
}

/** A key that Discord does not know would be dropped without a word. */
function closeObjects(schema: unknown): void {
  if (typeof schema !== 'object' || schema === null) return
  const node = schema as Record<string, unknown>
  if (node['type'] === 'object' && 'properties' in node && !('allOf' in node)) node['additionalProperties'] ??= false
  for (const value of Object.values(node)) closeObjects(value)
}

/** What Discord's specification holds against a body of this name. */
export function schemaFaults(name: string, body: unknown): readonly string[] {
  if (discordSpecMissing !== null) return []
  return check(name, { $ref: `#/components/schemas/${name}` }, body)
}

function check(key: string, schema: unknown, value: unknown): readonly string[] {
  const { ajv } = load()
  let validate = compiled.get(key)
  if (validate === undefined) {
    validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"discord#/components')))
    compiled.set(key, validate)
  }
  return validate(value) === true ? [] : [`${key}: ${ajv.errorsText(validate.errors)}`]
}

export type SpecRequest = {
  readonly method: string
  readonly query: URLSearchParams
  /** Undefined where there is none. */
  readonly body: unknown
}

/** What the specification holds against a request to `template`: `/channels/{channel_id}/messages`. */
export function operationFaults(template: string, { method, query, body }: SpecRequest): readonly string[] {
  if (discordSpecMissing !== null) return []
  const path = load().spec.paths[template]
  const operation = path?.[method.toLowerCase()]
  const name = `${method} ${template}`
  if (operation === undefined) return [`${name} is not in the specification`]
  const parameters = operation.parameters ?? []
  const inQuery = parameters.filter((parameter) => parameter.in === 'query')
  const unknown = [...query.keys()].filter((key) => !inQuery.some((parameter) => parameter.name === key))
  const schema = operation.requestBody?.content?.['application/json']?.schema
  return [
    ...unknown.map((key) => `${name} has no parameter ${key}`),
    ...inQuery.flatMap((parameter) => {
      const value = query.get(parameter.name)
      if (value === null) return parameter.required === true ? [`${name} needs ${parameter.name}`] : []
      return check(`${name}?${parameter.name}`, parameter.schema ?? true, asTyped(value, parameter.schema))
    }),
    ...(schema === undefined && body !== undefined ? [`${name} takes no body`] : []),
    ...(operation.requestBody?.required === true && body === undefined ? [`${name} needs a body`] : []),
    ...(schema === undefined || body === undefined ? [] : check(name, schema, body)),
  ]
}

/** A query holds texts; what is wanted as a number or a truth is one. */
function asTyped(text: string, schema: unknown): unknown {
  const type = typeof schema === 'object' && schema !== null && 'type' in schema ? schema.type : null
  const types = Array.isArray(type) ? type : [type]
  if (types.includes('integer') && /^-?\d+$/.test(text)) return Number(text)
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
