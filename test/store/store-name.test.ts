import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { isAddress, plainAddress, storeName } from '../../src/store/store-name.ts'

const NAMES = [
  ['data/standfirst.db', 'data/standfirst.db'],
  [':memory:', ':memory:'],
  ['postgres.db', 'postgres.db'],
  ['postgres://me:s3cret@db.example:6543/news', 'postgres://db.example:6543/news'],
  ['POSTGRESQL://me:s3cret@db.example/news?sslmode=require&password=s3cret', 'postgres://db.example:5432/news'],
  ['postgres://me:s3cret@[::1]:5432/news', 'postgres://[::1]:5432/news'],
  ['postgres://%2Frun%2Fpostgresql/news', 'postgres:///run/postgresql:5432/news'],
  ['postgres:///news?host=/run/postgresql&port=6543', 'postgres:///run/postgresql:6543/news'],
  // A password with a sign that should have been written %XX.
  ['postgres://me:s3/cret@db.example:5432/news', 'postgres://…'],
  ['postgres://me:s3cret@db.example:port/news', 'postgres://…'],
  ['postgres://me:12/s3cret@db.example:5432/news', 'postgres://…'],
  ['postgres:///me:s3cret@db.example:5432/news', 'postgres://…'],
  ['postgres:me:s3cret@db.example:5432/news', 'postgres://…'],
] as const

for (const [target, name] of NAMES) {
  test(`${target} is shown as ${name}`, () => {
    equal(storeName(target), name)
    equal(isAddress(target), name !== target)
  })
}

const MODES = [
  ['postgres://me@db.example/news', 'postgres://me@db.example/news'],
  ['postgres://me@db.example/news?sslmode=require', 'postgres://me@db.example/news?sslmode=verify-full'],
  ['postgres://db/news?a=b&sslmode=prefer&c=d', 'postgres://db/news?a=b&sslmode=verify-full&c=d'],
  [
    'postgres://db/news?sslmode=verify-ca&sslrootcert=ca.pem',
    'postgres://db/news?sslmode=verify-full&sslrootcert=ca.pem',
  ],
  ['postgres://db/news?sslmode=disable', 'postgres://db/news?sslmode=disable'],
  ['postgres://db/news?sslmode=no-verify', 'postgres://db/news?sslmode=no-verify'],
  ['postgres://db/news?uselibpqcompat=true&sslmode=require', 'postgres://db/news?uselibpqcompat=true&sslmode=require'],
] as const

for (const [address, given] of MODES) {
  test(`the client is given ${given} for ${address}`, () => equal(plainAddress(address), given))
}
