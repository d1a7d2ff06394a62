import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { z } from 'zod'
import { readEnvironment } from '../../src/config/environment.ts'
import { DEPLOY } from './read-dockerfile.ts'

/** What of the Compose specification is used here; another key is a slip of the hand. */
const serviceShape = z.strictObject({
  image: z.string().optional(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  user: z.string().optional(),
  env_file: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string()),
  networks: z.array(z.string()),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()),
      interval: z.string(),
      timeout: z.string(),
      retries: z.int(),
      start_period: z.string(),
    })
    .optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  deploy: z.strictObject({ replicas: z.int() }).optional(),
  read_only: z.literal(true),
  tmpfs: z.array(z.string()),
  shm_size: z.string().optional(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  pids_limit: z.int().optional(),
  mem_limit: z.string().optional(),
  init: z.boolean().optional(),
  restart: z.string(),
  stop_grace_period: z.string(),
  logging: z.strictObject({ driver: z.string(), options: z.record(z.string(), z.string()) }),
})
const composeShape = z.strictObject({
  name: z.string(),
  services: z.record(z.string(), serviceShape),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean() })),
  volumes: z.record(z.string(), z.null()),
})
const text = await readFile(join(DEPLOY, 'compose.yaml'), 'utf8')
const compose = composeShape.parse(parse(text))
const { postgres, standfirst } = compose.services

test('every service may write to little, do little, and comes back by itself', () => {
  for (const [name, service] of Object.entries(compose.services)) {
    equal(service.read_only, true, name)
    deepEqual(service.cap_drop, ['ALL'], name)
    deepEqual(service.security_opt, ['no-new-privileges:true'], name)
    equal(service.restart, 'unless-stopped', name)
    ok(
      service.tmpfs.some((place) => place.startsWith('/tmp:')),
      name,
    )
    ok(!('ports' in service), `${name} is reached from outside`)
  }
})

test('the database is Postgres 17, not root’s, keeps what it holds, and is reached by the bot alone', () => {
  equal(postgres?.image, 'postgres:17')
  equal(postgres.user, 'postgres')
  deepEqual(postgres.networks, ['store'])
  equal(compose.networks['store']?.internal, true)
  ok(postgres.volumes.includes('postgres:/var/lib/postgresql/data'))
  match(postgres.healthcheck?.test.join(' ') ?? '', /pg_isready/)
})

test('several replicas start when the database answers, and are given longer to stop than they take', () => {
  deepEqual(standfirst?.depends_on, { postgres: { condition: 'service_healthy' } })
  ok((standfirst?.deploy?.replicas ?? 0) >= 2)
  ok(Number.parseInt(standfirst?.stop_grace_period ?? '', 10) >= 10)
})

test('secrets come from a file that is not here, and the database is the store', () => {
  deepEqual(standfirst?.env_file, ['../../.env'])
  const own = standfirst?.environment ?? {}
  for (const [name, value] of Object.entries({ ...own, ...postgres?.environment })) {
    if (/PASSWORD|TOKEN|SECRET|KEY/.test(name)) match(value, /^\$\{[A-Z_]+:\?/)
  }
  const environment = { ...own, DATABASE_URL: own['DATABASE_URL']?.replace(/\$\{\w+\}/, 'hush') }
  const faults: Parameters<typeof readEnvironment>[1] = []
  const read = readEnvironment({ STANDFIRST_DB: 'data/mine.db', ...environment }, faults, [])
  deepEqual(faults, [])
  equal(read?.store, 'postgres://standfirst:hush@postgres:5432/standfirst')
})
