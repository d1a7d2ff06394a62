/** What is found out when it is asked for first: it takes time, and few need it. */
export function onceAsked<Value extends object | number>(find: () => Value): () => Value {
  let found: Value | null = null
  return () => (found ??= find())
}
