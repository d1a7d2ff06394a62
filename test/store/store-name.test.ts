import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { isAddress, storeName } from '../../src/store/store-name.ts'

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
